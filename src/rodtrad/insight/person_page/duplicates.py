"""Two records that may be one person, side by side, for the coordinating unit that may know both exist."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.operations.same_person import check_can_merge
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.organisations.queries import give_names


@dataclass(frozen=True)
class Side:
    person_id: UUID
    reference: str
    level: str
    case_id: UUID | None
    unit: str
    coordinator: str


@dataclass(frozen=True)
class DuplicatePage:
    hint_id: UUID
    first: Side
    second: Side
    reasons: tuple[str, ...]
    both_open: bool


def duplicate_page(hint_id: UUID, *, by: Actor) -> DuplicatePage:
    """Without names: the units that hold the two are called before anything is joined. Raises NotFound."""
    check_can_merge(by)
    hint = persons.open_hint(hint_id)
    if hint is None:
        raise NotFound(_("This pair is settled already."))
    sides = (hint.first, hint.second)
    together = persons.same_person_ids_of([side.pk for side in sides])
    cases = [c for c in responsibility.cases_of([pk for ids in together.values() for pk in ids]) if c.status == "OPEN"]
    give_names(cases)
    first, second = (_side(side, [c for c in cases if c.person_id in together[side.pk]]) for side in sides)
    both = first.case_id is not None and second.case_id is not None
    return DuplicatePage(hint.pk, first, second, tuple(hint.reasons), both)


def _side(person: Person, cases: list[Case]) -> Side:
    case = cases[0] if cases else None
    coordinator = case.coordinator.user.display_name if case and case.coordinator else ""
    unit = case.unit.name if case else ""
    return Side(person.pk, person.reference, person.level, case.pk if case else None, unit, coordinator)
