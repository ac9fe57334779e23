"""The published figures the product comes with: facts of public documents, as stated there."""

import csv
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from rodtrad.insight.indicators.vocabulary import FigureKind

DOCUMENTS = {
    "S0": "Handlingsplan 2011–2015",
    "S1": "Statusrapport 2017",
    "S2": "Presentasjon 2015",
    "S3": "Bydel Frogner 2021–2024",
    "S4": "Rådslag 2016",
    "law-and-registers": "Offentlige registre og nettsider",
}
ESTIMATES = ("RANGE", "ABOUT", "ABOUT_HALF", "MORE_THAN_HALF", "UP_TO", "AT_LEAST", "MORE_THAN_YEAR_BEFORE")


def known_figures() -> list[dict[str, Any]]:
    """One row a figure, ready to be loaded. Where a source gives no definition, its own name of the figure is all there is."""
    path = files("rodtrad.insight.indicators") / "data" / "published_figures.csv"
    return [_row(row) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


def _row(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": row["id"],
        "label": row["label_nb"],
        "definition": row["definition_nb"] or row["label_nb"],
        "definition_en": row["definition_en"] or row["label_en"],
        "note": row["note_nb"],
        "kind": _kind(row),
        "is_verified": row["verified"] == "yes",
        **{name: row[name] for name in ("topic", "label_en", "geography", "period", "qualifier", "unit")},
        **{name: row[name] for name in ("value", "value_min", "value_max", "numerator", "denominator")},
        "note_en": row["note_en"],
        "source": _source(row["source"]),
    }


def _source(codes: str) -> str:
    """The document's title before the rows of the inventory."""
    title = next((title for start, title in DOCUMENTS.items() if codes.startswith(start)), "")
    return f"{title} ({codes})" if title else codes


def _kind(row: Mapping[str, str]) -> str:
    if row["topic"] == "STATEMENT":
        return FigureKind.CLAIM
    if row["note_nb"].startswith("Mål"):
        return FigureKind.GOAL
    return FigureKind.ESTIMATE if row["qualifier"] in ESTIMATES else FigureKind.COUNT
