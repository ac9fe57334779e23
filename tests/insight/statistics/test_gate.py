"""The gate of the product: frozen cubes, what they are sums of, and what somebody with all that is shown can work out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import combinations, product

import numpy as np
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.statistics import operations, persons, queries
from rodtrad.insight.statistics.models import Cube, Release, Threshold
from rodtrad.insight.statistics.quarters import Quarter, last_ended, quarter_from, quarter_of
from rodtrad.insight.statistics.registers import REGISTERS
from rodtrad.insight.statistics.rules.attacks import range_of, whole_numbers
from rodtrad.insight.statistics.rules.cube import Cell, Margins, Shape
from rodtrad.insight.statistics.rules.gate import Counted, opened, rounded
from rodtrad.insight.statistics.rules.hiding import Limits, known_of
from rodtrad.insight.statistics.rules.hiding import Release as Shown
from rodtrad.insight.statistics.rules.shares import mean_of, percent_of
from tests.city import MONDAY, City

KEY = b"a secret of the tests alone"
SYSTEM = Actor.system("statistics")
SUMMER = Quarter(2026, 3)
JULY = datetime(2026, 7, 10, 10, tzinfo=OSLO)
SHAPE = Shape.of({"a": "012", "b": "01", "c": "01"})
MARGINS = Margins.of(SHAPE)
tables = st.lists(st.integers(0, 11), min_size=SHAPE.size, max_size=SHAPE.size).map(np.array)


@given(tables)
def test_every_number_and_every_difference_is_a_multiple_of_three(counts: np.ndarray) -> None:
    figures = MARGINS.sums @ rounded(SHAPE, counts, base=3, key=KEY)

    assert not (figures % 3).any()
    assert (np.abs(figures - MARGINS.sums @ counts) <= 6).all()
    assert (figures[MARGINS.finest :][counts == 0] == 0).all()


@given(tables, tables)
def test_what_has_not_changed_keeps_its_rounding(counts: np.ndarray, later: np.ndarray) -> None:
    before = Counted(counts, rounded(SHAPE, counts, base=3, key=KEY))
    mixed = np.where(np.arange(SHAPE.size) % 2, later, counts)

    now = rounded(SHAPE, mixed, base=3, key=KEY, before=before)

    same = mixed == counts
    assert (now[same] == before.rounded[same]).all()
    assert not (now % 3).any()


def test_waiting_twenty_quarters_does_not_tell_one_from_two() -> None:
    chance = np.random.default_rng(3)
    counts = np.array([1, 2] * 6)
    seen = [Counted(counts, rounded(SHAPE, counts, base=3, key=KEY))]
    for _ in range(20):
        other = np.where(np.arange(SHAPE.size) < 6, counts, chance.integers(0, 9, SHAPE.size))
        seen.append(Counted(other, rounded(SHAPE, other, base=3, key=KEY, before=seen[-1])))

    assert len({tuple(one.rounded[:6]) for one in seen}) == 1


def test_sums_stay_close_through_years_of_quarters() -> None:
    chance = np.random.default_rng(4)
    shape = Shape.of({"age": "01234", "district": [f"d{n:02}" for n in range(17)], "gender": "012"})
    margins, counts = Margins.of(shape), chance.integers(0, 9, shape.size)
    before, worst = None, []
    for _ in range(24):
        now = rounded(shape, counts, base=3, key=KEY, before=before)
        worst.append(np.abs(margins.sums @ now - margins.sums @ counts).max())
        before = Counted(counts, now)
        counts = np.where(
            chance.random(shape.size) < 0.3, np.maximum(0, counts + chance.integers(-2, 4, shape.size)), counts
        )

    assert max(worst) <= 9, worst


@settings(max_examples=8)
@given(tables)
def test_no_hidden_cell_of_a_release_can_be_worked_out(counts: np.ndarray) -> None:
    now = Counted(counts, rounded(SHAPE, counts, base=3, key=KEY))

    hidden = opened(MARGINS, now, base=3, fewest=5)

    _check_hidden(now, hidden, fewest=5)


def _check_hidden(now: Counted, hidden: np.ndarray, *, fewest: int) -> None:
    """What is small is hidden, and linear programming leaves each hidden cell at least three things to be."""
    true = MARGINS.sums @ now.counts
    assert hidden[(true > 0) & (true < fewest)].all()
    codes = ["HIDDEN" if one else None for one in hidden]
    known = known_of(Shown(MARGINS, now.rounded // 3, codes, Limits(), 1))
    for cell in np.flatnonzero(hidden):
        assert whole_numbers(*range_of(known, MARGINS.sums[[cell]].astype(float))) >= 3, MARGINS.cells[cell]


@settings(max_examples=8)
@given(tables, st.integers(0, SHAPE.size - 1), st.integers(1, 2))
def test_a_revision_by_one_person_reveals_nobody(counts: np.ndarray, cell: int, more: int) -> None:
    first = Counted(counts, rounded(SHAPE, counts, base=3, key=KEY))
    hidden = opened(MARGINS, first, base=3, fewest=5)
    later = counts.copy()
    later[cell] += more
    second = Counted(later, rounded(SHAPE, later, base=3, key=KEY, before=first))

    try:
        again = opened(MARGINS, second, base=3, fewest=5, earlier=(first, hidden))
    except Exception as refusal:
        assert type(refusal).__name__ == "CannotCompute"  # then it is not opened at all
        return
    _check_hidden(second, again, fewest=5)
    shown = ~hidden & ~again
    difference = (MARGINS.sums @ (second.rounded - first.rounded))[shown]
    assert not {1, 2, -1, -2} & set(difference.tolist())


def test_nearly_all_of_a_small_group_is_hidden_and_nobody_is_not() -> None:
    shape = Shape.of({"a": "01234"})
    counts = np.array([46, 9, 30, 5, 0])
    margins = Margins.of(shape)

    hidden = opened(
        margins, Counted(counts, rounded(shape, counts, base=3, key=KEY)), base=3, fewest=5,
        population=np.array([50, 90, 90, 9, 40]),
    )  # fmt: skip

    finest = hidden[margins.finest :].tolist()
    assert finest[0] and finest[3]
    assert not finest[4]


@pytest.fixture
def people(city: City) -> City:
    """Sixty persons of the summer, some with gender, age and belonging."""
    genders, years = ("WOMAN", "MAN"), (1960, 1985, 2004, 2010)
    for number, (gender, year) in enumerate(list(product(genders, years)) * 6):
        known = {} if number % 9 == 0 else {"given_name": f"Blåveis {number}", "gender": gender, "birth_year": year}
        _take_in(city, number, known)
    return city


def _take_in(city: City, number: int, known: Mapping[str, object]) -> None:
    from rodtrad.casework.persons.models import Identity

    case = city.take_in(alias=f"Hvitveis {number}", at=JULY + timedelta(minutes=number))
    if known:
        Identity.objects.create(
            person_id=case.person_id, given_name=str(known["given_name"]), search_text="", gender=known["gender"],
            birth_date=datetime(int(str(known["birth_year"])), 3, 1, tzinfo=OSLO).date(), birth_precision="YEAR",
            from_at=JULY, recorded_by_id=city["mottak.worker"].post_id,
        )  # fmt: skip


def freeze(register: str = "followed-up", quarter: Quarter = SUMMER) -> Cube:
    return operations.freeze(register, quarter=quarter, by=SYSTEM, at=MONDAY)


def test_persons_are_counted_once_in_their_cell(people: City) -> None:
    found = persons.count("followed-up", SUMMER)

    assert found.total() == 48
    assert found["AGE_0_17", "UNKNOWN", "WOMAN"] > 0
    assert persons.count("followed-up", SUMMER.plus(-1)).total() == 0
    assert persons.count("new", SUMMER).total() == 48
    assert persons.count("acute-nights", SUMMER).total() == 0


def test_a_quarter_is_frozen_once_and_asked_forty_times_says_the_same(people: City) -> None:
    cube = freeze()

    answers = {str(sorted(_read(people, ("age", "gender")).items())) for _ in range(40)}

    assert freeze().pk == cube.pk
    assert len(answers) == 1


def _read(people: City, by: tuple[str, ...], **only: str) -> Mapping[Cell, int | None]:
    return queries.table("followed-up", SUMMER, dimensions=by, only=only, by=people["oslo.programme"]).cells


def test_every_table_is_a_sum_of_the_cube_however_it_is_asked(people: City) -> None:
    freeze()
    total = _read(people, ())[(), ()]

    for size in range(4):
        for by in combinations(("age", "district", "gender"), size):
            cells = _read(people, tuple(reversed(by)))
            assert sum(count or 0 for cell, count in cells.items() if cell[0] == by) == total
    women, all_ages = _read(people, ("age",), gender="WOMAN"), _read(people, ("age", "gender"))
    assert women[("age",), ("AGE_25_49",)] == all_ages[("age", "gender"), ("AGE_25_49", "WOMAN")]


def test_a_quarter_that_has_not_ended_is_not_frozen(people: City) -> None:
    with pytest.raises(DomainError, match="ikke slutt|not ended"):
        freeze(quarter=Quarter(2026, 4))


def test_a_question_that_leaves_too_few_is_refused(people: City) -> None:
    freeze()

    with pytest.raises(DomainError, match="få|few"):
        _read(people, ("age",), gender="OTHER")


def test_the_database_refuses_overlapping_quarters_and_holds_no_readable_count(people: City) -> None:
    cube = freeze()

    assert b"[" not in bytes(cube.sealed_counts)[:20]
    with pytest.raises(IntegrityError), transaction.atomic():
        Cube.objects.create(
            register="followed-up", definition_version=1, valid_from=SUMMER.since, valid_until=SUMMER.plus(3).until,
            revision=9, reason="x", base=3, algorithm="x", key_id="x", levels={}, cells=[], sealed_counts=b"",
            frozen_at=MONDAY,
        )  # fmt: skip


def test_nobody_changes_what_is_frozen(people: City, as_app_role: None) -> None:
    cube = freeze()

    with pytest.raises(DatabaseError), transaction.atomic():
        Cube.objects.filter(pk=cube.pk).update(cells=[])


def test_counted_again_what_has_not_changed_keeps_its_number(people: City) -> None:
    first = freeze()
    _take_in(people, 99, {"given_name": "Ny", "gender": "MAN", "birth_year": 1960})

    second = operations.count_again(first.pk, reason="Skrevet sent", by=people["oslo.programme"], at=MONDAY)

    changed = [key for key, a, b in zip(queries.shape_of(first).keys, first.cells, second.cells, strict=True) if a != b]
    assert set(changed) <= {("AGE_50_UP", "UNKNOWN", "MAN")}
    assert (second.revision, second.reason) == (2, "Skrevet sent")
    with pytest.raises(NotFound):
        operations.count_again(first.pk, reason="Igjen", by=people["oslo.programme"], at=MONDAY)


def test_what_is_opened_hides_the_small_and_never_a_sum_that_does_not_hold(people: City) -> None:
    cube = freeze()

    release = operations.publish(cube.pk, by=people["oslo.programme"], at=MONDAY)

    cells = queries.open_cells(release)
    assert cells[(), ()] is not None and cells[(), ()] % 3 == 0  # type: ignore[operator]
    for by in (("age",), ("district",)):
        parts = [count for cell, count in cells.items() if cell[0] == by]
        assert None in parts or sum(part or 0 for part in parts) == cells[(), ()]
    assert not {1, 2} & set(cells.values())
    table = queries.open_table("followed-up", SUMMER, dimensions=("age", "district"))
    assert table.cells == cells


def test_opening_is_refused_with_the_reason(people: City) -> None:
    cube, small, by = freeze(), freeze("acute-nights"), people["oslo.programme"]

    with pytest.raises(NotAllowed):
        operations.publish(cube.pk, by=people["frogner.lead"], at=MONDAY)
    with pytest.raises(DomainError, match="færre enn|fewer than"):
        operations.publish(small.pk, by=by, at=MONDAY)
    operations.publish(cube.pk, by=by, at=MONDAY)
    with pytest.raises(DomainError, match="åpne fra før|open already"):
        operations.publish(cube.pk, by=by, at=MONDAY)
    operations.count_again(cube.pk, reason="Skrevet sent", by=by, at=MONDAY)
    with pytest.raises(DomainError, match="nyeste|newest"):
        operations.publish(cube.pk, by=by, at=MONDAY)
    assert Release.objects.count() == 1


def test_a_threshold_is_chosen_by_somebody_for_a_reason_and_never_below_the_floor(people: City) -> None:
    by = people["oslo.programme"]

    chosen = operations.choose_threshold("followed-up", fewest=3, reason="Byrådet har bedt om det", by=by, at=MONDAY)

    assert (chosen.chosen_by_id, chosen.fewest) == (by.post_id, 3)
    with pytest.raises(DomainError, match="gulvet|floor"):
        operations.choose_threshold("followed-up", fewest=2, reason="Mer", by=by, at=MONDAY)
    with pytest.raises(DomainError, match="helse|health"):
        operations.choose_threshold("acute-nights", fewest=4, reason="Mer", by=by, at=MONDAY)
    with pytest.raises(DomainError):
        operations.choose_threshold("followed-up", fewest=5, reason=" ", by=by, at=MONDAY)
    with pytest.raises(NotAllowed):
        operations.choose_threshold("followed-up", fewest=5, reason="Nei", by=people["mottak.worker"], at=MONDAY)
    assert Threshold.objects.count() == 1


def test_what_is_open_keeps_its_threshold(people: City) -> None:
    by = people["oslo.programme"]
    first = operations.publish(freeze().pk, by=by, at=MONDAY)

    operations.choose_threshold("followed-up", fewest=10, reason="Strengere", by=by, at=MONDAY)

    first.refresh_from_db()
    assert (first.fewest, first.threshold_id) == (5, None)


def test_the_police_read_what_is_open_and_nothing_else(people: City) -> None:
    freeze()

    with pytest.raises(NotAllowed):
        queries.register_page("followed-up", by=people["politi.officer"], at=MONDAY)
    with pytest.raises(NotFound):
        queries.open_table("followed-up", SUMMER, dimensions=("age",))


def test_the_clock_freezes_every_register_of_the_newest_quarters_once(people: City) -> None:
    assert operations.freeze_due(2, by=SYSTEM, at=MONDAY) == 2 * len(REGISTERS)
    assert operations.freeze_due(2, by=SYSTEM, at=MONDAY) == 0


def test_the_key_is_nowhere_in_the_database(people: City) -> None:
    from rodtrad.foundation.crypto import secret_for

    freeze()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM statistics_cube c")
        rows = str(cursor.fetchall())

    assert secret_for("statistics").hex() not in rows


@pytest.mark.parametrize(
    "part,whole,said",
    [(44, 60, 73), (10, 60, 17), (6, 60, 10), (None, 60, None), (3, None, None), (0, 0, None), (9, 3, None)],
)
def test_shares_of_rounded_numbers(part: int | None, whole: int | None, said: int | None) -> None:
    assert percent_of(part, whole) == said


def test_a_mean_of_four_is_not_shown() -> None:
    assert mean_of([1, 2, 3, 4]) is None
    assert mean_of([1, 2, 3, 4, 5]) == 3


def test_quarters_are_half_open_and_follow_each_other() -> None:
    assert [quarter_of(datetime(2026, month, 1, tzinfo=OSLO).date()).code for month in (1, 3, 4, 12)] == [
        "2026-1", "2026-1", "2026-2", "2026-4",
    ]  # fmt: skip
    assert Quarter(2026, 4).until == Quarter(2027, 1).since
    assert last_ended(MONDAY) == SUMMER
    assert quarter_from("2026-3") == SUMMER
    assert [quarter_from(text) for text in ("x", "2026-5", "26-1", "2026-")] == [None] * 4
    assert last_ended(timezone.now()) < quarter_of(timezone.now().date())
