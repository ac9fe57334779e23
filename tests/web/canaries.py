"""Somebody about whom something is written in every room, and a word of its own in every free field of theirs."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction

from rodtrad.casework.access import changes, emergency, sending, wishes
from rodtrad.casework.disclosures.operations import Sending
from rodtrad.casework.emergencies.vocabulary import EmergencyCode
from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BirthPrecision, ClaimPosition
from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans import words
from rodtrad.casework.plans.operations import NewActivity
from rodtrad.casework.plans.vocabulary import LifeArea, PlanStatus
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import KnownBy, Language, MatterKind
from rodtrad.casework.stays import operations as stays
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.casework.tasks import operations as tasks
from rodtrad.casework.tasks.operations import NewTask
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.insight.own_page.copy import own_tables
from tests.casework.numbers import synthetic
from tests.casework.planning import BY, PERIOD, TODAY, consent_to_plan, offered_plan
from tests.city import MONDAY, City

WORD = "kanari"
NO_PLACE_FOR_WORDS = {"text_version", "text_language"}  # names of a text that the product looks up


@dataclass
class Canaries:
    """The person, and each canary with the field it sits in."""

    person_id: UUID
    birds: dict[str, str] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)  # of something behind each word of an address


def let_out(city: City) -> Canaries:
    """The person is held by Frogner; Sagene has been asked and has a consent. Nobody else has anything."""
    case = _somebody(city)
    _write_in_every_room(city, case)
    found = Canaries(case.person_id)
    _put_a_bird_in_every_field(found)
    return found


def _somebody(city: City) -> Case:
    case = city.take_in(
        by=BY,
        given_name="Grønn",
        family_name="Li",
        birth=Birth(TODAY.replace(year=1975, month=2, day=3), BirthPrecision.DAY),
        national_id=synthetic(),
    )
    changes.add_alias(case.person_id, name="Lia", by=city[BY], at=MONDAY)
    matter = changes.open_clarification(case.person_id, own_words="Jeg bor her", by=city[BY], at=MONDAY)
    said = {"area_code": "030105", "position": ClaimPosition.OURS, "grounds": "Bor her"}
    changes.file_claim(matter.pk, **said, by=city[BY], at=MONDAY)  # type: ignore[arg-type]
    return case


def _write_in_every_room(city: City, case: Case) -> None:
    by, me = city[BY], Actor.person(case.person_id)
    plan = offered_plan(city, case)
    consent_to_plan(city, case.person_id)
    plans.move_plan(plan.pk, status=PlanStatus.ACTIVE, reason="Sagt ja", period=PERIOD, by=by, at=MONDAY)
    goal = words.Words(text="Egen dør")
    words.add_goal(plan.pk, life_area=LifeArea.HOME, words=goal, command_id=new_id(), by=by, at=MONDAY)
    plans.add_activity(
        plan.pk, new=NewActivity(text="Søke", due_on=TODAY), goal_id=None, command_id=new_id(), by=by, at=MONDAY
    )
    met = Met(kind=EncounterKind.VISIT, place="Hospitset", said="Vil flytte")
    then = {"next": WhatNext(ending=Ending.OPEN_DOOR), "command_id": new_id(), "person_id": case.person_id}
    encounters.register_encounter(met, **then, by=by, at=MONDAY)  # type: ignore[arg-type]
    tasks.add_task(case.person_id, new=NewTask(text="Ringe", due_on=TODAY), by=by, at=MONDAY)
    stay = stays.NewStay(kind=StayKind.ACUTE, place="Huset", starts_on=TODAY - timedelta(days=3))
    stays.begin_stay(case.person_id, new=stay, command_id=new_id(), by=by, at=MONDAY)
    closed = {"unit_id": city.unit_id("mottak"), "sections": ["PLAN"], "own_words": "Nei"}
    wishes.block(case.person_id, **closed, by=by, at=MONDAY)  # type: ignore[arg-type]
    told = Sending(recipient="Legevakten", sections=["BASICS"], release_code="HPL-31", purpose="Fare", means="SPOKEN")
    sending.note_told(case.person_id, sending=told, command_id=new_id(), by=by, at=MONDAY)
    rights.issue_sheet(case.person_id, known_by=KnownBy.WELL_KNOWN, language=Language.NB, by=by, at=MONDAY)
    rights.send_matter(MatterKind.CORRECTION, words="Feil navn", by=me, at=MONDAY)
    whom = emergency.Whom(code_or_number=Person.objects.get(pk=case.person_id).reference)
    earlier = MONDAY - timedelta(hours=3)
    why = "Fant ikke pust, trengte å vite mer"
    emergency.break_the_glass(whom, code=EmergencyCode.OVERDOSE, reason=why, by=city["klinikk.worker"], at=earlier)
    city.offer(case, "sagene", by=BY, own_words="Jeg vil dit")


def _put_a_bird_in_every_field(found: Canaries) -> None:
    """Where the database takes it: each free text of each table that tells about the person."""
    for table in own_tables():
        rows = table.model._default_manager.filter(**{f"{table.path}": found.person_id})
        first = rows.order_by("pk").first()
        if first is None:
            continue
        found.ids.setdefault(f"{table.model._meta.model_name}_id", first.pk)
        for one in table.model._meta.concrete_fields:
            if (
                isinstance(one, (models.CharField, models.TextField))
                and not one.choices
                and one.name not in NO_PLACE_FOR_WORDS
            ):
                _put(found, rows, one)
    found.ids |= {"person_id": found.person_id}


def _put(found: Canaries, rows: models.QuerySet[models.Model], one: models.Field) -> None:  # type: ignore[type-arg]
    bird = f"{WORD}{len(found.birds)}z"
    if isinstance(one, ArrayField) or (one.max_length is not None and one.max_length < len(bird)):
        return
    try:
        with transaction.atomic():
            rows.update(**{one.name: bird})
    except DatabaseError:
        return  # the database says what may stand there
    found.birds[bird] = f"{rows.model._meta.label}.{one.name}"
