from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.emergencies.operations import nag
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="0 8 * * *")
@app.task(queueing_lock="emergencies", retry=RETRY)
def call_out_what_nobody_has_looked_at(timestamp: int) -> None:
    """Each morning, until somebody has."""
    nag(at=timezone.now())
