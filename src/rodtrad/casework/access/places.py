"""Where somebody was met or lives: hidden while the address is protected, for all who may not open the stays (row D05)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.norwegian_addresses import without_addresses
from rodtrad.foundation.vocabulary import Role

HIDDEN = _("place hidden")


@dataclass(frozen=True)
class Places:
    """Whether one human's places are hidden from the actor. A lead is told so; others see nothing where a place was."""

    hidden: bool = False
    is_told: bool = False

    def place(self, place: str) -> str:
        return self._instead if place and self.hidden else place

    def text(self, text: str) -> str:
        """What was said, without addresses: they may stand there from before the address was protected."""
        return without_addresses(text, instead=self._instead or "…") if self.hidden else text

    @property
    def _instead(self) -> str:
        return str(HIDDEN) if self.is_told else ""


NOTHING_HIDDEN = Places()


def places_among(person_ids: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, Places]:
    """For a list: those whose places are hidden. One query, and none when nobody is asked about."""
    if not person_ids:
        return {}
    may = as_filter(by, Section.STAYS, Operation.READ, at=at)
    hidden = Person.objects.filter(persons.protected(at), ~may, pk__in=person_ids)
    return dict.fromkeys(hidden.values_list("pk", flat=True), Places(True, by.has(Role.UNIT_LEAD)))


def places_of(person_ids: list[UUID], *, sees_stays: bool, by: Actor, at: datetime) -> Places:
    """For one human whose sections were just opened at the door."""
    return Places(not sees_stays and persons.is_protected(person_ids, at=at), by.has(Role.UNIT_LEAD))
