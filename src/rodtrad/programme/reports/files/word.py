"""Word: headings, tables with a repeated head and a description, and the language set, so that a copy can be edited on."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rodtrad.programme.reports.files import words
from rodtrad.programme.reports.queries import Document, DocumentTable

LANGUAGES = {"nb": "nb-NO", "en": "en-GB"}


def write(document: Document) -> bytes:
    """The same headings, texts, tables and figures as on screen."""
    made: Any = docx.Document()
    made.core_properties.title, made.core_properties.author = document.title, document.owner
    made.core_properties.language = LANGUAGES.get(document.language, document.language)
    if document.fixed_at:
        made.core_properties.created = made.core_properties.modified = datetime.fromisoformat(document.fixed_at)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES.get(document.language, document.language))
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_heading(document.title, level=1)
    made.add_paragraph(words.period(document))
    made.add_paragraph(words.standing(document))
    for chapter in document.chapters:
        made.add_heading(f"{chapter.number}. {chapter.heading}", level=2)
        for runs in words.runs(document, chapter.text):
            paragraph = made.add_paragraph()
            for run in runs:
                paragraph.add_run(run.text).bold = bool(run.key)
        for table in chapter.tables:
            _table(made, table)
    made.add_heading(words.where_from(), level=2)
    for figure in document.figures:
        made.add_heading(f"{figure.label}: {words.value_of(figure)}", level=3)
        made.add_paragraph(figure.definition)
        made.add_paragraph(words.source_of(figure))
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _table(made: Any, table: DocumentTable) -> None:
    made.add_heading(table.title, level=3)
    made.add_paragraph(words.note_of(table))
    if not table.rows:
        made.add_paragraph(words.nothing())
        return
    grid = made.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    for name, text in (("w:tblCaption", table.title), ("w:tblDescription", table.definition)):
        said = OxmlElement(name)
        said.set(qn("w:val"), text)
        grid._tbl.tblPr.append(said)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(head)
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = name
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row["cells"], strict=True):
            cell.text = text
