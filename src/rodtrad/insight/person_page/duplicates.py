"""Two records that may be one person, side by side, for the coordinating unit that may know both exist."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility import queries as responsibility
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
    first, second = (_side(p.pk, p.reference, p.level) for p in (hint.first, hint.second))
    both = first.case_id is not None and second.case_id is not None
    return DuplicatePage(hint.pk, first, second, tuple(hint.reasons), both)


def _side(person_id: UUID, reference: str, level: str) -> Side:
    found = [c for c in responsibility.cases_of(persons.same_person_ids(person_id)) if c.status == "OPEN"]
    give_names(found)
    case = found[0] if found else None
    coordinator = case.coordinator.user.display_name if case and case.coordinator else ""
    return Side(person_id, reference, level, case.pk if case else None, case.unit.name if case else "", coordinator)
