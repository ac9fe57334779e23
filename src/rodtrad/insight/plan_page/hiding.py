"""The plan without the addresses that were written before the address was protected, for those who may not see them."""

from dataclasses import replace

from rodtrad.casework.access.places import Places
from rodtrad.casework.plans.queries import Change, PassageFacts, PlanFacts, WordingFacts


def without_places(plan: PlanFacts, places: Places) -> PlanFacts:
    versions = tuple(
        replace(v, evaluation=places.text(v.evaluation), own_assessment=places.text(v.own_assessment))
        for v in plan.versions
    )
    return replace(plan, passages=tuple(_passage(p, places) for p in plan.passages), versions=versions)


def without_places_in(change: Change, places: Places) -> Change:
    return replace(change, pieces=tuple(replace(piece, text=places.text(piece.text)) for piece in change.pieces))


def _passage(passage: PassageFacts, places: Places) -> PassageFacts:
    activity = passage.activity and replace(passage.activity, how=places.text(passage.activity.how))
    current, earlier = (_wordings(found, places) for found in (passage.current, passage.earlier))
    return replace(passage, current=current, earlier=earlier, activity=activity)


def _wordings(found: tuple[WordingFacts, ...], places: Places) -> tuple[WordingFacts, ...]:
    return tuple(replace(wording, text=places.text(wording.text)) for wording in found)
