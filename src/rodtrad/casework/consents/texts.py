"""The texts a person is given before they say yes, by version and language."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def text_given(version: str, *, language: str) -> dict[str, Any]:
    """Heading, sentences and the labels of the sheet. Raises KeyError for a version that never was."""
    texts: dict[str, Any] = _texts()[version]
    return dict(texts.get(language) or texts["nb"])


@cache
def _texts() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((files(__package__) / "data" / "texts.yaml").read_text())
    return found
