"""Consents and blocks as finished sentences."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.consents.queries import BlockLine, ConsentLine, UnitPart
from rodtrad.casework.consents.texts import text_given
from rodtrad.casework.consents.vocabulary import BlockCause, ConsentForm, ConsentPurpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.insight.person_page.consents import ConsentPage
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class YesLine:
    consent_id: UUID
    units: list[tuple[str, str]]  # the unit, and what it may see
    purpose: str
    until: str
    given: str
    law: list[str]
    own_words: str
    doubt: str
    ended: str


@dataclass(frozen=True)
class NoLine:
    block_id: UUID
    sentence: str
    since: str
    own_words: str


def page_context(page: ConsentPage, *, now: datetime) -> dict[str, Any]:
    """The page: what holds now first, then what has ended."""
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "running": [yes_line(c, now=now) for c in page.consents if c.is_running(now)],
        "ended": [yes_line(c, now=now) for c in page.consents if not c.is_running(now)],
        "blocks": [no_line(b, now=now) for b in page.blocks if b.is_running(now)],
        "lifted": [no_line(b, now=now) for b in page.blocks if not b.is_running(now)],
    }


def yes_line(line: ConsentLine, *, now: datetime) -> YesLine:
    last_day = dates.day(line.until_at - timedelta(seconds=1), now=now)
    ended = ""
    if line.withdrawn_at:
        ended = _("Taken back %(when)s") % {"when": dates.moment(line.withdrawn_at, now=now)}
    elif line.until_at <= now:
        ended = _("Ended %(day)s") % {"day": last_day}
    return YesLine(
        consent_id=line.consent_id,
        units=[(unit.unit, _what(unit)) for unit in line.units],
        purpose=str(ConsentPurpose(line.purpose).label),
        until=_("to and including %(day)s") % {"day": last_day},
        given=_given(line, now=now),
        law=[
            _("Lifts confidentiality: %(law)s") % {"law": line.release},
            _("Allows recording: %(law)s") % {"law": line.processing},
        ],
        own_words=line.own_words,
        doubt=line.capacity_note,
        ended=ended,
    )


def _what(unit: UnitPart) -> str:
    if not unit.sections:
        return _("nothing any more")
    seen = sections_said(unit.sections)
    return (
        _("%(seen)s (taken back: %(gone)s)") % {"seen": seen, "gone": sections_said(unit.taken_back)}
        if (unit.taken_back)
        else seen
    )


def sections_said(sections: tuple[str, ...]) -> str:
    return ", ".join(str(Section(section).label).lower() for section in sections)


def _given(line: ConsentLine, *, now: datetime) -> str:
    words = {"when": dates.moment(line.given_at, now=now), "who": line.heard_by}
    if line.form == ConsentForm.PORTAL:
        return _("Given by the person %(when)s, on their own pages") % words
    if line.form == ConsentForm.WRITTEN:
        return _("Signed on paper %(when)s, received by %(who)s") % words
    return _("Said aloud %(when)s, to %(who)s") % words


def no_line(line: BlockLine, *, now: datetime) -> NoLine:
    words = {"whom": line.whom, "what": sections_said(line.sections)}
    sentence = _("%(whom)s does not see: %(what)s") % words
    if line.cause == BlockCause.CONFLICT:
        sentence = _("%(whom)s is too close to the person, and sees nothing") % words
    since = _("since %(day)s") % {"day": dates.short_day(line.from_at, now=now)}
    if not line.is_running(now):
        since = f"{since}, {_('opened again %(day)s') % {'day': dates.short_day(line.until_at, now=now)}}"
    return NoLine(line.block_id, sentence, since, line.own_words)


def text_of(version: str, *, language: str) -> dict[str, Any]:
    return text_given(version, language=language)


def sheet_context(page: ConsentPage, line: ConsentLine, *, language: str, now: datetime) -> dict[str, Any]:
    """The sheet the person takes along, in the language asked for, with the text they were given."""
    return {
        "page": page,
        "line": yes_line(line, now=now),
        "text": text_given(line.text_version, language=language),
        "version": line.text_version,
        "last_day": (line.until_at - timedelta(seconds=1)).date(),
        "given_on": line.given_at,
        "heard_by": line.heard_by,
        "law": [line.release, line.processing],
        "language": language,
    }
