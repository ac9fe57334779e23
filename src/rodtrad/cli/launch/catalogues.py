"""Compiles the message catalogues without GNU gettext, so that a bare machine needs no system package."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> None:
    """Write each .mo that is missing or older than its .po. Raises ValueError naming a faulty line."""
    for po in sorted(folder.glob("*/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, abort_invalid=True)
        with mo.open("wb") as target:
            write_mo(target, catalogue)
