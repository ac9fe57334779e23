"""Leaving a place: planned, with somewhere to live; or unplanned, with the follow-up called the same day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.stays import operations as stays
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.casework.tasks.operations import NewTask, add_task
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.casework.transitions import operations, queries
from rodtrad.casework.transitions.models import Transition
from rodtrad.casework.transitions.notices import holder, note, tell
from rodtrad.casework.transitions.permissions import check_may_write
from rodtrad.casework.transitions.vocabulary import (
    OF_STAY,
    EventKind,
    Point,
    PointState,
    TransitionEnd,
    TransitionKind,
    WindowCause,
)
from rodtrad.casework.transitions.windows import open_window
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import local_day

OLDEST = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """How somebody left a stay: planned, and to where; or unplanned."""

    is_planned: bool
    home: str = ""
    override_because: str = ""
    late_because: str = ""


@transaction.atomic
def leave_stay(stay_id: UUID, *, ends_on: date, how: Leaving, by: Actor, at: datetime) -> Stay:
    """The day they left, and to what. A planned end without a place to live stops; see `operations.complete`.

    A home of their own, or with others, just ends. Raises NotFound, and DomainError naming the field.
    """
    stay = Stay.objects.filter(pk=stay_id).first()
    if stay is None:
        raise NotFound(_("There is no such stay."))
    ended = stays.end_stay(stay_id, ends_on=ends_on, by=by, at=at)
    kind = OF_STAY.get(StayKind(stay.kind))
    if kind is None or holder(stay.person_id) is None:
        return ended
    if not how.is_planned:
        left = Departure(
            kind=kind, from_place=stay.place, left_on=ends_on, late_because=how.late_because, stay_id=stay.pk
        )
        record_departure(stay.person_id, left=left, command_id=new_id(), by=by, at=at)
        return ended
    row = _planned_or_new(stay, kind, on=ends_on, by=by, at=at)
    if how.home:
        operations.answer_point(row.pk, point=Point.HOME, state=PointState.IN_PLACE, home=how.home, by=by, at=at)
    operations.complete(row.pk, override_because=how.override_because, on=ends_on, by=by, at=at)
    return ended


def _planned_or_new(stay: Stay, kind: TransitionKind, *, on: date, by: Actor, at: datetime) -> Transition:
    """The transition that was planned, or one that says when they left."""
    ids = persons.same_person_ids(stay.person_id)
    planned = Transition.objects.open().filter(person__in=ids, kind=kind).first()
    if planned is not None:
        planned.happens_on = on
        planned.save(update_fields=["happens_on"])
        return planned
    return Transition.objects.create(
        person_id=stay.person_id,
        kind=kind,
        happens_on=on,
        from_place=stay.place,
        nights=stay,
        planned_at=at,
        planned_by_id=by.own_post_id,
        command_id=new_id(),
    )


@dataclass(frozen=True, kw_only=True)
class Departure:
    """Somebody left before the plan said so."""

    kind: TransitionKind = TransitionKind.DISCHARGE
    from_place: str = ""
    left_on: date
    late_because: str = ""
    stay_id: UUID | None = None


@transaction.atomic
def record_departure(person_id: UUID, *, left: Departure, command_id: UUID, by: Actor, at: datetime) -> Transition:
    """Left unplanned: the coordinator has a notice and a task for today, and the tolerance window opens (R-07-05).

    Without an open case the district the person belongs to has the notice. Written down a day later it says why, and that
    is counted. Raises DomainError naming the field, and NotFound.
    """
    if done := Transition.objects.filter(command_id=command_id).first():
        return done
    check_may_write(person_id, by=by, at=at)
    _check_departure(left, at=at)
    check_no_place(person_id, place=left.from_place, texts={"late_because": left.late_because}, at=at)
    row = _departed(person_id, left, command_id=command_id, by=by, at=at)
    note(row, EventKind.LEFT, text=left.late_because, by=by, at=at)
    case = holder(person_id)
    if case is None:
        _tell_district(row, at=at)
    else:
        tell("LEFT_UNPLANNED", row, case, key="left", at=at)
        new = NewTask(
            text=str(_("Left unplanned: find and meet the person today")),
            due_on=local_day(at),
            source=TaskSource.TRANSITION,
            source_id=row.pk,
            step="MEET",
        )
        add_task(person_id, new=new, by=by, at=at)
    if left.kind != TransitionKind.END_OF_PLACE:
        cause = WindowCause.LEFT
        open_window(person_id, cause=cause, source_id=row.pk, opens_on=left.left_on, by=by, at=at)
    return row


def _check_departure(left: Departure, *, at: datetime) -> None:
    today = local_day(at)
    if not today - OLDEST <= left.left_on <= today:
        raise DomainError(_("Choose a day in the last month, and not ahead."), field="left_on")
    if left.left_on < today and not left.late_because.strip():
        raise DomainError(
            _("It is written down a day or more later. Write why; such delays are counted."), field="late_because"
        )
    for field, text in (("from_place", left.from_place), ("late_because", left.late_because)):
        check_free_text(text, field=field)


def _departed(person_id: UUID, left: Departure, *, command_id: UUID, by: Actor, at: datetime) -> Transition:
    """The transition that was planned ends so; without one a row says it."""
    ids = persons.same_person_ids(person_id)
    row = Transition.objects.select_for_update().open().filter(person__in=ids, kind=left.kind).first()
    if row is None:
        row = Transition(
            person_id=person_id,
            kind=left.kind,
            from_place=left.from_place.strip()[:120],
            nights_id=left.stay_id,
            planned_at=at,
            planned_by_id=by.own_post_id,
            command_id=command_id,
        )
    row.happens_on, row.late_because = left.left_on, left.late_because.strip()
    row.ended_at, row.end, row.ended_by_id = at, TransitionEnd.LEFT, by.own_post_id
    row.save()
    inbox.withdraw(reference_id=row.pk, kinds=operations.NOTICES, at=at)
    return row


def _tell_district(row: Transition, *, at: datetime) -> None:
    unit_id = queries.unit_of_belonging(row.person_id, at=at)
    if unit_id is not None:
        inbox.send(
            "LEFT_UNPLANNED",
            form=ItemForm.NOTICE,
            unit_id=unit_id,
            reference_id=row.pk,
            effect_key=f"transition:{row.pk}:left",
            at=at,
        )
