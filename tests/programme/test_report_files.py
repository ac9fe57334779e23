"""Reports as files: one content in every form, tagged for screen readers, and known again to the byte."""

import io
import re
import time
from itertools import pairwise
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from rodtrad.programme.reports import operations as reports
from rodtrad.programme.reports import queries
from rodtrad.programme.reports.files import as_file
from rodtrad.programme.reports.models import FixedFile
from rodtrad.programme.reports.operations import CountedFigure, CountedTable, Proposal, ProposedChapter
from rodtrad.programme.reports.queries import Document
from rodtrad.programme.reports.vocabulary import FileForm, ReportKind
from tests.city import MONDAY, City
from tests.programme.plans import OFFICE, a_measure, a_plan, factors
from tests.programme.reports import AFTER, FIRST, published


@pytest.fixture
def document(city: City) -> Document:
    factors()
    a_measure(city, a_plan(city), "frogner", title="Åpent hus", factors=(1,))
    return queries.document(queries.get_report(published(city).pk))


def _tags(node: Any, found: list[str]) -> list[str]:
    """The names of every element of the structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            _tags(one, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            _tags(node["/K"], found)
    return found


def _pdf(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(as_file(document, FileForm.PDF)))


def test_the_pdf_says_that_it_is_ua_and_carries_what_the_standard_asks(document: Document) -> None:
    pdf = _pdf(document)
    root: Any = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Statusrapport 2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert all(page["/Tabs"] == "/S" for page in pdf.pages if "/Annots" in page)


def test_every_heading_table_head_and_link_of_the_pdf_is_tagged_in_order(document: Document) -> None:
    root: Any = _pdf(document).trailer["/Root"]
    tags = _tags(root["/StructTreeRoot"]["/K"], [])
    levels = [int(tag[2]) for tag in tags if re.fullmatch("/H[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == 13
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"/Table", "/TH", "/TR", "/TD", "/P", "/Link"} <= set(tags)


def test_the_same_headings_and_numbers_stand_in_every_form(document: Document) -> None:
    pdf = "".join(page.extract_text() for page in _pdf(document).pages)
    word = docx.Document(io.BytesIO(as_file(document, FileForm.DOCX)))
    sheet = openpyxl.load_workbook(io.BytesIO(as_file(document, FileForm.XLSX)))["Figures"]
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 2"]
    figures = {str(row[0]): str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)}

    assert headings == [f"{one.number}. {one.heading}" for one in document.chapters] + ["Where the figures come from"]
    assert all(heading in pdf for heading in headings)
    assert figures == {one.label: one.value or "missing" for one in document.figures}
    for figure in document.figures:
        assert f"{figure.label}: {figure.value or 'missing'}" in pdf.replace("\n", " ")
        assert f"{figure.label}: {figure.value or 'missing'}" in [one.text for one in word.paragraphs]


def test_the_word_file_has_its_language_and_heads_that_repeat(document: Document) -> None:
    word = docx.Document(io.BytesIO(as_file(document, FileForm.DOCX)))

    assert word.core_properties.title == "Statusrapport 2026"
    assert 'w:val="en-GB"' in word.styles["Normal"].element.xml
    assert word.tables
    for table in word.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert "w:tblDescription" in table._tbl.xml


def test_no_text_becomes_a_formula_or_markup(city: City) -> None:
    evil = '=HYPERLINK("http://x") #eval[1] $x$ *b* <w:t> _ @a'
    table = CountedTable("t", evil, evil, evil, [evil, "B"], [([evil, "1"], "")], bars=1)
    proposal = Proposal(
        [ProposedChapter("one", evil, f"{evil} [[f]]", ("t",))], [CountedFigure("f", evil, evil, evil, evil)], [table]
    )
    report = reports.start_report(
        ReportKind.STATUS, title=evil, language="nb", owner_id=city.unit_id("oslo"), starts_on=FIRST, ends_on=AFTER,
        proposal=proposal, by=city[OFFICE], at=MONDAY,
    )  # fmt: skip
    document = queries.document(report)

    book = openpyxl.load_workbook(io.BytesIO(as_file(document, FileForm.XLSX)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n"}
    assert "#eval[1] $x$ *b*" in "".join(page.extract_text() for page in _pdf(document).pages)
    assert evil in [one.text for one in docx.Document(io.BytesIO(as_file(document, FileForm.DOCX))).paragraphs]


def test_a_published_file_is_known_again_and_one_byte_changed_is_not(city: City, document: Document) -> None:
    kept = FixedFile.objects.get(form=FileForm.PDF)
    content = bytes(kept.content)

    found = queries.report_of_file(content)
    assert found is not None
    assert found.title == "Statusrapport 2026"
    changed = content[:400] + bytes([content[400] ^ 1]) + content[401:]
    assert queries.report_of_file(changed) is None
    assert queries.fixed_file(found, FileForm.DOCX)


def test_the_same_document_gives_the_same_pdf(document: Document) -> None:
    first = as_file(document, FileForm.PDF)
    time.sleep(0.01)

    assert as_file(document, FileForm.PDF) == first
