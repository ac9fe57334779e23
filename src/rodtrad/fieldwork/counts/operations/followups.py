"""What follows on a round that is sent: who is asked to look it over, and who is told of many young people."""

from datetime import datetime

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import Round
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


def after_sent(round_: Round, *, at: datetime) -> None:
    """One task a day and unit to look the rounds over; a notice when many under 18 were seen, without the number."""
    day = local_day(at)
    inbox.send(
        "ROUNDS_TO_REVIEW",
        form=ItemForm.TASK,
        unit_id=round_.counter_id,
        effect_key=f"counts:review:{round_.counter_id}:{day}",
        at=at,
    )
    tally = round_.tallies.filter(is_current=True, number=1).first()
    minors = rules.persons_aged(tally.cells, bounds=round_.bands.bounds, under=rules.ADULT) if tally else None
    if minors and minors >= rulebook.value("counts.minors_note", on=day):
        inbox.send(
            "MANY_MINORS",
            unit_id=round_.counter_id,
            reference_id=round_.pk,
            effect_key=f"counts:minors:{round_.pk}",
            at=at,
        )
