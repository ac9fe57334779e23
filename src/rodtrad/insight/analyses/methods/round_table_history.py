"""What an earlier release of the same cube has fixed: a revision re-rounds nothing that did not change."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rodtrad.insight.analyses.methods.round_table_columns import read_columns, spread
from rodtrad.insight.analyses.table import read_table
from rodtrad.insight.statistics.rules.cube import Cell, Margins, Shape
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.hiding import ABSENT, Limits, Release
from rodtrad.insight.statistics.rules.quantiles import Indices, Mask
from rodtrad.insight.statistics.rules.rounding import round_cube


@dataclass(frozen=True)
class Before:
    """The earlier release laid out over the cells of the new cube."""

    release: Release
    counts: Indices
    was_there: Mask

    def unchanged(self, counts: Indices) -> Mask:
        """Which finest counts are what they were."""
        found: Mask = self.was_there & (self.counts == counts)
        return found


@dataclass(frozen=True)
class Earlier:
    """The earlier input and what was shown of it."""

    shape: Shape
    counts: Indices
    shown: dict[Cell, int]
    codes: dict[Cell, str]
    limits: Limits
    key: bytes

    def levels(self, name: str) -> tuple[str, ...]:
        return self.shape.levels[self.shape.dimensions.index(name)]

    def placed(self, margins: Margins, base: int) -> Before:
        """Over the new cube: the rounding of its cells, and which cells of which margins were shown."""
        own = Margins.of(self.shape)
        rounded = round_cube(self.shape, self.counts, base=base, key=self.key)
        finest = self.shape.dimensions
        for place, key in enumerate(self.shape.keys):
            rounded[place] = self.shown.get((finest, key), rounded[place])
        self._check(own, rounded)
        wide = {key: place for place, key in enumerate(margins.shape.keys)}
        places = np.array([wide[key] for key in self.shape.keys])
        new_rounded, new_counts = np.zeros(margins.shape.size, np.int64), np.zeros(margins.shape.size, np.int64)
        was_there = np.zeros(margins.shape.size, bool)
        new_rounded[places], new_counts[places], was_there[places] = rounded, self.counts, True
        codes = [self._code(cell) for cell in margins.cells]
        return Before(Release(margins, new_rounded, codes, self.limits, base), new_counts, was_there)

    def _code(self, cell: Cell) -> str | None:
        return None if cell in self.shown else self.codes.get(cell, ABSENT)

    def _check(self, own: Margins, rounded: Indices) -> None:
        """What was shown must be sums of the cube, or the two files do not belong together."""
        figures = (own.sums @ rounded).tolist()
        for cell, figure in self.shown.items():
            if cell not in own.number or figures[own.number[cell]] != figure:
                raise CannotCompute("OTHER_RELEASE")


def read_earlier(options: dict[str, Any], columns: dict[str, list[str]], key: bytes) -> Earlier | None:
    """The two files of an earlier release, or None when neither is given."""
    given = (options["previous_input"], options["previous_release"])
    if given == (None, None):
        return None
    if None in given:
        raise CannotCompute("BOTH_PREVIOUS")
    table = read_table(Path(str(given[0])))
    old_columns, counts, _ = read_columns(table)
    if set(old_columns) != set(columns):
        raise CannotCompute("OTHER_RELEASE")
    answer = _read_answer(Path(str(given[1])))
    shape = Shape.of(dict(old_columns))
    if answer["result"]["base"] != options["base"] or answer["result"]["dimensions"] != list(shape.dimensions):
        raise CannotCompute("OTHER_RELEASE")
    shown, codes = _cells(answer)
    old = answer["options"]
    limits = Limits(old.get("hide_count"), old.get("hide_complement", 4), old.get("hide_population", 9))
    return Earlier(shape, spread(shape, old_columns, counts), shown, codes, limits, key)


def _read_answer(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise CannotCompute("NO_FILE", file=path.name) from trouble
    except ValueError as trouble:
        raise CannotCompute("NO_ANSWER", file=path.name) from trouble
    if not isinstance(found, dict) or found.get("method") != "round-table" or "tables" not in found.get("result", {}):
        raise CannotCompute("NO_ANSWER", file=path.name)
    return found


def _cells(answer: dict[str, Any]) -> tuple[dict[Cell, int], dict[Cell, str]]:
    shown: dict[Cell, int] = {}
    codes: dict[Cell, str] = {}
    for table in answer["result"]["tables"]:
        by = tuple(table["by"])
        for cell in table["cells"]:
            place = (by, tuple(str(cell[name]) for name in by))
            if cell["hidden"] is None:
                shown[place] = int(cell["count"])
            else:
                codes[place] = str(cell["hidden"])
    return shown, codes
