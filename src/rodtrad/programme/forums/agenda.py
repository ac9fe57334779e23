"""What must come up in a meeting: late first, then what was not finished, then what somebody has raised."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from rodtrad.programme.forums.models import AgendaItem, Decision, Meeting
from rodtrad.programme.forums.vocabulary import TO_FOLLOW_UP, ItemKind, ItemState, MeetingState
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.measures.vocabulary import Standing


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the forum that was held."""
    held = Meeting.objects.filter(forum=meeting.forum_id, starts_at__lt=meeting.starts_at)
    return held.filter(state__in=[MeetingState.HELD, MeetingState.APPROVED]).order_by("-starts_at").first()


def everything_due(meeting: Meeting, *, on: date) -> Iterator[AgendaItem]:
    """Unsaved items for a meeting, in the order they should be taken. What already stands on the agenda is left out."""
    there = list(meeting.items.all())
    decisions = {item.decision_id for item in there if item.decision_id}
    carried = {item.came_from_id for item in there if item.came_from_id}
    on_measures = {item.measure_id for item in there if item.measure_id}
    before = meeting_before(meeting)
    for decision in late_decisions(meeting, on=on):
        if decision.pk not in decisions:
            yield AgendaItem(kind=ItemKind.LATE_DECISION, title=_short(decision.text), decision=decision)
    if before:
        for item in before.items.filter(state__in=[ItemState.POSTPONED, ItemState.OPEN]).order_by("number"):
            if item.pk not in carried and item.kind != ItemKind.MINUTES:
                yield AgendaItem(kind=ItemKind.POSTPONED, title=item.title, came_from=item, measure_id=item.measure_id)
                on_measures |= {item.measure_id} if item.measure_id else set()
    if meeting.forum.follows_plans:
        yield from _measures(on=on, without=on_measures)
    if before and before.state == MeetingState.HELD and not any(i.kind == ItemKind.MINUTES for i in there):
        yield AgendaItem(kind=ItemKind.MINUTES, title="")


def late_decisions(meeting: Meeting, *, on: date) -> list[Decision]:
    """Decisions of the forum that are past their day and not done, oldest first."""
    rows = Decision.objects.filter(forum=meeting.forum_id, done_at=None, outcome__in=TO_FOLLOW_UP, due_on__lt=on)
    return list(rows.order_by("due_on", "code"))


def _measures(*, on: date, without: set[UUID]) -> Iterator[AgendaItem]:
    for line in measures.lines_in_force(on=on):
        if line.measure.pk in without:
            continue
        if line.standing == Standing.LATE:
            yield AgendaItem(kind=ItemKind.LATE_MEASURE, title=line.measure.title, measure=line.measure)
        elif line.is_declined:
            yield AgendaItem(kind=ItemKind.DECLINED_MEASURE, title=line.measure.title, measure=line.measure)


def _short(text: str) -> str:
    return text if len(text) <= 300 else text[:297] + "..."
