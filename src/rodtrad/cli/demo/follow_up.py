"""Plays what is done with and for the twelve made-up people, through the real operations, and evenings of anonymous encounters."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml

from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters import shifts
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending, Given
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.queries import case_holder
from rodtrad.casework.tasks import operations as tasks
from rodtrad.cli.demo.overdoses import PreventionSteps
from rodtrad.cli.demo.plan_steps import PlanSteps
from rodtrad.cli.demo.staff import Staff
from rodtrad.cli.demo.story import Life, Step
from rodtrad.cli.demo.team_steps import MeetingSteps
from rodtrad.cli.demo.transition_steps import TransitionSteps
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO

PLACES = {"brugata-storgata": "Brugata", "vaterland": "Vaterland"}
GIVEN = {"TEA": Given.FOOD, "CARD_113": Given.CARD_113}
STREET_UNITS = {"uteseksjonen": EncounterKind.OUTREACH, "frogner-oppsokende-ungdom": EncounterKind.OUTREACH}
HEARD = (
    "Vil ha noe varmt å drikke. Snakker litt om natten.",
    "Spør hvor det går an å dusje. Får vite åpningstidene.",
    "Har vondt i en fot. Vil ikke til legen nå, men vet hvor feltpleien er.",
    "Sier at det går greit. Vil gjerne at vi hilser neste gang også.",
    "Venter på en venn. Tar imot kort med telefonnumre.",
)


def script() -> dict[str, Any]:
    """The steps, by the person they happen to."""
    text = (files("rodtrad.cli.demo") / "data" / "follow_up.yaml").read_text()
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def units_named() -> set[str]:
    """Every unit that does something here, and so needs posts."""
    events = [event for life in script()["persons"].values() for event in life]
    named = {event[key] for event in events for key in ("by", "responsible", "owner") if key in event}
    named |= {member["org"] for event in events for member in event.get("participants", ())}
    return {code for code in named if "fengsel" not in code}  # a prison never has a post that sees a person


class FollowUp:
    """The player: one method for each kind of step."""

    def __init__(self, staff: Staff, *, day_0: date) -> None:
        self._staff = staff
        self._day_0 = day_0
        plan, change = PlanSteps(staff), TransitionSteps(staff, day_0=day_0)
        self._acts: dict[str, Callable[[Life, dict[str, Any], datetime], None]] = {
            "ENCOUNTER": self._encounter,
            "FIRST_MET": self._first_met,
            "TASK_CREATED": self._task_created,
            "TASK_DONE": self._task_done,
            "PLAN_CREATED": plan.created,
            "GOAL_SET": plan.goal,
            "GOAL_TORN": plan.torn,
            "ACTIVITY_ADDED": plan.activity,
            "CRISIS_PLAN": plan.crisis,
            "PLAN_EVALUATED": plan.evaluated,
            "MEETING_HELD": MeetingSteps(staff, day_0=day_0).held,
            "STEPS_TAKEN": PreventionSteps(staff).taken,
            "TRANSITION_PLANNED": change.planned,
            "TRANSITION_DONE": change.completed,
            "LEFT_UNPLANNED": change.left,
        }

    def steps(self, lives: dict[str, Life], moment: Callable[[dict[str, Any]], datetime]) -> list[Step]:
        """Every step of every life, in no order."""
        return [
            Step(moment(event), lives[name], event, self._acts[event["type"]])
            for name, events in script()["persons"].items()
            for event in events
        ]

    def _day(self, number: int) -> date:
        return self._day_0 + timedelta(days=number)

    def _may(self, life: Life, by: Actor, at: datetime, operation: Operation = Operation.WRITE) -> bool:
        return bool(life.person_id) and decide(by, life.person_id, Section.FOLLOW_UP, operation, at=at).allowed  # type: ignore[arg-type]

    def _acting(self, life: Life, event: dict[str, Any], at: datetime) -> Actor:
        """Whoever the story says, or the one who has the ball where that unit sees nothing of the person."""
        by = self._staff.actor(event["by"])
        if life.person_id is None or self._may(life, by, at):
            return by
        holder = case_holder(life.person_id)
        return self._staff.of_unit(holder) if holder else by

    def _encounter(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        by = self._staff.actor(event["by"])
        is_known = self._may(life, by, at)
        kind = STREET_UNITS.get(event["by"], EncounterKind.RECEPTION)
        met = Met(
            kind=kind,
            place=PLACES.get(event.get("zone", ""), "Sentrum" if kind == EncounterKind.OUTREACH else ""),
            called=life.alias if not is_known else "",
            age_band=AgeBand.UNDER_18 if event.get("age_band") == "UNDER_18" else "",
            given=[Given.TALK, *(GIVEN[code] for code in event.get("given", ()))],
            said=event["nb"],
        )
        row = encounters.register_encounter(
            met,
            next=WhatNext(ending=Ending.OPEN_DOOR if not is_known else Ending.REQUEST),
            person_id=life.person_id if is_known else None,
            command_id=new_id(),
            by=by,
            at=at,
        )
        if not is_known:
            life.met.append(row.pk)

    def _first_met(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """Known now: what came before becomes a part of the thread."""
        assert life.person_id
        for encounter_id in life.met:
            encounters.link_encounter(encounter_id, person_id=life.person_id, by=self._staff.actor(event["by"]), at=at)
        life.met.clear()

    def _task_created(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        by, due_on = self._acting(life, event, at), self._day(event["due_day"])
        life.task_id = tasks.write_task(life.person_id, text=event["nb"], due_on=due_on, by=by, at=at).pk

    def _task_done(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        if life.task_id:
            tasks.finish_task(life.task_id, note=event["nb"], by=self._acting(life, event, at), at=at)


def meet_people(staff: Staff, *, seed: int, day_0: date, count: int = 40) -> None:
    """Evenings of outreach and nights at the reception centre in the fortnight before day 0."""
    dice = random.Random(seed)  # noqa: S311 - made-up evenings, nothing secret
    for number in range(count):
        outside = dice.random() < 0.7
        by = staff.actor("uteseksjonen" if outside else "prindsen-mottakssenter")
        evening = day_0 - timedelta(days=dice.randrange(1, 14))
        at = datetime.combine(evening, time(dice.randrange(17, 23), dice.randrange(60)), tzinfo=OSLO)
        wants_help = number % 13 == 0
        met = Met(
            kind=EncounterKind.OUTREACH if outside else EncounterKind.RECEPTION,
            place=dice.choice(["Brugata", "Vaterland", "Urtegata", "Akerselva"]) if outside else "",
            age_band=dice.choice([AgeBand.OVER_25, AgeBand.OVER_25, AgeBand.FROM_18_TO_25, AgeBand.FROM_65, ""]),
            given=dice.sample([Given.TALK, Given.FOOD, Given.CLOTHES, Given.EQUIPMENT, Given.INFORMATION], 2),
            said="Vil ha et sted å sove i natt." if wants_help else dice.choice(HEARD),
        )
        ending = Ending.REQUEST if wants_help else Ending.OPEN_DOOR
        encounters.register_encounter(met, next=WhatNext(ending=ending), command_id=new_id(), by=by, at=at)
    _change_shifts(staff, day_0=day_0)


def _change_shifts(staff: Staff, *, day_0: date) -> None:
    """Two mornings at the reception centre; the last one waits to be received."""
    night, day = (staff.posts["prindsen-mottakssenter", which] for which in ("worker", "coordinator"))
    texts = (
        "Rolig natt. Varmekabelen ved døren er meldt.",
        "Fullt belegg fra kl. 23. To ble fulgt til akuttovernatting.",
    )
    for days_ago, text in zip((2, 1), texts, strict=True):
        at = datetime.combine(day_0 - timedelta(days=days_ago), time(7, 30), tzinfo=OSLO)
        shift = shifts.hand_over_shift(text, command_id=new_id(), by=night, at=at)
        if days_ago == 2:
            shifts.receive_shift(shift.pk, by=day, at=at + timedelta(minutes=20))
