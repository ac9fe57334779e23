"""Which more figures must be hidden so that no hidden one can be worked out.

Decided on all margins of the cube, whatever is asked for: two questions to the same cube never reveal a third.
"""

from collections.abc import Callable

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.attacks import (
    SLACK,
    Known,
    combine,
    exact_point,
    extreme,
    places_of_earlier,
    whole_numbers,
)
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.hiding import ABSENT, PROTECTS_ANOTHER, Release, known_of
from rodtrad.insight.statistics.rules.moves import Boxes
from rodtrad.insight.statistics.rules.quantiles import Array, Mask

ENOUGH_VALUES = 3
CANDIDATES = 12  # figures tried beside an exposed one
MOST_TRIED = 40  # figures tried to be shown again
Tell = Callable[[int, int], None]
Target = tuple[int, bool]  # a cell, and whether of the earlier release


class Attacker:
    """Somebody with every figure shown. What was found possible is kept: hiding more never makes it impossible."""

    def __init__(self, release: Release, earlier: Release | None, unchanged: Mask) -> None:
        self.release, self.earlier, self.unchanged = release, earlier, unchanged
        self.real: list[Array] = []
        self.exact: list[Array] = []
        self.learn()

    def learn(self) -> None:
        """Read the release as it is shown now."""
        now = known_of(self.release)
        self.known: Known = now if self.earlier is None else combine(now, known_of(self.earlier), self.unchanged)

    def forget_impossible(self) -> None:
        """After a figure is shown again: keep only what still fits."""
        self.learn()
        self.real = [point for point in self.real if self._fits(point)]
        self.exact = [point for point in self.exact if self._fits(point)]

    def _fits(self, point: Array) -> bool:
        return bool(np.abs(self.known.rows @ point - self.known.sums).max(initial=0) < SLACK)

    def cannot_tell(self, target: Target) -> bool:
        """Could it be at least three whole numbers, and by the exact method something else than it is?"""
        row, figure = self._row(target)
        return self._is_wide(row) and self._has_other(row, figure)

    def _row(self, target: Target) -> tuple[sparse.csr_matrix, float]:
        cell, of_earlier = target
        release = self.earlier if of_earlier and self.earlier is not None else self.release
        row = sparse.coo_matrix(release.margins.sums[[cell]].astype(float))
        place = places_of_earlier(self.unchanged)[row.col] if of_earlier else row.col
        width = self.known.rows.shape[1]
        return sparse.csr_matrix((row.data, (row.row, place)), shape=(1, width)), float(
            row.data @ release.rounded[row.col]
        )

    def _is_wide(self, row: sparse.csr_matrix) -> bool:
        values = [float((row @ point)[0]) for point in self.real]
        if values and whole_numbers(min(values), max(values)) >= ENOUGH_VALUES:
            return True
        ends = []
        for most in (False, True):
            end, point = extreme(self.known, row, most=most)
            ends.append(end)
            if point is not None:
                self.real.append(point)
        return whole_numbers(*ends) >= ENOUGH_VALUES

    def _has_other(self, row: sparse.csr_matrix, figure: float) -> bool:
        if any(abs(float((row @ point)[0]) - figure) > SLACK for point in self.exact):
            return True
        top = figure + max(figure, 3.0 * self.release.base)
        for low, high in ((figure + 1, top), (0.0, figure - 1)):
            point = exact_point(self.known, row, low, high) if low <= high else None
            if point is not None:
                self.exact.append(point)
                self.real.append(point)
                return True
        return False


