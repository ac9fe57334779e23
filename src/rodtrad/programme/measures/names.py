"""Units as people write them in a plan's table: by name, short form or old name, and "all" as every district."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.organisations.models import Organisation, Succession
from rodtrad.registry.organisations.vocabulary import OrganisationKind

_ALL_DISTRICTS = {"alle", "all", "alle bydeler", "alle bydelene", "all districts"}
_BETWEEN = re.compile(r"[\n;,/]+")


@dataclass(frozen=True)
class Named:
    """What a text names, and the words in it that are no unit we know."""

    unit_ids: tuple[UUID, ...]
    unknown: tuple[str, ...]


class UnitNames:
    """Every organisation of a day under each of its names; built once for a form or a whole table."""

    def __init__(self, *, on: date) -> None:
        self._by_name: dict[str, list[UUID]] = defaultdict(list)
        self.districts: list[UUID] = []
        became = defaultdict(list)
        for before, after in Succession.objects.values_list("predecessor", "successor"):
            became[before].append(after)
        rows = list(Organisation.objects.order_by("sort_key"))
        active = {row.pk for row in rows if row.valid_from <= on < row.valid_until}
        for row in rows:
            if row.kind == OrganisationKind.DISTRICT and row.pk in active:
                self.districts.append(row.pk)
            for name in _names_of(row):
                targets = [row.pk] if row.pk in active else _heirs(row.pk, became, active)
                self._by_name[name] += [pk for pk in targets if pk not in self._by_name[name]]

    def read(self, text: str) -> Named:
        """Names on lines of their own, or with commas, semicolons or strokes between."""
        found: list[UUID] = []
        unknown: list[str] = []
        for said in (part.strip() for part in _BETWEEN.split(text)):
            if not said:
                continue
            units = self.districts if fold(said) in _ALL_DISTRICTS else self._by_name.get(fold(said), [])
            if units:
                found += [unit for unit in units if unit not in found]
            else:
                unknown.append(said)
        return Named(tuple(found), tuple(unknown))


def _names_of(row: Organisation) -> Iterable[str]:
    return {fold(name) for name in (row.name, row.name_en, row.abbreviation, *row.aliases) if name}


def _heirs(organisation_id: UUID, became: dict[UUID, list[UUID]], active: set[UUID]) -> list[UUID]:
    """What an organisation that has ended became, through any number of mergers."""
    heirs: list[UUID] = []
    ahead, seen = [organisation_id], {organisation_id}
    while ahead:
        for after in became.get(ahead.pop(), []):
            if after not in seen:
                seen.add(after)
                (heirs if after in active else ahead).append(after)
    return heirs
