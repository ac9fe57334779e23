"""The clock of the scenes, every hour: a quiet zone that grows again tells its owner."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.fieldwork.counts.operations import watch_zones
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="35 * * * *")
@app.task(queueing_lock="scenes", retry=RETRY)
def watch_scenes(timestamp: int) -> None:
    """Rounds approved since the last look are followed."""
    watch_zones(at=timezone.now())
