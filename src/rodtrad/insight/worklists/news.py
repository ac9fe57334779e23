"""When something last happened around a person, for finding those it has become quiet around."""

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.responsibility.models import Case, RequestEvent
from rodtrad.casework.tasks.models import Task
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


def quiet_cases(cases: "QuerySet[Case]", *, at: datetime) -> "QuerySet[Case]":
    """Those with no news for as many days as the rule says, each with `last_news_at`; the quietest first.

    News is an encounter, also one in vain; something done; a step of a request; or that the ball moved.
    """
    longest = timedelta(days=rulebook.value("case.quiet_days", on=local_day(at)))
    met = Encounter.objects.filter(person=OuterRef("person")).order_by("-occurred_at").values("occurred_at")
    done = Task.objects.filter(person=OuterRef("person"), ended_at__isnull=False)
    step = RequestEvent.objects.filter(request__case=OuterRef("pk"))
    latest = Greatest(
        F("held_since"),
        Subquery(met[:1]),
        Subquery(done.order_by("-ended_at").values("ended_at")[:1]),
        Subquery(step.order_by("-occurred_at").values("occurred_at")[:1]),
    )
    # Whoever changed hands lately is not quiet; that is read from the case alone.
    return (
        cases.filter(held_since__lte=at - longest)
        .annotate(last_news_at=latest)
        .filter(last_news_at__lte=at - longest)
        .order_by("last_news_at", "pk")
    )
