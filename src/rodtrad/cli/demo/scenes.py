"""The zones, series, published figures and dated markers of Oslo, as the status report of 2017 and the press gave them."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.queries import series_ids_by_code, zone_ids_by_code
from rodtrad.foundation.actor import Actor
from rodtrad.registry.organisations.queries import unit_ids_by_code

DRAWN_FROM = date(2005, 1, 1)  # earlier than the first status told of
BOUNDS = (18, 26, 41)
DOCUMENTS = {
    "S0": "Handlingsplan 2011–2015",
    "S1": "Statusrapport 2017",
    "S2": "Presentasjon 2015",
    "law-and-registers D": "Presse og offentlige nettsider",
}


def load_scenes(*, by: Actor, at: datetime) -> None:
    """What a city has before the first round: borders, groups, bands, series, published figures, markers."""
    data = files("rodtrad.fieldwork.counts") / "data"
    shapes = json.loads((data / "zones.geojson").read_text())
    series = yaml.safe_load((data / "series.yaml").read_text())
    groups = {
        row["id"]: counts.add_group(
            row["id"], name=row["nb"], name_en=row["en"], source=_source(row["source"]), by=by, at=at
        ).pk
        for row in series["groups"]
    }
    for shape in shapes["features"]:
        _load_zone(shape, groups, by=by, at=at)
    counts.set_bands(BOUNDS, valid_from=DRAWN_FROM, by=by, at=at)
    zones, units = zone_ids_by_code(), unit_ids_by_code()
    for row in series["series"]:
        _load_series(row, zones, units, by=by, at=at)
    for row in series["event_markers"]:
        first, after = _days(row["date"])
        counts.add_marker(
            row["id"], name=row["nb"], name_en=row["en"], starts_on=first, ends_on=after,
            source=_source(row["source"]), by=by, at=at,
        )  # fmt: skip
    known = series_ids_by_code()
    lines = csv.DictReader((data / "published_counts.csv").read_text().splitlines())
    counts.load_published((_published(row, known) for row in lines), by=by, at=at)


def _load_zone(shape: dict[str, Any], groups: dict[str, UUID], *, by: Actor, at: datetime) -> None:
    told, source = shape["properties"], _source(shape["properties"]["source"])
    zone = counts.add_zone(
        told["nb"],
        code=told["id"],
        name_en=told["en"],
        ring=shape["geometry"]["coordinates"][0],
        valid_from=DRAWN_FROM,
        source="Grovt tegnet for hånd for demonstrasjon",
        aliases=told.get("aliases", []),
        description=told.get("description", {}).get("nb", ""),
        watched_for=told.get("note", {}).get("nb", ""),
        by=by,
        at=at,
    )
    for one in told["status"]:
        counts.set_status(
            zone.pk, status=one["code"], since=_days(one["from"])[0], note=one["nb"], note_en=one["en"],
            source=_source(one["source"]), by=by, at=at,
        )  # fmt: skip
    if not told["counted"]:
        return
    first = date.fromisoformat(told["valid_from"])
    counts.start_counting(zone.pk, valid_from=first, source=source, by=by, at=at)
    if told["valid_until"]:
        counts.stop_counting(zone.pk, on=date.fromisoformat(told["valid_until"]), by=by, at=at)
    counts.put_in_group(groups[told["group"]], zone_id=zone.pk, valid_from=first, by=by, at=at)


def _load_series(
    row: dict[str, Any], zones: dict[str, UUID], units: dict[str, UUID], *, by: Actor, at: datetime
) -> None:
    first, _dash, last = str(row.get("age_group", "")).partition("-")
    said = row.get("note") or row.get("zones_note") or row.get("values_in_source") or {}
    counts.add_series(
        row["id"],
        name=row["nb"],
        name_en=row["en"],
        zone_ids=[zones[code] for code in row["zones"]],
        counter_id=units.get(row["counter"] or ""),
        measure=row["measure"],
        slots=row.get("slots", []),
        season=row.get("season", ""),
        over=int(first or 0),
        under=int(last) + 1 if last else None,
        from_year=row["from_year"],
        until_year=row["until_year"],
        not_comparable_with=row.get("not_comparable_with", []),
        note=said.get("nb", ""),
        note_en=said.get("en", ""),
        source=_source(row["source"]),
        breaks=[
            {"year": one["year"], "note": one["nb"], "note_en": one["en"], "source": _source(one["source"])}
            for one in row.get("breaks", [])
        ],
        by=by,
        at=at,
    )


def _published(row: dict[str, str], series: dict[str, UUID]) -> dict[str, Any]:
    return {
        "code": row["id"],
        "series_id": series[row["series"]],
        "zone_codes": [code for code in row["place"].split("+") if code],
        "year": int(row["year"]) if row["year"] else None,
        "is_verified": row["verified"] == "yes",
        "definition": row["definition_nb"],
        "definition_en": row["definition_en"],
        "note": row["note_nb"],
        "note_en": row["note_en"],
        "source": row["source"],
        **{name: row[name] for name in ("period", "slot", "age_group", "gender", "qualifier", "unit", "counter")},
        **{name: row[name] or None for name in ("value", "value_min", "value_max")},
    }


def _source(codes: Iterable[str]) -> str:
    """The documents behind codes such as S1-038, each named once, with the rows of the inventory in brackets."""
    named: dict[str, list[str]] = {}
    for code in codes:
        document = next((title for start, title in DOCUMENTS.items() if code.startswith(start)), code)
        named.setdefault(document, []).append(code)
    return "; ".join(f"{title} ({', '.join(rows)})" for title, rows in named.items())[:200]


def _days(written: str) -> tuple[date, date]:
    """The first day of "2011", "2011-06" or "2011-06-27", and the first day after."""
    parts = [int(part) for part in str(written).split("-")]
    if len(parts) == 3:
        first = date(*parts)
        return first, date.fromordinal(first.toordinal() + 1)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(parts[0], 1, 1), date(parts[0] + 1, 1, 1)
