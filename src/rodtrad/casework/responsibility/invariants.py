"""What must hold at every instant (domain model, invariants 1 to 6), derived again from history.

The database refuses most of it by itself; this check trusts nothing and looks at every case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, F, Q

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.operations import NOT_DERIVED, expected_rows
from rodtrad.casework.responsibility.models import Case, Escalation, Period, Request, RequestEvent
from rodtrad.casework.responsibility.openings import expected_openings
from rodtrad.casework.responsibility.vocabulary import CaseStatus, PeriodKind, RequestEventKind
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.organisations.queries import local_day

CLOCK_GRACE = timedelta(minutes=10)


class Flaw(Enum):
    """What a violation comes to for the person: nobody has the ball, two have it, or something else is wrong."""

    UNOWNED = "UNOWNED"
    DOUBLY_OWNED = "DOUBLY_OWNED"
    OTHER = "OTHER"


@dataclass(frozen=True)
class Violation:
    invariant: int
    case_id: UUID | None
    sentence: str
    flaw: Flaw = Flaw.OTHER


@dataclass(frozen=True)
class Certificate:
    """How many cases were looked at, and everything found wrong."""

    cases: int
    violations: tuple[Violation, ...]

    def count(self, flaw: Flaw) -> int:
        """How many cases have the flaw, however many times; what names no case counts by itself."""
        found = [violation for violation in self.violations if violation.flaw is flaw]
        return len({v.case_id for v in found if v.case_id}) + sum(v.case_id is None for v in found)


def check(*, at: datetime) -> Certificate:
    """Look at everything. The clock has a few minutes to speak after a deadline; then silence is a violation."""
    return Certificate(
        cases=Case.objects.count(),
        violations=(
            *_owners(at=at),
            *_chains(),
            *_silence(at=at, late_before=at - CLOCK_GRACE),
            *_answers(),
            *_people(),
            *_steps(),
            *_grants(at=at),
        ),
    )


def _owners(*, at: datetime) -> Iterator[Violation]:
    """1: one open period, an active unit, an active coordinator of that unit or the lead's queue."""
    day = local_day(at)
    open_periods = Count("periods", filter=Q(periods__ends_at=OPEN_ENDED))
    for case in (
        Case.objects.annotate(owners=open_periods).exclude(status="CLOSED", owners=0).exclude(status="OPEN", owners=1)
    ):
        owners: int = case.owners  # type: ignore[attr-defined]
        flaw = Flaw.DOUBLY_OWNED if owners > 1 else Flaw.UNOWNED if case.status == CaseStatus.OPEN else Flaw.OTHER
        yield Violation(1, case.pk, f"{owners} periods are open at once, and the case is {case.status}", flaw)
    for case in Case.objects.open().exclude(
        unit__holds_cases=True, unit__valid_from__lte=day, unit__valid_until__gt=day
    ):
        yield Violation(1, case.pk, "the case is held by a unit that is closed or cannot hold cases", Flaw.UNOWNED)
    named = Case.objects.open().filter(coordinator__isnull=False)
    for case in named.exclude(
        coordinator__unit=F("unit"), coordinator__ends_on__gt=day, coordinator__user__is_active=True
    ):
        yield Violation(1, case.pk, "the coordinator does not work at the unit that holds the case", Flaw.UNOWNED)


def _chains() -> Iterator[Violation]:
    """2: edge to edge, from the opening to now, and the case says what its last period says."""
    chains: dict[UUID, list[Period]] = {}
    for period in Period.objects.order_by("case", "seq").iterator():
        chains.setdefault(period.case_id, []).append(period)
    for case in Case.objects.iterator():
        chain = chains.get(case.pk, [])
        if not chain:
            yield Violation(2, case.pk, "the case has no periods", Flaw.UNOWNED)
            continue
        last = chain[-1]
        if [period.seq for period in chain] != list(range(1, len(chain) + 1)):
            yield Violation(2, case.pk, "the periods are not numbered one by one")
        edges = [(before.ends_at, after.starts_at) for before, after in pairwise(chain)]
        if any(end < start for end, start in edges):
            yield Violation(2, case.pk, "two periods leave a gap", Flaw.UNOWNED)
        if any(end > start for end, start in edges):
            yield Violation(2, case.pk, "two periods overlap", Flaw.DOUBLY_OWNED)
        said = (
            case.version,
            case.unit_id,
            case.coordinator_id,
            case.stands_in_for_id,
            case.held_until,
            case.held_since,
        )
        found = (last.seq, last.unit_id, last.coordinator_id, last.stands_in_for_id, last.ends_at, last.starts_at)
        if said != found or last.kind != PeriodKind.HELD:
            yield Violation(2, case.pk, "the case does not say the same as its last period")


def _silence(*, at: datetime, late_before: datetime) -> Iterator[Violation]:
    """3: late means lifted, and what is lifted has an owner who is there."""
    spoken = RequestEvent.objects.filter(kind=RequestEventKind.WENT_LATE).values("request")
    for request in Request.objects.late_at(late_before).exclude(pk__in=spoken):
        yield Violation(3, request.case_id, "a request passed its deadline in silence")
    lifted = Escalation.objects.filter(ended_at=None).values("case")
    for request in Request.objects.late_at(late_before).exclude(case__in=lifted):
        yield Violation(3, request.case_id, "a late request is not escalated")
    ownerless = Escalation.objects.filter(ended_at=None).exclude(
        owner__ends_on__gt=local_day(at), owner__user__is_active=True, owner__unit=F("unit")
    )
    for escalation in ownerless:
        yield Violation(3, escalation.case_id, "an escalation has no owner who is there")


def _answers() -> Iterator[Violation]:
    """4: one acceptance, one move."""
    accepted = Request.objects.filter(kind="HANDOVER", state="ACCEPTED").annotate(
        moves=Count("case__periods", filter=Q(case__periods__request=F("pk")))
    )
    for request in accepted.exclude(moves=1):
        yield Violation(4, request.case_id, f"an accepted hand-over moved the ball {request.moves} times")  # type: ignore[attr-defined]


def _people() -> Iterator[Violation]:
    """5: joining records leaves one open case to a person, wherever the records point."""
    open_cases: dict[UUID, int] = {}
    rows = Case.objects.filter(status=CaseStatus.OPEN).values_list("person", "person__merged_into")
    for person_id, merged_into in rows:
        human = merged_into or person_id
        open_cases[human] = open_cases.get(human, 0) + 1
    for human, count in open_cases.items():
        if count > 1:
            yield Violation(5, None, f"person {human} has {count} open cases", Flaw.DOUBLY_OWNED)


def _steps() -> Iterator[Violation]:
    """6: every step says who and why."""
    for period in Period.objects.filter(Q(moved_by=None, moved_by_job="") | Q(reason="")):
        yield Violation(6, period.case_id, "a step does not say who or why")


def _grants(*, at: datetime) -> Iterator[Violation]:
    """What is stored of access is what the chain gives, no more and no less."""
    expected = {row.key() for row in expected_rows(expected_openings(at=at))}
    stored = {row.key() for row in Grant.objects.open_at(at).exclude(basis__in=NOT_DERIVED).iterator()}
    for key in list(stored - expected)[:20]:
        yield Violation(5, None, f"unit {key[4]} has access to {key[1]} of person {key[0]} without a ground")
    for key in list(expected - stored)[:20]:
        yield Violation(
            5, None, f"unit {key[4]} lacks the access to {key[1]} of person {key[0]} that follows from the chain"
        )
