"""Which room knows which, read from the import statements themselves."""

import ast
from collections import defaultdict
from pathlib import Path

import rodtrad

ORDER = (
    "config", "web", "cli", "fieldapp", "hsds", "insight", "casework", "fieldwork", "programme", "registry", "gateways", "foundation",
)  # fmt: skip


def page() -> str:
    """The page as Markdown: one line for each room, with the rooms it knows."""
    known = _known(Path(rodtrad.__file__).parent if rodtrad.__file__ else Path(rodtrad.__path__[0]))
    lines = ["# Which room knows which", "", "Downwards only. import-linter holds it, with no exceptions.", ""]
    lines += ["| room | knows |", "| --- | --- |"]
    lines += [f"| {room} | {', '.join(sorted(known[room], key=_place))} |" for room in sorted(known, key=_place)]
    return "\n".join([*lines, ""])


def _known(source: Path) -> dict[str, set[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for file in sorted(source.rglob("*.py")):
        room = _room(["rodtrad", *file.relative_to(source).with_suffix("").parts])
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rodtrad."):
                for name in node.names:
                    other = _room([*(node.module or "").split("."), name.name])
                    if other and room and other != room:
                        known[room].add(other)
    return known


def _room(parts: list[str]) -> str:
    return ".".join(parts[1:3]) if len(parts) > 2 else ""


def _place(room: str) -> tuple[int, str]:
    return ORDER.index(room.split(".", maxsplit=1)[0]), room
