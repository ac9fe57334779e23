"""The clock of the meetings, every five minutes: answers that leaders owe."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.care_teams.operations import chase
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="care_teams", retry=RETRY)
def keep_meetings(timestamp: int) -> None:
    """What was taken back to a leader and not answered is told of, once, and climbs."""
    chase(at=timezone.now())
