"""docs/coverage.csv says what is done, and what it names is there."""

import csv
import re
from collections import Counter

import pytest

from tests.architecture.source import ROOT

with (ROOT / "docs" / "coverage.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def test_every_requirement_stands_once_with_a_known_status() -> None:
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    assert all(re.fullmatch(r"R-\d\d-\d\d", row["id"]) for row in ROWS)
    assert {row["status"] for row in ROWS} <= {"done", "part", "none"}
    assert len(ROWS) == 299


def test_what_is_done_names_where_and_its_proof() -> None:
    assert [row["id"] for row in ROWS if row["status"] == "done" and not (row["where"] and row["test"])] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row["where"] or row["test"]], ids=lambda row: row["id"])
def test_what_a_row_names_exists(row: dict[str, str]) -> None:
    for place in row["where"].split():
        assert (ROOT / place).exists(), place
    for proof in row["test"].split():
        path, _, name = proof.partition("::")
        assert f"def {name.rpartition('::')[2]}(" in (ROOT / path).read_text(), proof
