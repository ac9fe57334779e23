"""The clock of the transitions, every five minutes."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.transitions import clock
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="transitions", retry=RETRY)
def keep_transitions(timestamp: int) -> None:
    """What comes near is told of, on time and once."""
    clock.keep_transitions(at=timezone.now())
