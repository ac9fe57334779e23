from django.utils import timezone
from procrastinate.contrib.django import app

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.jobs import RETRY
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.reports.duty_reports import write_what_is_due

CLOCK = Actor(kind=ActorKind.SYSTEM, name="duties", roles=frozenset({Role.PROGRAMME}))


@app.periodic(cron="15 5 * * *")
@app.task(queueing_lock="duties", retry=RETRY)
def write_reports_that_are_due(timestamp: int) -> None:
    """Every morning: drafts of the reports whose period has ended, for people to read and send."""
    write_what_is_due(by=CLOCK, at=timezone.now())
