"""Every night the openings of the coming weeks are worked out anew, and owners are reminded."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.foundation.jobs import RETRY
from rodtrad.registry.directory import operations


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="directory", retry=RETRY)
def keep_directory(timestamp: int) -> None:
    """Openings first, since lists are wrong without them; then the reminders."""
    at = timezone.now()
    operations.keep_openings(at=at)
    operations.remind_owners(at=at)
