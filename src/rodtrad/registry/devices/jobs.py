"""Once an hour: what has not come from a phone a day after later things did."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.foundation.jobs import RETRY
from rodtrad.registry.devices import operations


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="phone-holes", retry=RETRY)
def report_holes(timestamp: int) -> None:
    operations.report_holes(timezone.now())
