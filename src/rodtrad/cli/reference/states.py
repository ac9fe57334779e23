"""The states of a request, as a diagram drawn from the table the code obeys."""

from rodtrad.casework.responsibility.vocabulary import NEXT_STATES, RequestKind, RequestState


def page() -> str:
    """The page as Markdown with one Mermaid diagram for each kind of request."""
    parts = [
        "# States of a request",
        "Nothing expires. An offer past its deadline is late: it stays with the sender and is escalated.",
    ]
    parts += [_diagram(RequestKind(kind), table) for kind, table in NEXT_STATES.items()]
    return "\n\n".join(parts) + "\n"


def _diagram(kind: RequestKind, table: dict[RequestState, frozenset[RequestState]]) -> str:
    lines = [f"## {kind.label}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {RequestState.DRAFT}"]
    for state in RequestState:
        lines += [f"    {state} --> {after}" for after in RequestState if after in table.get(state, ())]
        if state in table and not table[state]:
            lines.append(f"    {state} --> [*]")
    return "\n".join([*lines, "```"])
