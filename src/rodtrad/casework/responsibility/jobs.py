"""The clock, once a minute. Nothing is lost when it stands still: what is late is found on the next look."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.responsibility import clock
from rodtrad.casework.responsibility.operations import certify, keep_posts
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="deadlines", retry=RETRY)
def keep_time(timestamp: int) -> None:
    """Reminders, lateness and escalations; absences that begin and end; posts that have ended."""
    at = timezone.now()
    try:
        keep_posts(at=at)
    finally:  # whatever is wrong with a post, no deadline passes in silence
        clock.keep_deadlines(at=at)


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock="certificate", retry=RETRY)
def certify_the_night(timestamp: int) -> None:
    """Once a night: look at every case and keep what was found, for all who ask whether the chain holds."""
    certify(by=Actor.system("nightly check"), at=timezone.now())
