"""Which openings the state of cases, supports, requests, escalations, consents and emergencies comes to: what stored grants must equal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rodtrad.casework.consents import openings as consents
from rodtrad.casework.emergencies import openings as emergencies
from rodtrad.casework.grants.operations import Opening
from rodtrad.casework.grants.vocabulary import Relation
from rodtrad.casework.responsibility.models import Case, Escalation, Request, Support
from rodtrad.casework.responsibility.vocabulary import AWAITING_ANSWER, RequestKind, RequestState

HELPING = (RequestState.ACCEPTED, RequestState.WAITING, RequestState.STARTED)


def expected_openings(*, at: datetime, person_ids: Iterable[UUID] | None = None) -> list[Opening]:
    """Everything that holds at an instant, of some persons or of all."""
    ids = None if person_ids is None else list(person_ids)
    mine = Q() if ids is None else Q(person__in=ids)
    of_case = Q() if ids is None else Q(case__person__in=ids)
    holders = [
        Opening(person_id=person_id, relation=Relation.HOLDS, unit_id=unit_id, source_id=pk, at=at)
        for pk, person_id, unit_id in Case.objects.open().filter(mine).values_list("pk", "person", "unit")
    ]
    running = Support.objects.filter(of_case, from_at__lte=at, until_at__gt=at)
    supporters = [
        Opening(person_id=person_id, relation=Relation.SUPPORTS, unit_id=unit_id, source_id=pk, at=at, until=until)
        for pk, person_id, unit_id, until in running.values_list("pk", "case__person", "unit", "until_at")
    ]
    going_on = Q(state__in=AWAITING_ANSWER) | Q(kind=RequestKind.REFERRAL, state__in=HELPING)
    asked = [
        Opening(
            person_id=person_id, relation=Relation.ASKED, unit_id=unit_id, source_id=pk, at=at, only=frozenset(shares)
        )
        for pk, person_id, unit_id, shares in Request.objects.filter(of_case, going_on).values_list(
            "pk", "case__person", "to_unit", "shares"
        )
    ]
    lifted = [
        Opening(person_id=person_id, relation=Relation.ESCALATED, unit_id=unit_id, source_id=pk, at=at)
        for pk, person_id, unit_id in Escalation.objects.filter(of_case, ended_at=None).values_list(
            "pk", "case__person", "unit"
        )
    ]
    given = [
        *consents.expected_openings(at=at, person_ids=ids),
        *emergencies.expected_openings(at=at, person_ids=ids),
    ]
    return [*holders, *supporters, *asked, *lifted, *given]
