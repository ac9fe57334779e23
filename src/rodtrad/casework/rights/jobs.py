"""What a person asked and nobody answered climbs by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.rights.operations import climb_late
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="rights", retry=RETRY)
def answer_in_time(timestamp: int) -> None:
    """Questions and demands past their deadline go to the coordinating unit."""
    climb_late(at=timezone.now())
