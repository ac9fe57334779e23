"""Who may see what of a person, row by row, for a data protection officer."""

from collections.abc import Iterable

from rodtrad.casework.access.grounds import ALLOW, DENY
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.vocabulary import Role, Sector


def page() -> str:
    """The page as Markdown: what allows, what refuses, and the law each row rests on."""
    allow = [
        "| row | roles | sectors | relation | basis | sections | may | law |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    allow += [
        f"| {row.code} | {_labels(Role, row.roles)} | {_labels(Sector, row.sectors)} | {_labels(Relation, row.relations)}"
        f" | {Basis(row.basis).label} | {_labels(Section, row.sections)} | {_labels(Operation, row.operations)}"
        f"{', with a reason' if row.needs_reason else ''} | {row.law} |"
        for row in ALLOW
    ]
    deny = ["| row | refuses when | law |", "| --- | --- | --- |"]
    deny += [f"| {row.code} | {row.when} | {row.law} |" for row in DENY]
    return "\n".join(
        [
            "# Who may see what of a person",
            "",
            "No row, no access. A row opens a section only while a grant of its relation and basis is open, and grants",
            "follow from responsibility and offers alone. A lawyer confirms the law codes before real use.",
            "",
            "## What allows",
            "",
            *allow,
            "",
            "## What refuses, whatever is allowed above",
            "",
            *deny,
            "",
        ]
    )


def _labels(kind: type, wanted: Iterable[str]) -> str:
    return ", ".join(str(one.label) for one in kind if one in set(wanted))  # type: ignore[attr-defined]
