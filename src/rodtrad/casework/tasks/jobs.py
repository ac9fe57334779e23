"""The clock of the tasks, every five minutes: what is late is found on the next look."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.casework.tasks.operations import tell_of_late_tasks
from rodtrad.foundation.jobs import RETRY


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="tasks", retry=RETRY)
def keep_tasks(timestamp: int) -> None:
    """Leads are told of tasks whose day has passed."""
    tell_of_late_tasks(at=timezone.now())
