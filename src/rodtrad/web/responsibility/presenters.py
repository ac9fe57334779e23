"""A request as finished sentences."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.closing.queries import StandsOpen
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.vocabulary import RequestEventKind
from rodtrad.insight.person_page.request import RequestPage
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.wording import dates
from rodtrad.web.wording.requests import request_line, urgency


def what_stands_open(left: StandsOpen) -> list[str]:
    """What must be settled before the follow-up can end, a sentence each; one sentence when nothing is."""
    said = [
        _("Asked, or helping: %(unit)s. Take it back, or wait for the end.") % {"unit": u} for u in left.requests_to
    ]
    said += [_("To be done: %(task)s") % {"task": task.text} for task in left.tasks]
    said += [
        _("A change is planned: %(kind)s") % {"kind": str(row.get_kind_display()).lower()} for row in left.transitions
    ]
    said += [
        _("Has a bed elsewhere: %(kind)s. A stay ends no follow-up.") % {"kind": str(stay.get_kind_display()).lower()}
        for stay in left.stays
    ]
    if left.attempts < left.attempts_wanted:
        counts = {"attempts": left.attempts, "wanted": left.attempts_wanted}
        said.append(_("To end because nobody was reached: %(attempts)s of %(wanted)s attempts are on record.") % counts)
    return said or [_("Nothing stands open around the person.")]


def request_context(found: RequestPage, *, now: datetime) -> dict[str, object]:
    """Everything the pages about a request need."""
    line = request_line(found.row, now=now)
    return {
        "found": found,
        "line": line,
        "urgency": urgency(found.row.urgency),
        "shares": ", ".join(str(Section(s).label) for s in found.shares),
        "support": ngettext("%(count)s day", "%(count)s days", found.support_days) % {"count": found.support_days}
        if found.support_days
        else "",
        "reason": _reason(found, now=now),
        "who_has_it": _who_has_it(found),
        "next": _next(found, now=now),
        "bounces": ngettext(
            "The case has been sent back once since it last moved.",
            "The case has been sent back %(count)s times since it last moved.",
            found.bounces,
        )
        % {"count": found.bounces}
        if found.bounces
        else "",
        "steps": [
            (
                str(RequestEventKind(step.kind).label),
                dates.moment(step.at, now=now),
                ", ".join(filter(None, [step.who, step.unit])),
                step.text,
            )
            for step in found.steps
        ],
    }


def _reason(found: RequestPage, *, now: datetime) -> str:
    codes = {code.code: code.label for code in rulebook.codes("codes.decline_reasons", on=local_day(now))}
    return codes.get(found.decline_reason, found.decline_reason)


def _who_has_it(found: RequestPage) -> str:
    sender, receiver = {"unit": found.row.from_unit}, {"unit": found.row.to_unit}
    if found.row.state == "ACCEPTED" and found.is_handover:
        return _("%(unit)s has the responsibility now.") % receiver
    return _("%(unit)s has the responsibility.") % sender


def _next(found: RequestPage, *, now: datetime) -> str:
    """What happens now, on the receipt."""
    words = {
        "unit": found.row.to_unit,
        "sender": found.row.from_unit,
        "when": dates.moment(found.row.deadline_at, now=now),
    }
    if found.is_open:
        return (
            _("%(unit)s is asked to answer by %(when)s. If nobody does, the coordinating unit is told and decides.")
            % words
        )
    if found.row.state == "ACCEPTED" and found.is_handover:
        return _("%(sender)s has been told, and stands beside if that was agreed.") % words
    if found.row.state == "DECLINED":
        return _("%(sender)s has been told, with the reason and the suggestion.") % words
    return _("%(sender)s has been told.") % words
