from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.foundation.jobs import RETRY
from rodtrad.programme.measures import clock


@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="measures", retry=RETRY)
def remind_of_measures(timestamp: int) -> None:
    """Once an hour: whoever must act on a measure is reminded."""
    clock.remind(at=timezone.now())
