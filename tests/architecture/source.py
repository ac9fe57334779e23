"""Where the code lies, for tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "rodtrad"
TEMPLATES = SOURCE / "web" / "templates"
# What .gitignore names, and the history itself.
NOT_OURS = {".git", ".venv", ".data", "__pycache__", "staticfiles", "test-results", "screenshots", "node_modules"}


@cache
def repository_files() -> tuple[Path, ...]:
    """Every text file of the repository."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for place in folder.iterdir():
        if place.name in NOT_OURS or place.name.endswith(("_cache", ".pyc", ".woff2", ".mo", ".png")):
            continue
        if place.is_dir() and not place.is_symlink():
            if place.name != ".hypothesis":
                yield from _walk(place)
        elif place.is_file():
            yield place


def is_vendored(file: Path) -> bool:
    return "vendor" in file.relative_to(ROOT).parts


def python_files() -> list[Path]:
    return [
        file
        for file in repository_files()
        if file.suffix == ".py" or file.read_text()[:30].startswith("#!/usr/bin/env python")
    ]


def product_files() -> list[Path]:
    """The modules of the product, without its migrations."""
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def place(file: Path) -> str:
    return str(file.relative_to(ROOT))


def module_name(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
