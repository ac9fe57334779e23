"""Loading official code lists. Codes in use are never deleted, only closed."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import sort_key
from rodtrad.registry.areas.models import Area
from rodtrad.registry.areas.vocabulary import AreaKind


@dataclass(frozen=True)
class AreaRow:
    code: str
    name: str
    kind: AreaKind
    county: str = ""
    municipality_code: str = ""


@dataclass(frozen=True)
class LoadReport:
    added: int
    closed: int
    unchanged: int


def municipality_rows(lines: Iterable[str]) -> list[AreaRow]:
    """Rows of the list `kommunenummer,kommunenavn,...`. Raises DomainError naming the row."""
    rows = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        code = (row.get("kommunenummer") or "").strip()
        if len(code) != 4 or not code.isdigit():
            raise DomainError(_("Row %(row)s: a municipality code has four digits.") % {"row": number})
        rows.append(AreaRow(code, row["kommunenavn"].strip(), AreaKind.MUNICIPALITY, row.get("fylkesnavn", "")))
    return rows


def district_rows(lines: Iterable[str], *, municipality_code: str) -> list[AreaRow]:
    """Rows of the list `code,name,type,...`. Raises DomainError naming the row."""
    rows = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        code = (row.get("code") or "").strip()
        if len(code) != 6 or not code.isdigit():
            raise DomainError(_("Row %(row)s: a district code has six digits.") % {"row": number})
        kind = AreaKind.DISTRICT if row["type"] == "bydel" else AreaKind.OTHER
        rows.append(AreaRow(code, row["name"].strip(), kind, municipality_code=municipality_code))
    return rows


@transaction.atomic
def load_areas(
    rows: list[AreaRow], *, valid_from: date, source: str, even_if_half: bool = False, by: Actor, at: datetime
) -> LoadReport:
    """A list that replaces the one before from a day on: new codes begin, codes that are gone end, the rest stays.

    Raises DomainError when the list has fewer than half the rows of the one before and that was not meant.
    Loading the same list twice changes nothing.
    """
    kinds = {row.kind for row in rows}
    now = {area.code: area for area in Area.objects.valid_on(valid_from).filter(kind__in=kinds)}
    if len(rows) * 2 < len(now) and not even_if_half:
        raise DomainError(
            _("The list has %(new)s rows, the one before %(old)s. Say yes if that is right.")
            % {"new": len(rows), "old": len(now)}
        )
    added = [row for row in rows if row.code not in now or now[row.code].name != row.name]
    gone = [area for code, area in now.items() if code not in {row.code for row in rows}]
    renamed = [now[row.code] for row in added if row.code in now]
    Area.objects.filter(pk__in=[a.pk for a in [*gone, *renamed]]).update(valid_until=valid_from)
    Area.objects.bulk_create(
        Area(
            code=row.code,
            kind=row.kind,
            name=row.name,
            county=row.county,
            municipality_code=row.municipality_code,
            sort_key=sort_key(row.name),
            valid_from=valid_from,
            source=source,
        )
        for row in added
    )
    audit.record("areas.list.loaded", by=by, at=at, details={"added": len(added), "closed": len(gone)})
    return LoadReport(added=len(added), closed=len(gone), unchanged=len(rows) - len(added))
