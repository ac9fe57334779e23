"""The clock of the duties, once a minute: what is late is found on the next look."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.district_offers.operations import keep_duties
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="district-offers", retry=RETRY)
def keep_district_offers(timestamp: int) -> None:
    keep_duties(at=timezone.now())
