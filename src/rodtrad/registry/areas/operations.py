"""Loading official code lists. Codes in use are never deleted, only closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import sort_key
from rodtrad.registry.areas.lists import AreaRow
from rodtrad.registry.areas.models import Area, Succession


@dataclass(frozen=True)
class LoadReport:
    added: int
    closed: int
    unchanged: int


@transaction.atomic
def load_areas(
    rows: list[AreaRow], *, valid_from: date, source: str, even_if_half: bool = False, by: Actor, at: datetime
) -> LoadReport:
    """A list that replaces the one before from a day on: new codes begin, codes that are gone end, the rest stays.

    Raises DomainError when the list has fewer than half the rows of the one before and that was not meant, or when
    a list from that day or a later one says something else. Loading the same list twice changes nothing.
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
    newer = Area.objects.filter(kind__in=kinds, valid_from__gte=valid_from)
    if (added or gone) and newer.exists():
        raise DomainError(_("A list from that day or a later one is already loaded. Choose a later day."))
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


@transaction.atomic
def record_successions(changes: list[tuple[str, str]], *, on_date: date, by: Actor, at: datetime) -> int:
    """Which codes follow which from a day on, so that history leads to the area of today. Returns how many are new.

    Raises DomainError naming a code that did not end, or did not begin, that day.
    """
    old = {area.code: area for area in Area.objects.filter(valid_until=on_date)}
    new = {area.code: area for area in Area.objects.filter(valid_from=on_date)}
    for code in [*(o for o, _new in changes if o not in old), *(n for _old, n in changes if n not in new)]:
        raise DomainError(_("The code %(code)s did not change on that day. Load the list first.") % {"code": code})
    before = Succession.objects.count()
    Succession.objects.bulk_create(
        [Succession(predecessor=old[o], successor=new[n], on_date=on_date) for o, n in changes], ignore_conflicts=True
    )
    added = Succession.objects.count() - before
    audit.record("areas.changes.recorded", by=by, at=at, details={"added": added})
    return added
