"""The first page of a visit, with everything it brings, is light enough for an old phone on a bad network."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests.web.conftest import SignedIn

MOST = 130_000  # bytes as sent, ui.md
REFERENCE = re.compile(r"(?:href|src)=\"/static/([^\"?#]+)")
# The letters of Norwegian; the other font file is fetched for other alphabets only.
IN_STYLE = re.compile(r"url\(([^)]+\.woff2)\)[^}]*unicode-range: U\+0000-00FF")


def sent(content: bytes) -> int:
    return len(brotli.compress(content, quality=9))


def weight(page: str) -> dict[str, int]:
    """Each file the page asks for, and how many bytes it is on the wire."""
    found = {"the page": sent(page.encode())}
    for name in set(REFERENCE.findall(page)):
        place = Path(str(finders.find(name)))
        found[name] = sent(place.read_bytes())
        for font in IN_STYLE.findall(place.read_text()) if place.suffix == ".css" else []:
            found[font] = (place.parent / font).stat().st_size
    return found


@pytest.mark.parametrize("address", ["/cases/", "/people/new/", "/requests/"])
def test_the_first_page_is_light(desk: SignedIn, address: str) -> None:
    found = weight(desk("mottak.lead").get(address).text)

    assert len(found) > 2
    assert sum(found.values()) <= MOST, found
