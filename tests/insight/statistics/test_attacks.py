"""The gate under attack: what somebody with every released figure, and without the key, can work out."""

from collections import defaultdict
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from rodtrad.insight.analyses import analyse
from rodtrad.insight.statistics.rules.cube import Shape
from rodtrad.insight.statistics.rules.rounding import round_cube

KEY, OTHER_KEY = b"a secret of the tests", b"another secret of tests"
Rows = list[dict[str, str]]


def rows_of(counts: list[int], *sizes: int, population: list[int] | None = None) -> Rows:
    keys = list(product(*(range(size) for size in sizes)))
    rows = [
        {f"d{n}": str(level) for n, level in enumerate(key)} | {"count": str(count)}
        for key, count in zip(keys, counts, strict=True)
    ]
    for row, number in zip(rows, population or (), strict=False):
        row["population"] = str(number)
    return rows


def release(rows: Rows, **options: Any) -> dict[str, Any]:
    return analyse("round-table", rows, **({"key_file": KEY} | options))


def figures(answer: dict[str, Any]) -> dict[tuple[tuple[str, str], ...], int | None]:
    """Every cell shown or hidden, named by its levels."""
    return {
        tuple((name, cell[name]) for name in table["by"]): cell["count"]
        for table in answer["result"]["tables"]
        for cell in table["cells"]
    }


def members(cell: tuple[tuple[str, str], ...], rows: Rows) -> list[int]:
    return [n for n, row in enumerate(rows) if all(row[name] == level for name, level in cell)]


def truth(cell: tuple[tuple[str, str], ...], rows: Rows) -> int:
    return sum(int(rows[n]["count"]) for n in members(cell, rows))


tables = st.lists(st.integers(0, 9), min_size=12, max_size=12)


@given(tables)
def test_every_margin_is_the_sum_of_the_finest_cells(counts: list[int]) -> None:
    rows = rows_of(counts, 3, 2, 2)
    shown = figures(release(rows))
    finest = {members(cell, rows)[0]: count for cell, count in shown.items() if len(cell) == 3}

    assert all(count == sum(finest[n] or 0 for n in members(cell, rows)) for cell, count in shown.items())


@given(tables)
def test_no_figure_and_no_difference_of_nested_sets_is_one_or_two(counts: list[int]) -> None:
    rows = rows_of(counts, 3, 2, 2)
    shown = figures(release(rows))

    nested = [(a, b) for a, b in combinations(shown, 2) if set(members(a, rows)) <= set(members(b, rows))]
    assert not {1, 2} & set(shown.values())
    assert not {1, 2} & {(shown[b] or 0) - (shown[a] or 0) for a, b in nested}


@given(tables)
def test_margins_stay_within_twice_the_base(counts: list[int]) -> None:
    rows = rows_of(counts, 3, 2, 2)

    assert all(abs((count or 0) - truth(cell, rows)) <= 6 for cell, count in figures(release(rows)).items())


@given(tables, st.randoms(use_true_random=False))
def test_another_order_or_another_question_gives_the_same_numbers(counts: list[int], chance: Any) -> None:
    rows = rows_of(counts, 3, 2, 2)
    mixed = [dict(chance.sample(list(row.items()), len(row))) for row in chance.sample(rows, len(rows))]
    asked = release([row for row in mixed if row["count"] != "0"] or mixed, publish="d1,d0;d2;")
    first = figures(release(rows))

    if {row["d0"] for row in rows if row["count"] != "0"} >= {"0", "1", "2"}:  # else a level is not there
        assert all(first.get(cell, count) == count for cell, count in figures(asked).items())


def test_asked_forty_times_it_answers_the_same_forty_times() -> None:
    rows = rows_of([1, 2, 1, 0, 2, 5, 1, 1, 2, 8, 2, 1], 3, 4)

    assert len({str(release(rows)) for _ in range(40)}) == 1


def test_another_key_rounds_otherwise_and_no_key_is_told() -> None:
    rows = rows_of([1, 2] * 30, 6, 10)

    answer = release(rows)

    assert figures(answer) != figures(release(rows, key_file=OTHER_KEY))
    assert KEY.decode() not in str(answer)


def test_to_guess_one_behind_zero_and_two_behind_three_often_fails() -> None:
    chance = np.random.default_rng(5)
    counts = chance.integers(1, 3, size=600)
    shape = Shape.of({"a": map(str, range(20)), "b": map(str, range(30))})

    rounded = round_cube(shape, counts, base=3, key=KEY)

    assert (rounded[counts == 1] == 3).mean() >= 0.05
    assert (rounded[counts == 2] == 0).mean() >= 0.05


def test_to_enumerate_all_tables_of_two_by_three_settles_no_small_cell() -> None:
    shape = Shape.of({"a": ["0", "1"], "b": ["0", "1", "2"]})
    behind: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(4), repeat=6):
        for key in range(3):
            rounded = round_cube(shape, np.array(counts), base=3, key=KEY + bytes([key]))
            behind[tuple(rounded.tolist())].append(counts)

    settled = [
        (shown, place)
        for shown, tables_ in behind.items()
        for place in range(6)
        if shown[place] in (0, 3) and len({table[place] for table in tables_}) < 2
    ]
    assert settled == []


