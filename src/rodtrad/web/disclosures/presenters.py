"""What is looked over, and what was sent, as finished sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.disclosures.queries import DisclosureLine
from rodtrad.casework.disclosures.rules import fingerprint
from rodtrad.casework.disclosures.vocabulary import Means
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.insight.disclosures.letter import LANGUAGE, letter_of
from rodtrad.insight.disclosures.queries import LetterFacts, SendingPage
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class SentLine:
    disclosure_id: UUID
    heading: str
    what: str
    why: str
    law: list[str]
    who: str
    state: str
    color: str
    waits: bool
    is_written: bool
    receipt: str
    fingerprint: str


def preview(facts: LetterFacts) -> dict[str, Any]:
    """The letter to look over, and the fingerprint that is sent back with it."""
    letter = letter_of(facts)
    return {"letter": letter, "seen": fingerprint(letter), "letter_language": LANGUAGE}


def page_context(page: SendingPage, *, now: datetime) -> dict[str, Any]:
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "sent": [sent_line(line, now=now) for line in page.sent],
        "may_send": bool(page.may.sections),
        "may_tell": bool(page.may.told),
    }


def sent_line(line: DisclosureLine, *, now: datetime) -> SentLine:
    """To whom, what, why and by whom."""
    number = _("organisation number %(number)s") % {"number": line.recipient_number} if line.recipient_number else ""
    state, color = _state(line, now=now)
    return SentLine(
        disclosure_id=line.disclosure_id,
        heading=", ".join(filter(None, [line.recipient, number])),
        what=_("%(what)s. %(how)s.") % {"what": _said(line.sections), "how": Means(line.means).label},
        why=line.purpose,
        law=[
            _("Lifts confidentiality: %(law)s") % {"law": line.release},
            _("Allows recording: %(law)s") % {"law": line.processing},
        ],
        who=_who(line, now=now),
        state=state,
        color=color,
        waits=line.sent_at is None,
        is_written=line.means != Means.SPOKEN,
        receipt=line.receipt,
        fingerprint=line.fingerprint,
    )


def _said(sections: tuple[str, ...]) -> str:
    said = ", ".join(str(Section(section).label).lower() for section in sections)
    return said[:1].upper() + said[1:]


def _who(line: DisclosureLine, *, now: datetime) -> str:
    words = {"name": line.asked_by, "unit": line.unit, "second": line.approved_by}
    words["when"] = dates.moment(line.sent_at or line.asked_at, now=now)
    if line.approved_by:
        return _("%(name)s and %(second)s, %(unit)s, %(when)s") % words
    return _("%(name)s, %(unit)s, %(when)s") % words


def _state(line: DisclosureLine, *, now: datetime) -> tuple[str, str]:
    if line.sent_at is None:
        return _("Waits for a second person at the unit"), "warning"
    if line.received_at is not None:
        words = {"who": line.received_by, "when": dates.moment(line.received_at, now=now)}
        return _("Came: %(who)s said so %(when)s") % words, "success"
    if line.means == Means.SPOKEN:
        return _("Told"), "neutral"
    return _("Sent, no receipt yet"), "neutral"
