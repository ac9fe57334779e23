"""What the person has said yes and no to, as sentences to the person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.consents.queries import BlockLine, ConsentLine
from rodtrad.casework.consents.vocabulary import BlockCause, ConsentForm, ConsentPurpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.insight.own_page.consents import OwnConsents
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class SharedLine:
    """One unit that may see something."""

    consent_id: UUID
    unit_id: UUID
    unit: str
    what: str
    note: str


@dataclass(frozen=True)
class EndedLine:
    consent_id: UUID
    what: str
    ended: str
    can_renew: bool


@dataclass(frozen=True)
class ShutOutLine:
    block_id: UUID
    sentence: str
    since: str


def consents_context(held: OwnConsents, *, now: datetime) -> dict[str, Any]:
    """What holds now, who is shut out, and what has ended."""
    running = [line for line in held.consents if line.is_running(now)]
    return {
        "shared": [_shared(line, unit, now=now) for line in running for unit in line.units if unit.sections],
        "shut_out": [_shut_out(b, now=now) for b in held.blocks if b.is_running(now) and b.cause == BlockCause.WISH],
        "ended": [_ended(line, now=now) for line in held.consents if not line.is_running(now)],
    }


def _said(sections: Any) -> str:
    return ", ".join(str(Section(section).label).lower() for section in sections)


def _shared(line: ConsentLine, unit: Any, *, now: datetime) -> SharedLine:
    last_day = dates.day(line.until_at - timedelta(seconds=1), now=now)
    words = {
        "purpose": str(ConsentPurpose(line.purpose).label),
        "until": last_day,
        "when": dates.day(line.given_at, now=now),
        "who": line.heard_by,
    }
    note = _("%(purpose)s, until %(until)s. You said yes %(when)s to %(who)s.")
    if line.form == ConsentForm.PORTAL:
        note = _("%(purpose)s, until %(until)s. You said yes here %(when)s.")
    sentence = note % words
    return SharedLine(
        line.consent_id, unit.unit_id, unit.unit, _said(unit.sections), sentence[0].upper() + sentence[1:]
    )


def _ended(line: ConsentLine, *, now: datetime) -> EndedLine:
    units = ", ".join(unit.unit for unit in line.units)
    sections = sorted({section for unit in line.units for section in (*unit.sections, *unit.taken_back)})
    if line.withdrawn_at:
        ended = _("Taken back %(when)s") % {"when": dates.moment(line.withdrawn_at, now=now)}
    else:
        ended = _("Ended %(day)s") % {"day": dates.day(line.until_at - timedelta(seconds=1), now=now)}
    return EndedLine(line.consent_id, f"{units}: {_said(sections)}", ended, True)


def _shut_out(line: BlockLine, *, now: datetime) -> ShutOutLine:
    words = {"whom": line.whom, "what": _said(line.sections)}
    since = _("since %(day)s") % {"day": dates.day(line.from_at, now=now)}
    return ShutOutLine(line.block_id, _("%(whom)s does not see: %(what)s") % words, since)
