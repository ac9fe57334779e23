"""Searching persons: only those the actor may list are looked among, in SQL."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Alias, Identity, Person
from rodtrad.casework.persons.queries import Match
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.foundation.vocabulary import CARE_ROLES, Role

SHORTEST = 3
MOST_HITS = 20
_NUMBER = re.compile(r"^[\d\s.-]{11,15}$")
_REFERENCE = re.compile(r"^[A-Z0-9]{3}-[A-Z0-9]{3}$")


@dataclass(frozen=True)
class Hit:
    """One person the actor may list, and why they were found."""

    person_id: UUID
    called: str
    reference: str
    level: str
    reasons: tuple[str, ...]
    unit_name: str  # who has the ball; empty when no case is open
    coordinator: str


def may_search(by: Actor) -> bool:
    return bool(by.roles & (CARE_ROLES | {Role.COORDINATING_UNIT}))


def hits(text: str, *, by: Actor, at: datetime) -> list[Hit]:
    """The best hits first. Raises DomainError when the text is too short to search by."""
    if _NUMBER.match(text.strip()):
        return listed([Match(pk, ("SAME_NUMBER",), 1.0) for pk in persons.ids_with_number(text)], by=by, at=at)
    reference = text.strip().upper()
    if _REFERENCE.match(reference):
        found = Person.objects.filter(reference=reference).values_list("pk", "merged_into")
        return listed([Match(kept or pk, ("SAME_REFERENCE",), 1.0) for pk, kept in found], by=by, at=at)
    folded = fold(text)
    if len(folded) < SHORTEST:
        raise DomainError(_("Write at least three letters of the name, or a whole number."), field="text")
    return listed(_by_name(folded, by=by, at=at), by=by, at=at)


def _by_name(folded: str, *, by: Actor, at: datetime) -> list[Match]:
    best: dict[UUID, float] = {}
    for model in (Identity, Alias):
        for person_id, likeness in _alike(model.objects.all(), folded, by=by, at=at):
            best[person_id] = max(likeness, best.get(person_id, 0.0))
    ordered = sorted(best.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [Match(pk, ("SAME_NAME" if likeness > 0.99 else "SIMILAR_NAME",), likeness) for pk, likeness in ordered]


def _alike(
    names: "QuerySet[Identity] | QuerySet[Alias]", folded: str, *, by: Actor, at: datetime
) -> Iterable[tuple[UUID, float]]:
    mine = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="person_id")
    alike = names.filter(mine, until_at=OPEN_ENDED, search_text__trigram_word_similar=folded)
    # As a subquery: looked up for the few that are shown, not for everybody with such a name.
    merged_into = Subquery(Person.objects.filter(pk=OuterRef("person_id")).values("merged_into"))
    scored = alike.annotate(likeness=TrigramWordSimilarity(folded, "search_text"), kept=merged_into)
    kept = scored.order_by("-likeness", "person")
    for person_id, merged_into, likeness in kept.values_list("person", "kept", "likeness")[: MOST_HITS * 2]:
        yield merged_into or person_id, likeness


def listed(matches: list[Match], *, by: Actor, at: datetime) -> list[Hit]:
    """Those of the matches that the actor may list, with who has the ball."""
    mine = as_filter(by, Section.BASICS, Operation.LIST, at=at)
    people = {p.pk: p for p in Person.objects.filter(mine, pk__in=[m.person_id for m in matches])}
    cases = {
        case.person_id: case
        for case in Case.objects.open().filter(person__in=people).select_related("unit", "coordinator__user")
    }
    found = []
    for match in matches:
        person, case = people.get(match.person_id), cases.get(match.person_id)
        if person is None:
            continue
        coordinator = case.coordinator.user.display_name if case and case.coordinator else ""
        unit = case.unit.name if case else ""
        found.append(Hit(person.pk, person.called, person.reference, person.level, match.reasons, unit, coordinator))
    return found[:MOST_HITS]
