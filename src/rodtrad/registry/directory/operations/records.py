"""What a file says of an entry and its places, whatever kind of file it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rodtrad.registry.directory.rules.hours import Row, Span
from rodtrad.registry.directory.vocabulary import HolidayPolicy


@dataclass(frozen=True)
class PlaceRecord:
    """Where an entry is given. `rows` None means that the file says nothing of hours."""

    name: str
    address: str = ""
    postcode: str = ""
    district_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    rows: tuple[Row, ...] | None = None
    hours_text: str = ""
    holiday_policy: str = HolidayPolicy.AS_USUAL
    exceptions: tuple[tuple[date, tuple[Span, ...], str], ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return self.name, self.address, self.district_code


@dataclass(frozen=True)
class Record:
    """One entry: `said` are the columns of an entry that the file states; the others are left as they are."""

    where: str
    code: str
    said: dict[str, Any]
    organization_id: UUID | None
    places: tuple[PlaceRecord, ...] = ()
