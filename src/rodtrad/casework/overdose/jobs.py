"""The clock of the overdose forms, every hour."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.overdose.operations import tell_of_missing_forms
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="overdose", retry=RETRY)
def keep_forms(timestamp: int) -> None:
    """Forms that nobody has filled in within a day."""
    tell_of_missing_forms(at=timezone.now())
