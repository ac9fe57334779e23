"""The person page as finished sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rodtrad.casework.care_teams.vocabulary import MeetingKind
from rodtrad.casework.persons.vocabulary import BelongingSource
from rodtrad.casework.plans.vocabulary import GoalState, LifeArea
from rodtrad.casework.responsibility.vocabulary import CloseReason, EscalationCause, MeetingCause, RequestState
from rodtrad.casework.transitions.vocabulary import TransitionKind
from rodtrad.insight.person_page.helping import Help
from rodtrad.insight.person_page.page import ComingTransition, Duty, OpenTask, PersonPage, ThreadEntry, ThreadPeriod
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import duty, known_as, name_of
from rodtrad.web.wording.requests import request_line
from rodtrad.web.wording.thread import heading_of, icon_of, more_of
from rodtrad.web.wording.transitions import missing_words

HELP_STATES = {
    "ACCEPTED": gettext_lazy("said yes %(since)s"),
    "WAITING": gettext_lazy("on the waiting list, yes since %(since)s"),
    "STARTED": gettext_lazy("helps, yes since %(since)s"),
}


@dataclass(frozen=True)
class Line:
    icon: str
    heading: str
    when: str
    iso: str
    text: str
    who: str
    is_own: bool
    more: str


@dataclass(frozen=True)
class Period:
    heading: str
    when: str
    lines: list[Line]


def page_context(page: PersonPage, *, now: datetime) -> dict[str, object]:
    """Everything the template needs, and nothing it must work out."""
    day = local_day(now)
    return {
        "page": page,
        "emergency": _emergency(page, now=now),
        "ball": page.ball,
        "name": name_of(page.called, page.reference),
        "known": known_as(page.level, birth=page.birth, gender=page.gender, on=day),
        "aliases": ", ".join(page.aliases),
        "duty": duty(page.duty.status, page.duty.area),
        "duty_note": _source(page.duty, now=now),
        "earlier": [(duty(d.status, d.area), _source(d, now=now)) for d in page.earlier_duties],
        "ball_unit": page.ball.unit if page.ball and page.ball.is_open else _("Nobody now"),
        "ball_note": _ball_note(page, now=now),
        "coordinator_note": _coordinator_note(page),
        "requests": [request_line(row, now=now) for row in page.requests],
        "lifted": _lifted(page, now=now),
        "bounces": _bounces(page),
        "meetings": [
            (m.meeting_id, str(MeetingCause(m.cause).label), dates.day(m.proposed_on, now=now)) for m in page.meetings
        ],
        "beside": [(b.support_id, b.unit, dates.day(b.until, now=now)) for b in page.beside],
        "goals": [_goal(goal) for goal in page.plan.goals] if page.plan else [],
        "help_heading": _help_heading(len(page.helping.now)),
        "helping": [_help(row, now=now) for row in page.helping.now],
        "helped": [_help(row, now=now) for row in page.helping.earlier],
        "tasks": [_task(row, now=now) for row in page.tasks],
        "coming": [_coming(row, now=now) for row in page.coming],
        "team_meetings": [
            (m.meeting_id, str(MeetingKind(m.kind).label), m.place, dates.moment(m.starts_at, now=now))
            for m in page.team_meetings
        ],
        "low_tolerance": [(w.window_id, dates.short_day(w.until_on, now=now)) for w in page.low_tolerance],
        "thread": [period_of(period, now=now) for period in page.thread],
        "not_shared": ", ".join(str(section.label).lower() for section in page.not_shared),
        "own_words_when": dates.short_day(page.own_words_at, now=now) if page.own_words_at else "",
    }


@dataclass(frozen=True)
class TaskLine:
    task_id: UUID
    text: str
    who: str
    due: str
    color: str


@dataclass(frozen=True)
class ComingLine:
    transition_id: UUID
    heading: str
    note: str
    day: str
    color: str


@dataclass(frozen=True)
class HelpLine:
    unit: str
    what: str
    contact: str
    since: str
    is_doubled: bool


def _help(row: Help, *, now: datetime) -> HelpLine:
    words = {"since": dates.short_day(row.since, now=now)}
    if row.state == "SUPPORTS" and row.until:
        since = _("stands beside to %(until)s") % {"until": dates.short_day(row.until, now=now)}
    elif row.state in HELP_STATES:
        since = str(HELP_STATES[row.state]) % words
    else:
        since = str(RequestState(row.state).label).lower()
    contact = " · ".join(filter(None, [row.contact, row.phone]))
    return HelpLine(row.unit, row.what, contact, since, row.is_doubled)


def _help_heading(count: int) -> str:
    if not count:
        return _("Services in use")
    return ngettext("%(count)s service in use", "%(count)s services in use", count) % {"count": count}


def _goal(goal: tuple[str, str, str]) -> tuple[str, str, str]:
    area, words, state = goal
    return str(LifeArea(area).label), words if len(words) <= 120 else f"{words[:119]}…", str(GoalState(state).label)


def _task(row: OpenTask, *, now: datetime) -> TaskLine:
    day, is_late = dates.day(row.due_on, now=now), row.due_on < local_day(now)
    due = _("The day passed: %(day)s") if is_late else _("by %(day)s")
    who = ", ".join([row.owner or str(_("the unit's lead")), row.unit])
    return TaskLine(row.task_id, row.text, who, due % {"day": day}, "danger" if is_late else "neutral")


def _coming(row: ComingTransition, *, now: datetime) -> ComingLine:
    is_late = row.happens_on < local_day(now)
    color = "danger" if is_late else "warning" if row.missing else "success"
    note = _("Missing: %(what)s") % {"what": missing_words(row.missing)} if row.missing else _("Everything is in place")
    heading = ", ".join(filter(None, [str(TransitionKind(row.kind).label), row.from_place]))
    return ComingLine(row.transition_id, heading, note, dates.day(row.happens_on, now=now), color)


def _source(found: Duty, *, now: datetime) -> str:
    if not found.source:
        return ""
    words = {
        "source": str(BelongingSource(found.source).label).lower(),
        "day": dates.short_day(found.since, now=now),
        "who": found.recorded_by,
    }
    return _("%(source)s, from %(day)s. %(who)s") % words


def _ball_note(page: PersonPage, *, now: datetime) -> str:
    ball = page.ball
    if ball is None:
        return _("no case has been opened")
    if not ball.is_open:
        reason = CloseReason(ball.close_reason).label
        return _("%(unit)s ended the follow-up: %(reason)s") % {"unit": ball.unit, "reason": str(reason).lower()}
    since = _("since %(day)s") % {"day": dates.short_day(ball.since, now=now)}
    return f"{since} · {ball.unit_phone}" if ball.unit_phone else since


def _coordinator_note(page: PersonPage) -> str:
    ball = page.ball
    if ball is None or not ball.is_open:
        return ""
    if not ball.coordinator:
        return _("The unit's lead has it until somebody is named")
    if ball.stands_in_for:
        return _("for %(name)s, who is away") % {"name": ball.stands_in_for}
    return ball.coordinator_phone


def _emergency(page: PersonPage, *, now: datetime) -> str:
    """What is open in danger, and how long; the crisis plan comes first."""
    if page.emergency_until is None:
        return ""
    left = max(1, int((page.emergency_until - now).total_seconds() // 60))
    words = {"count": left, "time": dates.clock(page.emergency_until)}
    return (
        ngettext(
            "Opened in an emergency: closes at %(time)s, in %(count)s minute. Look for the crisis plan first.",
            "Opened in an emergency: closes at %(time)s, in %(count)s minutes. Look for the crisis plan first.",
            left,
        )
        % words
    )


def _lifted(page: PersonPage, *, now: datetime) -> str:
    if page.lifted is None:
        return ""
    words = {
        "unit": page.lifted.unit,
        "owner": page.lifted.owner,
        "when": dates.moment(page.lifted.since, now=now),
        "cause": str(EscalationCause(page.lifted.cause).label).lower(),
    }
    return _("Escalated to %(unit)s %(when)s, since %(cause)s. %(owner)s decides.") % words


def _bounces(page: PersonPage) -> str:
    if not page.bounces:
        return ""
    words = {"count": page.bounces}
    return (
        ngettext("Sent back once since it last moved.", "Sent back %(count)s times since it last moved.", page.bounces)
        % words
    )


def period_of(period: ThreadPeriod, *, now: datetime) -> Period:
    """One unit's time with the ball, with what happened in it."""
    since = dates.short_day(period.since, now=now)
    heading = _("No follow-up") if period.is_closed else _("Responsibility: %(unit)s") % {"unit": period.unit}
    if period.until is None:
        when = _("from %(day)s") % {"day": since}
    else:
        until = dates.short_day(period.until, now=now)
        when = since if since == until else f"{since} – {until}"
    return Period(heading, when, [_line(entry, now=now) for entry in period.entries])


def _line(entry: ThreadEntry, *, now: datetime) -> Line:
    who = ", ".join(filter(None, [entry.who, entry.unit]))
    if entry.kind == "ESCALATED":
        who = _("%(owner)s decides") % {"owner": entry.who}
    if entry.on_behalf_of:
        who = _("%(who)s, on behalf of %(name)s") % {"who": who, "name": entry.on_behalf_of}
    if entry.written_at:
        day = dates.short_day(entry.written_at, now=now)
        who = ", ".join(filter(None, [who, str(_("written down %(day)s") % {"day": day})]))
    return Line(
        icon=icon_of(entry),
        heading=heading_of(entry),
        when=dates.moment(entry.at, now=now),
        iso=entry.at.isoformat(),
        text=entry.text,
        who=who,
        is_own=entry.kind == "OWN_WORDS",
        more=more_of(entry),
    )
