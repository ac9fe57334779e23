"""Forums and decisions in sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.working_days import OSLO, holiday_name
from rodtrad.programme.forums.queries import AgendaItem, Decision, DecisionLog, Forum, ForumLine, ForumPage, Meeting
from rodtrad.programme.forums.rules import Proposed
from rodtrad.programme.forums.vocabulary import TO_FOLLOW_UP, MeetingState
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.measures.presenters import Tag
from rodtrad.web.wording import dates
from rodtrad.web.wording.two_languages import own_language

STATE_LOOK = {
    MeetingState.PLANNED: ("info", "Calendar"),
    MeetingState.HELD: ("warning", "Pencil"),
    MeetingState.APPROVED: ("success", "Checkmark"),
    MeetingState.CANCELLED: ("neutral", "XMark"),
}


@dataclass(frozen=True)
class ForumRow:
    forum_id: UUID
    name: str
    note: str
    next: str


@dataclass(frozen=True)
class MeetingRow:
    meeting_id: UUID
    when: str
    forum: str
    tag: Tag


@dataclass(frozen=True)
class DecisionRow:
    decision_id: UUID
    code: str
    text: str
    forum: str
    owner: str
    due: str
    tag: Tag
    done: str


@dataclass(frozen=True)
class SeatRow:
    membership_id: UUID
    unit: str
    note: str


@dataclass(frozen=True)
class ForumView:
    forum_id: UUID
    name: str
    lead: str
    note: str
    seats: list[SeatRow]
    seats_on: str
    rhythms: list[str]
    meetings: list[MeetingRow]
    held: str
    decisions: list[DecisionRow]
    may_read: bool
    may_write: bool


@dataclass(frozen=True)
class LogView:
    lead: str
    to_do: list[DecisionRow]
    done: list[DecisionRow]


@dataclass(frozen=True)
class DecisionView:
    row: DecisionRow
    facts: list[tuple[str, str]]
    meeting_id: UUID | None
    measure_id: UUID | None
    may_finish: bool


@dataclass(frozen=True)
class Hit:
    meeting_id: UUID
    number: int
    title: str
    note: str
    text: str


def forum_name(forum: Forum) -> str:
    return own_language(forum.name, forum.name_en)


def forum_rows(lines: list[ForumLine], *, now: datetime) -> list[tuple[str, list[ForumRow]]]:
    """One's own forums first, then the others."""
    mine = [_forum_row(line, now=now) for line in lines if line.may_read]
    others = [_forum_row(line, now=now) for line in lines if not line.may_read]
    return [(heading, rows) for heading, rows in ((_("Yours"), mine), (_("Others"), others)) if rows]


def _forum_row(line: ForumLine, *, now: datetime) -> ForumRow:
    forum = line.forum
    seats = ngettext("%(count)s member", "%(count)s members", line.seats) % {"count": line.seats}
    note = f"{forum.get_kind_display()} · {forum.get_level_display()} · {seats}"
    return ForumRow(forum.pk, forum_name(forum), note, dates.moment(line.next_at, now=now) if line.next_at else "")


def forum_page(found: ForumPage, *, now: datetime) -> ForumView:
    forum = found.forum
    held = _("%(held)s of %(planned)s planned meetings were held this year.") % {
        "held": found.held,
        "planned": found.planned,
    }
    above = _("Reports to %(forum)s.") % {"forum": forum_name(forum.reports_to)} if forum.reports_to else ""
    return ForumView(
        forum_id=forum.pk,
        name=forum_name(forum),
        lead=own_language(forum.mandate, forum.mandate_en),
        note=" ".join(said for said in (own_language(forum.note, forum.note_en), above) if said),
        seats=[_seat_row(row, now=now) for row in found.seats],
        seats_on=found.on.isoformat(),
        rhythms=[_rhythm(row, now=now) for row in found.rhythms],
        meetings=[meeting_row(row, forum_name(forum), now=now) for row in found.meetings],
        held=held if found.planned else "",
        decisions=[decision_row(row, now=now) for row in found.decisions],
        may_read=found.may_read,
        may_write=found.may_write,
    )


def _seat_row(row: Any, *, now: datetime) -> SeatRow:
    note = str(row.get_seat_display())
    if row.starts_on.year > 1900:
        note += " · " + _("from %(first)s") % {"first": dates.short_day(row.starts_on, now=now)}
    if row.ends_on != OPEN_ENDED_ON:
        note += " " + _("until %(last)s") % {"last": dates.short_day(row.ends_on, now=now)}
    return SeatRow(row.pk, row.unit.name, note)


def _rhythm(row: Any, *, now: datetime) -> str:
    said = own_language(row.text, row.text_en)
    if row.starts_on:
        said += ", " + _("from %(first)s") % {"first": dates.short_day(row.starts_on, now=now)}
    return said


