"""Figures with their definitions: what is calculated, what is refused, and what an indicator must say of itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.insight.indicators import operations, queries, rules
from rodtrad.insight.indicators.known import known_figures
from rodtrad.insight.indicators.models import ExternalFigure, Indicator, Value
from rodtrad.insight.indicators.operations import Definition
from rodtrad.insight.indicators.rules import Bounds, Compared
from rodtrad.insight.indicators.standing import standing
from rodtrad.insight.indicators.vocabulary import FigureKind
from rodtrad.insight.statistics import operations as statistics
from tests.city import MONDAY, SETUP, City
from tests.insight.statistics.test_gate import SUMMER, people  # noqa: F401

HOMELESS = ("frogner-uten-bolig-brukerplan", "frogner-uten-bolig-gobo")
MEANS = Definition(
    definition="Personer med individuell plan", source="Egne tall", geography="Oslo", unit="PERCENT",
    numerator="Personer med plan", denominator="Alle som følges opp", target="Over 60 prosent",
)  # fmt: skip


@pytest.fixture
def published(city: City) -> City:
    operations.load_figures(known_figures(), by=SETUP, at=MONDAY)
    return city


def test_all_published_figures_are_there_as_stated(published: City) -> None:
    row = queries.figure("oslo-mottar-tjenester")

    assert ExternalFigure.objects.count() == 131
    assert (row.value, row.value_min, row.value_max) == (None, 7000, 8000)
    assert row.kind == FigureKind.ESTIMATE
    assert queries.figure("pastand-fattigdom-grunerlokka").kind == FigureKind.CLAIM
    assert queries.figure("jobbung-plasser").kind == FigureKind.GOAL
    operations.load_figures(known_figures(), by=SETUP, at=MONDAY)
    assert ExternalFigure.objects.count() == 131


def test_two_definitions_of_without_a_home_are_never_subtracted_but_have_bounds(published: City) -> None:
    found = queries.beside(*HOMELESS, within_code="frogner-kartlagt")

    assert found.compared is None
    assert "definisjoner" in found.refusal or "definitions" in found.refusal
    assert found.bounds == Bounds(0, 6, 28, 34)


def test_overdose_deaths_of_two_publishers_are_not_one_line(published: City) -> None:
    found = queries.beside("dodsfall-oslo-fhi-2014", "dodsfall-oslo-vel-2014")

    assert found.compared is None and found.refusal


def test_one_definition_and_place_is_compared(published: City) -> None:
    assert queries.beside("folketall-2011", "folketall-2016").compared == Compared(Decimal(59160), Decimal("9.9"))


def test_a_national_figure_is_never_the_citys(published: City) -> None:
    row = queries.figure("dodsfall-mars-mai-2020")

    assert row.geography == "NORWAY" and "Oslo" in row.note
    assert row.code not in {one.code for one in queries.figures(geography="OSLO")}
    found = queries.beside("dodsfall-norge-2017", "dodsfall-oslo-fhi-2017")
    assert found.compared is None


def test_44_10_and_6_of_60_are_73_17_and_10_per_cent(published: City) -> None:
    shares = [
        rules.percent(row.numerator, row.denominator)
        for row in (queries.figure(f"dodsfall-mars-mai-2020-{kind}") for kind in ("ulykke", "selvmord", "lidelse"))
    ]

    assert [round(share or 0) for share in shares] == [73, 17, 10]


def test_persons_and_stays_are_divided_and_never_added(published: City) -> None:
    found = queries.beside("frogner-inntak-personer", "frogner-inntak")

    assert found.per_person == Decimal("3.46")
    assert found.compared is None and found.refusal
    acute = queries.figure("frogner-inntak-akutt")
    assert rules.percent(acute.numerator, acute.denominator) == Decimal("80.8")
    assert queries.beside("frogner-tsb", "frogner-lar").compared is None


def test_a_percentage_of_nobody_knows_what_gives_no_persons_until_a_source_says(published: City) -> None:
    row = queries.figure("frogner-ip")
    with pytest.raises(DomainError):
        rules.persons_of(queries.stated(row), row.denominator)
    with pytest.raises(DomainError):
        operations.add_denominator("frogner-ip", denominator=Decimal(271), source=" ", by=SETUP, at=MONDAY)

    row = operations.add_denominator("frogner-ip", denominator=Decimal(271), source="Bydelen", by=SETUP, at=MONDAY)

    assert rules.persons_of(queries.stated(row), row.denominator) == 24


def test_a_claim_and_a_range_are_not_calculated_with(published: City) -> None:
    assert queries.beside("pastand-barn-i-familier", "pastand-barn-i-familier").compared is None
    assert queries.beside("oslo-mottar-tjenester", "oslo-mottar-tjenester").compared is None


@pytest.mark.parametrize(
    "changed", [{"definition": ""}, {"geography": " "}, {"unit": "PERCENT", "value": "130"}, {"value": "x"}]
)
def test_an_import_stops_at_the_row_that_lacks_something(published: City, changed: dict[str, str]) -> None:
    rows = known_figures()[:3]
    rows[1] |= changed | {"code": "ny"}

    with pytest.raises(DomainError, match="3"):
        operations.load_figures(rows, by=SETUP, at=MONDAY)
    assert not ExternalFigure.objects.filter(code="ny").exists()


def test_the_database_refuses_a_figure_without_a_place(published: City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalFigure.objects.filter(code="frogner-ip").update(geography="")


def test_a_note_of_doubt_goes_only_with_a_source(published: City) -> None:
    with pytest.raises(DomainError):
        operations.remove_note("dodsfall-mars-mai-2020", source="", by=SETUP, at=MONDAY)
    with pytest.raises(NotAllowed):
        operations.remove_note("dodsfall-mars-mai-2020", source="x", by=published["politi.officer"], at=MONDAY)

    row = operations.remove_note("dodsfall-mars-mai-2020", source="FHI 2021", by=SETUP, at=MONDAY)

    assert row.note == "" and "FHI 2021" in row.source


def test_four_districts_are_202_of_853_and_all_stand_with_their_words(published: City) -> None:
    found = [row for row in queries.figures(topic="EMERGENCY") if row.denominator == 853]

    assert sum(row.value or 0 for row in found) == 202
    assert {row.code for row in queries.figures(text="uten bolig")} >= {"brukerplan-oslo-uten-bolig"}


def indicator(city: City) -> Indicator:
    return operations.make_indicator(
        "Individuell plan", owner_id=city.unit_id("frogner"), means=MEANS, by=city["oslo.programme"], at=MONDAY
    )


@pytest.mark.parametrize("name", ["definition", "source", "geography", "numerator", "denominator", "target"])
def test_an_indicator_is_not_made_without(city: City, name: str) -> None:
    means = Definition(**{**MEANS.__dict__, name: " "})

    with pytest.raises(DomainError):
        operations.make_indicator(
            "Ny", owner_id=city.unit_id("frogner"), means=means, by=city["oslo.programme"], at=MONDAY
        )
    assert not Indicator.objects.exists()


def test_a_changed_definition_breaks_the_line(city: City) -> None:
    made, by = indicator(city), city["oslo.programme"]
    for year, value in ((2024, "40"), (2025, "44")):
        operations.enter_value(
            made.pk, period_from=date(year, 1, 1), period_until=date(year + 1, 1, 1), value=Decimal(value), n=200,
            by=by, at=MONDAY,
        )  # fmt: skip
    operations.change_definition(
        made.pk, means=Definition(**{**MEANS.__dict__, "definition": "Bare planer med mål"}), reason="Ny forskrift",
        by=by, at=MONDAY,
    )  # fmt: skip

    line = queries.indicator(made.pk, on=MONDAY.date())

    assert [(version.number, len(version.values.all())) for version in line.versions] == [(2, 0), (1, 2)]
    with pytest.raises(DomainError):
        operations.change_definition(made.pk, means=MEANS, reason="", by=by, at=MONDAY)


def test_a_value_of_fewer_than_five_persons_or_above_the_possible_is_refused(city: City) -> None:
    made, by = indicator(city), city["oslo.programme"]
    period = {"period_from": date(2025, 1, 1), "period_until": date(2026, 1, 1)}

    for value, n in (("130", 200), ("-1", 200), ("40", 4)):
        with pytest.raises(DomainError):
            operations.enter_value(made.pk, **period, value=Decimal(value), n=n, by=by, at=MONDAY)
    assert not Value.objects.exists()


def test_an_indicator_whose_owner_is_gone_stands_first(city: City) -> None:
    made = indicator(city)
    city.units["frogner"].valid_until = MONDAY.date()
    city.units["frogner"].save(update_fields=["valid_until"])

    assert queries.indicator(made.pk, on=MONDAY.date()).is_owner_gone


def test_standing_indicators_are_sums_of_the_frozen_figures(people: City) -> None:  # noqa: F811
    for register in ("followed-up", "acute-nights", "new"):
        statistics.freeze(register, quarter=SUMMER, by=SETUP, at=MONDAY)

    found = {one.code: one.points[-1] for one in standing(by=people["oslo.programme"], at=MONDAY)}

    assert found["acute-share"].count == 0
    assert found["new-under-25"].count % 3 == 0 and 0 < found["new-under-25"].count < found["new-under-25"].n
    with pytest.raises(NotAllowed):
        standing(by=people["politi.officer"], at=MONDAY)
