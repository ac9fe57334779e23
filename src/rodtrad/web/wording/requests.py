"""Requests as people read them: what is asked, until when, and how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.casework.responsibility.vocabulary import RequestKind, RequestState, Urgency
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.worklists.rows import RequestRow
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class RequestLine:
    """One row of a list of requests, as finished words."""

    request_id: UUID
    name: str
    need: str
    from_unit: str
    to_unit: str
    sent: str
    loop: str
    color: str
    icon: str
    deadline: str
    is_handover: bool
    ask_instead: str  # the address that asks the suggested unit, when one was suggested
    suggested: str


def request_line(row: RequestRow, *, now: datetime) -> RequestLine:
    color, icon, deadline = _deadline(row, now=now)
    return RequestLine(
        request_id=row.request_id,
        name=name_of(row.called, row.reference),
        need=row.need,
        from_unit=row.from_unit,
        to_unit=row.to_unit,
        sent=_("sent %(when)s") % {"when": dates.moment(row.offered_at, now=now)},
        loop=_("This unit has had the case or declined it before.") if row.is_loop else "",
        color=color,
        icon=icon,
        deadline=deadline,
        is_handover=row.kind == RequestKind.HANDOVER,
        ask_instead=_ask_instead(row),
        suggested=row.suggested_unit,
    )


def _ask_instead(row: RequestRow) -> str:
    if row.state != RequestState.DECLINED or row.suggested_unit_id is None or row.suggested_unit == row.from_unit:
        return ""
    name = "handover" if row.kind == RequestKind.HANDOVER else "referral"
    return f"{reverse(name, args=[row.person_id])}?to={row.suggested_unit_id}"


def _deadline(row: RequestRow, *, now: datetime) -> tuple[str, str, str]:
    if row.answered_at is not None:
        icon = "Checkmark" if row.state in {"ACCEPTED", "STARTED", "WAITING", "COMPLETED"} else "MinusCircle"
        return "neutral", icon, str(RequestState(row.state).label)
    when = dates.moment(row.deadline_at, now=now)
    if row.is_late:
        return "danger", "ExclamationmarkTriangle", _("The deadline passed %(when)s") % {"when": when}
    if row.state == RequestState.MORE_INFORMATION:
        return "warning", "ChatElipsis", _("More information asked, by %(when)s") % {"when": when}
    today = row.deadline_at.astimezone(OSLO).date() == now.astimezone(OSLO).date()
    soon = today or row.deadline_at - now < timedelta(hours=4)
    return "warning" if soon else "neutral", "Clock", _("Answer by %(when)s") % {"when": when}


def urgency(code: str) -> str:
    return str(Urgency(code).label)