class Search:
    """Hides as few more cells as it finds until nobody can tell a hidden one."""

    def __init__(self, release: Release, earlier: Release | None, unchanged: Mask, tell: Tell) -> None:
        self.release, self.earlier, self.unchanged, self.tell = release, earlier, unchanged, tell
        self.lines = [np.array([total, *parts.tolist()]) for total, parts in release.margins.lines()]
        self.through: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            for cell in line.tolist():
                self.through.setdefault(cell, []).append(number)
        figures = release.figures.tolist()
        depth = [len(by) for by, _ in release.margins.cells]
        self.cost = [(-depth[cell], figures[cell] == 0, figures[cell], cell) for cell in range(len(figures))]
        self.public = self._public()
        self.attacker = Attacker(release, earlier, unchanged)

    def run(self) -> None:
        """Hide until all is safe, then show again what was not needed. Raises CannotCompute if nothing helps."""
        self._keep_hidden()
        self._move_boxes()
        self._close_lines()
        self._widen()
        self._show_again()

    def _public(self) -> Mask:
        """What an earlier release showed and has not changed: to hide it now would help nobody."""
        if self.earlier is None:
            return np.zeros(len(self.release.codes), bool)
        changed = self.release.margins.sums @ (~self.unchanged).astype(np.int64)
        found: Mask = ~self.earlier.is_hidden() & (changed == 0)
        return found

    def _can_hide(self, cell: int) -> bool:
        return self.release.codes[cell] is None and not self.public[cell]

    def _hide(self, cell: int) -> None:
        self.release.codes[cell] = PROTECTS_ANOTHER

    def _keep_hidden(self) -> None:
        """What an earlier release hid and has not changed stays hidden."""
        if self.earlier is None:
            return
        changed = (self.release.margins.sums @ (~self.unchanged).astype(np.int64)).tolist()
        for cell, (code, before) in enumerate(zip(self.release.codes, self.earlier.codes, strict=True)):
            if code is None and before not in (None, ABSENT) and not changed[cell]:
                self._hide(cell)

    def _move_boxes(self) -> None:
        """For every hidden cell that can be told, hide the cheapest box around it; the finest first."""
        boxes = Boxes(self.release)
        hidden = np.flatnonzero(self.release.is_hidden() & ~self.public).tolist()
        for cell in sorted(hidden, key=lambda one: self.cost[one]):
            self.attacker.learn()
            if not self.attacker.cannot_tell((cell, False)):
                for one in boxes.cheapest(cell) or []:
                    if self._can_hide(one):
                        self._hide(one)

    def _hidden_in(self, line: int) -> int:
        return sum(self.release.codes[cell] is not None for cell in self.lines[line].tolist())

    def _close_lines(self) -> None:
        """A sum with one hidden part gives it away: hide a figure beside it, until no sum has just one.

        The figure that closes most such sums and opens fewest is chosen, then the smallest of the finest.
        """
        hidden = [self._hidden_in(number) for number in range(len(self.lines))]
        waiting = [number for number, found in enumerate(hidden) if found == 1]
        while waiting:
            line = waiting.pop()
            shown = [cell for cell in self.lines[line].tolist() if self._can_hide(cell)]
            if hidden[line] != 1 or not shown:
                continue
            chosen = min(shown, key=lambda cell: (self._opens(cell, hidden), self.cost[cell]))
            self._hide(chosen)
            for number in self.through.get(chosen, []):
                hidden[number] += 1
                if hidden[number] == 1:
                    waiting.append(number)

    def _opens(self, cell: int, hidden: list[int]) -> int:
        """How many more sums have just one hidden part if this one is hidden too."""
        found = [hidden[number] for number in self.through.get(cell, [])]
        return found.count(0) - found.count(1)

    def _exposed(self) -> list[Target]:
        self.attacker.learn()
        hidden = self.release.is_hidden() & ~self.public
        targets: list[Target] = [(cell, False) for cell in np.flatnonzero(hidden).tolist()]
        if self.earlier is not None:
            targets += [(cell, True) for cell, code in enumerate(self.earlier.codes) if code not in (None, ABSENT)]
        found = []
        for number, target in enumerate(targets, 1):
            if not self.attacker.cannot_tell(target):
                found.append(target)
            self.tell(number, len(targets))
        return found

    def _widen(self) -> None:
        """For every cell still exposed, hide the figure that helps."""
        while waiting := self._exposed():
            for target in waiting:
                self.attacker.learn()
                if not self.attacker.cannot_tell(target):
                    self._hide_beside(target)
                    self._close_lines()

    def _hide_beside(self, target: Target) -> None:
        """The cell itself if it is shown; else the cheapest figure in a sum with it that makes it safe."""
        codes, cell = self.release.codes, target[0]
        if self._can_hide(cell):
            self._hide(cell)
            return
        hidden = [self._hidden_in(number) for number in range(len(self.lines))]
        beside = {
            other for n in self.through.get(cell, []) for other in self.lines[n].tolist() if self._can_hide(other)
        }
        candidates = sorted(beside, key=lambda other: (self._opens(other, hidden), self.cost[other]))[:CANDIDATES]
        for other in candidates:
            if self._helps(other, target):
                return
        shown = candidates or [one for one in range(len(codes)) if self._can_hide(one)]
        if not shown:
            raise CannotCompute("CANNOT_PROTECT")
        self._hide(min(shown, key=lambda other: self.cost[other]))

    def _helps(self, other: int, target: Target) -> bool:
        """Hide it, and leave it hidden only if that makes the target safe."""
        kept = (list(self.attacker.real), list(self.attacker.exact))
        self._hide(other)
        self.attacker.learn()
        if self.attacker.cannot_tell(target):
            return True
        self.release.codes[other] = None
        self.attacker.real, self.attacker.exact = kept
        self.attacker.learn()
        return False

    def _show_again(self) -> None:
        """Show again what turned out not to be needed, the dearest figures first."""
        codes = self.release.codes
        extra = [cell for cell, code in enumerate(codes) if code == PROTECTS_ANOTHER]
        for cell in sorted(extra, key=lambda one: self.cost[one], reverse=True)[:MOST_TRIED]:
            kept = (list(self.attacker.real), list(self.attacker.exact))
            codes[cell] = None
            if not any(self._hidden_in(number) == 1 for number in self.through.get(cell, [])):
                self.attacker.forget_impossible()
                if not self._exposed():
                    continue
            self._hide(cell)
            self.attacker.real, self.attacker.exact = kept
        self.attacker.learn()


def protect(
    release: Release,
    *,
    earlier: Release | None = None,
    unchanged: Mask | None = None,
    tell: Tell = lambda done, of: None,
) -> None:
    """Hide more of a release whose primary codes are set, given an earlier release of the same cube."""
    before = [] if earlier is None else [code for code in earlier.codes if code not in (None, ABSENT)]
    if not any(release.codes) and not before:
        return
    same = np.ones(len(release.rounded), bool) if unchanged is None else unchanged
    Search(release, earlier, same, tell).run()
