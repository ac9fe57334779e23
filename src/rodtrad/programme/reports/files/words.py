"""The few sentences around a document that every form of it says alike."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.reports.queries import Document, DocumentFigure, DocumentTable
from rodtrad.programme.reports.rules import paragraphs, pieces


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph; with `key` it is a figure."""

    text: str
    key: str = ""


def runs(document: Document, text: str) -> list[list[Run]]:
    """The paragraphs of a chapter, each figure with the value it has."""
    values = document.values
    return [
        [
            Run(values.get(piece.text) or _("missing"), piece.text if piece.text in values else "")
            if piece.is_figure
            else Run(piece.text)
            for piece in pieces(paragraph)
        ]
        for paragraph in paragraphs(text)
    ]


def period(document: Document) -> str:
    first = date.fromisoformat(document.starts_on)
    last = date.fromisoformat(document.ends_on) - timedelta(days=1)
    return f"{document.owner}, {date_format(first)} – {date_format(last)}"


def standing(document: Document) -> str:
    """Who stands behind it and since when; a draft says that it is one."""
    if not document.fixed_at:
        return _("Draft. Nothing here is approved.")
    return _("Approved by %(approver)s. Published %(when)s by %(publisher)s.") % {
        "approver": document.approved_by,
        "when": moment(document.fixed_at),
        "publisher": document.fixed_by,
    }


def moment(iso: str) -> str:
    at = datetime.fromisoformat(iso).astimezone(OSLO)
    return f"{date_format(at)} {at.strftime('%H.%M')}"


def source_of(figure: DocumentFigure) -> str:
    """Source, when it was counted, and whether somebody typed it."""
    said = _("Source: %(source)s. As of %(when)s.") % {"source": figure.source, "when": moment(figure.as_of)}
    return f"{said} {_('Typed by hand')}." if figure.by_hand else said


def note_of(table: DocumentTable) -> str:
    return _("%(definition)s Source: %(source)s. As of %(when)s.") % {
        "definition": table.definition,
        "source": table.source,
        "when": moment(table.as_of),
    }


def where_from() -> str:
    return _("Where the figures come from")


def nothing() -> str:
    return _("Nothing stands here now.")


def value_of(figure: DocumentFigure) -> str:
    return figure.value or _("missing")
