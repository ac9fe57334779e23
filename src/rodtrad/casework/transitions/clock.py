"""The clock of transitions: days that come near, are here, or have passed. Each look finds the same; nothing is kept."""

from datetime import datetime

from django.db import transaction

from rodtrad.casework.tasks.operations import drop_tasks_of
from rodtrad.casework.transitions.models import Transition
from rodtrad.casework.transitions.notices import holder, note, tell, tell_of_day
from rodtrad.casework.transitions.operations import NOTICES
from rodtrad.casework.transitions.vocabulary import (
    LOSES_TOLERANCE,
    EventKind,
    TransitionEnd,
    TransitionKind,
    WindowCause,
)
from rodtrad.casework.transitions.windows import open_window, tell_of_not_met
from rodtrad.foundation.actor import Actor
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day

CLOCK = Actor.system("transitions")


def keep_transitions(*, at: datetime) -> int:
    """Notices before the day, the tolerance window on it, and word when it has passed. Returns how many are planned."""
    planned = list(Transition.objects.open().order_by("happens_on", "pk"))
    for row in planned:
        with transaction.atomic():
            _look_at(row, at=at)
    tell_of_not_met(at=at)
    return len(planned)


def _look_at(row: Transition, *, at: datetime) -> None:
    case, today = holder(row.person_id), local_day(at)
    if row.kind in LOSES_TOLERANCE and row.happens_on <= today:
        cause = WindowCause(row.kind)
        open_window(row.person_id, cause=cause, source_id=row.pk, opens_on=row.happens_on, by=CLOCK, at=at)
    if case is None:
        return
    if row.kind == TransitionKind.MOVE and case.unit_id == row.to_unit_id:
        _taken_over(row, at=at)
    elif row.happens_on >= today:
        tell_of_day(row, case, at=at)
    elif row.kind != TransitionKind.MOVE:
        tell("TRANSITION_PASSED", row, case, key="passed", at=at)


def _taken_over(row: Transition, *, at: datetime) -> None:
    """The hand-over was accepted: the move is over."""
    row.ended_at, row.end = at, TransitionEnd.DONE
    row.save(update_fields=["ended_at", "end"])
    inbox.withdraw(reference_id=row.pk, kinds=NOTICES, at=at)
    drop_tasks_of(row.pk, note="", by=CLOCK, at=at)
    note(row, EventKind.DONE, by=CLOCK, at=at)
