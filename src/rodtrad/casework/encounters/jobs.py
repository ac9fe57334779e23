"""The clock of the encounters, every five minutes: who waits, and shifts nobody received."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.encounters.operations import tell_of_unanswered
from rodtrad.casework.encounters.shifts import tell_of_unreceived
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="encounters", retry=RETRY)
def keep_encounters(timestamp: int) -> None:
    """Leads are told of what nobody has taken."""
    at = timezone.now()
    tell_of_unanswered(at=at)
    tell_of_unreceived(at=at)
