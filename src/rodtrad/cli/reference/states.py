"""The states of a request and of a round, as diagrams drawn from the tables the code obeys."""

from collections.abc import Iterable
from typing import Any

from rodtrad.casework.responsibility.vocabulary import NEXT_STATES, RequestKind, RequestState
from rodtrad.fieldwork.counts.vocabulary import NEXT_STATES as ROUND_STATES
from rodtrad.fieldwork.counts.vocabulary import RoundState


def page() -> str:
    """The page as Markdown with one Mermaid diagram for each kind of request, and one for a round of the count."""
    parts = [
        "# States of a request",
        "Nothing expires. An offer past its deadline is late: it stays with the sender and is escalated.",
    ]
    parts += [
        _diagram(str(RequestKind(kind).label), table, RequestState, RequestState.DRAFT)
        for kind, table in NEXT_STATES.items()
    ]
    parts += [
        "# States of a round of the count",
        "Figures use approved rounds. A press that comes late from a phone brings a round back to review.",
        _diagram("Round", ROUND_STATES, RoundState, RoundState.PLANNED),
    ]
    return "\n\n".join(parts) + "\n"


def _diagram(title: str, table: dict[Any, frozenset[Any]], states: Iterable[str], first: str) -> str:
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    every = list(states)
    for state in every:
        lines += [f"    {state} --> {after}" for after in every if after in table.get(state, ())]
        if state in table and not table[state]:
            lines.append(f"    {state} --> [*]")
    return "\n".join([*lines, "```"])
