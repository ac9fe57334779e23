"""Who may see what of a person, row by row, for a data protection officer."""

from collections.abc import Iterable

from rodtrad.casework.access.grounds import ALLOW, DENY, OWN, Allow
from rodtrad.casework.access.vocabulary import OWN_RIGHT, SELF, Operation
from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.vocabulary import Role, Sector

HEAD = """# Who may see what of a person

Everything is closed until a row opens it. A row opens a section only while a *grant* of its relation and basis is
open; a grant is one unit, one section, one person and a period, written by the act that causes it and by nothing else:
taking a case, a support, a request, an escalation, the person's consent, a statutory notice, an emergency opening.
A refusal wins over every row. Both are read anew at each request and never cached.

Each opening, refusal, search hit and export is a line in the log with the row and the law below, and the person reads it.
The rows are data (`casework/access/grounds.py`); this page, the decision for one person and the filter of every list are
made from them, and a test compares every combination with an account written apart from them. The codes of the law stand,
with the days they are in force, in the list of legal bases. A lawyer confirms them before real use.
"""


def page() -> str:
    """The page as Markdown: what allows, what refuses, and the law each row rests on."""
    head = [
        "| row | who | at | relation | basis | sections | may | at most | law |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    deny = ["| row | refuses when | of | does not touch | law |", "| --- | --- | --- | --- | --- |"]
    deny += [
        f"| {row.code} | {row.when} | {_labels(Section, row.sections) if len(row.sections) < len(Section) else 'all'}"
        f" | {_spared(row.spares)} | {row.law} |"
        for row in DENY
    ]
    return "\n".join(
        [
            *[HEAD],
            "## What opens",
            "",
            *head,
            *[_allow(row) for row in ALLOW],
            "",
            "## What the person may do with their own",
            "",
            *head,
            *[_allow(row) for row in OWN],
            "",
            "## What refuses, whatever is opened above",
            "",
            *deny,
            "",
        ]
    )


def _allow(row: Allow) -> str:
    who = _labels(Role, row.roles) or "The person"
    basis = "Their own right" if row.basis == OWN_RIGHT else Basis(row.basis).label
    relation = "Their own record" if row.relations == {SELF} else _labels(Relation, row.relations)
    conditions = [
        word
        for word, holds in (
            ("named in the grant", row.personal),
            ("with a reason", row.needs_reason),
            ("with a second person", row.needs_second),
            ("looked at afterwards", row.reviewed),
        )
        if holds
    ]
    may = ", ".join([_labels(Operation, row.operations), *conditions])
    sections = _labels(Section, row.sections) if len(row.sections) < len(Section) else "all"
    return (
        f"| {row.code} | {who} | {_labels(Sector, row.sectors)} | {relation} | {basis} | {sections} | {may}"
        f" | {row.at_most} | {row.law} |"
    )


def _labels(kind: type, wanted: Iterable[str]) -> str:
    return ", ".join(str(one.label) for one in kind if one in set(wanted))  # type: ignore[attr-defined]


def _spared(spares: Iterable[tuple[str, str]]) -> str:
    words = {one.value: str(one.label) for one in (*Relation, *Basis)}
    return "; ".join(f"{words[word]}: {Section(section).label}" for word, section in sorted(spares))
