"""Pages that the content security policy lets through, and that call on nobody."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, TEMPLATES

FILES = sorted(TEMPLATES.rglob("*.html"))
OWN_STYLES = sorted((SOURCE / "web" / "static").glob("*.css"))
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[a-z][^<>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\s(src=|type=\"application/json\"))[^>]*>", re.IGNORECASE),
    "a script without nonce": re.compile(r"<script(?![^>]*nonce=\"\{\{ csp_nonce \}\}\")[^>]*>", re.IGNORECASE),
    "a script address": re.compile(r"javascript:|data:text", re.IGNORECASE),
    "another host": re.compile(r"(https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE),
    "switched-off escaping": re.compile(r"\|\s*safe\b|autoescape off"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    assert [str(file.relative_to(TEMPLATES)) for file in FILES if FORBIDDEN[what].search(file.read_text())] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline handler", '<a href="{% url "x" %}" onclick="go()">'),
        ("an inline handler", '<a hx-on:click="go()">'),
        ("an inline script", "<script>go()</script>"),
        ("a script without nonce", '<script src="x.js"></script>'),
        ("a script address", '<a href="javascript:go()">'),
        ("another host", '<img src="//cdn.example.com/x.png">'),
        ("switched-off escaping", "{{ text|safe }}"),
    ],
)
def test_the_search_finds(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)


@pytest.mark.parametrize("file", OWN_STYLES, ids=lambda file: file.name)
def test_our_styles_load_nothing_from_elsewhere(file: Path) -> None:
    assert re.findall(r"url\(\s*['\"]?(?!vendor/)[^)]*\)|@import[^;]*//", file.read_text()) == []