def _bounds(answer: dict[str, Any], rows: Rows, *others: tuple[dict[str, Any], Rows]) -> list[tuple[float, float]]:
    """Bounds of every hidden cell by linear programming over all releases; changed cells are variables of their own."""
    names: dict[tuple[int, str], int] = {}
    equations: list[tuple[list[int], int]] = []
    hidden: list[list[int]] = []
    for said, own in ((answer, rows), *others):
        for cell, count in figures(said).items():
            places = [names.setdefault((n, own[n]["count"]), len(names)) for n in members(cell, own)]
            if count is None:
                hidden.append(places)
            else:
                equations.append((places, count))
    matrix = np.zeros((len(equations), len(names)))
    for line, (places, _) in enumerate(equations):
        matrix[line, places] = 1
    found = []
    for places in hidden:
        cost = np.zeros(len(names))
        cost[places] = 1
        ends = []
        for sign in (1, -1):
            solved = optimize.linprog(
                sign * cost, A_eq=matrix, b_eq=[count for _, count in equations], bounds=(0, None), method="highs"
            )
            ends.append(np.inf if solved.status == 3 else sign * solved.fun)
        found.append((ends[0], abs(ends[1])))
    return found


@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
def test_no_hidden_cell_can_be_worked_out_by_linear_programming(counts: list[int]) -> None:
    rows = rows_of(counts, 3, 4)

    for low, high in _bounds(release(rows, hide_count=4), rows):
        assert np.floor(high + 1e-6) - np.ceil(low - 1e-6) >= 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=12, max_size=12))
def test_nor_when_almost_all_of_a_small_group_are_counted(pairs: list[tuple[int, int]]) -> None:
    rows = rows_of([count for count, _ in pairs], 3, 4, population=[count + more for count, more in pairs])

    for low, high in _bounds(release(rows), rows):
        assert np.floor(high + 1e-6) - np.ceil(low - 1e-6) >= 2


def test_two_cells_do_not_hide_half_a_table() -> None:
    rows = rows_of([20, 30, 25, 40, 2, 35, 22, 28, 31, 27, 33, 3, 45, 26, 38, 29, 24, 36, 41, 23], 4, 5)

    shown = figures(release(rows, hide_count=4))

    assert 4 <= list(shown.values()).count(None) <= 8


def _revised(tmp_path: Path, before: Rows, after: Rows, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    import csv
    import json

    first = release(before, **options)
    old_input, old_release = tmp_path / "old.csv", tmp_path / "old.json"
    with old_input.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(before[0]))
        writer.writeheader()
        writer.writerows(before)
    old_release.write_text(json.dumps(first))
    second = release(after, previous_input=str(old_input), previous_release=str(old_release), **options)
    return first, second


def test_a_revision_rounds_nothing_anew_that_did_not_change(tmp_path: Path) -> None:
    counts = [1, 2, 1, 0, 2, 5, 1, 1, 2, 8, 2, 1]
    before = rows_of(counts, 3, 4)
    after = rows_of([counts[0] + 1, *counts[1:]], 3, 4)

    first, second = _revised(tmp_path, before, after)

    finest = [
        (cell, count)
        for cell, count in figures(first).items()
        if len(cell) == 2 and truth(cell, before) == truth(cell, after)
    ]
    assert all(figures(second)[cell] == count for cell, count in finest)


@pytest.mark.parametrize("changed", range(0, 20, 3))
def test_two_releases_together_reveal_no_hidden_cell(tmp_path: Path, changed: int) -> None:
    counts = [20, 30, 2, 40, 2, 35, 22, 8, 31, 4, 33, 3, 45, 6, 38, 29, 1, 36, 41, 23]
    before = rows_of(counts, 4, 5)
    after = rows_of([count + 9 * (n == changed) for n, count in enumerate(counts)], 4, 5)

    first, second = _revised(tmp_path, before, after, hide_count=4)

    for low, high in _bounds(first, before, (second, after)):
        assert np.floor(high + 1e-6) - np.ceil(low - 1e-6) >= 2


def test_an_insider_who_takes_herself_out_learns_no_hidden_cell() -> None:
    """She knows one of the persons of a hidden cell; the cell can still be three numbers."""
    rows = rows_of([20, 30, 2, 40, 2, 35, 22, 8, 31, 4, 33, 3], 3, 4)

    for low, high in _bounds(release(rows, hide_count=4), rows):
        assert np.floor(high + 1e-6) - max(1, np.ceil(low - 1e-6)) >= 1


def test_nothing_but_rounded_figures_is_made_from_the_true_counts() -> None:
    rows = rows_of([1, 2, 1, 0, 2, 5], 2, 3)

    answer = release([row for row in rows if row["count"] != "0"])

    assert answer["rows"] == 6  # cells of the cube, not lines of the file: those would count the zeros
    assert set(answer["result"]) == {"base", "dimensions", "algorithm", "tables"}
    assert "key_file" not in answer["options"]


def test_a_short_key_is_refused() -> None:
    with pytest.raises(Exception, match="16"):
        release(rows_of([1], 1), key_file=b"short")
