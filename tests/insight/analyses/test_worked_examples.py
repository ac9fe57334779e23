"""Published examples, to the decimals they were published with."""

from typing import Any

import pytest

from rodtrad.insight.analyses import AnalysisError, analyse
from tests.insight.analyses.examples import areas, sicily_rows, skylark_rows


def said(method: str, rows: list[dict[str, str]], **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = analyse(method, rows, **options)["result"]
    return found


def near(*numbers: float, within: float = 5e-5) -> Any:
    return pytest.approx(list(numbers), abs=within)


def test_the_index_of_the_skylark_set_is_that_of_trim() -> None:
    result = said("trend", skylark_rows(), variance="poisson")

    assert [line["index"] for line in result["index"]] == near(1, 0.7096, 0.8410, 0.8290, 0.9182, 1.0216, 1.1, 1.1867)
    assert [line["se"] for line in result["index"]] == near(0, 0.0771, 0.0780, 0.0773, 0.0840, 0.0922, 0.1016, 0.1115)
    assert [result["overall"]["fitted"][key] for key in ("slope", "se")] == near(0.0485, 0.0107)
    trend = result["trend"]
    assert [trend[k] for k in ("slope", "se", "lower", "upper")] == near(
        0.048519, 0.019786, 0.000104, 0.096935, within=1e-6
    )


def test_overdispersed_counts_widen_the_slope_of_the_skylark() -> None:
    result = said("trend", skylark_rows(), variance="overdispersed")

    assert result["overdispersion"] == pytest.approx(1.344, abs=5e-4)
    assert result["overall"]["fitted"]["se"] == pytest.approx(0.0124, abs=5e-5)


def test_serial_correlation_of_the_skylark_is_that_of_trim() -> None:
    result = said("trend", skylark_rows(), model="linear", variance="serial")

    overall = result["overall"]
    assert [overall["fitted"][key] for key in ("slope", "se")] == near(0.0484, 0.0142)
    assert [overall["imputed"][key] for key in ("slope", "se")] == near(0.0509, 0.0139)
    assert [result["overdispersion"], result["serial_correlation"]] == near(1.439, 0.281, within=5e-4)
    assert result["trend"] is None


def test_a_line_that_bends_everywhere_is_the_index() -> None:
    bent = said("trend", skylark_rows(), model="linear", change_points="all", variance="poisson")
    index = said("trend", skylark_rows(), variance="poisson")

    assert [line["index"] for line in bent["index"]] == pytest.approx([line["index"] for line in index["index"]])


def test_a_change_between_two_summers_has_the_error_of_its_rounds() -> None:
    rounds = {1: "10 12 8 9 11 10 13 7", 2: "8 7 9 6 8 10 7 9"}
    rows = [
        {"site": "a", "period": str(period), "round": str(number), "count": count}
        for period, counts in rounds.items()
        for number, count in enumerate(counts.split())
    ]

    (change,) = said("trend", rows)["changes"]

    assert [change[key] for key in ("ratio", "lower", "upper")] == near(0.8, 0.66202, 0.96674, within=5e-6)


def test_a_site_that_closed_gives_three_answers_and_no_trend() -> None:
    counts = {"A": "20 22 21 24 25 27", "B": "40 30 18 8 closed closed"}
    rows = [
        {"site": site, "period": str(period), "count": cell.replace("closed", ""), "status": cell if cell == "closed" else "counted"}
        for site, line in counts.items()
        for period, cell in enumerate(line.split(), 1)
    ]  # fmt: skip

    answer = analyse("trend", rows)

    changes = {name: v["change_first_to_last"] for name, v in answer["result"]["variants"].items()}
    assert changes == pytest.approx({"imputed": -0.053, "closed_as_zero": -0.55, "constant_panel": 0.35}, abs=5e-4)
    assert answer["result"]["trend"] is None
    assert [refusal["code"] for refusal in answer["refusals"]] == ["VARIANTS_DISAGREE"]


def test_everything_that_went_next_door_is_a_quotient_of_minus_one() -> None:
    result = said("displacement", areas(target=(100, 50), buffer=(100, 150), control=(100, 100)))

    assert [result["success_measure"], result["buffer_measure"], result["wdq"]] == near(-0.5, 0.5, -1)
    assert result["reading"] == "DISPLACEMENT_EQUALS_OR_EXCEEDS_EFFECT"


def test_the_weighted_difference_of_wheeler_and_ratcliffe() -> None:
    result = said(
        "displacement", areas(target=(207, 110), control=(308, 318), buffer=(178, 157), buffer_control=(150, 140))
    )

    assert result["wdd"] == -118
    assert result["wdd_se"] ** 2 == pytest.approx(1568)
    assert result["wdd_z"] == pytest.approx(-2.98, abs=0.005)
    assert [result["wdd_lower"], result["wdd_upper"]] == near(-196, -40, within=0.5)


def test_a_difference_without_buffer() -> None:
    result = said("displacement", areas(target=(50, 30), control=(60, 55)))

    assert [result["wdd"], result["wdd_se"], result["effect_ratio"]] == near(-15, 13.96, 0.6545, within=5e-3)
    assert result["wdq"] is None


@pytest.mark.parametrize(
    ("variance", "lower", "upper"), [("poisson", 0.8647, 0.9251), ("overdispersed", 0.8392, 0.9532)]
)
def test_the_smoking_ban_of_sicily(variance: str, lower: float, upper: float) -> None:
    result = said("effect", sicily_rows(), start=37, variance=variance)

    assert [result[key] for key in ("rate_ratio", "lower", "upper")] == near(0.8944, lower, upper, within=6e-5)
    assert result["overdispersion"] == pytest.approx(3.559, abs=5e-4)


def test_four_judges_of_six_have_the_six_correlations_of_shrout_and_fleiss() -> None:
    table = ["9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"]
    rows = [
        {"item": str(item), "counter": str(counter), "count": count}
        for item, line in enumerate(table)
        for counter, count in enumerate(line.split())
    ]

    result = said("agreement", rows)["icc"]

    assert list(result.values()) == near(0.17, 0.29, 0.71, 0.44, 0.62, 0.91, within=5e-3)


def test_two_definitions_of_one_place_are_never_calculated_together() -> None:
    rows = [
        {"item": "summer", "counter": "a", "count": "38", "definition": "own count"},
        {"item": "summer", "counter": "b", "count": "15.4", "definition": "mean of day and evening"},
    ]

    with pytest.raises(AnalysisError, match="definisjon"):
        analyse("agreement", rows)


def test_chapman() -> None:
    rows = [{"a": a, "b": b, "count": n} for a, b, n in (("1", "0", "5"), ("0", "1", "10"), ("1", "1", "5"))]

    result = said("hidden-population", rows)

    assert [result["estimate"], result["se"]] == near(28.33, 5.91, within=5e-3)


@pytest.mark.parametrize(("interactions", "estimate"), [("", 388.5), ("a:b,a:c,b:c", 1312.8)])
def test_three_lists_with_and_without_dependence(interactions: str, estimate: float) -> None:
    histories = dict(zip("111 110 101 011 100 010 001".split(), "28 21 17 18 69 55 63".split(), strict=True))
    rows = [{"a": h[0], "b": h[1], "c": h[2], "count": n} for h, n in histories.items()]

    result = said("hidden-population", rows, model="log-linear", interactions=interactions)

    assert result["estimate"] == pytest.approx(estimate, abs=0.05)


def test_two_definitions_of_without_a_home_have_bounds_only() -> None:
    rows = [{"source": "a", "count": "28", "definition": "x"}, {"source": "b", "count": "6", "definition": "y"}]

    result = said("hidden-population", rows, model="bounds", population=271)

    names = ("overlap_lower", "overlap_upper", "union_lower", "union_upper")
    assert [result[name] for name in names] == [0, 6, 28, 34]
    assert result["estimate"] is None


@pytest.mark.parametrize(
    ("interval", "events", "trials", "lower", "upper"),
    [
        ("wilson", 81, 263, 0.2553, 0.3662),
        ("wilson-corrected", 81, 263, 0.2535, 0.3682),
        ("wilson", 15, 148, 0.0624, 0.1605),
        ("wilson-corrected", 15, 148, 0.0598, 0.1644),
        ("poisson", 10, 1, 4.795, 18.390),
    ],
)
def test_limits_of_one_share(interval: str, events: int, trials: int, lower: float, upper: float) -> None:
    (group,) = said("rate", [{"group": "a", "events": str(events), "trials": str(trials)}], interval=interval)["groups"]

    assert [group["lower"], group["upper"]] == near(lower, upper, within=5e-4 if interval == "poisson" else 5e-5)


def _compared(first: tuple[int, int], second: tuple[int, int]) -> dict[str, Any]:
    rows = [{"group": n, "events": str(a), "trials": str(b)} for n, (a, b) in (("x", first), ("y", second))]
    (found,) = said("rate", rows)["comparisons"]
    return dict(found)


def test_newcombes_difference() -> None:
    found = _compared((56, 70), (48, 80))

    assert [found[f"difference{end}"] for end in ("", "_lower", "_upper")] == near(-0.2, -0.3339, -0.0524)


def test_324_and_303_of_34450_are_not_shown_to_differ() -> None:
    assert _compared((324, 34450), (303, 34450))["conclusion"] == "NOT_SHOWN"


def test_the_p_chart_signals_at_15_and_23() -> None:
    events = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6".split()
    rows = [{"period": str(n), "events": e, "size": "50"} for n, e in enumerate(events, 1)]

    result = said("control-chart", rows)

    point = result["points"][0]
    assert [result["centre"], point["lower"], point["upper"]] == near(0.2313, 0.0524, 0.4102)
    assert result["signals"] == [15, 23]


def test_remission_with_6_mp_and_placebo() -> None:
    drug = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()
    placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23".split()
    rows = [
        {"group": group, "duration": stay.strip("+"), "ended": str(int("+" not in stay))}
        for group, stays in (("6-MP", drug), ("placebo", placebo))
        for stay in stays
    ]

    result = said("survival", rows)

    curve = [point["survival"] for point in result["groups"][0]["curve"]]
    assert curve == near(0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482)
    assert [group["median"] for group in result["groups"]] == [23, 8]
    assert result["log_rank"]["chi_square"] == pytest.approx(16.79, abs=5e-3)


def test_erlangs_table() -> None:
    rows = [
        {"scenario": "refused", "load": "10", "places": "15", "refused_share": ""},
        {"scenario": "load", "load": "", "places": "15", "refused_share": "0.01"},
    ]

    refused, load = said("capacity", rows)["scenarios"]

    assert refused["refused_share"] == pytest.approx(0.036497, abs=5e-7)
    assert load["load"] == pytest.approx(8.108, abs=5e-4)


def test_rounding_of_the_five_by_three_table_keeps_its_margins_close() -> None:
    counts = "6 1 0|0 2 1|1 3 1|3 1 0|4 2 2"
    rows = [
        {"row": str(r), "column": str(c), "count": n}
        for r, line in enumerate(counts.split("|"))
        for c, n in enumerate(line.split())
    ]
    tables = said("round-table", rows, base=5, key_file=b"sixteen bytes or more")["tables"]

    errors = [
        abs(cell["count"] - sum(int(r["count"]) for r in rows if all(r[n] == cell[n] for n in table["by"])))
        for table in tables
        if len(table["by"]) < 2
        for cell in table["cells"]
    ]
    assert sum(errors) <= 15
    assert max(errors) <= 4


@pytest.mark.parametrize(
    ("count", "population", "code"),
    [
        (4, 50, "FEW"), (46, 50, "NEARLY_ALL"), (5, 9, "SMALL_POPULATION"),
        (5, 50, None), (45, 50, None), (5, 10, None),
    ],
)  # fmt: skip
def test_what_is_hidden_and_why(count: int, population: int, code: str | None) -> None:
    row = {"count": str(count), "population": str(population)}

    (table,) = said("round-table", [row], key_file=b"sixteen bytes or more", hide_count=4)["tables"]

    assert [cell["hidden"] for cell in table["cells"]] == [code]
