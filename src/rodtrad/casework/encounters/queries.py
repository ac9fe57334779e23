"""Reading encounters and shifts. A person's own are read by whoever has opened their follow-up at the door."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import record_opened
from rodtrad.casework.access.places import NOTHING_HIDDEN, Places, places_among
from rodtrad.casework.access.queries import as_filter, decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.encounters.models import Encounter, Shift
from rodtrad.casework.encounters.vocabulary import Ending
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed, NotFound
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import give_names

SHOWN = 50
USUAL_WITHIN = timedelta(hours=14)  # one evening or night


@dataclass(frozen=True)
class EncounterLine:
    """One row of the unit's list. `name` is empty for somebody anonymous, and for a person it may no longer open."""

    encounter_id: UUID
    person_id: UUID | None
    name: str
    reference: str
    kind: str
    place: str
    age_band: str
    given: tuple[str, ...]
    said: str
    ending: str
    promised: str
    occurred_at: datetime
    by: str
    waits: bool
    is_linked: bool  # to a person, after it was registered


@dataclass(frozen=True)
class ShiftLine:
    """One hand-over of a shift; `received_by` empty means that it waits."""

    shift_id: UUID
    text: str
    open_things: dict[str, int]
    handed_at: datetime
    handed_by: str
    received_at: datetime | None
    received_by: str


@dataclass(frozen=True)
class UnitEncounters:
    waiting: tuple[EncounterLine, ...]
    latest: tuple[EncounterLine, ...]
    shift_waits: bool
    in_the_city: int  # who wait at every unit together; a number, and nobody


def encounters_of(person_ids: list[UUID]) -> list[Encounter]:
    """Every encounter with one human, oldest first; without names, see `organisations.give_names`."""
    return list(Encounter.objects.filter(person__in=person_ids).order_by("occurred_at", "pk"))


def unit_encounters(by: Actor, *, age_band: str = "", place: str = "", at: datetime) -> UnitEncounters:
    """Who waits for somebody, of an age and near a place if asked, and the latest. What was said stands only where the follow-up is open to the actor."""
    _check_gives_care(by)
    mine = Encounter.objects.filter(unit_id=by.own_unit_id)
    waits = mine.waiting().filter(place__icontains=place.strip())
    if age_band:
        waits = waits.filter(age_band=age_band)
    waiting = list(waits.order_by("occurred_at", "pk")[:SHOWN])
    latest = list(mine.order_by("-occurred_at", "-pk")[:SHOWN])
    lines = _lines([*waiting, *latest], by=by, at=at)
    shift_waits = Shift.objects.filter(unit_id=by.own_unit_id, received_at=None).exists()
    in_the_city = Encounter.objects.waiting().count()
    return UnitEncounters(tuple(lines[: len(waiting)]), tuple(lines[len(waiting) :]), shift_waits, in_the_city)


def encounter_for(encounter_id: UUID, *, by: Actor, at: datetime) -> Encounter:
    """An encounter of the actor's unit; one with a person only where their follow-up is open. Raises NotFound."""
    row = Encounter.objects.filter(pk=encounter_id, unit_id=by.unit_id).first()
    if row is None or not by.gives_care or not _may_read(row, by=by, at=at):
        raise NotFound(_("There is no such encounter among those you can open."))
    give_names([row])
    return row


def encounter_line(encounter_id: UUID, *, by: Actor, at: datetime) -> EncounterLine:
    """The same, as a row. Raises NotFound."""
    row = encounter_for(encounter_id, by=by, at=at)
    if row.person_id is not None:
        record_opened(row.person_id, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, by=by, at=at)
    return _lines([row], by=by, at=at)[0]


def usual_place(by: Actor, *, about: UUID | None = None, at: datetime) -> tuple[str, str]:
    """Where this post registered last this evening, and how, so that the next takes fewer taps.

    Without the place when it is about somebody whose address is protected.
    """
    rows = Encounter.objects.filter(recorded_by=by.post_id, occurred_at__gt=at - USUAL_WITHIN)
    place, kind = rows.order_by("-recorded_at").values_list("place", "kind").first() or ("", "")
    if place and about and persons.is_protected(persons.same_person_ids(about), at=at):
        return "", kind
    return place, kind


