"""Plays the plans of the made-up people: offered, agreed to, written in their words, evaluated, and written by two at once."""

from datetime import datetime, timedelta
from typing import Any

from rodtrad.casework.access import wishes
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.consents.vocabulary import ConsentPurpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans import words
from rodtrad.casework.plans.models import Wording
from rodtrad.casework.plans.operations import NewActivity, Period
from rodtrad.casework.plans.vocabulary import GoalState, LifeArea, PassageKind, PlanStatus, Voice
from rodtrad.casework.plans.words import Words
from rodtrad.casework.responsibility.queries import case_holder
from rodtrad.cli.demo.staff import Staff
from rodtrad.cli.demo.story import Life
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day

MONTH = timedelta(days=30)
CRISIS = {
    PassageKind.CRISIS_SIGNS: "Jeg svarer ikke på telefonen, og jeg sover om dagen.",
    PassageKind.CRISIS_HELPS: "Å gå en tur langs elva. Å snakke med noen jeg kjenner.",
    PassageKind.CRISIS_CALL: "Koordinatoren min 22 00 00 00. Om natten 116 117. Ved fare for liv 113.",
    PassageKind.CRISIS_NOT: "Ikke kom mange på en gang.",
}


class PlanSteps:
    """One method for each kind of step in a plan."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff

    def writer(self, life: Life, event: dict[str, Any], at: datetime) -> Actor:
        """Whoever the story says, or the one who has the ball where that unit may not write in the plan."""
        by = self._staff.actor(event["by"])
        assert life.person_id
        if decide(by, life.person_id, Section.PLAN, Operation.WRITE, at=at).allowed:
            return by
        holder = case_holder(life.person_id)
        return self._staff.of_unit(holder) if holder else by

    def created(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """Offered, agreed to, and taken into use within the hour."""
        assert life.person_id
        by = self.writer(life, event, at)
        plan = plans.start_plan(
            life.person_id, status=PlanStatus.OFFERED, reason="Trenger hjelp fra flere over tid.", by=by, at=at
        )
        said = Yes(
            unit_ids=[self._staff.units["prindsen-mottakssenter"]],
            sections=[Section.PLAN],
            purpose=ConsentPurpose.PLAN,
            until_on=local_day(at) + 12 * MONTH,
            own_words="Det er greit at dere ser planen min.",
        )
        wishes.give_consent(life.person_id, said=said, command_id=new_id(), by=by, at=at)
        period = Period(period_from=local_day(at), revise_on=local_day(at) + 6 * MONTH)
        plans.move_plan(plan.pk, status=PlanStatus.ACTIVE, reason=event["nb"], period=period, by=by, at=at)
        life.plan_id = plan.pk

    def goal(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.plan_id
        by, own = self.writer(life, event, at), event.get("own_resources", "")
        if own:
            self._write(life, PassageKind.RESOURCES, own, by=by, at=at)
            self._write(
                life, PassageKind.MATTERS, "Å ha noe å stå opp til, og folk som holder det de sier.", by=by, at=at
            )
        goal = words.add_goal(
            life.plan_id,
            life_area=LifeArea(event["life_area"]),
            words=Words(text=event["nb"].strip("«»"), voice=Voice.PERSON),
            command_id=new_id(),
            by=by,
            at=at,
        )
        life.goals[event["life_area"]] = goal.pk

    def activity(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.plan_id
        by = self.writer(life, event, at)
        for new, area in (
            (NewActivity(text=event["nb"], how="Oppmøte kl. 10, følges de første gangene."), "WORK_ACTIVITY"),
            (NewActivity(text="Holde kontakten og følge til avtaler.", unit_id=by.unit_id, how="Hver uke."), None),
        ):
            goal_id = life.goals.get(area) if area else None
            plans.add_activity(life.plan_id, new=new, goal_id=goal_id, command_id=new_id(), by=by, at=at)

    def crisis(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """A crisis plan is written where there is a plan to write it in."""
        if life.plan_id is None:
            return
        for kind, text in CRISIS.items():
            self._write(life, kind, text, by=self.writer(life, event, at), at=at)

    def evaluated(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.plan_id
        by = self.writer(life, event, at)
        if "HOME" in life.goals:
            words.set_goal_state(life.goals["HOME"], state=GoalState.REACHED, by=by, at=at)
        is_own = event.get("actor") == "PERSON"
        plans.evaluate(
            life.plan_id,
            evaluation="" if is_own else event["nb"],
            own_assessment="Jobben er det beste som har skjedd meg på lenge." if is_own else "",
            revise_on=local_day(at) + 3 * MONTH,
            by=by,
            at=at,
        )
        plans.say_seen(life.plan_id, by=by, at=at)

    def torn(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """Two write the same goal, each from what stood an hour ago."""
        goal_id = life.goals[event["life_area"]]
        seen = list(Wording.objects.current().filter(passage=goal_id).values_list("pk", flat=True))
        by = self.writer(life, event, at)
        for text, voice in ((event["nb"], Voice.PERSON), (event["other"], Voice.STAFF)):
            words.rewrite(goal_id, words=Words(text=text, voice=voice), seen=seen, command_id=new_id(), by=by, at=at)

    def _write(self, life: Life, kind: PassageKind, text: str, *, by: Actor, at: datetime) -> None:
        assert life.plan_id
        said = Words(text=text, voice=Voice.PERSON)
        words.write_text(life.plan_id, kind=kind, words=said, command_id=new_id(), by=by, at=at)
