"""How people left places in a month: with somewhere to live, without, or unplanned. For the lead of those who follow up."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.transitions.models import Answer, Transition
from rodtrad.casework.transitions.vocabulary import ASKS_FOR_HOME, WITHOUT_OWN_HOME, Point, TransitionEnd


@dataclass(frozen=True)
class LeavingMonth:
    """Of those a unit has or had the case of. `happened` is the n of the two after it."""

    happened: int
    without_own_home: int
    overridden: int  # went ahead with no place to live, for a reason
    left: int  # unplanned
    told_late: int  # of them, written down a day or more later


def leaving_month(unit_id: UUID, *, since: datetime, until: datetime) -> LeavingMonth:
    """Discharges, releases, journeys home and ends of places that ended in a period."""
    mine = Case.objects.filter(unit=unit_id).values("person")
    rows = list(Transition.objects.filter(person__in=mine, ended_at__gte=since, ended_at__lt=until))
    done = [row for row in rows if row.end == TransitionEnd.DONE and row.kind in ASKS_FOR_HOME]
    answers = Answer.objects.filter(transition__in=[row.pk for row in done], point=Point.HOME).order_by("answered_at")
    homes = dict(answers.values_list("transition", "home"))
    kinds = Counter(homes.get(row.pk, "") in WITHOUT_OWN_HOME for row in done)
    left = [row for row in rows if row.end == TransitionEnd.LEFT]
    return LeavingMonth(
        happened=len(done),
        without_own_home=kinds[True],
        overridden=sum(bool(row.overridden_because) for row in done),
        left=len(left),
        told_late=sum(bool(row.late_because) for row in left),
    )
