"""The clock of the statistics: every morning, the quarter that has just ended is frozen if it is not yet."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.jobs import RETRY
from rodtrad.insight.statistics.operations import freeze_due


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="statistics", retry=RETRY)
def freeze_quarters(timestamp: int) -> None:
    """The two newest quarters that have ended, so that a morning without power loses nothing."""
    freeze_due(2, by=Actor.system("statistics"), at=timezone.now())
