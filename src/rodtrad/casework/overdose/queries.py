"""Reading overdoses of the actor's own unit, and the steps taken with one person, through the door."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.overdose.models import Overdose, Step
from rodtrad.casework.overdose.vocabulary import StepKind
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.queries import open_tasks_of
from rodtrad.casework.transitions.permissions import may_write
from rodtrad.casework.transitions.queries import open_windows_of
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.organisations.queries import give_names, local_day


@dataclass(frozen=True)
class OverdoseLine:
    overdose_id: UUID
    place: str
    occurred_at: datetime
    card_until: datetime
    substances: tuple[str, ...]
    causes: tuple[str, ...]
    helped_with: tuple[str, ...]
    outcome: str
    is_filled_in: bool


@dataclass(frozen=True)
class StepLine:
    """A step and the newest day it was taken; no day means not yet."""

    kind: str
    done_on: date | None
    who: str
    is_overdue: bool  # missing while a tolerance window is open


@dataclass(frozen=True)
class PreventionPage:
    person_id: UUID
    called: str
    reference: str
    steps: tuple[StepLine, ...]
    low_until: date | None
    may_write: bool


def of_own_unit(overdose_id: UUID, *, by: Actor) -> Overdose:
    """Raises NotFound for all but the unit that registered it."""
    row = Overdose.objects.filter(pk=overdose_id, unit=by.unit_id).first()
    if row is None or not by.gives_care:
        raise NotFound(_("There is no such form at your unit."))
    return row


def overdose_line(overdose_id: UUID, *, by: Actor) -> OverdoseLine:
    return _line(of_own_unit(overdose_id, by=by))


def overdoses_of_unit(by: Actor) -> list[OverdoseLine]:
    """Those without a form first, then the newest."""
    rows = list(Overdose.objects.filter(unit=by.unit_id).order_by("-occurred_at")[:50])
    return [_line(row) for row in sorted(rows, key=lambda row: row.filled_in_at is not None)]


def _line(row: Overdose) -> OverdoseLine:
    return OverdoseLine(
        overdose_id=row.pk,
        place=row.place,
        occurred_at=row.occurred_at,
        card_until=row.card_until,
        substances=tuple(row.substances),
        causes=tuple(row.causes),
        helped_with=tuple(row.helped_with),
        outcome=row.outcome,
        is_filled_in=row.filled_in_at is not None,
    )


def prevention_page(person_id: UUID, *, by: Actor, at: datetime) -> PreventionPage:
    """Opens the follow-up at the door, and so is logged. What is overdue stands first. Raises NotFound."""
    opened = open_person(person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    rows = list(Step.objects.filter(person__in=opened.person_ids).order_by("done_on", "recorded_at"))
    give_names(rows)
    newest = {row.kind: row for row in rows}
    windows = open_windows_of(opened.person_ids, on=local_day(at))
    since = min((window.opens_on for window in windows), default=None)
    steps = [_step(kind, newest.get(kind), since) for kind in StepKind]
    return PreventionPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        steps=tuple(sorted(steps, key=lambda step: not step.is_overdue)),
        low_until=max((window.until_on for window in windows), default=None),
        may_write=may_write(opened.person.pk, by=by, at=at),
    )


def _step(kind: StepKind, row: Step | None, since: date | None) -> StepLine:
    """Within a window each step is wanted anew, but for what lasts."""
    lasts = kind in (StepKind.CARD_113, StepKind.FIRST_AID)
    is_missing = row is None or (since is not None and not lasts and row.done_on < since)
    who = row.recorded_by.user.display_name if row else ""
    return StepLine(kind, row.done_on if row else None, who, since is not None and is_missing)


def first_known_on(person_ids: list[UUID]) -> date | None:
    """The day the first case of the person was opened."""
    opened = (
        Case.objects.filter(person__in=person_ids).order_by("opened_at").values_list("opened_at", flat=True).first()
    )
    return local_day(opened) if opened else None


def window_tasks(person_id: UUID, *, step: str, on: date) -> list[Task]:
    """The open tasks of one step in the windows that are open."""
    windows = open_windows_of([person_id], on=on) if step else []
    return [task for window in windows for task in open_tasks_of(window.pk) if task.step == step]
