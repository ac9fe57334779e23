"""A week of half hours as geometry: wide with a row for each day, narrow with a column for each.

Drawn as runs: neighbouring half hours with the same number are one box with the number in it, so that the picture reads
without colour and on grey paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from rodtrad.insight.coverage.facts import SLOTS_A_DAY, Supply

WIDE_SLOT, WIDE_ROW, WIDE_LEFT, TOP = 13, 30, 52, 22
NARROW_SLOT, NARROW_COLUMN, NARROW_LEFT = 8, 43, 34
STEPS = (2, 4, 10)  # from how many open the shade is a step darker


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    css: str
    text: str  # the number, where there is room for it

    @property
    def text_css(self) -> str:
        return f"{self.css.split()[-1]}-t"

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def base(self) -> float:
        return self.y + self.height / 2 + 5


@dataclass(frozen=True)
class Word:
    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Heat:
    uid: str
    size: str
    width: int
    height: int
    title: str
    said: str
    boxes: list[Box]
    words: list[Word]


@dataclass(frozen=True)
class Run:
    """Half hours of one day, from the first to before the last, with the same supply."""

    first: int
    last: int
    open: int
    is_unknown: bool

    @property
    def css(self) -> str:
        if not self.open:
            return "hm hm-unknown" if self.is_unknown else "hm hm-none"
        return f"hm hm-{1 + sum(self.open >= step for step in STEPS)}"

    @property
    def sign(self) -> str:
        return "?" if self.is_unknown and not self.open else str(self.open)


def day_runs(supply: Supply) -> list[list[Run]]:
    """The runs of each of the seven days."""
    found = []
    for day in range(7):
        slots = range(day * SLOTS_A_DAY, (day + 1) * SLOTS_A_DAY)
        keys = [(supply.open[slot], not supply.open[slot] and supply.unknown[slot] > 0) for slot in slots]
        runs, at = [], 0
        for (count, is_unknown), group in groupby(keys):
            length = len(list(group))
            runs.append(Run(at, at + length, count, is_unknown))
            at += length
        found.append(runs)
    return found


def heats(supply: Supply, *, uid: str, title: str, said: str) -> list[Heat]:
    """The same week twice, for wide screens and for phones."""
    runs = day_runs(supply)
    return [_wide(runs, f"{uid}-wide", title, said), _narrow(runs, f"{uid}-narrow", title, said)]


def _wide(days: Sequence[Sequence[Run]], uid: str, title: str, said: str) -> Heat:
    boxes = [
        Box(WIDE_LEFT + run.first * WIDE_SLOT, TOP + day * WIDE_ROW, (run.last - run.first) * WIDE_SLOT, WIDE_ROW - 2,
            run.css, run.sign if run.last - run.first > 1 else "")
        for day, runs in enumerate(days)
        for run in runs
    ]  # fmt: skip
    words = [
        Word(WIDE_LEFT - 8, TOP + day * WIDE_ROW + 19, str(WEEKDAYS_ABBR[day]).capitalize(), "end") for day in range(7)
    ]
    words += [
        Word(WIDE_LEFT + hour * 2 * WIDE_SLOT, TOP - 7, f"{hour:02}", "middle" if hour else "start")
        for hour in range(0, 25, 3)
    ]
    return Heat(uid, "wide", WIDE_LEFT + SLOTS_A_DAY * WIDE_SLOT + 12, TOP + 7 * WIDE_ROW, title, said, boxes, words)


def _narrow(days: Sequence[Sequence[Run]], uid: str, title: str, said: str) -> Heat:
    boxes = [
        Box(NARROW_LEFT + day * NARROW_COLUMN, TOP + run.first * NARROW_SLOT, NARROW_COLUMN - 2,
            (run.last - run.first) * NARROW_SLOT, run.css, run.sign if run.last - run.first > 1 else "")
        for day, runs in enumerate(days)
        for run in runs
    ]  # fmt: skip
    words = [
        Word(NARROW_LEFT + (day + 0.5) * NARROW_COLUMN - 1, TOP - 7, str(WEEKDAYS_ABBR[day])[:3].capitalize(), "middle")
        for day in range(7)
    ]
    words += [Word(NARROW_LEFT - 6, TOP + hour * 2 * NARROW_SLOT + 5, f"{hour:02}", "end") for hour in range(0, 25, 3)]
    return Heat(
        uid, "narrow", NARROW_LEFT + 7 * NARROW_COLUMN, TOP + SLOTS_A_DAY * NARROW_SLOT + 8, title, said, boxes, words
    )


def clock(slot: int) -> str:
    """A half hour of a day as a time; 48 is 24."""
    return f"{slot // 2:02}.{slot % 2 * 30:02}" if slot % 2 else f"{slot // 2:02}"


def weekday(day: int) -> str:
    return str(WEEKDAYS[day]).capitalize()