def meeting_row(meeting: Meeting, forum: str, *, now: datetime) -> MeetingRow:
    color, icon = STATE_LOOK[MeetingState(meeting.state)]
    return MeetingRow(
        meeting.pk, dates.moment(meeting.starts_at, now=now), forum, Tag(color, icon, str(meeting.get_state_display()))
    )


def decision_row(one: Decision, *, now: datetime) -> DecisionRow:
    done = (
        _("Done %(day)s: %(text)s") % {"day": dates.short_day(one.done_at, now=now), "text": one.done_text}
        if one.done_at
        else ""
    )
    return DecisionRow(
        decision_id=one.pk,
        code=one.code if not one.is_from_document else one.external_case,
        text=own_language(one.text, one.text_en),
        forum=forum_name(one.forum),
        owner=one.owner.name if one.owner else "",
        due=dates.short_day(one.due_on, now=now) if one.due_on else "",
        tag=_decision_tag(one, now=now),
        done=done,
    )


def _decision_tag(one: Decision, *, now: datetime) -> Tag:
    if one.done_at:
        return Tag("success", "Checkmark", _("Done"))
    if one.outcome not in TO_FOLLOW_UP or one.is_from_document:
        return Tag("neutral", "InformationSquare", str(one.get_outcome_display()))
    if one.due_on and one.due_on < local_day(now):
        days = (local_day(now) - one.due_on).days
        return Tag(
            "danger",
            "ExclamationmarkTriangle",
            ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days},
        )
    return Tag("info", "Clock", _("Not done yet"))


def log_page(found: DecisionLog, *, now: datetime) -> LogView:
    late = sum(1 for one in found.to_do if one.due_on and one.due_on < local_day(now))
    lead = ngettext("%(count)s decision is not done yet", "%(count)s decisions are not done yet", len(found.to_do)) % {
        "count": len(found.to_do)
    }
    lead += ngettext(", %(count)s of them late.", ", %(count)s of them late.", late) % {"count": late}
    if found.finished:
        lead += " " + _("%(in_time)s of %(finished)s were done by their day.") % {
            "in_time": found.in_time,
            "finished": found.finished,
        }
    return LogView(
        lead, [decision_row(one, now=now) for one in found.to_do], [decision_row(one, now=now) for one in found.done]
    )


def decision_page(one: Decision, *, may_finish: bool, now: datetime) -> DecisionView:
    row = decision_row(one, now=now)
    facts = [
        (_("Forum"), row.forum),
        (_("Decided"), dates.short_day(one.decided_on, now=now)),
        (_("Outcome"), str(one.get_outcome_display())),
        (_("Who follows it up"), row.owner),
        (_("To be done by"), row.due),
        (_("Case number elsewhere"), one.external_case),
        (_("Source"), ", ".join(one.sources)),
    ]
    return DecisionView(
        row=row,
        facts=[(label, said) for label, said in facts if said],
        meeting_id=one.item.meeting_id if one.item else None,
        measure_id=one.measure_id,
        may_finish=may_finish,
    )


def series_notes(days: list[Proposed], *, now: datetime) -> tuple[str, ...]:
    """Each day of a series; a day that was moved says from which holiday."""
    said = []
    for one in days:
        text = dates.day(one.on, now=now)
        if one.instead_of:
            name = holiday_name(one.instead_of) or _("weekend")
            text += " " + _("(instead of %(day)s, %(why)s)") % {"day": dates.day(one.instead_of, now=now), "why": name}
        said.append(text)
    return tuple(said)


def when_of(meeting: Meeting) -> dict[str, Any]:
    starts = meeting.starts_at.astimezone(OSLO)
    return {"first_on": starts.date(), "starts_at": starts.time()}


def hits(found: list[AgendaItem], *, words: str, now: datetime) -> list[Hit]:
    return [
        Hit(
            meeting_id=item.meeting_id,
            number=item.number,
            title=item.title or _("Minutes of the last meeting"),
            note=f"{forum_name(item.meeting.forum)}, {dates.short_day(item.meeting.starts_at, now=now)}",
            text=_around(item.text, words),
        )
        for item in found
    ]


def _around(text: str, words: str) -> str:
    at = text.lower().find(words.strip().lower())
    if at < 0:
        return text[:160]
    start = max(0, at - 60)
    return ("… " if start else "") + text[start : at + 120] + (" …" if at + 120 < len(text) else "")


def calendar_rows(meetings: list[Meeting], *, now: datetime) -> list[MeetingRow]:
    return [meeting_row(one, forum_name(one.forum), now=now) for one in meetings if one.ends_at >= now]