def shifts_of(unit_id: UUID) -> list[ShiftLine]:
    """The latest, newest first."""
    rows = list(Shift.objects.filter(unit_id=unit_id).order_by("-handed_at")[:14])
    give_names(rows)
    return [
        ShiftLine(
            shift_id=row.pk,
            text=row.text,
            open_things=row.open_things,
            handed_at=row.handed_at,
            handed_by=row.handed_by.user.display_name,
            received_at=row.received_at,
            received_by=row.received_by.user.display_name if row.received_by else "",
        )
        for row in rows
    ]


def waiting_without_answer(*, since: datetime) -> list[Encounter]:
    """Wanted help before that time, and still nobody has taken it."""
    return list(Encounter.objects.waiting().filter(occurred_at__lte=since).order_by("occurred_at"))


def waiting_count(unit_id: UUID) -> int:
    return Encounter.objects.waiting().filter(unit=unit_id).count()


def attempts_since(person_ids: list[UUID], *, since: datetime) -> int:
    """How many times somebody has tried to reach them in vain."""
    rows = Encounter.objects.filter(person__in=person_ids, ending=Ending.NOT_REACHED, occurred_at__gte=since)
    return rows.count()


def endings(*, since: datetime, until: datetime) -> Counter[tuple[UUID, str]]:
    """How many encounters of each unit ended in what. Numbers of meetings, not of people."""
    rows = Encounter.objects.filter(occurred_at__gte=since, occurred_at__lt=until)
    return Counter(rows.order_by("pk").values_list("unit", "ending"))


def _may_read(row: Encounter, *, by: Actor, at: datetime) -> bool:
    return row.person_id is None or decide(by, row.person_id, Section.FOLLOW_UP, Operation.READ, at=at).allowed


def _check_gives_care(by: Actor) -> None:
    if not by.gives_care:
        raise NotAllowed(_("This page is for those who work with people at a unit. Your post is another."))


def _lines(rows: list[Encounter], *, by: Actor, at: datetime) -> list[EncounterLine]:
    give_names(rows)
    ids = {row.person_id for row in rows if row.person_id}
    opened = _open_among(ids, by=by, at=at)
    people = persons.people(opened)
    places = places_among(opened, by=by, at=at)
    return [
        _line(row, people.get(row.person_id), places.get(row.person_id, NOTHING_HIDDEN))
        if row.person_id
        else _line(row, None, NOTHING_HIDDEN)
        for row in rows
    ]


def _open_among(ids: Iterable[UUID], *, by: Actor, at: datetime) -> set[UUID]:
    wanted = set(ids)
    if not wanted:
        return set()
    may = as_filter(by, Section.FOLLOW_UP, Operation.LIST, at=at, person="person_id")
    return set(Encounter.objects.filter(may, person__in=wanted).values_list("person_id", flat=True))


def _line(row: Encounter, person: object | None, places: Places) -> EncounterLine:
    is_open = row.person_id is None or person is not None
    return EncounterLine(
        encounter_id=row.pk,
        person_id=row.person_id if person else None,
        name=getattr(person, "called", "") or row.called if is_open else "",
        reference=getattr(person, "reference", ""),
        kind=row.kind,
        place=places.place(row.place) if is_open else "",
        age_band=row.age_band,
        given=tuple(row.given) if is_open else (),
        said=places.text(row.said) if is_open else "",
        ending=row.ending,
        promised=places.text(row.promised) if is_open else "",
        occurred_at=row.occurred_at,
        by=row.recorded_by.user.display_name,
        waits=row.ending == Ending.REQUEST and row.person_id is None and row.settled_at is None,
        is_linked=row.linked_at is not None and row.person_id is not None,
    )


def met_since(person_ids: list[UUID], *, since: date) -> bool:
    """Whether anybody has met the person on a day or later."""
    begun = datetime.combine(since, time(), tzinfo=OSLO)
    return Encounter.objects.filter(person__in=person_ids, occurred_at__gte=begun).exists()
