"""Supply, tables, overlap and simulation from the bits of a week."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from rodtrad.insight.coverage.bitmaps import counted, pairs
from rodtrad.insight.coverage.facts import (
    SLOT_MINUTES,
    SLOTS,
    Before,
    Change,
    Coverage,
    Line,
    Offer,
    Overlap,
    Question,
    Simulation,
    Supply,
    is_made_for,
)
from rodtrad.insight.coverage.reading import Week, changed

NEAR_METRES = 400.0


def supply(week: Week, rows: Sequence[int]) -> Supply:
    """How many of these offers are open, and how many perhaps, in each slot."""
    if not rows:
        return Supply((0,) * SLOTS, (0,) * SLOTS, 0, 0)
    return Supply(
        counted(week.open, rows),
        counted(week.unknown, rows),
        len(rows),
        sum(not week.is_certain[row] for row in rows),
    )


def coverage(week: Week, question: Question, *, by: str, names: dict[str, str]) -> Coverage:
    """The picture for a question, and its table with a line for each name, also for those with nothing at all.

    `by` is kind, area or group; `names` are the lines of the table by code, in order.
    """
    fitting = [row for row, offer in enumerate(week.offers) if question.fits(offer)]
    members: dict[str, list[int]] = {code: [] for code in names}
    for row in fitting:
        for code in _codes(week.offers[row], by, names):
            if code in members:
                members[code].append(row)
    lines = tuple(Line(code, name, supply(week, members[code])) for code, name in names.items())
    uncertain = tuple(week.offers[row] for row in fitting if not week.is_certain[row])
    return Coverage(week.monday, question, supply(week, fitting), lines, uncertain)


def _codes(offer: Offer, by: str, names: Iterable[str]) -> Iterable[str]:
    if by == "area":
        return offer.areas or [""]
    if by == "group":
        return [code for code in names if not code or is_made_for(offer, code)]
    return offer.kinds


def overlaps(week: Week, question: Question, *, only: UUID | None = None) -> list[Overlap]:
    """Pairs of one kind with target groups that meet, in one area or within NEAR_METRES; most shared hours first.

    With `only`, just the pairs that this place is in.
    """
    shared: dict[tuple[int, int], list[str]] = {}
    slots: dict[tuple[int, int], int] = {}
    areas = {code: number for number, code in enumerate(sorted({a for offer in week.offers for a in offer.areas}))}
    for kind, rows in _by_kind(week, question).items():
        numbers = [{areas[code] for code in week.offers[row].areas} for row in rows]
        places = [week.offers[row].coordinates for row in rows]
        for first, second, count in pairs(week.open, rows, numbers, places, metres=NEAR_METRES):
            if _is_asked(week, first, second, only) and meet(week.offers[first], week.offers[second]):
                shared.setdefault((first, second), []).append(kind)
                slots[first, second] = count
    own = {row: int(week.open[row].sum()) for pair in shared for row in pair}
    found = [
        Overlap(
            week.offers[first],
            week.offers[second],
            tuple(kinds),
            slots[first, second] * SLOT_MINUTES / 60,
            slots[first, second] / min(own[first], own[second]),
            (own[first] * SLOT_MINUTES / 60, own[second] * SLOT_MINUTES / 60),
        )
        for (first, second), kinds in shared.items()
    ]
    return sorted(found, key=lambda one: (-one.shared_hours, -one.share, one.first.name, one.second.name))


def _by_kind(week: Week, question: Question) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, offer in enumerate(week.offers):
        if question.fits(offer):
            for kind in offer.kinds if not question.kind else [question.kind]:
                found.setdefault(kind, []).append(row)
    return found


def _is_asked(week: Week, first: int, second: int, only: UUID | None) -> bool:
    if week.offers[first].service_id == week.offers[second].service_id:
        return False
    return only is None or only in (week.offers[first].place_id, week.offers[second].place_id)


def meet(a: Offer, b: Offer) -> bool:
    """Whether somebody could come to both: gender, age and rule about drugs do not shut each other out."""
    if {a.gender, b.gender} == {"WOMEN", "MEN"} or {a.substance, b.substance} == {"ACTIVE_USE", "SUBSTANCE_FREE"}:
        return False
    youngest = max(a.minimum_age or 0, b.minimum_age or 0)
    oldest = min(*(999 if one.maximum_age is None else one.maximum_age for one in (a, b)))
    return youngest <= oldest


def simulate(week: Week, change: Change) -> Simulation:
    """The kinds of an offer in the area it leaves and the one it comes to, before and after."""
    offer = next(one for one in week.offers if one.place_id == change.place_id)
    spans = () if change.is_closed else change.spans
    after = changed(week, change.place_id, area=change.area, spans=spans)
    moved = next(one for one in after.offers if one.place_id == change.place_id)
    wanted = dict.fromkeys([*sorted(offer.areas), *sorted(moved.areas)]) or {"": None}
    sides = tuple(
        Before(area, *(supply(one, _alike(one, offer.kinds, area)) for one in (week, after))) for area in wanted
    )
    asked = Question()
    return Simulation(
        offer,
        sides,
        tuple(overlaps(week, asked, only=change.place_id)),
        tuple(overlaps(after, asked, only=change.place_id)),
    )


def _alike(week: Week, kinds: frozenset[str], area: str) -> list[int]:
    return [
        row
        for row, offer in enumerate(week.offers)
        if offer.kinds & kinds and (area in offer.areas if area else not offer.areas)
    ]
