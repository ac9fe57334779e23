"""Reading stays, and who has many acute ones. What is about a person goes through the door or the list filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.queries import as_filter, decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.stays.models import Review, ReviewRow, Stay
from rodtrad.casework.stays.rules import Often, often
from rodtrad.casework.stays.vocabulary import INPATIENT
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.organisations.queries import give_names, local_day
from rodtrad.registry.rulebook import queries as rulebook


@dataclass(frozen=True)
class StaysPage:
    """Everything known of where somebody has slept, newest first, and how often it was at an acute place."""

    person_id: UUID
    called: str
    reference: str
    stays: tuple[Stay, ...]
    often: Often
    limit: int
    months: int
    may_write: bool


def stays_page(person_id: UUID, *, by: Actor, at: datetime) -> StaysPage:
    """Opens the section at the door, and so is logged. Raises NotFound."""
    opened = open_person(person_id, by=by, section=Section.STAYS, purpose=Purpose.FOLLOW_UP, at=at)
    stays = stays_of(opened.person_ids)
    give_names(stays)
    on = local_day(at)
    limit, months = the_rule(on)
    return StaysPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        stays=tuple(stays),
        often=often([(s.starts_on, s.ends_on) for s in stays if s.kind == "ACUTE"], on=on, limit=limit, months=months),
        limit=limit,
        months=months,
        may_write=decide(by, opened.person.pk, Section.STAYS, Operation.WRITE, at=at).allowed,
    )


def the_rule(on: date) -> tuple[int, int]:
    """How many acute stays are many, and within how many months, as the rule was on a day."""
    return rulebook.value("stays.many_acute", on=on), rulebook.value("stays.many_months", on=on)


def stays_of(person_ids: list[UUID]) -> list[Stay]:
    """Every stay of one human, newest first; without names, see `organisations.give_names`."""
    return list(Stay.objects.filter(person__in=person_ids).order_by("-starts_on", "-recorded_at"))


def inpatient_stays(person_ids: list[UUID]) -> list[Stay]:
    """Beds that others decide over, without a last day yet."""
    rows = Stay.objects.filter(person__in=person_ids, kind__in=INPATIENT, ends_on=OPEN_ENDED_ON)
    return list(rows.order_by("-starts_on", "pk"))


def how_often(person_ids: list[UUID], *, on: date) -> Often:
    """Judged by the rule of that day."""
    limit, months = the_rule(on)
    periods = Stay.objects.acute().filter(person__in=person_ids).values_list("starts_on", "ends_on")
    return often(periods, on=on, limit=limit, months=months)


@dataclass(frozen=True)
class ManyStays:
    """Somebody the actor's unit has the ball for, who has many acute stays now."""

    person_id: UUID
    called: str
    reference: str
    coordinator: str
    often: Often


def people_with_many(by: Actor, *, at: datetime) -> list[ManyStays]:
    """Among those the actor's unit has the ball for, most stays first. Four queries whatever the number."""
    on = local_day(at)
    may = as_filter(by, Section.STAYS, Operation.LIST, at=at, person="person_id")
    cases = Case.objects.open().filter(may, unit=by.unit_id).select_related("person", "coordinator__user")
    held = {case.person_id: case for case in cases}
    judged = _judge(held, on=on)
    found = [_many(held[person_id], how) for person_id, how in judged.items() if how.is_many]
    return sorted(found, key=lambda row: (-row.often.stays, -row.often.days, row.called))


def _many(case: Case, how: Often) -> ManyStays:
    coordinator = case.coordinator.user.display_name if case.coordinator else ""
    return ManyStays(case.person_id, case.person.called, case.person.reference, coordinator, how)


@dataclass(frozen=True)
class ReviewLine:
    row_id: UUID
    person_id: UUID
    called: str
    reference: str
    stays: int
    days: int
    promise: str
    owner: str
    due_on: date | None
    is_kept: bool
    is_carried: bool


@dataclass(frozen=True)
class ReviewPage:
    review_id: UUID
    held_on: date
    is_closed: bool
    lines: tuple[ReviewLine, ...]


def review_page(review_id: UUID, *, by: Actor, at: datetime) -> ReviewPage:
    """One review of the actor's own unit, with those it may list now. Raises NotFound."""
    review = Review.objects.filter(pk=review_id, unit=by.unit_id).first()
    if review is None or not by.gives_care:
        raise NotFound(_("There is no such review at your unit."))
    may = as_filter(by, Section.STAYS, Operation.LIST, at=at, person="person_id")
    rows = list(ReviewRow.objects.filter(may, review=review).select_related("person", "owner__user").order_by("pk"))
    how = _judge([row.person_id for row in rows], on=review.held_on)
    lines = tuple(_review_line(row, how[row.person_id]) for row in rows)
    return ReviewPage(review.pk, review.held_on, review.closed_at is not None, lines)


def _judge(person_ids: Iterable[UUID], *, on: date) -> dict[UUID, Often]:
    """Of each person, also what stands under a record that was joined into theirs."""
    limit, months = the_rule(on)
    ids = list(person_ids)
    joined = dict(Person.objects.filter(merged_into__in=ids).values_list("pk", "merged_into"))
    periods: dict[UUID, list[tuple[date, date]]] = {person_id: [] for person_id in ids}
    rows = Stay.objects.acute().filter(person__in=[*ids, *joined])
    for person_id, start, end in rows.order_by("starts_on").values_list("person", "starts_on", "ends_on"):
        periods[joined.get(person_id) or person_id].append((start, end))
    return {person_id: often(found, on=on, limit=limit, months=months) for person_id, found in periods.items()}


def _review_line(row: ReviewRow, how: Often) -> ReviewLine:
    return ReviewLine(
        row_id=row.pk,
        person_id=row.person_id,
        called=row.person.called,
        reference=row.person.reference,
        stays=how.stays,
        days=how.days,
        promise=row.promise,
        owner=row.owner.user.display_name if row.owner else "",
        due_on=row.due_on,
        is_kept=row.kept_at is not None,
        is_carried=row.carried_from_id is not None,
    )


def reviews_of(by: Actor) -> list[Review]:
    """The actor's unit's reviews, newest first."""
    return list(Review.objects.filter(unit=by.unit_id).order_by("-held_on", "-started_at")[:24])
