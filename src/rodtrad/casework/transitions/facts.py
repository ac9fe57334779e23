"""Transitions as plain facts for a page, with names in place of keys."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rodtrad.casework.access.places import Places
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.transitions.models import Answer, Event, Transition, View, Window


@dataclass(frozen=True)
class TransitionFacts:
    transition_id: UUID
    person_id: UUID
    kind: str
    happens_on: date
    from_place: str
    to_place: str
    to_area: str
    to_unit_id: UUID | None
    own_words: str
    overlap_days: int
    end: str
    ended_at: datetime | None
    overridden_because: str


@dataclass(frozen=True)
class AnswerFacts:
    state: str
    home: str
    note: str
    who: str
    at: datetime


@dataclass(frozen=True)
class ViewFacts:
    side: str
    readiness: str
    words: str
    who: str
    at: datetime


@dataclass(frozen=True)
class EventFacts:
    kind: str
    who: str
    unit: str
    at: datetime
    text: str
    day: date


@dataclass(frozen=True)
class WindowFacts:
    window_id: UUID
    person_id: UUID
    cause: str
    until_on: date
    closed_because: str


@dataclass(frozen=True)
class StepFacts:
    """A task that a transition or a window made."""

    task_id: UUID
    text: str
    due_on: date
    who: str
    unit: str
    is_done: bool


def of_transition(row: Transition, places: Places) -> TransitionFacts:
    """Without the places, where a protected address hides them from whoever reads."""
    return TransitionFacts(
        transition_id=row.pk,
        person_id=row.person_id,
        kind=row.kind,
        happens_on=row.happens_on,
        from_place=places.place(row.from_place),
        to_place=places.place(row.to_place),
        to_area=places.place(row.to_area.name) if row.to_area else "",
        to_unit_id=row.to_unit_id,
        own_words=places.text(row.own_words),
        overlap_days=row.overlap_days,
        end=row.end,
        ended_at=row.ended_at,
        overridden_because=row.overridden_because,
    )


def of_answer(row: Answer, places: Places) -> AnswerFacts:
    return AnswerFacts(row.state, row.home, places.text(row.note), row.answered_by.user.display_name, row.answered_at)


def of_view(row: View) -> ViewFacts:
    return ViewFacts(row.side, row.readiness, row.words, row.written_by.user.display_name, row.said_at)


def of_event(row: Event) -> EventFacts:
    who, unit = (row.by_post.user.display_name, row.by_post.unit.name) if row.by_post else ("", "")
    return EventFacts(row.kind, who, unit, row.at, row.text, row.day)


def of_window(row: Window) -> WindowFacts:
    return WindowFacts(row.pk, row.person_id, row.cause, row.until_on, row.closed_because)


def of_task(row: Task) -> StepFacts:
    who = row.owner.user.display_name if row.owner else ""
    return StepFacts(row.pk, row.text, row.due_on, who, row.unit.name, row.ended_at is not None)
