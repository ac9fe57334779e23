"""A meeting in sentences, from agenda to minutes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.programme.forums.queries import AgendaItem, MeetingPage
from rodtrad.programme.forums.vocabulary import ItemKind, ItemState, MeetingState
from rodtrad.web.forums.presenters import STATE_LOOK, DecisionRow, decision_row, forum_name
from rodtrad.web.measures.presenters import Tag
from rodtrad.web.wording import dates

ITEM_LOOK = {
    ItemKind.LATE_DECISION: ("danger", "ExclamationmarkTriangle"),
    ItemKind.LATE_MEASURE: ("danger", "ExclamationmarkTriangle"),
    ItemKind.DECLINED_MEASURE: ("warning", "XMark"),
    ItemKind.POSTPONED: ("warning", "ArrowUndo"),
    ItemKind.MINUTES: ("neutral", "InformationSquare"),
    ItemKind.FREE: ("neutral", "ChatElipsis"),
}


@dataclass(frozen=True)
class ItemRow:
    item_id: UUID
    number: int
    title: str
    why: Tag
    state: str
    text: str
    decisions: list[DecisionRow]
    measure_id: UUID | None
    decision_id: UUID | None
    may_write: bool
    may_postpone: bool


@dataclass(frozen=True)
class MeetingView:
    meeting_id: UUID
    forum_id: UUID
    forum: str
    heading: str
    lead: str
    tag: Tag
    items: list[ItemRow]
    corrections: list[tuple[str, str]]
    approved: str
    has_pack: bool
    pack_is_sent: bool
    may_write: bool
    may_prepare: bool
    may_hold: bool
    may_approve: bool
    may_correct: bool
    before: UUID | None


def meeting_page(found: MeetingPage, *, now: datetime) -> MeetingView:
    meeting, state = found.meeting, MeetingState(found.meeting.state)
    is_open = found.may_write and state in (MeetingState.PLANNED, MeetingState.HELD)
    is_planned = found.may_write and state == MeetingState.PLANNED
    color, icon = STATE_LOOK[state]
    return MeetingView(
        meeting_id=meeting.pk,
        forum_id=meeting.forum_id,
        forum=forum_name(meeting.forum),
        heading=_("%(forum)s, %(day)s")
        % {"forum": forum_name(meeting.forum), "day": dates.short_day(meeting.starts_at, now=now)},
        lead=_lead(found, now=now),
        tag=Tag(color, icon, str(meeting.get_state_display())),
        items=[_item(item, may_write=is_open, now=now) for item in found.items],
        corrections=[(dates.moment(one.recorded_at, now=now), one.text) for one in found.corrections],
        approved=_approved(found, now=now),
        has_pack=found.pack is not None,
        pack_is_sent=found.pack is not None and found.pack.frozen_at is not None,
        may_write=is_open,
        may_prepare=is_planned,
        may_hold=is_planned and meeting.starts_at <= now,
        may_approve=found.may_write and state == MeetingState.HELD,
        may_correct=found.may_write and state == MeetingState.APPROVED,
        before=found.before.pk if found.before else None,
    )


def _lead(found: MeetingPage, *, now: datetime) -> str:
    meeting = found.meeting
    if meeting.state == MeetingState.CANCELLED:
        return meeting.cancel_reason
    said = dates.moment(meeting.starts_at, now=now)
    said = said[0].upper() + said[1:]
    if meeting.place:
        said += f", {meeting.place}"
    if meeting.state == MeetingState.PLANNED:
        said += ". " + _("Papers by %(day)s.") % {"day": dates.short_day(meeting.papers_due_on, now=now)}
    return said


def _approved(found: MeetingPage, *, now: datetime) -> str:
    meeting = found.meeting
    if meeting.approved_at is None:
        return ""
    return _("Approved %(when)s. Checksum %(sum)s.") % {
        "when": dates.moment(meeting.approved_at, now=now),
        "sum": meeting.approved_hash[:12],
    }


def _item(item: AgendaItem, *, may_write: bool, now: datetime) -> ItemRow:
    color, icon = ITEM_LOOK[ItemKind(item.kind)]
    return ItemRow(
        item_id=item.pk,
        number=item.number,
        title=item.title or _("Minutes of the last meeting"),
        why=Tag(color, icon, str(item.get_kind_display())),
        state=str(item.get_state_display()) if item.state == ItemState.POSTPONED else "",
        text=item.text,
        decisions=[decision_row(one, now=now) for one in item.decisions.all()],
        measure_id=item.measure_id,
        decision_id=item.decision_id,
        may_write=may_write,
        may_postpone=may_write and item.state != ItemState.POSTPONED,
    )
