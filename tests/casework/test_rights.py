"""The sheet that opens a person's own pages, and what the person may ask."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.access.own import open_own
from rodtrad.casework.consents import operations as consents
from rodtrad.casework.consents.models import Consent
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights import queries
from rodtrad.casework.rights.models import Matter, Sheet, Visit
from rodtrad.casework.rights.rules import ALPHABET, clean_code, is_easy, new_code, new_pin
from rodtrad.casework.rights.vocabulary import KnownBy, Language, MatterKind, MatterOutcome
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import queries as log
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound, SomebodyWasFirst
from rodtrad.foundation.ids import new_id
from rodtrad.insight.own_page.copy import LEFT_OUT, own_copy, own_tables
from rodtrad.insight.own_page.queries import own_looks, own_page
from rodtrad.insight.person_page.queries import person_page
from rodtrad.registry.inbox.queries import open_items
from tests.city import MONDAY, City, build_city

LATER = MONDAY + timedelta(minutes=5)


def _sheet(city: City, person_id: UUID, *, by: str = "mottak.worker") -> rights.Issued:
    return rights.issue_sheet(person_id, known_by=KnownBy.WELL_KNOWN, language=Language.NB, by=city[by], at=MONDAY)


def test_the_right_code_and_pin_open_once(city: City) -> None:
    person_id = city.take_in(alias="Blå").person_id
    issued = _sheet(city, person_id)

    first = rights.sign_in(issued.code.lower().replace("-", " "), pin=issued.pin, at=LATER)
    second = rights.sign_in(issued.code, pin=issued.pin, at=LATER)

    assert first is not None
    assert first.person_id == person_id
    assert second is None


def test_neither_code_nor_pin_is_stored_or_logged(city: City) -> None:
    issued = _sheet(city, city.take_in().person_id)

    stored = str(list(Sheet.objects.values())) + str(list(Entry.objects.values()))

    assert clean_code(issued.code) not in stored
    assert issued.code not in stored
    assert issued.pin not in stored


def test_the_fifth_wrong_pin_ends_the_sheet(city: City) -> None:
    issued = _sheet(city, city.take_in().person_id)
    wrong = "271828" if issued.pin != "271828" else "314159"

    tries = [rights.sign_in(issued.code, pin=wrong, at=LATER) for _try in range(5)]

    assert tries == [None] * 5
    assert rights.sign_in(issued.code, pin=issued.pin, at=LATER) is None
    assert Sheet.objects.get().end_reason == "LOCKED"


def test_a_new_sheet_ends_the_one_before(city: City) -> None:
    person_id = city.take_in().person_id
    old, new = _sheet(city, person_id), _sheet(city, person_id)

    assert rights.sign_in(old.code, pin=old.pin, at=LATER) is None
    assert rights.sign_in(new.code, pin=new.pin, at=LATER) is not None


def test_a_sheet_runs_out(city: City) -> None:
    issued = _sheet(city, city.take_in().person_id)

    assert rights.sign_in(issued.code, pin=issued.pin, at=issued.expires_at) is None
    assert issued.expires_at - MONDAY == timedelta(days=14)


def test_a_lost_sheet_is_stopped_and_whoever_is_inside_is_out_at_once(city: City) -> None:
    person_id = city.take_in().person_id
    issued = _sheet(city, person_id)
    visit = rights.sign_in(issued.code, pin=issued.pin, at=LATER)
    assert visit is not None
    waiting = rights.issue_next_sheet(Language.NB, by=Actor.person(person_id), at=LATER)

    rights.revoke_sheets(person_id, by=city["mottak.worker"], at=LATER)

    assert queries.visit_now(visit.visit_id, at=LATER) is None
    assert rights.sign_in(waiting.code, pin=waiting.pin, at=LATER) is None


def test_a_visit_lasts_an_hour_at_most(city: City) -> None:
    issued = _sheet(city, city.take_in().person_id)
    visit = rights.sign_in(issued.code, pin=issued.pin, at=MONDAY)
    assert visit is not None

    assert queries.visit_now(visit.visit_id, at=MONDAY + timedelta(minutes=59)) is not None
    assert queries.visit_now(visit.visit_id, at=MONDAY + timedelta(minutes=60)) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.update(ends_at=MONDAY + timedelta(hours=2))


def test_only_the_unit_that_follows_the_person_up_hands_out_a_sheet(city: City) -> None:
    person_id = city.take_in().person_id

    for stranger in ("sagene.lead", "politi.officer", "oslo.administrator"):
        with pytest.raises(NotFound):
            _sheet(city, person_id, by=stranger)
    assert not Sheet.objects.exists()


def test_a_person_opens_nobody_else_and_no_member_of_staff_comes_in_by_the_persons_door(city: City) -> None:
    mine, theirs = city.take_in(alias="Blå").person_id, city.take_in(alias="Grå").person_id

    with pytest.raises(NotFound):
        person_page(theirs, by=Actor.person(mine), at=LATER)
    with pytest.raises(AssertionError):
        open_own(by=city["mottak.worker"], part="OVERVIEW", at=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_who_use_one_sheet_at_once_one_comes_in() -> None:
    city = build_city()
    issued = _sheet(city, city.take_in().person_id)

    def come_in(_number: int) -> bool:
        try:
            return rights.sign_in(issued.code, pin=issued.pin, at=LATER) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(come_in, range(4))) == [False, False, False, True]


@given(st.text(max_size=60))
def test_any_text_at_all_is_a_code_that_opens_nothing_or_a_code(text: str) -> None:
    assert set(clean_code(text)) <= set(ALPHABET)


def test_codes_and_pins_are_made_to_be_read_aloud() -> None:
    codes, pins = {new_code() for _one in range(500)}, [new_pin() for _one in range(500)]

    assert len(codes) == 500
    assert all(clean_code(code) == code.replace("-", "") for code in codes)
    assert not any(is_easy(pin) for pin in pins)
    assert is_easy("123456")
    assert is_easy("111112")


def test_the_person_reads_exactly_what_the_log_holds(city: City) -> None:
    case = city.take_in(alias="Blå")
    for _time in range(3):
        person_page(case.person_id, by=city["mottak.worker"], at=LATER)
    with pytest.raises(NotFound) as refused:
        person_page(case.person_id, by=city["sagene.worker"], at=LATER)
    assert refused.value.record_refusal is not None
    refused.value.record_refusal()

    looks = own_looks(page=1, by=Actor.person(case.person_id), at=LATER)

    stored = log.count_readings([case.person_id])
    assert looks.total == stored == sum(look.times for look in looks.looks)
    assert {(look.kind, look.times) for look in looks.looks if not look.is_own} == {("READ", 3), ("REFUSAL", 1)}
    assert [look.times for look in looks.looks if look.is_own] == [1]


def test_why_becomes_a_task_and_the_answer_reaches_the_person(city: City) -> None:
    case = city.take_in(alias="Blå")
    person_page(case.person_id, by=city["mottak.worker"], at=MONDAY)
    person = Actor.person(case.person_id)
    look = next(one for one in own_looks(page=1, by=person, at=LATER).looks if not one.is_own)

    matter = rights.ask_why(look.entry_id, words="Jeg var ikke der", by=person, at=LATER)
    again = rights.ask_why(look.entry_id, words="", by=person, at=LATER)
    task = next(item for item in open_items(city["mottak.lead"]) if item.kind == "PERSON_ASKS_WHY")
    rights.answer_matter(
        matter.pk, outcome=MatterOutcome.EXPLAINED, answer="Du ringte oss.", by=city["mottak.lead"], at=LATER
    )

    assert again.pk == matter.pk
    assert task.reference_id == matter.pk
    assert task.due_at == matter.due_at
    assert own_page(by=person, at=LATER).matters[0].answer == "Du ringte oss."
    assert not [item for item in open_items(city["mottak.lead"]) if item.kind == "PERSON_ASKS_WHY"]
    with pytest.raises(SomebodyWasFirst):
        rights.answer_matter(
            matter.pk, outcome=MatterOutcome.EXPLAINED, answer="En gang til", by=city["mottak.lead"], at=LATER
        )


def test_nobody_asks_about_a_line_of_somebody_elses_log(city: City) -> None:
    mine, theirs = city.take_in().person_id, city.take_in().person_id
    person_page(theirs, by=city["mottak.worker"], at=MONDAY)
    line = Entry.objects.filter(person_id=theirs, event="access.person.opened").get()

    with pytest.raises(NotFound):
        rights.ask_why(line.pk, words="", by=Actor.person(mine), at=LATER)


def test_only_the_lead_of_the_unit_that_was_asked_answers(city: City) -> None:
    case = city.take_in()
    matter = rights.send_matter(MatterKind.CORRECTION, words="Feil navn", by=Actor.person(case.person_id), at=LATER)

    for who, refusal in (("mottak.worker", NotAllowed), ("sagene.lead", NotFound), ("politi.officer", NotFound)):
        with pytest.raises(refusal):
            rights.open_matter(matter.pk, by=city[who], at=LATER)
    assert rights.open_matter(matter.pk, by=city["mottak.lead"], at=LATER).words == "Feil navn"
    assert Entry.objects.filter(event="rights.matter.opened", person_id=case.person_id, kind="READ").count() == 1


def test_what_is_not_answered_in_time_climbs_once_to_the_coordinating_unit(city: City) -> None:
    case = city.take_in()
    matter = rights.send_matter(MatterKind.OBJECTION, words="Stans", by=Actor.person(case.person_id), at=LATER)

    before = rights.climb_late(at=matter.due_at - timedelta(seconds=1))
    climbed = [rights.climb_late(at=matter.due_at), rights.climb_late(at=matter.due_at)]

    assert (before, climbed) == (0, [1, 0])
    assert Matter.objects.get().unit_id == city.unit_id("koordinering")
    assert [i.kind for i in open_items(city["koordinering.decider"])] == ["PERSON_NOT_ANSWERED"]
    assert not [i for i in open_items(city["mottak.lead"]) if i.kind == "PERSON_OBJECTS"]


def test_an_answer_needs_words_and_one_of_its_own_outcomes(city: City) -> None:
    case = city.take_in()
    matter = rights.send_matter(MatterKind.ERASURE, words="Slett", by=Actor.person(case.person_id), at=LATER)
    lead = city["mottak.lead"]

    with pytest.raises(DomainError) as no_words:
        rights.answer_matter(matter.pk, outcome=MatterOutcome.NOT_DONE, answer="  ", by=lead, at=LATER)
    with pytest.raises(DomainError) as wrong_outcome:
        rights.answer_matter(matter.pk, outcome=MatterOutcome.EXPLAINED, answer="Nei", by=lead, at=LATER)

    assert (no_words.value.field, wrong_outcome.value.field) == ("answer", "outcome")
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.update(answered_at=LATER)


def test_a_person_who_does_not_exist_opens_nothing(city: City) -> None:
    stranger = replace(Actor.person(new_id()))

    with pytest.raises(IndexError):
        open_own(by=stranger, part="OVERVIEW", at=LATER)


def _yes(city: City, person_id: UUID) -> Consent:
    said = consents.Yes(
        unit_ids=[city.unit_id("sagene")],
        sections=["FOLLOW_UP"],
        purpose="COOPERATE",
        until_on=MONDAY.date() + timedelta(days=30),
    )
    return consents.give_consent(person_id, said=said, command_id=new_id(), by=city["mottak.worker"], at=MONDAY)


def test_yes_again_opens_what_was_taken_back_and_stands_as_a_yes_of_its_own(city: City) -> None:
    person_id = city.take_in(alias="Blå").person_id
    person, given = Actor.person(person_id), _yes(city, person_id)
    consents.withdraw_consent(given.pk, by=person, at=LATER)
    with pytest.raises(NotFound):
        person_page(person_id, by=city["sagene.worker"], at=LATER)

    again = rights.say_yes_again(given.pk, command_id=new_id(), language="nn", by=person, at=LATER)

    assert person_page(person_id, by=city["sagene.worker"], at=LATER).person_id == person_id
    assert (again.form, again.heard_by_id, again.until_at) == ("PORTAL", None, given.until_at)
    assert again.text_language == "nn"


def test_nobody_says_yes_again_for_another(city: City) -> None:
    mine, theirs = city.take_in().person_id, city.take_in().person_id
    given = _yes(city, theirs)

    with pytest.raises(NotFound):
        rights.say_yes_again(given.pk, command_id=new_id(), language="nb", by=Actor.person(mine), at=LATER)


def test_the_copy_holds_every_table_about_persons_and_every_line_of_the_log(city: City) -> None:
    case = city.take_in(given_name="Blåveis", family_name="Kvitveis")
    other = city.take_in(given_name="Raudkløver", family_name="Åker")
    city.offer(case, "sagene", own_words="Jeg vil ha en nøkkel")
    person_page(case.person_id, by=city["mottak.worker"], at=LATER)

    held = own_copy(by=Actor.person(case.person_id), at=LATER)
    text = json.dumps(held, ensure_ascii=False)

    assert len(held["log"]) == Entry.objects.filter(person_id=case.person_id).count()
    assert {"persons.Person", "persons.Identity", "responsibility.Case", "responsibility.Request"} <= set(
        held["tables"]
    )
    assert "Jeg vil ha en nøkkel" in text
    assert "Kvitveis" in text
    assert "Raudkløver" not in text
    assert str(other.person_id) not in text
    assert held["tables"]["responsibility.Request"][0]["to_unit"] == "Bydel Sagene"


def test_every_table_with_a_section_is_in_the_copy_or_named_as_left_out() -> None:
    with_section = {model for model in apps.get_models() if isinstance(getattr(model, "section", None), Section)}
    left_out = {model for model in with_section if model.section in LEFT_OUT}  # type: ignore[attr-defined]

    assert {table.model for table in own_tables()} == with_section - left_out
