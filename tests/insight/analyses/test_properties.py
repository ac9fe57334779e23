"""What must hold whatever the numbers are."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.insight.analyses import AnalysisError, analyse
from rodtrad.insight.statistics.rules.capacity import erlang_b, simulate
from rodtrad.insight.statistics.rules.control_charts import run_length
from tests.insight.analyses.examples import areas

Panel = list[dict[str, str]]


def panel(counts: list[list[int | None]], first: int = 2016) -> Panel:
    return [
        {"site": f"s{site}", "period": str(first + period), "count": "" if count is None else str(count)}
        for site, line in enumerate(counts)
        for period, count in enumerate(line)
    ]


cells = st.one_of(st.none(), st.integers(0, 40))
panels = st.lists(st.lists(cells, min_size=6, max_size=6), min_size=1, max_size=5)


@given(panels)
def test_a_trend_is_finite_converged_and_the_same_twice_or_an_error(counts: list[list[int | None]]) -> None:
    try:
        first = analyse("trend", panel(counts))
    except AnalysisError as sentence:
        assert str(sentence).endswith(".")
        return
    assert json.dumps(first, allow_nan=False) == json.dumps(analyse("trend", panel(counts)), allow_nan=False)
    assert first["result"]["max_score"] < 1e-6 * sum(c or 0 for line in counts for c in line)


@given(panels, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_says_nothing(counts: list[list[int | None]], chance: Any) -> None:
    rows = panel(counts)
    try:
        first = analyse("trend", rows)["result"]
    except AnalysisError:
        return
    second = analyse("trend", chance.sample(rows, len(rows)))["result"]

    assert [line["index"] for line in second["index"]] == pytest.approx([line["index"] for line in first["index"]])


@given(st.lists(st.lists(st.integers(1, 40), min_size=6, max_size=6), min_size=1, max_size=4), st.integers(0, 5))
def test_not_counted_is_never_zero(counts: list[list[int]], hole: int) -> None:
    with_hole: list[list[int | None]] = [list(line) for line in counts]
    with_hole[0][hole] = None
    with_zero: list[list[int | None]] = [list(line) for line in counts]
    with_zero[0][hole] = 0
    missing, zero = (analyse("trend", panel(one))["result"]["index"] for one in (with_hole, with_zero)) if len(counts) > 1 else (
        analyse("trend", panel(with_hole), base_period=2016 + (hole == 0))["result"]["index"], None)  # fmt: skip

    if zero is None:
        assert missing[hole]["index"] is None
    else:
        assert missing[hole]["imputed_total"] > zero[hole]["imputed_total"]


def test_a_period_nobody_counted_has_no_number_and_a_reason() -> None:
    answer = analyse("trend", panel([[20, 22, None, 25, 24, 27], [9, 8, None, 9, 12, 11]]), language="en")

    assert answer["result"]["index"][2]["index"] is None
    assert answer["refusals"][0]["key"] == "index[2].index"
    assert "Not counted is not zero" in answer["refusals"][0]["sentence"]


def test_missing_rounds_widen_what_is_said() -> None:
    draw = np.random.default_rng(2)
    counts = [[int(draw.poisson(20 * 0.9**year)) for year in range(8)] for _ in range(6)]
    thinned: list[list[int | None]] = [[None if draw.random() < 0.3 else c for c in line] for line in counts]

    full = analyse("trend", panel([list(line) for line in counts]))["result"]["overall"]["fitted"]["se"]
    thin = analyse("trend", panel(thinned))["result"]["overall"]["fitted"]["se"]

    assert thin > full


def test_an_uncertain_trend_is_never_called_stable() -> None:
    result = analyse("trend", panel([[20, 45, 12, 40, 9, 38]]))["result"]["trend"]

    assert (result["class"], result["word_nb"]) == ("UNCERTAIN", "usikkert")
    assert "tabil" not in result["sentence_nb"]


def test_a_summer_rhythm_is_told_apart_from_the_years() -> None:
    rows = [
        {"site": "a", "period": str(year), "season": season, "count": str(int(base * 1.1 ** (year - 2016)))}
        for year in range(2016, 2022)
        for season, base in (("summer", 200), ("winter", 50))
    ]

    seasons = {line["season"]: line["factor"] for line in analyse("trend", rows)["result"]["season"]}

    assert seasons == pytest.approx({"summer": 1.6, "winter": 0.4}, abs=0.01)


def test_a_covariate_lets_groups_go_their_own_way() -> None:
    rows = [
        {"site": site, "kind": kind, "period": str(year), "count": str(round(100 * grows ** (year - 2016)))}
        for site, kind, grows in (("a", "quiet", 0.8), ("b", "open", 1.2))
        for year in range(2016, 2022)
    ]

    result = analyse("trend", rows, covariate="kind", variance="poisson")["result"]

    expected = [(0.8**n + 1.2**n) / 2 for n in range(6)]
    assert [line["index"] for line in result["index"]] == pytest.approx(expected, rel=0.02)


def test_weights_turn_counts_into_what_they_stand_for() -> None:
    rows = [{**row, "weight": "2"} for row in panel([[10, 20, 30, 20, 10]])]

    assert [line["fitted_total"] for line in analyse("trend", rows)["result"]["index"]] == pytest.approx(
        [20, 40, 60, 40, 20]
    )


def _rounds(role: str, phase: str, mean: float, draw: np.random.Generator, number: int = 12) -> Panel:
    return [
        {"role": role, "phase": phase, "round": f"{phase[0]}{n:02d}", "count": str(draw.poisson(mean))}
        for n in range(number)
    ]


def test_with_rounds_the_interval_comes_from_blocks_of_them() -> None:
    draw = np.random.default_rng(1)
    means = {"target": (60, 25), "buffer": (20, 45), "control": (40, 40)}
    rows = [
        row
        for role, pair in means.items()
        for phase, mean in zip(("before", "after"), pair, strict=True)
        for row in _rounds(role, phase, mean, draw)
    ]

    result = analyse("displacement", rows)["result"]

    assert result["interval_method"] == "block_bootstrap"
    assert result["effect_ratio_upper"] < 1
    assert result["wdq_lower"] < result["wdq"] < result["wdq_upper"] < 0


def test_without_a_drop_no_quotient_is_printed() -> None:
    answer = analyse("displacement", areas(target=(50, 48), buffer=(30, 33), control=(60, 60)))

    assert answer["result"]["wdq"] is None
    assert answer["result"]["reading"] is None
    assert ("wdq", "NO_EFFECT_SHOWN") in [(one["key"], one["code"]) for one in answer["refusals"]]


def test_a_round_that_lacks_an_area_is_left_out_and_said() -> None:
    draw = np.random.default_rng(3)
    rows = [
        row for role in ("target", "control") for phase in ("before", "after") for row in _rounds(role, phase, 20, draw)
    ]
    rows[3]["count"] = ""

    answer = analyse("displacement", rows)

    assert answer["result"]["rounds"] == {"before": 11, "after": 12}
    assert "INCOMPLETE_ROUNDS" in [one["code"] for one in answer["warnings"]]


def test_erlang_and_littles_law_agree_with_the_event_loop() -> None:
    runs = simulate(arrivals=2.0, stay=5.0, places=12, days=4000, replications=8, kind="lognormal", seed=1)
    refused = np.mean([run.refused_share for run in runs])
    present = np.mean([run.present for run in runs])
    little = np.mean([run.admitted_per_day * run.mean_stay for run in runs])

    assert refused == pytest.approx(erlang_b(10.0, 12), abs=0.01)
    assert present == pytest.approx(little, rel=0.01)


def test_run_lengths_agree_with_simulation() -> None:
    draw, mean, reference, decision = np.random.default_rng(4), 2.0, 2.47, 5.0
    lengths = []
    for _ in range(3000):
        total, steps = 0.0, 0
        while total < decision:
            total = max(0.0, total + draw.poisson(mean) - reference)
            steps += 1
        lengths.append(steps)

    assert run_length(mean, reference, decision) == pytest.approx(np.mean(lengths), rel=0.06)


@given(st.integers(0, 60), st.integers(1, 60))
def test_limits_of_a_share_hold_it_and_stay_possible(events: int, more: int) -> None:
    for interval in ("wilson", "wilson-corrected", "exact"):
        rows = [{"group": "a", "events": str(events), "trials": str(events + more)}]
        (group,) = analyse("rate", rows, interval=interval)["result"]["groups"]
        assert 0 <= group["lower"] <= group["rate"] <= group["upper"] <= 1


@pytest.mark.parametrize("interval", ["wilson", "wilson-corrected", "exact"])
def test_limits_of_a_share_cover_as_often_as_they_say(interval: str) -> None:
    """Exact coverage over all outcomes of 20 trials, averaged over shares."""
    limits = []
    for events in range(21):
        rows = [{"group": "a", "events": str(events), "trials": "20"}]
        (group,) = analyse("rate", rows, interval=interval)["result"]["groups"]
        limits.append((group["lower"], group["upper"]))
    shares = np.linspace(0.02, 0.98, 97)
    covered = [
        sum(math.comb(20, k) * p**k * (1 - p) ** (20 - k) for k, (low, high) in enumerate(limits) if low <= p <= high)
        for p in shares
    ]

    assert np.mean(covered) > 0.945


def test_causes_add_up_to_those_who_have_ended() -> None:
    rows = [
        {"duration": str(n), "ended": str(int(n % 4 > 0)), "cause": ("home", "institution", "other")[n % 3]}
        for n in range(1, 40)
    ]

    (group,) = analyse("survival", rows)["result"]["groups"]

    for place, point in enumerate(group["curve"]):
        together = sum(cause["curve"][place]["incidence"] for cause in group["causes"])
        assert together == pytest.approx(1 - point["survival"])


def test_one_list_shows_a_lower_bound_only() -> None:
    rows = [{"contacts": c, "count": n} for c, n in (("1", "50"), ("2", "20"), ("3", "5"))]

    answer = analyse("hidden-population", rows, model="one-list")

    assert answer["result"]["headline"] == "chao_lower_bound"
    assert answer["result"]["chao_lower_bound"] == pytest.approx(75 + 50**2 / 40)
    assert "LOWER_BOUND_ONLY" in [one["code"] for one in answer["warnings"]]


def test_counters_who_differ_by_a_third_are_biased_however_well_they_correlate() -> None:
    rows = [
        {"item": str(n), "counter": counter, "count": str(round(factor * (10 + 7 * n)))}
        for n in range(15)
        for counter, factor in (("a", 1.0), ("b", 1.33))
    ]

    (pair,) = analyse("agreement", rows)["result"]["pairs"]

    assert pair["conclusion"] == "BIASED"


def test_the_sum_of_a_chart_returns_to_zero_after_a_signal() -> None:
    rows = [{"period": str(n), "events": "9" if n == 12 else "1"} for n in range(1, 20)]

    result = analyse("control-chart", rows, chart="cusum", baseline_rate=1.0, shift=2.0, decision=4.0)["result"]

    assert result["signals"] == [12]
    assert result["points"][12]["cusum"] < 4
    assert result["run_length_in_control"] > result["run_length_shifted"]
