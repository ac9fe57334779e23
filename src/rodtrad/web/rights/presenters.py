from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from rodtrad.casework.rights.operations import Issued
from rodtrad.casework.rights.queries import SheetLine
from rodtrad.casework.rights.vocabulary import MatterKind, SheetEnd
from rodtrad.insight.own_page.asked import AskedOfUs
from rodtrad.insight.own_page.looks import Look
from rodtrad.web.rights.qr import drawing
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class Paper:
    """What is printed, in the person's own language. It exists in this one answer and nowhere else."""

    address: str
    code: str
    pin: str
    valid: str
    qr: str
    language: str


def paper(issued: Issued, *, request: HttpRequest, now: datetime) -> Paper:
    """The sheet as it is printed. The address holds the code and the language, and nothing about the person."""
    with override(issued.language):
        return Paper(
            address=request.build_absolute_uri(reverse("own-home")),
            code=issued.code,
            pin=f"{issued.pin[:3]} {issued.pin[3:]}",
            valid=_("It can be used once, and must be used before %(day)s.")
            % {"day": dates.day(issued.expires_at, now=now)},
            qr=drawing(request.build_absolute_uri(code_address(issued))),
            language=issued.language,
        )


def code_address(issued: Issued) -> str:
    """Where the QR code leads: the form with the code filled in."""
    return f"{reverse('own-code', args=[issued.code])}?{urlencode({'l': issued.language})}"


def sheet_state(sheet: SheetLine | None, *, now: datetime) -> tuple[str, bool]:
    """How it stands with the newest sheet, and whether there is one to stop."""
    if sheet is None:
        return _("No sheet has been handed out yet."), False
    when = dates.moment(sheet.issued_at, now=now)
    who = sheet.made_by or _("the person")
    words = {"when": when, "who": who, "until": dates.day(sheet.expires_at, now=now)}
    if sheet.ended_at is not None:
        reason = str(SheetEnd(sheet.end_reason).label)
        return _("A sheet was made %(when)s by %(who)s. %(reason)s.") % {**words, "reason": reason}, False
    if sheet.used_at is not None:
        words["used"] = dates.moment(sheet.used_at, now=now)
        return _("A sheet was made %(when)s by %(who)s and used %(used)s.") % words, True
    if sheet.expires_at <= now:
        return _("A sheet was made %(when)s by %(who)s. It ran out without being used.") % words, False
    return _("A sheet was made %(when)s by %(who)s. It waits to be used before %(until)s.") % words, True


def matter_context(asked: AskedOfUs, *, now: datetime) -> dict[str, Any]:
    """What the person asks, in their words, about which look, and until when they must be answered."""
    text = _("The deadline passed %(day)s.") if asked.due_at <= now else _("To be answered by %(day)s.")
    return {
        "matter": asked,
        "heading": str(MatterKind(asked.kind).label),
        "name": name_of(asked.called, asked.reference),
        "asked": _("Asked %(when)s.") % {"when": dates.moment(asked.asked_at, now=now)},
        "deadline": text % {"day": dates.day(asked.due_at, now=now)},
        "about": _about(asked.look, now=now) if asked.look else "",
        "instruction": str(INSTRUCTIONS[MatterKind(asked.kind)]),
    }


def _about(look: Look, *, now: datetime) -> str:
    words = {"who": look.who or look.unit, "unit": look.unit, "when": dates.moment(look.last_at, now=now)}
    return _("It is about what %(who)s at %(unit)s did %(when)s.") % words


INSTRUCTIONS = {
    MatterKind.WHY: gettext_lazy(
        "Find out who at your unit it was and what they needed. If there was no good reason, say so, and tell the"
        " privacy officer."
    ),
    MatterKind.CORRECTION: gettext_lazy("What is wrong is put right; what was written is kept in the history."),
    MatterKind.OBJECTION: gettext_lazy(
        "Stop the use if you can. If the law makes it necessary, write which law and why."
    ),
    MatterKind.ERASURE: gettext_lazy(
        "What you need not keep is deleted. If something must be kept, write which law says so, and that the person"
        " may complain to the Data Protection Authority."
    ),
}
