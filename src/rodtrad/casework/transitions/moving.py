"""Moving: a new belonging drafts the hand-over to the new district, while the old unit keeps the ball (R-08-01)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access import changes
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Belonging
from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus
from rodtrad.casework.tasks.operations import NewTask, add_task
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.casework.transitions import queries
from rodtrad.casework.transitions.models import Transition
from rodtrad.casework.transitions.notices import holder, note, tell
from rodtrad.casework.transitions.vocabulary import EventKind, TransitionKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.coordination import units_of_districts
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

MOVED = frozenset({BelongingStatus.CLEAR, BelongingStatus.OTHER_MUNICIPALITY})


@transaction.atomic
def set_belonging(
    person_id: UUID,
    *,
    status: BelongingStatus,
    area_code: str,
    source: BelongingSource,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> tuple[Belonging, Transition | None]:
    """Where the person belongs from a day on; with an open case a move begins. Raises NotFound and DomainError.

    The ball stays. What was drafted is a move with its checklist, and a task to send the hand-over.
    """
    before = persons.belonging_on(persons.same_person_ids(person_id), on=local_day(at))
    said = changes.set_belonging(
        person_id, status=status, area_code=area_code, source=source, valid_from=valid_from, by=by, at=at
    )
    has_moved = status in MOVED and before is not None and before.area_id not in (None, said.area_id)
    return said, _begin_move(said, by=by, at=at) if has_moved else None


def _begin_move(said: Belonging, *, by: Actor, at: datetime) -> Transition | None:
    case = holder(said.person_id)
    assert said.area is not None
    if case is None or units_of_districts().get(case.unit_id) == said.area.code:
        return None
    ids = persons.same_person_ids(said.person_id)
    row = Transition.objects.open().filter(person__in=ids, kind=TransitionKind.MOVE).first()
    is_new = row is None
    if row is None:
        row = Transition(
            person_id=said.person_id,
            kind=TransitionKind.MOVE,
            planned_at=at,
            planned_by_id=by.own_post_id,
            command_id=new_id(),
            overlap_days=queries.OVERLAP_AFTER_MOVE,
        )
    row.happens_on, row.to_area = local_day(at), said.area
    row.to_unit_id = queries.unit_for_district(said.area.code, on=local_day(at))
    row.save()
    note(row, EventKind.PLANNED if is_new else EventKind.DATE_MOVED, by=by, at=at)
    tell("TRANSITION_PLANNED", row, case, key=f"move-{said.area.code}", at=at)
    task = NewTask(
        text=str(_("Moved to %(area)s: send the hand-over that is drafted") % {"area": said.area.name}),
        due_on=local_day(rulebook.deadline("deadline.handover.normal", at=at)),
        source=TaskSource.TRANSITION,
        source_id=row.pk,
        step=f"HANDOVER_{said.area.code}",
    )
    add_task(said.person_id, new=task, by=by, at=at)
    return row
