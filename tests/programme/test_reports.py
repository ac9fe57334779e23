"""Reports: written from data, refused while incomplete, fixed when published, and never silently another."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.insight.reports.drafting import drift
from rodtrad.programme.forums.texts import PersonInText, TextsDiffer
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.vocabulary import Status
from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports import queries
from rodtrad.programme.reports.models import Chapter, Report
from rodtrad.programme.reports.rules import checksum, fill_in, loose_numbers, pieces
from rodtrad.programme.reports.vocabulary import ReportKind, ReportState
from tests.city import MONDAY, City
from tests.programme.plans import OFFICE, a_measure, a_plan, factors
from tests.programme.reports import a_report, make_complete, published

LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def busy(city: City) -> City:
    factors()
    plan = a_plan(city)
    a_measure(city, plan, "frogner", title="Åpent hus", factors=(1,))
    a_measure(city, plan, "sagene", title="Boliger", due_on=MONDAY.date() - timedelta(days=10))
    return city


def _values(report: Report) -> dict[str, str]:
    return queries.document(report).values


def test_a_status_report_is_written_in_twelve_chapters_with_every_figure_in_its_place(busy: City) -> None:
    report = a_report(busy)
    document = queries.document(report)

    assert len(document.chapters) == 12
    assert document.values["measures-open"] == "2"
    assert document.values["measures-late"] == "1"
    assert document.values["factors-empty"] == "7"
    assert "2 open measures" in fill_in(document.chapters[0].text, document.values)
    assert all(figure.definition and figure.source and figure.opens for figure in document.figures)
    behind = next(one for one in document.chapters if one.heading == "What is behind")
    assert [row["cells"][0] for row in behind.tables[0].rows] == ["Boliger"]


def test_the_same_data_written_twice_give_the_same_report(busy: City) -> None:
    first, second = queries.document(a_report(busy)), queries.document(a_report(busy))

    assert first == second


def test_a_report_is_written_in_the_language_that_was_chosen(busy: City) -> None:
    chapters = queries.document(a_report(busy, language="nb")).chapters

    assert chapters[0].heading == "Sammendrag"


def test_a_figure_without_a_value_stops_the_approval_and_is_named(busy: City) -> None:
    report = a_report(busy)  # no night has certified the cases yet

    with pytest.raises(DomainError, match="“Open cases”"):
        reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)
    make_complete(busy, report)
    assert reports.approve(report.pk, by=busy[OFFICE], at=MONDAY).state == ReportState.APPROVED


def test_a_number_typed_into_a_text_asks_for_its_source(busy: City) -> None:
    report = a_report(busy)
    make_complete(busy, report)
    chapter = report.chapters.get(number=11)
    reports.write_chapter(
        chapter.pk,
        heading="Lært",
        text="I 2026 fikk 87 et sted å bo.",
        version=chapter.version,
        by=busy[OFFICE],
        at=MONDAY,
    )

    with pytest.raises(DomainError, match="Nothing stands behind these numbers: 87"):
        reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)
    reports.type_figure(
        report.pk, key="housed", label="Fikk bolig", value="87", definition="Personer som flyttet inn i året.",
        source="Boligforvalterens årsmelding, side 4", by=busy[OFFICE], at=MONDAY,
    )  # fmt: skip
    chapter.refresh_from_db()
    text = "I 2026 fikk [[housed]] et sted å bo."
    reports.write_chapter(chapter.pk, heading="Lært", text=text, version=chapter.version, by=busy[OFFICE], at=MONDAY)
    reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)
    typed = next(one for one in queries.document(report).figures if one.key == "housed")
    assert typed.by_hand


def test_a_text_cannot_name_a_figure_that_is_not_there(busy: City) -> None:
    chapter = a_report(busy).chapters.get(number=1)

    with pytest.raises(DomainError, match="no figure called “dreams”"):
        reports.write_chapter(
            chapter.pk, heading="", text="[[dreams]] drømmer", version=chapter.version, by=busy[OFFICE], at=MONDAY
        )


def test_what_is_published_stands_and_differs_aloud(busy: City) -> None:
    report = published(busy)
    assert _values(report)["measures-open"] == "2"

    measure = report_measure(busy)
    measures.tell_news(measure, status=Status.UNDER_WAY, text="I gang.", by=busy[OFFICE], at=LATER)
    measures.end_measure(
        measure, status=Status.DONE, what_was_done="Åpnet.", what_it_gave="Ro.", by=busy[OFFICE], at=LATER
    )

    found = queries.get_report(report.pk)
    assert _values(found)["measures-open"] == "2"
    differing = drift(found, by=busy[OFFICE], at=LATER)
    assert (differing["measures-open"].then, differing["measures-open"].now) == ("2", "1")
    assert queries.holds(found)


def report_measure(city: City) -> object:
    from rodtrad.programme.measures.models import Measure

    return Measure.objects.get(title="Åpent hus").pk


def test_the_database_itself_refuses_to_change_what_is_published(busy: City) -> None:
    report = published(busy)

    for change in ({"title": "Noe annet"}, {"fixed": {}}):
        with pytest.raises(IntegrityError, match="stands as it was"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(IntegrityError, match="stands as it was"), transaction.atomic():
        Report.objects.filter(pk=report.pk)._raw_delete("default")
    with pytest.raises(DomainError, match="stands as it was"):
        reports.add_chapter(report.pk, heading="Ny", by=busy[OFFICE], at=LATER)


def test_one_letter_changed_in_the_fixed_document_fails_the_check(busy: City) -> None:
    report = queries.get_report(published(busy).pk)
    assert queries.holds(report)

    report.fixed["title"] += "."
    assert not queries.holds(report)


def test_writing_in_an_approved_report_takes_the_approval_away(busy: City) -> None:
    report = a_report(busy)
    make_complete(busy, report)
    reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)
    reports.add_chapter(report.pk, heading="Enda et", by=busy[OFFICE], at=MONDAY)

    with pytest.raises(DomainError, match="so this cannot be done"):
        reports.publish(report.pk, by=busy[OFFICE], at=MONDAY)


def test_a_comment_is_answered_before_the_report_is_approved(busy: City) -> None:
    report = a_report(busy)
    make_complete(busy, report)
    chapter = report.chapters.get(number=2)
    said = reports.comment(chapter.pk, text="Nevn bydelene.", by=busy["frogner.lead"], at=MONDAY)

    with pytest.raises(DomainError, match="A comment has no answer yet"):
        reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)
    reports.answer_comment(said.pk, answer="De står nå.", by=busy[OFFICE], at=MONDAY)
    reports.approve(report.pk, by=busy[OFFICE], at=MONDAY)


def test_two_editors_lose_nothing(busy: City) -> None:
    chapter = a_report(busy).chapters.get(number=11)
    reports.write_chapter(chapter.pk, heading="", text="En.", version=1, by=busy[OFFICE], at=MONDAY)

    with pytest.raises(TextsDiffer) as both:
        reports.write_chapter(chapter.pk, heading="", text="To.", version=1, by=busy[OFFICE], at=MONDAY)
    assert (both.value.theirs, both.value.mine) == ("En.", "To.")
    assert Chapter.objects.get(pk=chapter.pk).text == "En."


def test_no_person_comes_into_a_report(busy: City) -> None:
    chapter = a_report(busy).chapters.get(number=11)

    with pytest.raises(PersonInText):
        reports.write_chapter(chapter.pk, heading="", text="Ring 01010012345", version=1, by=busy[OFFICE], at=MONDAY)
    with pytest.raises(PersonInText):
        reports.comment(chapter.pk, text="Kari Nordmann, født 01.02.1990", by=busy["frogner.lead"], at=MONDAY)


def test_counting_again_brings_figures_up_to_date_and_leaves_the_texts(busy: City) -> None:
    from rodtrad.insight.reports.drafting import propose_again

    report = a_report(busy)
    chapter = report.chapters.get(number=11)
    reports.write_chapter(chapter.pk, heading="", text="Egne ord.", version=1, by=busy[OFFICE], at=MONDAY)
    a_measure(busy, a_plan(busy, title="Enda en plan"), "frogner", title="Nytt")

    proposal = propose_again(report, by=busy[OFFICE], at=LATER)
    assert reports.bring_up_to_date(report.pk, proposal=proposal, by=busy[OFFICE], at=LATER) > 0
    assert _values(report)["measures-open"] == "3"
    assert Chapter.objects.get(pk=chapter.pk).text == "Egne ord."


def test_only_the_programme_office_writes(busy: City) -> None:
    for who in ("frogner.lead", "politi.officer"):
        with pytest.raises(NotAllowed):
            a_report(busy, ReportKind.PUBLIC_STATUS, who=who)


def test_a_second_report_follows_the_first(busy: City) -> None:
    first = published(busy)

    assert a_report(busy).predecessor_id == first.pk


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Fra 2007 til 2012 skjedde 3 ting.", ["3"]),
        ("Den 3. mai og 12. des. møttes vi kl. 10.30.", []),
        ("Etter § 10-2 og sak 12/2026 i Q3.", []),
        ("1,1 millioner og 30,8 %", ["1,1", "30,8"]),
        ("[[late]] er sene, 12 000 er i rute", ["12 000"]),
        ("COVID19 er ett ord", []),
    ],
)
def test_numbers_that_nothing_stands_behind_are_found(text: str, loose: list[str]) -> None:
    assert loose_numbers(text) == loose


@given(st.text(alphabet="ab [].,§1 2\n-/", max_size=60))
def test_a_text_in_pieces_is_the_same_text(text: str) -> None:
    joined = "".join(f"[[{one.text}]]" if one.is_figure else one.text for one in pieces(text))

    assert joined.replace(" ", "") == text.replace(" ", "")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_a_checksum_does_not_mind_the_order_of_keys(document: dict[str, str]) -> None:
    assert checksum(document) == checksum(dict(reversed(list(document.items()))))


def test_a_period_backwards_is_refused(busy: City) -> None:
    from rodtrad.programme.reports.operations import Proposal

    with pytest.raises(DomainError, match="must end after it begins"):
        reports.start_report(
            ReportKind.STATUS, title="X", language="nb", owner_id=busy.unit_id("oslo"), starts_on=date(2026, 2, 1),
            ends_on=date(2026, 1, 1), proposal=Proposal([], []), by=busy[OFFICE], at=MONDAY,
        )  # fmt: skip
