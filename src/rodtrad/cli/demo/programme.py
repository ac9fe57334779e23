"""The programme of the demo city: the plans of the public documents, and two made-up ones that are played."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from rodtrad.cli.demo.staff import SETUP, Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures import queries
from rodtrad.programme.measures import review as reviews
from rodtrad.programme.measures.documents import known_plans, load_documents
from rodtrad.programme.measures.operations import Wanted
from rodtrad.programme.measures.rules import Deadline
from rodtrad.programme.measures.vocabulary import Choice, DeadlineKind, PlanKind, Status
from rodtrad.registry.organisations.queries import local_day

Row = dict[str, Any]


def play_programme(staff: Staff, *, day_0: date, at: datetime) -> int:
    """Load and play everything. Returns how many measures there are afterwards."""
    loaded = known_plans()
    load_documents(loaded, by=SETUP, at=at)
    story = yaml.safe_load((files("rodtrad.cli.demo") / "data" / "programme.yaml").read_text())
    Programme(staff, day_0=day_0).play(story["plans"])
    return sum(len(document.get("measures", [])) for document in loaded)


@dataclass
class Programme:
    """Plays made-up plans through the real operations, in the order things happened."""

    staff: Staff
    day_0: date
    plans: dict[str, UUID] = field(default_factory=dict)
    measures: dict[str, UUID] = field(default_factory=dict)

    def play(self, plans: list[Row]) -> None:
        for row in plans:
            self._start(row)
        for row in plans:
            self._happen(row)
        for row in plans:
            self._review(row)

    def _at(self, day: int, hour: int = 10) -> datetime:
        return datetime.combine(self.day_0 + timedelta(days=day), time(hour), tzinfo=OSLO)

    @property
    def _office(self) -> Actor:
        return self.staff.posts["afs", "programme"]

    def _start(self, row: Row) -> None:
        year, at = self.day_0.year + row["year"], self._at(row["adopted_day"] - 20)
        plan = measures.start_plan(
            row["title"],
            kind=PlanKind.ACTION_PLAN,
            owner_id=self.staff.units["oslo-kommune"],
            valid_from=date(year, 1, 1),
            valid_until=date(year + 1, 1, 1),
            predecessor_id=self.plans.get(row.get("follows", "")),
            is_example=True,
            by=self._office,
            at=at,
        )
        self.plans[row["id"]] = plan.pk
        for one in row["measures"]:
            made = measures.add_measure(plan.pk, wanted=self._wanted(one), by=self._office, at=at)
            self.measures[one["id"]] = made.pk
        body, at = self.staff.units[row["body"]], self._at(row["adopted_day"])
        measures.adopt_plan(plan.pk, body_id=body, adopted_on=local_day(at), by=self._office, at=at)

    def _wanted(self, row: Row) -> Wanted:
        due = self.day_0 + timedelta(days=row["due_day"]) if "due_day" in row else None
        if "due" in row:
            years, month, day = row["due"]
            due = date(self.day_0.year + years, month, day)
        kind = DeadlineKind.RUNNING if row.get("running") else DeadlineKind.BY
        question_due = self.day_0 + timedelta(days=row["question_day"]) if "question_day" in row else None
        return Wanted(
            title=row["title"],
            concrete=row.get("concrete", ""),
            kind=row["kind"],
            deadline=Deadline(kind, due_on=due),
            responsible=self._units(row.get("responsible", [])),
            together=self._units(row.get("together", [])),
            factors=tuple(row["factors"]),
            open_question=row.get("open_question", ""),
            question_unit_id=self.staff.units.get(row.get("question_unit", "")),
            question_due_on=question_due,
        )

    def _units(self, codes: list[str]) -> tuple[UUID, ...]:
        return tuple(self.staff.units[code] for code in codes)

    def _happen(self, row: Row) -> None:
        """Answers, news and ends of a plan's measures, earliest first."""
        acts = [
            (one, kind, act) for one in row["measures"] for kind in ("answers", "news") for act in one.get(kind, [])
        ]
        acts += [(one, "end", one["end"]) for one in row["measures"] if "end" in one]
        for one, kind, act in sorted(acts, key=lambda each: each[2]["day"]):
            getattr(self, f"_{kind}")(self.measures[one["id"]], act)

    def _speaker(self, unit: str) -> Actor:
        which = next(name for name in ("lead", "programme", "system") if (unit, name) in self.staff.posts)
        return self._office if unit == "afs" else self.staff.posts[unit, which]

    def _answers(self, measure_id: UUID, act: Row) -> None:
        part_id = queries.part_of(measure_id, unit_id=self.staff.units[act["by"]]).pk
        measures.answer_part(
            part_id,
            accepts=act["accepts"],
            reason=act.get("reason", ""),
            by=self._speaker(act["by"]),
            at=self._at(act["day"], 12),
        )

    def _news(self, measure_id: UUID, act: Row) -> None:
        measures.tell_news(
            measure_id,
            status=Status(act["status"]),
            text=act["text"],
            by=self._speaker(act["by"]),
            at=self._at(act["day"], 13),
        )

    def _end(self, measure_id: UUID, act: Row) -> None:
        said = {key: value for key, value in act.items() if key not in ("day", "by", "status")}
        measures.end_measure(
            measure_id, status=Status(act["status"]), **said, by=self._speaker(act["by"]), at=self._at(act["day"], 14)
        )

    def _review(self, row: Row) -> None:
        """The plan before is gone through and closed while the next one is young."""
        at = self._at(row["adopted_day"] + 250)
        chosen = [one for one in row["measures"] if "review" in one]
        for one in chosen:
            reviews.review_measure(
                self.measures[one["id"]],
                choice=Choice(one["review"]["choice"]),
                reason=one["review"].get("reason", ""),
                by=self._office,
                at=at,
            )
        if chosen:
            reviews.close_plan(self.plans[row["id"]], by=self._office, at=at)
