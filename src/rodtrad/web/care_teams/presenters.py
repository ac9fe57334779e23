"""Meetings as finished sentences."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.care_teams.queries import (
    AnswerTimes,
    AskedOfLeader,
    AttendanceFacts,
    DecisionFacts,
    MeetingLine,
    MeetingPage,
    PersonMeetings,
)
from rodtrad.casework.care_teams.team import Member, Why
from rodtrad.casework.care_teams.vocabulary import LARGE_TEAM, Authority, DecisionKind, MeetingKind
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of

LENGTH = timedelta(hours=1)


@dataclass(frozen=True)
class DecisionRow:
    decision_id: UUID
    text: str
    who: str
    color: str
    state: str
    answer: str
    answered: str


@dataclass(frozen=True)
class WhoRow:
    attendance_id: UUID
    name: str
    unit: str
    authority: str
    color: str
    may_say: bool


def team_context(page: PersonMeetings, *, now: datetime) -> dict[str, object]:
    """The team, and every meeting."""
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "team": [(m.name or m.unit, _member(m)) for m in page.team],
        "large": _large(len(page.team)),
        "owed": [_decision(found, now=now) for found in page.owed],
        "meetings": [_line(row, now=now) for row in page.meetings],
    }


def _member(member: Member) -> str:
    why = {
        Why.HOLDS: _("Has the ball"),
        Why.SUPPORTS: _("Stands beside"),
        Why.HELPS: _("Helps with: %(what)s") % {"what": member.what},
    }[member.why]
    return " · ".join(filter(None, [member.unit if member.name else "", why, member.phone]))


def _large(size: int) -> str:
    """A gentle word, never a refusal."""
    if size <= LARGE_TEAM:
        return ""
    return _("The team has %(count)s members. Does the next point need them all? A small group decides faster.") % {
        "count": size
    }


def _line(row: MeetingLine, *, now: datetime) -> tuple[UUID, str, str, str, str]:
    decided = ngettext("%(count)s decision", "%(count)s decisions", row.decisions) % {"count": row.decisions}
    state = _("Minutes sent") if row.is_closed else _("Coming") if row.starts_at > now else _("Minutes not sent")
    color = "success" if row.is_closed else "info" if row.starts_at > now else "warning"
    when = dates.moment(row.starts_at, now=now)
    return row.meeting_id, f"{MeetingKind(row.kind).label}, {when}", decided, state, color


def meeting_context(page: MeetingPage, *, now: datetime) -> dict[str, object]:
    """One meeting: the person's point first, who may decide, and what it came to."""
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "heading": str(MeetingKind(page.kind).label),
        "when": dates.moment(page.starts_at, now=now),
        "is_open": page.closed_at is None,
        "warning": _nobody(page),
        "large": _large(len(page.attendances)),
        "who": [_who(one, page) for one in page.attendances],
        "points": page.points,
        "decisions": [_decision(found, now=now) for found in page.decisions],
        "closed": _("Sent by %(who)s %(when)s") % {"who": page.closed_by, "when": dates.moment(page.closed_at, now=now)}
        if page.closed_at
        else "",
        "may_close": page.may_write and page.starts_at <= now,
    }


def _nobody(page: MeetingPage) -> str:
    """Said before it starts."""
    if page.closed_at is not None or not page.nobody_may_decide:
        return ""
    return _(
        "Nobody who comes has said that they may decide. Ask the units to send somebody who may, or take the points back "
        "to a leader with a day for the answer."
    )


def _who(one: AttendanceFacts, page: MeetingPage) -> WhoRow:
    color = {Authority.MAY_DECIDE: "success", Authority.MAY_NOT: "warning"}.get(Authority(one.authority), "neutral")
    there = {True: _("was there"), False: _("was not there"), None: ""}[one.was_there]
    label = ", ".join(filter(None, [str(Authority(one.authority).label), there]))
    may_say = page.may_write or (page.own_unit_id == one.unit_id)
    return WhoRow(one.attendance_id, one.name or _("Not known who"), one.unit, label, color, may_say)


def _decision(found: DecisionFacts, *, now: datetime) -> DecisionRow:
    day = dates.day(found.due_on, now=now)
    who = f"{found.owner}, {found.unit}"
    if found.kind == DecisionKind.DECIDED:
        return DecisionRow(found.decision_id, found.text, who, "info", _("by %(day)s") % {"day": day}, "", "")
    if found.answered_at:
        when = dates.moment(found.answered_at, now=now)
        answered = _("%(who)s answered %(when)s") % {"who": found.answered_by, "when": when}
        return DecisionRow(found.decision_id, found.text, who, "success", _("Answered"), found.answer, answered)
    is_late = found.due_on < local_day(now)
    state = _("The leader's answer is late: %(day)s") if is_late else _("The leader answers by %(day)s")
    return DecisionRow(
        found.decision_id, found.text, who, "danger" if is_late else "warning", state % {"day": day}, "", ""
    )


def asked_line(row: AskedOfLeader, *, now: datetime) -> tuple[UUID, str, str, str, str]:
    """A question to a leader: what, from whom, and by when."""
    is_late = row.answered_at is None and row.due_on < local_day(now)
    day = dates.day(row.due_on, now=now)
    state = _("Answered") if row.answered_at else (_("The day passed: %(day)s") if is_late else _("by %(day)s"))
    color = "success" if row.answered_at else "danger" if is_late else "warning"
    who = _("Asked by %(who)s, to %(leader)s") % {"who": row.asked_by, "leader": row.owner}
    return row.decision_id, row.text, who, state % {"day": day}, color


def times_words(times: AnswerTimes) -> str:
    """How fast the unit's leaders answer, with n."""
    if times.median_days is None:
        return ""
    days = number_format(times.median_days, decimal_pos=1)
    words = {"count": times.answered, "late": times.late, "days": days, "waiting": times.waiting}
    return (
        _("%(count)s answered, %(late)s of them late. Half were answered within %(days)s days. %(waiting)s wait.")
        % words
    )


def calendar_file(page: MeetingPage, *, address: str, now: datetime) -> str:
    """An invitation for one's own calendar: time and link. No name, no place, nothing about anybody (RFC 5545)."""
    stamp = "%Y%m%dT%H%M%SZ"
    starts = page.starts_at.astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rod trad//meeting//EN",
        "BEGIN:VEVENT",
        f"UID:{page.meeting_id}@rodtrad",
        f"DTSTAMP:{now.astimezone(UTC):{stamp}}",
        f"DTSTART:{starts:{stamp}}",
        f"DTEND:{starts + LENGTH:{stamp}}",
        f"SUMMARY:{_('Meeting')}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"
