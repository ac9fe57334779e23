"""What was done with and for the person, as steps of the thread."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import chain

from rodtrad.casework.care_teams.models import Decision, Meeting
from rodtrad.casework.care_teams.vocabulary import DecisionKind
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.plans.models import StatusStep, Version
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.vocabulary import TaskEnd
from rodtrad.casework.transitions.models import Event, Window
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.person_page.page import ThreadEntry
from rodtrad.insight.person_page.record import Record
from rodtrad.registry.organisations.models import Post

A_DAY = timedelta(days=1)
AT_ONCE = timedelta(hours=1)  # written down within the hour is written down as it happened


def followed_up(record: Record) -> Iterator[ThreadEntry]:
    """Encounters, finished tasks, and how the plan came about."""
    yield from (_encounter(row) for row in record.encounters)
    yield from (_plan_step(row) for row in record.plan_steps)
    yield from chain.from_iterable(_evaluation(row) for row in record.evaluations)
    yield from (_task(row) for row in record.tasks if row.end == TaskEnd.DONE)
    yield from (_transition(row) for row in record.transition_events)
    yield from chain.from_iterable(_window(row) for row in record.windows)
    yield from chain.from_iterable(_meeting(row) for row in record.team_meetings)
    yield from chain.from_iterable(_decision(row) for row in record.decisions)


def _meeting(row: Meeting) -> Iterator[ThreadEntry]:
    day = (row.starts_at.isoformat(),)
    who, unit = _name(row.called_by), row.called_by.unit.name
    yield ThreadEntry(kind="TEAM_CALLED", at=row.called_at, who=who, unit=unit, detail=row.kind, codes=day)
    if row.own_point:
        yield ThreadEntry(kind="OWN_WORDS", at=row.called_at, text=row.own_point)
    if row.closed_at is not None:
        who, unit = _name(row.closed_by), row.closed_by.unit.name if row.closed_by else ""
        yield ThreadEntry(
            kind="TEAM_HELD", at=row.closed_at, who=who, unit=unit, text=row.summary, detail=row.kind, codes=day
        )


def _decision(row: Decision) -> Iterator[ThreadEntry]:
    is_back = row.kind == DecisionKind.TAKEN_BACK
    kind = "TEAM_TAKEN_BACK" if is_back else "TEAM_DECIDED"
    day = (row.due_on.isoformat(),)
    yield ThreadEntry(kind=kind, at=row.written_at, who=_name(row.owner), unit=row.unit.name, text=row.text, codes=day)
    if row.answered_at is not None:
        who, unit = _name(row.answered_by), row.unit.name
        yield ThreadEntry(kind="TEAM_ANSWERED", at=row.answered_at, who=who, unit=unit, text=row.answer)


def _transition(row: Event) -> ThreadEntry:
    unit = row.by_post.unit.name if row.by_post else ""
    return ThreadEntry(
        kind=f"TRANSITION_{row.kind}",
        at=row.at,
        who=_name(row.by_post),
        unit=unit,
        text=row.text,
        detail=row.transition.kind,
        codes=(row.day.isoformat(),),
    )


def _window(row: Window) -> Iterator[ThreadEntry]:
    yield ThreadEntry(kind="TOLERANCE_OPENED", at=row.opened_at, detail=row.cause, codes=(row.until_on.isoformat(),))
    if row.closed_at is not None:
        who, unit = _name(row.closed_by), row.closed_by.unit.name if row.closed_by else ""
        yield ThreadEntry(kind="TOLERANCE_CLOSED", at=row.closed_at, who=who, unit=unit, text=row.closed_because)


def slept(stays: list[Stay]) -> Iterator[ThreadEntry]:
    """Where they have stayed, each by its own day."""
    for row in stays:
        began = datetime.combine(row.starts_on, time(), tzinfo=OSLO)
        yield ThreadEntry(
            kind="STAY_BEGAN",
            at=began,
            who=_name(row.recorded_by),
            unit=row.recorded_by.unit.name,
            detail=row.place,
            codes=(row.kind,),
            written_at=_later(began + A_DAY, row.recorded_at),
        )
        if row.ended_at is not None:
            ended = datetime.combine(row.ends_on, time(), tzinfo=OSLO)
            who, unit = _name(row.ended_by), row.ended_by.unit.name if row.ended_by else ""
            yield ThreadEntry(
                kind="STAY_ENDED",
                at=ended,
                who=who,
                unit=unit,
                codes=(row.kind,),
                written_at=_later(ended + A_DAY, row.ended_at),
            )


def _later(at: datetime, written_at: datetime) -> datetime | None:
    """When it was written down, when that was not at once."""
    return written_at if written_at > at + AT_ONCE else None


def _plan_step(row: StatusStep) -> ThreadEntry:
    unit = row.by_post.unit.name if row.by_post else ""
    return ThreadEntry(kind=f"PLAN_{row.status}", at=row.at, who=_name(row.by_post), unit=unit, text=row.reason)


def _evaluation(row: Version) -> Iterator[ThreadEntry]:
    unit = row.by_post.unit.name if row.by_post else ""
    if row.evaluation or not row.own_assessment:
        text = row.evaluation
        yield ThreadEntry(kind="PLAN_EVALUATED", at=row.at, who=_name(row.by_post), unit=unit, text=text)
    if row.own_assessment:
        yield ThreadEntry(kind="OWN_WORDS", at=row.at, text=row.own_assessment)


def _encounter(row: Encounter) -> ThreadEntry:
    return ThreadEntry(
        kind=f"ENCOUNTER_{row.kind}",
        at=row.occurred_at,
        who=_name(row.recorded_by),
        unit=row.unit.name,
        text=row.said,
        detail=row.place,
        codes=(row.ending, *row.given),
        written_at=_later(row.occurred_at, row.recorded_at),
    )


def _task(row: Task) -> ThreadEntry:
    assert row.ended_at
    return ThreadEntry(
        kind="TASK_DONE",
        at=row.ended_at,
        who=_name(row.ended_by),
        unit=row.ended_by.unit.name if row.ended_by else "",
        text=row.note,
        detail=row.text,
    )


def _name(post: Post | None) -> str:
    return post.user.display_name if post else ""
