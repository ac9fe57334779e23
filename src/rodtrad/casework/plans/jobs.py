"""The clock of the plans, every morning."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.plans.operations import remind_of_evaluations
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="10 6 * * *")
@app.task(queueing_lock="plans", retry=RETRY)
def keep_plans(timestamp: int) -> None:
    """Plans whose day of evaluation has come."""
    remind_of_evaluations(at=timezone.now())
