"""PDF/UA-1 through Typst: tagged, with a language, a title, headings, table heads and links to where figures come from.

The text goes in as data, never as markup. The same document gives the same bytes.
"""

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

import typst

from rodtrad.programme.reports.files import words
from rodtrad.programme.reports.queries import Document, DocumentTable

WIDEST_BAR = 100


def write(document: Document) -> bytes:
    """Raises what the compiler raises when the document breaks the standard, which is a fault of ours."""
    template = (files("rodtrad.programme.reports.files") / "report.typ").read_bytes()
    fixed = datetime.fromisoformat(document.fixed_at) if document.fixed_at else None
    made: bytes = typst.compile(
        template,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document), ensure_ascii=False)},
        timestamp=int(fixed.timestamp()) if fixed else None,
    )
    return made


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "language": document.language,
        "period": words.period(document),
        "standing": words.standing(document),
        "nothing": words.nothing(),
        "where_from": words.where_from(),
        "chapters": [
            {
                "heading": f"{chapter.number}. {chapter.heading}",
                "paragraphs": [[vars(run) for run in runs] for runs in words.runs(document, chapter.text)],
                "tables": [_table(table) for table in chapter.tables],
            }
            for chapter in document.chapters
        ],
        "figures": [
            {
                "key": one.key,
                "label": one.label,
                "value": words.value_of(one),
                "definition": one.definition,
                "source": words.source_of(one),
            }
            for one in document.figures
        ],
    }


def _table(table: DocumentTable) -> dict[str, Any]:
    numbers = [_number(row["cells"][table.bars]) for row in table.rows] if table.bars is not None else []
    largest = max(numbers, default=0)
    written = [table.columns, *(row["cells"] for row in table.rows)]
    return {
        "title": table.title,
        "note": words.note_of(table),
        "columns": table.columns,
        "shares": [max(8, min(40, max(map(len, texts)))) for texts in zip(*written, strict=True)],
        "rows": [row["cells"] for row in table.rows],
        "bars": table.bars,
        "widths": [round(WIDEST_BAR * number / largest) if largest else 0 for number in numbers],
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
