"""Loading plans as documents state them: every row, with its source, and no answer that nobody gave."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.measures.models import (
    ActionPlan,
    Adoption,
    Aim,
    AimLink,
    Descent,
    LogEntry,
    Measure,
    MeasureFactor,
    Part,
    SuccessFactor,
)
from rodtrad.programme.measures.vocabulary import AimKind, Answer, PartRole, PlanKind, PlanState
from rodtrad.registry.organisations.queries import unit_ids_by_code

# The lists of a file that are lines of what the plan wants, in the order they are shown.
AIMS = {
    "overall": AimKind.OVERALL,
    "main_goals": AimKind.MAIN_GOAL,
    "goals": AimKind.GOAL,
    "strategies": AimKind.STRATEGY,
    "frameworks": AimKind.FRAMEWORK,
    "success_factors_2015": AimKind.SITUATION,
    "status_2015": AimKind.SITUATION,
    "challenges_2017": AimKind.SITUATION,
    "focus_2015": AimKind.FOCUS,
    "focus_2017": AimKind.FOCUS,
}
Row = dict[str, Any]


def known_plans() -> list[Row]:
    """The plans of the public documents that lie in the product, earliest first, goals before what rests on them."""
    folder = files("rodtrad.programme.measures") / "data"
    rows = [yaml.safe_load(file.read_text()) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return sorted(
        rows, key=lambda row: (row["plan"]["kind"] != PlanKind.GOALS_AND_STRATEGIES, row["plan"]["valid_from"])
    )


@transaction.atomic
def load_documents(documents: list[Row], *, by: Actor, at: datetime) -> int:
    """Load plans that are not there yet, with their lines of descent. Returns how many; loading twice adds nothing."""
    there = set(ActionPlan.objects.values_list("code", flat=True))
    new = [document for document in documents if document["plan"]["id"] not in there]
    units = unit_ids_by_code()
    for document in new:
        _Loader(document, units, by=by, at=at).load()
    for document in new:
        _join(document)
    return len(new)


class _Loader:
    """Writes one document."""

    def __init__(self, document: Row, units: dict[str, UUID], *, by: Actor, at: datetime) -> None:
        self.document, self.units, self.by, self.at = document, units, by, at
        self.aims: dict[str, Aim] = {}

    def load(self) -> None:
        said = self.document["plan"]
        self.plan = self._plan(said)
        self._factors()
        self._aims()
        for number, row in enumerate(self.document.get("measures", []), 1):
            self._measure(row, number)
        if "adopted" in said:
            self._adoption(said["adopted"])
        audit.record("measures.plan.loaded", by=self.by, at=self.at, subject_id=self.plan.pk)

    def _plan(self, said: Row) -> ActionPlan:
        until = date.fromisoformat(said["valid_until"]) if "valid_until" in said else OPEN_ENDED_ON
        goals = said["kind"] == PlanKind.GOALS_AND_STRATEGIES
        return ActionPlan.objects.create(
            code=said["id"],
            title=said["nb"],
            title_en=said["en"],
            kind=said["kind"],
            state=PlanState.IN_FORCE if goals else PlanState.CLOSED,
            owner_id=self.units[said["owner"]],
            coordinator_id=self.units.get(said.get("coordinator", "")),
            goals_of=ActionPlan.objects.filter(code=said.get("goals") or said.get("parent_goals") or "").first(),
            predecessor=ActionPlan.objects.filter(code=said.get("predecessor", "")).first(),
            valid_from=date.fromisoformat(said["valid_from"]),
            valid_until=until,
            quality_note=said.get("row_note", {}).get("nb", ""),
            quality_note_en=said.get("row_note", {}).get("en", ""),
            sources=said["source"],
        )

    def _factors(self) -> None:
        SuccessFactor.objects.bulk_create(
            SuccessFactor(
                number=row["number"],
                title=row["nb"],
                title_en=row["en"],
                valid_from=self.plan.valid_from,
                sources=row["source"],
            )
            for row in self.document.get("success_factors", [])
        )
        self.factors = {factor.number: factor for factor in SuccessFactor.objects.filter(valid_until=OPEN_ENDED_ON)}

    def _aims(self) -> None:
        rows = [(kind, row) for name, kind in AIMS.items() for row in self.document.get(name, [])]
        rows += [(AimKind.PRIORITY, row) for row in self.document["plan"].get("priorities", [])]
        rows += [(AimKind.RULE, row) for row in self.document["plan"].get("rules", [])]
        for place, (kind, row) in enumerate(rows, 1):
            aim = Aim(
                plan=self.plan,
                code=row["id"],
                kind=kind,
                number=row.get("number"),
                place=place,
                title=row["nb"],
                title_en=row["en"],
                sources=row["source"],
            )
            self.aims[row["id"]] = aim
        Aim.objects.bulk_create(self.aims.values())
        for _kind, row in rows:
            self._serves(row)

    def _serves(self, row: Row) -> None:
        goals = [*row.get("goals", []), *([row["strategy"]] if "strategy" in row else [])]
        basis = row.get("goal_link_basis", "STATED")
        AimLink.objects.bulk_create(
            AimLink(aim=self.aims[row["id"]], serves=self.aims[goal], basis=basis) for goal in goals
        )

    def _measure(self, row: Row, number: int) -> None:
        said, interval = row["deadline"], (row["deadline"].get("interval") or "/").split("/")
        measure = Measure.objects.create(
            code=row["id"],
            plan=self.plan,
            aim=self.aims.get(row.get("goal", "")),
            number=number,
            title=row["nb"],
            title_en=row["en"],
            **_both(row, "heading", "concrete", "comment", "note"),
            deadline_kind=said["kind"],
            **_both({"deadline_text": said.get("text")}, "deadline_text"),
            starts_on=_day(interval[0]),
            until=_day(interval[1]),
            due_on=_day(said.get("due")),
            status=row["status"],
            last_news_on=self.plan.valid_from,
            is_out_of_scope=row.get("scope") == "OUT_OF_SCOPE",
            sources=row["source"],
        )
        self._belongings(measure, row)

    def _belongings(self, measure: Measure, row: Row) -> None:
        inferred = row.get("responsible_alignment") == "INFERRED"
        Part.objects.bulk_create(
            Part(
                measure=measure,
                unit_id=self.units[code],
                role=role,
                is_inferred=inferred and role == PartRole.RESPONSIBLE,
                answer=Answer.NOT_ASKED,
            )
            for role, code in _parts(row)
        )
        MeasureFactor.objects.bulk_create(
            MeasureFactor(measure=measure, factor=self.factors[number]) for number in row["success_factors"]
        )
        LogEntry.objects.create(
            measure=measure,
            status=row["status"],
            text=measure.comment,
            text_en=measure.comment_en,
            occurred_on=self.plan.valid_from,
            recorded_at=self.at,
        )

    def _adoption(self, said: Row) -> None:
        """The report gives both 28 and 29 August 2012; the later one is kept, and the note says so."""
        Adoption.objects.create(
            plan=self.plan,
            body_id=self.units["bystyret"],
            adopted_on=date(2012, 8, 29),
            note=said["note"]["nb"],
            recorded_at=self.at,
        )


def _parts(row: Row) -> Iterator[tuple[PartRole, str]]:
    yield from ((PartRole.RESPONSIBLE, code) for code in row["responsible"])
    yield from ((PartRole.WITH, code) for code in row.get("with", []) if code not in row["responsible"])


def _both(row: Row, *names: str) -> dict[str, str]:
    """A text in both languages, for each of the names."""
    found: dict[str, str] = {}
    for name in names:
        text = row.get(name) or {}
        found |= {name: text.get("nb", ""), f"{name}_en": text.get("en", "")}
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _join(document: Row) -> None:
    """The line between this plan's measures and those of others that are loaded, told once from either side."""
    wanted = set()
    for row in document.get("measures", []):
        basis = row.get("link_basis", "")
        wanted |= {(row["id"], other, basis) for other in row.get("successors", [])}
        wanted |= {(other, row["id"], basis) for other in row.get("predecessors", [])}
    ids = dict(
        Measure.objects.filter(code__in={code for a, b, _basis in wanted for code in (a, b)}).values_list("code", "pk")
    )
    Descent.objects.bulk_create(
        (
            Descent(earlier_id=ids[earlier], later_id=ids[later], basis=basis)
            for earlier, later, basis in sorted(wanted)
            if earlier in ids and later in ids
        ),
        ignore_conflicts=True,
    )
