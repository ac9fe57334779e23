"""A report as files: PDF that a screen reader reads, Word to edit on in a copy, Excel for the figures."""

from importlib import import_module

from django.utils import translation

from rodtrad.programme.reports.queries import Document
from rodtrad.programme.reports.vocabulary import FileForm

# The writers carry heavy libraries; only whoever makes a file waits for them.
WRITERS = {FileForm.PDF: "pdf", FileForm.DOCX: "word", FileForm.XLSX: "excel"}


def as_file(document: Document, form: FileForm) -> bytes:
    """The document in one form, in the language it is written in."""
    with translation.override(document.language):
        content: bytes = import_module(f"{__name__}.{WRITERS[form]}").write(document)
        return content
