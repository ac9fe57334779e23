"""No small number can be read, or worked out by adding and subtracting all that is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from rodtrad.insight.chain_figures.hiding import FEWEST, VALUES, Hidden, hide

Cells = dict[tuple[str, str], int]


def test_large_numbers_are_all_shown() -> None:
    assert hide({("a", "x"): 5, ("b", "x"): 9, ("a", "y"): 40}) == Hidden(frozenset(), frozenset(), False)


def test_a_small_cell_takes_its_cheapest_neighbour_with_it() -> None:
    hidden = hide({("a", "x"): 3, ("b", "x"): 7, ("c", "x"): 30, ("a", "y"): 12})

    assert hidden.cells == {("a", "x"), ("b", "x")}
    assert hidden.sums == frozenset()


def test_several_small_cells_hide_each_other_behind_a_sum_that_is_shown() -> None:
    hidden = hide({("a", "x"): 3, ("b", "x"): 2, ("c", "x"): 4, ("d", "x"): 3})

    assert len(hidden.cells) == 4
    assert hidden.sums == frozenset()
    assert not hidden.total


def test_two_ones_are_not_given_away_by_a_sum_of_two() -> None:
    hidden = hide({("a", "x"): 1, ("b", "x"): 1, ("a", "y"): 20, ("b", "y"): 30})

    assert "x" in hidden.sums
    assert hidden.total  # else the small sum is the total less the other


def test_one_small_number_alone_hides_all_it_can_be_worked_out_from() -> None:
    hidden = hide({("a", "x"): 2})

    assert hidden == Hidden(frozenset({("a", "x")}), frozenset({"x"}), True)


def test_none_is_said_and_hides_nothing() -> None:
    assert hide({("a", "x"): 0, ("b", "x"): 6}) == Hidden(frozenset(), frozenset(), False)


def _possible(cells: Cells, hidden: Hidden) -> list[Cells]:
    """Every table that looks the same from outside, with hidden numbers up to a dozen."""
    keys = [key for key in cells if key in hidden.cells]
    tables = ({**cells, **dict(zip(keys, guess, strict=True))} for guess in product(range(1, 13), repeat=len(keys)))
    return [table for table in tables if _looks_the_same(table, cells, hidden)]


def _looks_the_same(table: Cells, cells: Cells, hidden: Hidden) -> bool:
    def sums(of: Cells) -> dict[str, int]:
        return {c: sum(n for (_r, column), n in of.items() if column == c) for _row, c in of if c not in hidden.sums}

    return sums(table) == sums(cells) and (hidden.total or sum(table.values()) == sum(cells.values()))


@given(
    st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), st.integers(1, 8), min_size=1, max_size=4)
)
def test_whoever_adds_and_subtracts_still_has_three_values_to_choose_from(cells: Cells) -> None:
    hidden = hide(cells)

    possible = _possible(cells, hidden)
    for key, count in cells.items():
        if count < FEWEST:
            assert key in hidden.cells
            assert len({table[key] for table in possible}) >= VALUES
