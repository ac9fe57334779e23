"""A yes opens exactly what it names, until it is taken back; a no closes whatever else would open."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rodtrad.casework.access import changes, wishes
from rodtrad.casework.access.operations import find_people, open_person, open_sections
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.consents import operations as consents
from rodtrad.casework.consents import queries
from rodtrad.casework.consents.models import Block, Consent, Part
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.laws.models import LegalBasis
from tests.city import MONDAY, City

LATER = MONDAY + timedelta(seconds=1)


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis Kvitveis")


@pytest.fixture
def yes(city: City) -> Callable[..., Yes]:
    def said(*units: str, **more: Any) -> Yes:
        wanted = {"sections": ["PLAN"], "purpose": "PLAN", "until_on": date(2027, 6, 1), **more}
        return Yes(unit_ids=[city.unit_id(unit) for unit in units], **wanted)

    return said


def _give(city: City, case: Case, said: Yes, *, by: str = "mottak.worker", at: datetime = MONDAY) -> Consent:
    return wishes.give_consent(case.person_id, said=said, command_id=new_id(), by=city[by], at=at)


def _seen(city: City, who: str, case: Case, *, at: datetime = LATER) -> set[str]:
    wanted = set(Section)
    try:
        return set(open_sections(case.person_id, by=city[who], sections=wanted, purpose=Purpose.FOLLOW_UP, at=at).seen)
    except NotFound:
        return set()


def test_a_yes_opens_exactly_what_it_names_to_exactly_whom_it_names(city: City, case: Case, yes: Any) -> None:
    _give(city, case, yes("klinikk", "frivillig"))

    assert _seen(city, "klinikk.worker", case) == {"BASICS", "PLAN"}
    assert _seen(city, "frivillig.worker", case) == {"BASICS", "PLAN"}
    assert _seen(city, "frogner.worker", case) == set()


def test_taken_back_the_next_request_is_refused_and_the_units_are_told(city: City, case: Case, yes: Any) -> None:
    consent = _give(city, case, yes("klinikk", "frivillig"))
    wishes.withdraw_consent(consent.pk, by=city["mottak.worker"], at=LATER)

    assert _seen(city, "klinikk.worker", case, at=LATER) == set()
    assert find_people("Blåveis", by=city["klinikk.worker"], at=LATER) == []
    told = Item.objects.filter(kind="CONSENT_WITHDRAWN").values_list("unit", flat=True)
    assert set(told) == {city.unit_id("klinikk"), city.unit_id("frivillig")}


def test_it_can_be_taken_back_from_one_unit_or_for_one_part(city: City, case: Case, yes: Any) -> None:
    consent = _give(city, case, yes("klinikk", "frivillig", sections=["PLAN", "HEALTH"]))
    by = city["mottak.worker"]
    wishes.withdraw_consent(consent.pk, section=Section.HEALTH, by=by, at=LATER)
    assert _seen(city, "klinikk.worker", case) == {"BASICS", "PLAN"}

    wishes.withdraw_consent(consent.pk, unit_id=city.unit_id("klinikk"), by=by, at=LATER)
    assert _seen(city, "klinikk.worker", case) == set()
    assert _seen(city, "frivillig.worker", case) == {"BASICS", "PLAN"}
    assert not invariants.check(at=LATER).violations

    wishes.withdraw_consent(consent.pk, by=by, at=LATER)
    assert Consent.objects.get().withdrawn_at == LATER


def test_it_ends_by_itself_after_its_last_day(city: City, case: Case, yes: Any) -> None:
    _give(city, case, yes("klinikk", until_on=date(2026, 12, 1)))

    last = datetime(2026, 12, 1, 23, 59, tzinfo=MONDAY.tzinfo)
    assert _seen(city, "klinikk.worker", case, at=last) == {"BASICS", "PLAN"}
    assert _seen(city, "klinikk.worker", case, at=last + timedelta(minutes=1)) == set()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sections": []}, "sections"),
        ({"sections": ["CONCERNS"]}, "sections"),
        ({"sections": ["PROTECTED_ADDRESS"]}, "sections"),
        ({"purpose": ""}, "purpose"),
        ({"until_on": None}, "until_on"),
        ({"until_on": date(2026, 11, 22)}, "until_on"),
        ({"until_on": date(2027, 11, 24)}, "until_on"),
        ({"capacity": "IN_DOUBT", "until_on": date(2026, 12, 1)}, "capacity_note"),
        ({"capacity": "IN_DOUBT", "capacity_note": "Trøtt", "until_on": date(2027, 1, 30)}, "until_on"),
        ({"form": "PORTAL"}, "form"),
    ],
)
def test_what_lacks_its_scope_is_no_consent(city: City, case: Case, yes: Any, wrong: Any, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _give(city, case, yes("klinikk", **wrong))

    assert refused.value.field == field
    assert not Consent.objects.exists()


def test_a_consent_names_somebody_and_never_the_police(city: City, case: Case, yes: Any) -> None:
    for units in ((), ("politi",)):
        with pytest.raises(DomainError) as refused:
            _give(city, case, yes(*units))
        assert refused.value.field == "units"


def test_the_database_refuses_a_part_for_the_police_and_an_endless_yes(city: City, case: Case, yes: Any) -> None:
    consent = _give(city, case, yes("klinikk"))
    police = city.units["politi"]
    for sector in ("POLICE", "MUNICIPAL"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.create(consent=consent, unit=police, unit_sector=sector, opens="PLAN")
            transaction.get_connection().check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(until_at=OPEN_ENDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(processing=consent.release)


def test_release_and_processing_are_two_rows_of_the_law_of_the_day(city: City, case: Case, yes: Any) -> None:
    consent = _give(city, case, yes("klinikk"))
    line = queries.consents_of(case.person_id)[0]

    assert (consent.release.code, consent.processing.code) == ("FVL-13A", "GDPR-6-1E")
    assert line.release.startswith("forvaltningsloven § 13 a")
    assert LegalBasis.objects.get(pk=consent.release_id).kind == "CONFIDENTIALITY"


def test_only_who_may_write_writes_down_a_yes(city: City, case: Case, yes: Any) -> None:
    with pytest.raises(NotFound):
        _give(city, case, yes("klinikk"), by="frogner.worker")
    with pytest.raises(NotAllowed):
        consents.give_consent(
            case.person_id, said=yes("klinikk"), command_id=new_id(), by=city["oslo.programme"], at=MONDAY
        )


def test_the_person_says_yes_and_takes_back_on_their_own_pages(city: City, case: Case, yes: Any) -> None:
    me, stranger = Actor.person(case.person_id), Actor.person(city.take_in().person_id)
    consent = consents.give_consent(case.person_id, said=yes("klinikk"), command_id=new_id(), by=me, at=MONDAY)
    assert (consent.form, consent.heard_by) == ("PORTAL", None)
    assert _seen(city, "klinikk.worker", case) == {"BASICS", "PLAN"}

    with pytest.raises(NotFound):
        consents.withdraw_consent(consent.pk, by=stranger, at=LATER)
    consents.withdraw_consent(consent.pk, by=me, at=LATER)
    assert _seen(city, "klinikk.worker", case) == set()


def test_saying_it_twice_is_one_consent(city: City, case: Case, yes: Any) -> None:
    command = new_id()
    for _again in range(2):
        wishes.give_consent(case.person_id, said=yes("klinikk"), command_id=command, by=city["mottak.lead"], at=MONDAY)

    assert Consent.objects.count() == 1


def test_a_blocked_worker_sees_nothing_of_it_and_the_colleague_still_does(city: City, case: Case) -> None:
    _block(city, case, user_id=city["mottak.coordinator"].user_id, sections=list(Section.values[:7]))

    assert _seen(city, "mottak.coordinator", case) == {"BASICS"}, "the responsible unit keeps the basics"
    assert "FOLLOW_UP" in _seen(city, "mottak.worker", case)


def test_a_block_closes_what_a_consent_would_open_from_page_and_search(city: City, case: Case, yes: Any) -> None:
    _give(city, case, yes("klinikk"))
    blocked = _block(city, case, unit_id=city.unit_id("klinikk"), sections=["BASICS", "PLAN"])

    assert _seen(city, "klinikk.worker", case) == set()
    assert find_people("Blåveis", by=city["klinikk.worker"], at=LATER) == []
    assert decide(city["klinikk.worker"], case.person_id, Section.PLAN, Operation.READ, at=LATER).rule == "D03"

    wishes.lift_block(blocked.pk, by=city["mottak.worker"], at=LATER)
    assert _seen(city, "klinikk.worker", case) == {"BASICS", "PLAN"}


def test_a_blocked_responsible_unit_keeps_the_basics_and_a_task(city: City, case: Case) -> None:
    _block(city, case, unit_id=city.unit_id("mottak"), sections=["BASICS", "FOLLOW_UP", "PLAN"])

    assert _seen(city, "mottak.worker", case) == {"BASICS", "IDENTITY", "STAYS", "RELATIVES"}
    assert Item.objects.get(kind="OTHER_UNIT_WISHED").unit_id == city.unit_id("mottak")


def test_a_block_names_one_and_closes_something(city: City, case: Case) -> None:
    unit, user = city.unit_id("klinikk"), city["klinikk.worker"].user_id
    for wrong in ({}, {"unit_id": unit, "user_id": user}, {"unit_id": unit, "sections": []}):
        with pytest.raises(DomainError):
            _block(city, case, **{"sections": ["PLAN"], **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(person_id=case.person_id, sections=["PLAN"], from_at=MONDAY)


def test_the_blocked_cannot_open_again(city: City, case: Case) -> None:
    blocked = _block(city, case, user_id=city["mottak.coordinator"].user_id, sections=["PLAN"])

    with pytest.raises(NotFound):
        wishes.lift_block(blocked.pk, by=city["mottak.coordinator"], at=LATER)


def test_who_steps_aside_sees_nothing_at_all(city: City, case: Case) -> None:
    wishes.step_aside(case.person_id, words="Nabo", by=city["mottak.lead"], at=MONDAY)

    assert _seen(city, "mottak.lead", case) == set()
    assert decide(city["mottak.lead"], case.person_id, Section.BASICS, Operation.READ, at=LATER).rule == "D07"
    with pytest.raises(NotFound):
        changes.add_alias(case.person_id, name="Ny", by=city["mottak.lead"], at=LATER)


def test_joined_records_share_yes_and_no_and_set_apart_they_do_not(city: City, case: Case, yes: Any) -> None:
    other = city.take_in(alias="Kvitveis", by="frogner.worker")
    _give(city, other, yes("klinikk"), by="frogner.worker")
    user_id = city["klinikk.lead"].user_id
    _block(city, other, user_id=user_id, sections=["BASICS", "PLAN"], by="frogner.worker")
    decider = city["koordinering.decider"]
    merge = responsibility.merge_persons(
        case.person_id, absorbed_id=other.person_id, goes_on=case.pk, reason="Samme", by=decider, at=LATER
    )

    assert _seen(city, "klinikk.worker", case) == {"BASICS", "PLAN"}
    assert _seen(city, "klinikk.lead", case) == set()
    assert find_people("Blåveis", by=city["klinikk.lead"], at=LATER) == []
    assert not invariants.check(at=LATER).violations

    apart = LATER + timedelta(minutes=1)
    responsibility.undo_merge(merge.pk, by=decider, at=apart)
    assert _seen(city, "klinikk.worker", case, at=apart) == set()
    assert _seen(city, "klinikk.worker", other, at=apart) == {"BASICS", "PLAN"}
    assert not invariants.check(at=apart).violations


def test_whether_a_plan_may_be_shared_is_asked_in_one_place(city: City, case: Case, yes: Any) -> None:
    _give(city, case, yes("klinikk"))
    asked = {"section": Section.PLAN, "unit_id": city.unit_id("klinikk"), "at": LATER}
    assert queries.may_be_shared(case.person_id, **asked)

    _block(city, case, unit_id=city.unit_id("klinikk"), sections=["PLAN"])
    assert not queries.may_be_shared(case.person_id, **asked)
    assert queries.is_blocked(case.person_id, **asked)


def test_a_plan_opened_by_a_yes_can_be_written_in(city: City, case: Case, yes: Any) -> None:
    _give(city, case, yes("klinikk", sections=["PLAN", "HEALTH"]))
    klinikk = city["klinikk.coordinator"]

    assert decide(klinikk, case.person_id, Section.PLAN, Operation.WRITE, at=LATER).rule == "A08"
    assert not decide(klinikk, case.person_id, Section.HEALTH, Operation.WRITE, at=LATER).allowed
    assert open_person(case.person_id, by=klinikk, section=Section.PLAN, purpose=Purpose.FOLLOW_UP, at=LATER)


def _block(city: City, case: Case, *, by: str = "mottak.worker", **whom: Any) -> Block:
    return wishes.block(case.person_id, by=city[by], at=MONDAY, **whom)
