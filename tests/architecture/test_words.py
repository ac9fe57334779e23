"""English in the code, and nothing in the repository that belongs to one machine or one package index."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, is_vendored, place, product_files, python_files, repository_files, tree

WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
PACKAGE_INDEXES = re.compile(
    r"pypi|pythonhosted|npmjs|yarnpkg|jfrog|artifactory|extra-index|proxy\.golang", re.IGNORECASE
)
MACHINE_PATHS = re.compile(r"(?<![\w.<])/(work|root|home)(/|(?![\w-]))")


def _norwegian() -> set[str]:
    """The words of the screen in the glossary that are not words of the code too."""
    found: set[str] = set()
    for line in (ROOT / "docs" / "glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 4 and cells[1] not in ("code", "---"):
            found |= set(cells[2].lower().split(", ")) - set(cells[1].lower().split(", "))
    return {term.replace(" ", "_") for term in found}


def _names(file: Path) -> Iterator[str]:
    yield file.stem
    for node in ast.walk(tree(file)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.alias(asname=str(name)):
                yield name


def test_the_glossary_is_read() -> None:
    assert {"sak", "overlevering", "støttende_enhet"} <= _norwegian()
    assert "person" not in _norwegian()


def test_no_name_in_the_code_has_norwegian_letters() -> None:
    strays = {f"{place(file)}: {name}" for file in python_files() for name in _names(file) if not name.isascii()}

    assert strays == set()


def test_no_name_in_the_product_is_a_norwegian_word_of_the_glossary() -> None:
    norwegian = _norwegian()
    strays = {
        f"{place(file)}: {name}"
        for file in product_files()
        for name in _names(file)
        if norwegian & {"_".join(WORDS.findall(name)).lower(), *(word.lower() for word in WORDS.findall(name))}
    }

    assert strays == set()


def test_no_file_names_a_package_index() -> None:
    assert _lines_with(PACKAGE_INDEXES) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert _lines_with(MACHINE_PATHS) == []


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(file)}:{number}"
        for file in repository_files()
        if file != Path(__file__) and not is_vendored(file)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
