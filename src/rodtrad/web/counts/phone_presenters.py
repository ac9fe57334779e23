from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.registry.devices.queries import DeviceLine, RefusedLine
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class PhoneRow:
    device_id: UUID
    name: str
    seen: str
    sent: str
    missing: str  # empty when everything has come
    is_revoked: bool


def phone_rows(lines: list[DeviceLine], *, now: datetime) -> list[PhoneRow]:
    return [
        PhoneRow(
            line.device_id,
            _("Phone %(number)s") % {"number": line.number},
            _("Last heard from %(when)s") % {"when": dates.moment(line.last_seen_at, now=now)},
            ngettext("%(count)s thing received", "%(count)s things received", line.received) % {"count": line.received},
            _missing(line.missing),
            line.is_revoked,
        )
        for line in lines
    ]


def _missing(count: int) -> str:
    if not count:
        return ""
    words = {"count": count}
    return (
        ngettext("%(count)s that it numbered has not come", "%(count)s that it numbered have not come", count) % words
    )


@dataclass(frozen=True)
class RefusedRow:
    command_id: UUID
    said: str
    sentence: str


def refused_rows(lines: list[RefusedLine], *, now: datetime) -> list[RefusedRow]:
    return [
        RefusedRow(
            line.command_id,
            _("Phone %(number)s, %(when)s")
            % {"number": line.device_number, "when": dates.moment(line.occurred_at, now=now)},
            line.sentence,
        )
        for line in lines
    ]
