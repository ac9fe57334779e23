"""A request as finished sentences."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.vocabulary import RequestEventKind
from rodtrad.insight.person_page.request import RequestPage
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.wording import dates
from rodtrad.web.wording.requests import request_line, urgency


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
