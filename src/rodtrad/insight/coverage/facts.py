"""What is asked of a picture of coverage, and what it answers; plain values without numpy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

SLOT_MINUTES = 30
SLOTS_A_DAY = 48
SLOTS = 7 * SLOTS_A_DAY
NIGHT = (0, 12)  # slots of a day from midnight to six, when there is least
YOUNG, OLDEST_YOUNG = "YOUNG", 25  # said to be for young people, or with an upper limit of age at most this


@dataclass(frozen=True)
class Offer:
    """A published service at a place. The place of a protected one is its district alone."""

    place_id: UUID
    service_id: UUID
    name: str
    name_en: str
    owner: str
    district: str  # code
    zone: str
    gender: str
    substance: str
    groups: frozenset[str]
    minimum_age: int | None
    maximum_age: int | None
    coordinates: tuple[float, float] | None
    kinds: frozenset[str] = frozenset()
    life_areas: frozenset[str] = frozenset()

    @property
    def areas(self) -> frozenset[str]:
        return frozenset(filter(None, (self.zone, self.district)))


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which offers count. Empty means all."""

    kind: str = ""
    life_area: str = ""
    area: str = ""  # a zone or the code of a district
    made_for: str = (
        ""  # WOMEN, MEN, YOUNG, a rule about drugs or a target group: only what is made for it, not what is open to all
    )

    def fits(self, offer: Offer) -> bool:
        return (
            (not self.kind or self.kind in offer.kinds)
            and (not self.life_area or self.life_area in offer.life_areas)
            and (not self.area or self.area in offer.areas)
            and (not self.made_for or is_made_for(offer, self.made_for))
        )


def is_made_for(offer: Offer, group: str) -> bool:
    """Whether an offer is made for a group; what is open to everybody is made for nobody in particular."""
    if group == YOUNG:
        return "YOUTH" in offer.groups or (offer.maximum_age is not None and offer.maximum_age <= OLDEST_YOUNG)
    return group in (offer.gender, offer.substance, *offer.groups)


@dataclass(frozen=True)
class Supply:
    """How many offers are open and how many perhaps, for each slot of the week."""

    open: tuple[int, ...]
    unknown: tuple[int, ...]
    offers: int
    uncertain: int  # offers whose hours nobody gave or confirmed

    @property
    def covered_hours(self) -> float:
        return _hours(bool(count) for count in self.open)

    @property
    def unknown_hours(self) -> float:
        return _hours(not count and bool(perhaps) for count, perhaps in zip(self.open, self.unknown, strict=True))

    @property
    def gap_hours(self) -> float:
        return _hours(not count and not perhaps for count, perhaps in zip(self.open, self.unknown, strict=True))

    @property
    def nights_with_gap(self) -> int:
        """Nights of seven with a slot between midnight and six when there is nothing."""
        first, last = NIGHT
        return sum(
            any(not self.open[slot] and not self.unknown[slot] for slot in range(day + first, day + last))
            for day in range(0, SLOTS, SLOTS_A_DAY)
        )


def _hours(slots: Iterable[bool]) -> float:
    return sum(slots) * SLOT_MINUTES / 60


@dataclass(frozen=True)
class Line:
    """One row of the table: a kind of help, an area or a group, and its supply."""

    code: str
    name: str
    supply: Supply


@dataclass(frozen=True)
class Coverage:
    monday: date
    question: Question
    supply: Supply
    lines: tuple[Line, ...]
    uncertain: tuple[Offer, ...]  # those that make unknown hours


@dataclass(frozen=True)
class Overlap:
    """Two offers of one kind in one area, or close by, and the hours a week that they share."""

    first: Offer
    second: Offer
    kinds: tuple[str, ...]  # codes of those they share
    shared_hours: float
    share: float  # of the shorter one's hours
    hours: tuple[float, float]  # a week, each


@dataclass(frozen=True, kw_only=True)
class Change:
    """What if: an offer in another area, with other hours, or neither. `spans` are (weekday, from, until) in minutes."""

    place_id: UUID
    area: str = ""
    spans: tuple[tuple[int, int, int], ...] | None = None
    is_closed: bool = False


@dataclass(frozen=True)
class Before:
    """One area before and after a change."""

    area: str
    before: Supply
    after: Supply


@dataclass(frozen=True)
class Simulation:
    offer: Offer
    areas: tuple[Before, ...]
    overlaps_before: tuple[Overlap, ...]
    overlaps_after: tuple[Overlap, ...]


@dataclass(frozen=True)
class ZoneLine:
    """A zone with how many people were counted there in a mean round, and what is open at those hours."""

    code: str
    name: str
    persons: dict[str, float]  # by slot of the count
    rounds: dict[str, int]
    offers: int
    open_at: dict[str, float]  # mean number of offers open in the hours of the slot
    hours: float  # of offers a week
    share_of_persons: float | None
    share_of_hours: float | None
