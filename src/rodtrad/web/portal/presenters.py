"""The person's own pages as plain sentences, to the person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rodtrad.casework.disclosures.queries import DisclosureLine
from rodtrad.casework.disclosures.vocabulary import Means
from rodtrad.casework.grants.vocabulary import Basis
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.vocabulary import CloseReason
from rodtrad.casework.rights.vocabulary import MatterKind, MatterOutcome
from rodtrad.foundation.audit.vocabulary import EntryKind
from rodtrad.insight.own_page.looks import Look
from rodtrad.insight.own_page.queries import OwnLooks, OwnMatter, OwnPage, OwnReport
from rodtrad.insight.person_page.page import Ball
from rodtrad.insight.worklists.rows import RequestRow
from rodtrad.web.person_page.presenters import period_of
from rodtrad.web.wording import dates
from rodtrad.web.wording.meetings import own_meeting
from rodtrad.web.wording.roles import role_names
from rodtrad.web.wording.transitions import own_advice, own_step


@dataclass(frozen=True)
class LookLine:
    """One look: who, why and when in sentences; `ask` is the line to ask about, if one can."""

    sentence: str
    saw: str
    when: str
    ask: UUID | None
    is_asked: bool


@dataclass(frozen=True)
class SentLine:
    sentence: str
    what: str
    why: str
    law: str


@dataclass(frozen=True)
class MatterLine:
    heading: str
    words: str
    asked: str
    state: str
    color: str
    icon: str
    answer: str
    answered: str


def home_context(page: OwnPage, *, now: datetime) -> dict[str, Any]:
    """Who has the ball and how to reach them, what happens next, and what is new."""
    matters = [matter_line(m, now=now) for m in page.matters[:2]]
    return {
        "heading": page.called or _("Your own pages"),
        "reference": page.reference,
        "ball": page.ball,
        "ball_sentence": _ball(page.ball, now=now),
        "who": _who_to_call(page),
        "phone": _phone(page.ball),
        "address": page.unit_address,
        "beside": [_beside(b.unit, b.until, now=now) for b in page.beside],
        "advice": own_advice(page.low_tolerance, now=now),
        "meetings": [(row.meeting_id, own_meeting(row, now=now)) for row in page.team_meetings],
        "next": _next(page, now=now),
        "looks": [look_line(look, now=now) for look in page.latest_looks],
        "matters": matters,
    }


def _ball(ball: Ball | None, *, now: datetime) -> str:
    if ball is None:
        return _("No unit follows you up here now. Ask where you got the sheet.")
    words = {"unit": ball.unit, "day": dates.day(ball.since, now=now)}
    if not ball.is_open:
        reason = str(CloseReason(ball.close_reason).label).lower()
        return _("%(unit)s ended the follow-up: %(reason)s.") % {**words, "reason": reason}
    return _("%(unit)s follows you up, since %(day)s.") % words


def _who_to_call(page: OwnPage) -> str:
    ball = page.ball
    if ball is None or not ball.is_open:
        return ""
    if ball.coordinator and ball.stands_in_for:
        return _("%(name)s helps you while %(other)s is away.") % {
            "name": ball.coordinator,
            "other": ball.stands_in_for,
        }
    if ball.coordinator:
        return _("%(name)s is your coordinator.") % {"name": ball.coordinator}
    if page.lead_name:
        return _("You have no coordinator yet. %(name)s leads the unit and must name one.") % {"name": page.lead_name}
    return _("You have no coordinator yet.")


def _phone(ball: Ball | None) -> str:
    if ball is None or not ball.is_open:
        return ""
    return ball.coordinator_phone or ball.unit_phone


def _beside(unit: str, until: datetime, *, now: datetime) -> str:
    return _("%(unit)s helps too, until %(day)s.") % {"unit": unit, "day": dates.day(until, now=now)}


def _next(page: OwnPage, *, now: datetime) -> list[str]:
    steps = [_request(row, now=now) for row in page.requests]
    if page.lifted:
        words = {"unit": page.lifted.unit, "owner": page.lifted.owner}
        steps.insert(0, _("%(owner)s at %(unit)s decides who shall help you.") % words)
    meeting = _("A joint meeting about your help should be held by %(day)s. You may be there.")
    steps += [own_step(row, now=now) for row in page.coming]
    steps += [meeting % {"day": dates.day(one.proposed_on, now=now)} for one in page.meetings]
    if page.ball and page.ball.is_open and not page.ball.coordinator:
        steps.append(_("%(unit)s names a coordinator for you.") % {"unit": page.ball.unit})
    return steps


def _request(row: RequestRow, *, now: datetime) -> str:
    words = {"unit": row.to_unit, "from": row.from_unit, "when": dates.moment(row.deadline_at, now=now)}
    if row.answered_at is not None:
        return _("%(unit)s has said yes to helping you.") % words
    if row.kind == "HANDOVER":
        if row.is_late:
            return _("%(unit)s was asked to take over and is late with the answer. %(from)s still has you.") % words
        return _("%(unit)s has been asked to take over, and answers by %(when)s. %(from)s has you until then.") % words
    if row.is_late:
        return _("%(unit)s was asked to help and is late with the answer.") % words
    return _("%(unit)s has been asked to help, and answers by %(when)s.") % words


REASONS = {
    Basis.RESPONSIBILITY: gettext_lazy("the unit follows you up"),
    Basis.OFFER: gettext_lazy("the unit has been asked to help you"),
    Basis.CONSENT: gettext_lazy("you have said yes to it"),
    Basis.DUTY: gettext_lazy("the law says that the unit must be told"),
    Basis.EMERGENCY: gettext_lazy("it was an emergency"),
}
PURPOSES = {
    "SEARCH": gettext_lazy("they searched for the right person"),
    "INTAKE": gettext_lazy("you came to the unit"),
    "DECIDE": gettext_lazy("they decide who is responsible"),
    "CONSENT": gettext_lazy("they wrote down what you say yes and no to"),
    "SEND": gettext_lazy("they were to send or tell something the law lets be told"),
    "ANSWER": gettext_lazy("they were to answer a request"),
    "ANSWER_PERSON": gettext_lazy("they were to answer you"),
}
SENTENCES = {
    EntryKind.READ: gettext_lazy("%(who)s opened your page because %(reason)s."),
    EntryKind.LIST: gettext_lazy("%(who)s saw your name in a list because %(reason)s."),
    EntryKind.EXPORT: gettext_lazy("%(who)s printed or copied something about you because %(reason)s."),
    EntryKind.REFUSAL: gettext_lazy("%(who)s tried to open your page and was refused."),
    EntryKind.LOG_READ: gettext_lazy("%(who)s read the log about you because %(reason)s."),
}


def look_line(look: Look, *, now: datetime) -> LookLine:
    """One look in plain words. Free-text reasons are never shown, only what kind of reason it was."""
    sentence = _("You looked at your own pages.") if look.is_own else _sentence(look)
    times = ngettext("%(count)s time", "%(count)s times", look.times) % {"count": look.times}
    sections = [str(Section(code).label).lower() for code in look.sections]
    can_ask = not look.is_own and bool(look.unit)
    return LookLine(
        sentence=sentence,
        saw=_("They could see: %(what)s.") % {"what": ", ".join(sections)} if sections and not look.is_own else "",
        when=f"{dates.moment(look.last_at, now=now)} · {times}"
        if look.times > 1
        else dates.moment(look.last_at, now=now),
        ask=look.entry_id if can_ask else None,
        is_asked=look.matter_id is not None,
    )


def _sentence(look: Look) -> str:
    reason = REASONS.get(Basis(look.basis)) if look.basis in Basis.values else PURPOSES.get(look.purpose)
    if reason is None and look.kind != EntryKind.REFUSAL:
        return _("%(who)s opened something about you. No reason is written.") % {"who": _who(look)}
    return str(SENTENCES[EntryKind(look.kind)]) % {"who": _who(look), "reason": reason}


def _who(look: Look) -> str:
    if not look.unit:
        return _("The system")
    if not look.who:
        return look.unit
    return f"{look.who} ({role_names(look.roles).lower()}, {look.unit})"


def looks_context(looks: OwnLooks, *, now: datetime) -> dict[str, Any]:
    """The whole log about the person; the number told is the number stored."""
    total = ngettext("The log has %(count)s line about you.", "The log has %(count)s lines about you.", looks.total)
    return {
        "looks": [look_line(look, now=now) for look in looks.looks],
        "total": total % {"count": looks.total},
        "sent": [sent_line(line, now=now) for line in looks.sent],
        "page": looks.page,
        "pages": looks.pages,
    }


def sent_line(line: DisclosureLine, *, now: datetime) -> SentLine:
    """What went out about the person, to whom, why and by which law."""
    words = {
        "unit": line.unit,
        "recipient": line.recipient,
        "when": dates.moment(line.sent_at or line.asked_at, now=now),
    }
    told = _("%(unit)s told %(recipient)s something about you %(when)s.")
    sentence = told if line.means == Means.SPOKEN else _("%(unit)s sent something about you to %(recipient)s %(when)s.")
    sections = ", ".join(str(Section(code).label).lower() for code in line.sections)
    return SentLine(
        sentence=sentence % words,
        what=_("It was about: %(what)s.") % {"what": sections},
        why=_("What for: %(purpose)s") % {"purpose": line.purpose},
        law=_("By the law: %(law)s") % {"law": line.release},
    )


def report_context(report: OwnReport, *, now: datetime) -> dict[str, Any]:
    """Everything on one page, dated."""
    home = home_context(report.page, now=now)
    return {
        **home,
        **looks_context(report.looks, now=now),
        "thread": [period_of(period, now=now) for period in report.thread],
        "matters": [matter_line(m, now=now) for m in report.page.matters],
        "made": _("As it was %(when)s.") % {"when": dates.moment(now, now=now)},
    }


def matter_line(matter: OwnMatter, *, now: datetime) -> MatterLine:
    """What the person asked, how it stands, and the answer."""
    words = {"unit": matter.unit, "day": dates.day(matter.due_at, now=now)}
    if matter.answered_at is not None:
        state, color, icon = str(MatterOutcome(matter.outcome).label), "success", "Checkmark"
    elif matter.has_climbed:
        state, color, icon = _("Late: %(unit)s follows it up") % words, "warning", "ExclamationmarkTriangle"
    else:
        state, color, icon = _("%(unit)s answers by %(day)s") % words, "neutral", "Clock"
    return MatterLine(
        heading=str(MatterKind(matter.kind).label),
        words=matter.words,
        asked=_("You asked %(unit)s %(when)s.")
        % {"unit": matter.asked_unit, "when": dates.moment(matter.asked_at, now=now)},
        state=state,
        color=color,
        icon=icon,
        answer=matter.answer,
        answered=_("Answer from %(unit)s %(when)s")
        % {"unit": matter.answered_by, "when": dates.moment(matter.answered_at, now=now)}
        if matter.answered_at
        else "",
    )
