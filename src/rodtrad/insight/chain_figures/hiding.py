"""Which numbers of a table stay hidden, so that no small one can be read or worked out.

A table counts cases between pairs of units, with a sum for each unit and one for all. A number from one to four is
hidden; then as few more as needed, so that even one who adds and subtracts all that is shown cannot narrow a hidden
small number down to fewer than three values. Method: the network view of two-way tables and the search for a cheap
cycle through each hidden cell (Cox 1995, Network models for complementary cell suppression, JASA 90:1453-1462).
The reader sees that a number is hidden, so that it is not none, but not whether it is small or hides another.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

FEWEST = 5  # a number below this is hidden, but for none at all, which is said
VALUES = 3  # a hidden small number could be at least so many

ALL = "all"
Edge = tuple[Hashable, Hashable]


class Hidden(NamedTuple):
    """What stays hidden: cells by (row, column), sums by column, and the sum of all."""

    cells: frozenset[tuple[Any, Any]]
    sums: frozenset[Any]
    total: bool


def hide(cells: Mapping[tuple[Any, Any], int]) -> Hidden:
    """What to hide in a table that shows its cells, the sum of each column, and the sum of all. Sums of rows are not shown."""
    table = _Network(cells)
    for edge in table.small():
        table.protect(edge)
    hidden = table.hidden
    return Hidden(
        cells=frozenset((row, column) for row, column in cells if (("row", row), ("column", column)) in hidden),
        sums=frozenset(column for _row, column in cells if (("column", column), "sums") in hidden),
        total=("sums", ALL) in hidden,
    )


class _Network:
    """The table as flows in a circle: row -> column (a cell), column -> sums, sums -> all, all -> row.

    What flows into a node flows out of it; that is all a reader can add and subtract.
    """

    def __init__(self, cells: Mapping[tuple[Any, Any], int]) -> None:
        self.flow: dict[Edge, int] = defaultdict(int)
        for (row, column), count in cells.items():
            if count == 0:
                continue
            path: tuple[Hashable, ...] = ("row", row), ("column", column), "sums", ALL
            for edge in (*pairwise(path), (ALL, ("row", row))):
                self.flow[edge] += count
        self.unseen = {edge for edge in self.flow if edge[0] == ALL}  # sums of rows: not shown, so nothing to protect
        self.hidden = {edge for edge, count in self.flow.items() if count < FEWEST} - self.unseen
        self._small = frozenset(self.hidden)
        self._beside: dict[Hashable, list[tuple[Edge, Hashable, int]]] = defaultdict(list)
        for edge in self.flow:
            self._beside[edge[0]].append((edge, edge[1], 1))
            self._beside[edge[1]].append((edge, edge[0], -1))

    def small(self) -> list[Edge]:
        return sorted(self._small, key=lambda edge: (self.flow[edge], repr(edge)))

    def protect(self, edge: Edge) -> None:
        """Hide more until the number behind `edge` could have been enough others; at the worst hide everything."""
        while self._width(edge) < VALUES - 1:
            more = min((path for path in self._paths(edge) if path), key=self._cost, default=None)
            if more is None:
                self.hidden |= set(self.flow) - self.unseen
                return
            self.hidden |= more

    def _room(self, edge: Edge, way: int, flow: Mapping[Edge, int]) -> float:
        """By how much a number that is not shown could be larger (way 1) or smaller (way -1), for all a reader knows."""
        return inf if way == 1 else flow[edge] - (0 if edge in self.unseen else 1)

    def _is_free(self, edge: Edge) -> bool:
        return edge in self.hidden or edge in self.unseen

    def _width(self, edge: Edge) -> int:
        """How many other values the number could have, counted to the few that are enough."""
        found = 0
        for way in (1, -1):
            flow = dict(self.flow)
            while found < VALUES - 1 and self._push(edge, way, flow):
                found += 1
        return found

    def _push(self, edge: Edge, way: int, flow: dict[Edge, int]) -> bool:
        """Change the number by one and let others make up for it; False when none of those that are not shown can."""
        if self._room(edge, way, flow) < 1:
            return False
        start, goal = (edge[1], edge[0]) if way == 1 else (edge[0], edge[1])
        came: dict[Hashable, tuple[Hashable, Edge, int]] = {}
        seen, ahead = {start}, [start]
        while ahead and goal not in seen:
            node = ahead.pop()
            for other, after, step in self._beside[node]:
                if other == edge or after in seen or not self._is_free(other) or self._room(other, step, flow) < 1:
                    continue
                came[after] = (node, other, step)
                seen.add(after)
                ahead.append(after)
        if goal not in seen:
            return False
        flow[edge] += way
        while goal != start:
            goal, other, step = came[goal]
            flow[other] += step
        return True

    def _paths(self, edge: Edge) -> Iterator[frozenset[Edge]]:
        """For each way, the numbers to hide on the cheapest way round by which others can make up for a change."""
        for way in (1, -1):
            for room in (VALUES - 1, 1):
                if self._room(edge, way, self.flow) >= room:
                    yield self._cheapest(edge, way, room)

    def _cheapest(self, edge: Edge, way: int, room: int) -> frozenset[Edge]:
        start, goal = (edge[1], edge[0]) if way == 1 else (edge[0], edge[1])
        queue: list[tuple[int, int, Hashable, frozenset[Edge]]] = [(0, 0, start, frozenset())]
        done: set[Hashable] = set()
        order = 0
        while queue:
            cost, _order, node, path = heappop(queue)
            if node == goal:
                return path
            if node in done:
                continue
            done.add(node)
            for other, after, step in self._beside[node]:
                if other == edge or after in done or self._room(other, step, self.flow) < room:
                    continue
                order += 1
                more = frozenset() if self._is_free(other) else frozenset({other})
                heappush(queue, (cost + (self.flow[other] if more else 0), order, after, path | more))
        return frozenset()

    def _cost(self, path: frozenset[Edge]) -> int:
        return sum(self.flow[edge] for edge in path)
