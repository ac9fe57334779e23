"""Rounds as rows of the methods. Not counted is a row without a number; a zone outside the count is a row that says so."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rodtrad.fieldwork.counts.queries import CountRow

Row = dict[str, str]
Calendar = Mapping[str, Sequence[tuple[date, date]]]
MIDDLE = (7, 15)  # the day of a season on which it is asked whether a zone is part of the count


def round_label(row: CountRow) -> str:
    """All zones of one day and slot are one round: they share weather, police and those who counted."""
    return f"{row.on.isoformat()} {row.slot}"


def trend_rows(counted: Iterable[CountRow], zones: Sequence[str], calendar: Calendar) -> list[Row]:
    """A row for each zone and round, also of the zones that were not part of the count then."""
    counted = list(counted)
    there = {(row.zone, round_label(row)) for row in counted}
    rows = [
        {
            "site": row.zone,
            "slot": row.slot,
            "period": str(row.period),
            "round": round_label(row),
            "status": row.status,
            "count": str(row.persons) if row.status == "counted" else "",
        }
        for row in counted
    ]
    outings = sorted({(round_label(row), row.slot, row.period) for row in counted})
    for zone in zones:
        for label, slot, year in outings:
            if (zone, label) not in there:
                status = status_in(calendar.get(zone, ()), date(year, *MIDDLE))
                rows.append(
                    {"site": zone, "slot": slot, "period": str(year), "round": label, "status": status, "count": ""}
                )
    return rows


def status_in(times: Sequence[tuple[date, date]], on: date) -> str:
    """Whether a zone without a number was not counted, not yet a zone of the count, or no longer one."""
    if any(start <= on < end for start, end in times):
        return "not_counted"
    if not times or on < times[0][0]:
        return "not_established"
    return "closed"


def displacement_rows(
    counted: Iterable[CountRow], roles: Mapping[str, Sequence[str]], before: range, after: range
) -> list[Row]:
    """Rows of the zones that play a role, in the years before and after."""
    role_of = {zone: role for role, zones in roles.items() for zone in zones}
    rows = []
    for row in counted:
        phase = "before" if row.period in before else "after" if row.period in after else ""
        if phase and row.zone in role_of:
            rows.append(
                {
                    "role": role_of[row.zone],
                    "phase": phase,
                    "zone": row.zone,
                    "round": round_label(row),
                    "count": str(row.persons) if row.status == "counted" else "",
                }
            )
    return rows


def effect_rows(counted: Iterable[CountRow], zones: Sequence[str], from_on: date) -> tuple[list[Row], int]:
    """The rounds of all zones together in order, and the number of the first one with the measure.

    A round that lacks a zone is left out: its sum would be too low for another reason than the measure.
    """
    sums: dict[tuple[date, str], dict[str, int]] = {}
    for row in counted:
        whole = sums.setdefault((row.on, row.slot), {})
        if row.status == "counted" and row.persons is not None:
            whole[row.zone] = row.persons
    rows: list[Row] = []
    start = 0
    for number, ((on, _slot), by_zone) in enumerate(sorted(sums.items()), 1):
        if on >= from_on and not start:
            start = number
        count = str(sum(by_zone.values())) if set(by_zone) == set(zones) else ""
        rows.append({"time": str(number), "count": count})
    return rows, start


def agreement_rows(counted: Iterable[CountRow]) -> list[Row]:
    """Rounds that two counted independently, as items."""
    rows = [row for row in counted if row.status == "counted"]
    both = {row.round_id for row in rows if row.number == 2}
    return [
        {"item": str(row.round_id), "counter": str(row.number), "count": str(row.persons)}
        for row in rows
        if row.round_id in both
    ]
