"""A few made-up overdoses of the last weeks, without names, and steps that prevent the next for two made-up people."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from rodtrad.casework.overdose import operations as overdose
from rodtrad.casework.overdose.operations import Form
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.casework.responsibility.queries import case_holder
from rodtrad.cli.demo.staff import Staff
from rodtrad.cli.demo.story import Life
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO


class PreventionSteps:
    def __init__(self, staff: Staff) -> None:
        self._staff = staff

    def taken(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """Steps with the person, by whoever has the ball."""
        assert life.person_id
        holder = case_holder(life.person_id)
        if holder is not None:
            for kind in event["steps"]:
                overdose.record_step(
                    life.person_id, kind=StepKind(kind), done_on=at.date(), by=self._staff.of_unit(holder), at=at
                )


def overdoses_happen(staff: Staff, *, seed: int, day_0: date, count: int = 14) -> None:
    """In the three weeks before day 0; the last form is still missing."""
    dice = random.Random(seed)  # noqa: S311 - made-up, nothing secret
    for number in range(count):
        by = staff.actor("prindsen-mottakssenter" if number % 3 else "uteseksjonen")
        day = day_0 - timedelta(days=21 - number)
        at = datetime.combine(day, time(dice.randrange(10, 23), dice.randrange(60)), tzinfo=OSLO)
        place = Place.ROOM if number % 3 else Place.STREET
        row = overdose.register_overdose(place=place, occurred_at=at, command_id=new_id(), by=by, at=at)
        if number == count - 1:
            continue
        form = Form(
            substances=dice.sample([Substance.HEROIN, Substance.BENZODIAZEPINE, Substance.GHB, Substance.ALCOHOL], 2),
            causes=[dice.choice([Cause.OPIOID_FREE, Cause.MIXED_USE, Cause.CONDITION, Cause.UNKNOWN])],
            helped_with=[Help.OXYGEN, *([Help.NALOXONE] if number % 2 else [])],
            outcome=dice.choice([Outcome.RECOVERED, Outcome.RECOVERED, Outcome.TO_HOSPITAL]),
        )
        overdose.fill_in(row.pk, form=form, by=by, at=at + timedelta(minutes=40))
