"""Encounters and shifts as finished sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.encounters.queries import EncounterLine, ShiftLine
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending
from rodtrad.web.wording import dates
from rodtrad.web.wording.encounters import given_words

ENDINGS = {
    Ending.REQUEST: ("warning", "Inbox"),
    Ending.TASK: ("info", "Tasklist"),
    Ending.OPEN_DOOR: ("neutral", "DoorOpen"),
    Ending.NOT_REACHED: ("neutral", "Clock"),
}


@dataclass(frozen=True)
class EncounterRow:
    encounter_id: UUID
    person_id: UUID | None
    name: str
    where: str
    when: str
    said: str
    given: str
    by: str
    ending: str
    color: str
    icon: str
    promised: str
    waits: bool
    is_linked: bool


@dataclass(frozen=True)
class ShiftRow:
    shift_id: UUID
    when: str
    handed: str
    received: str
    text: str
    open_things: list[str]
    waits: bool


def encounter_row(line: EncounterLine, *, now: datetime) -> EncounterRow:
    color, icon = ENDINGS[Ending(line.ending)]
    return EncounterRow(
        encounter_id=line.encounter_id,
        person_id=line.person_id,
        name=_name(line),
        where=" · ".join(filter(None, [str(EncounterKind(line.kind).label), line.place])),
        when=dates.moment(line.occurred_at, now=now),
        said=line.said,
        given=given_words(line.given),
        by=line.by,
        ending=str(Ending(line.ending).label),
        color=color if line.waits or line.ending != Ending.REQUEST else "success",
        icon=icon,
        promised=line.promised,
        waits=line.waits,
        is_linked=line.is_linked,
    )


def _name(line: EncounterLine) -> str:
    if line.name:
        return line.name
    if line.reference:
        return _("No name (%(code)s)") % {"code": line.reference}
    if line.age_band:
        return _("Somebody anonymous, %(age)s") % {"age": str(AgeBand(line.age_band).label).lower()}
    return _("Somebody anonymous")


def shift_row(shift: ShiftLine, *, now: datetime) -> ShiftRow:
    received = _("Not received yet")
    if shift.received_at:
        received = _("Received by %(name)s %(when)s") % {
            "name": shift.received_by,
            "when": dates.moment(shift.received_at, now=now),
        }
    return ShiftRow(
        shift_id=shift.shift_id,
        when=dates.moment(shift.handed_at, now=now),
        handed=_("Handed over by %(name)s") % {"name": shift.handed_by},
        received=received,
        text=shift.text,
        open_things=things(shift.open_things),
        waits=shift.received_at is None,
    )


def things(counts: dict[str, int]) -> list[str]:
    """What stood open, in words."""
    waiting, asked, notices = (counts.get(key, 0) for key in ("WAITING", "REQUESTS", "NOTICES"))
    return [
        ngettext("%(count)s person met waits for help", "%(count)s people met wait for help", waiting)
        % {"count": waiting},
        ngettext("%(count)s request to answer", "%(count)s requests to answer", asked) % {"count": asked},
        ngettext("%(count)s open notice or task", "%(count)s open notices and tasks", notices) % {"count": notices},
    ]
