"""Breaking the glass: for an hour, for one worker, told at once, looked at afterwards, and never past what is closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rodtrad.casework.access import wishes
from rodtrad.casework.access.emergency import Whom, break_the_glass
from rodtrad.casework.access.operations import open_person, open_sections
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.emergencies import operations as emergencies
from rodtrad.casework.emergencies import queries
from rodtrad.casework.emergencies.models import Emergency
from rodtrad.casework.emergencies.vocabulary import EmergencyCode, ReviewOutcome
from rodtrad.casework.grants.models import Grant
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BirthPrecision, Section
from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

WHY = "Fant ikke pust, trenger å vite om andre legemidler"


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(
        given_name="Blåveis", family_name="Kvitveis", birth=Birth(date(1990, 5, 17), BirthPrecision.DAY)
    )


def _break(city: City, case: Case, who: str, *, why: str = WHY, at: Any = MONDAY, **whom: Any) -> Emergency:
    wanted = Whom(**(whom or {"code_or_number": Person.objects.get(pk=case.person_id).reference}))
    return break_the_glass(wanted, code=EmergencyCode.OVERDOSE, reason=why, by=city[who], at=at)


def _seen(city: City, who: str, case: Case, *, at: Any) -> set[str]:
    try:
        found = open_sections(case.person_id, by=city[who], sections=set(Section), purpose=Purpose.EMERGENCY, at=at)
    except NotFound:
        return set()
    return {section.value for section in found.seen}


def test_it_opens_what_help_needs_to_one_worker_for_one_hour(city: City, case: Case) -> None:
    _break(city, case, "klinikk.worker")

    assert _seen(city, "klinikk.worker", case, at=MONDAY) == {"BASICS", "FOLLOW_UP", "PLAN", "HEALTH"}
    assert _seen(city, "klinikk.coordinator", case, at=MONDAY) == set()
    assert _seen(city, "klinikk.worker", case, at=MONDAY + timedelta(minutes=59)) != set()
    assert _seen(city, "klinikk.worker", case, at=MONDAY + timedelta(hours=1)) == set()
    entry = Entry.objects.filter(event="access.person.opened").latest("occurred_at")
    assert (entry.basis, entry.rule) == ("EMERGENCY", "A13")


def test_it_only_reads(city: City, case: Case) -> None:
    _break(city, case, "klinikk.worker")
    for section in Section:
        for operation in (Operation.LIST, Operation.WRITE, Operation.EXPORT, Operation.UNMASK):
            assert not decide(city["klinikk.worker"], case.person_id, section, operation, at=MONDAY).allowed
    for section in (Section.LEGAL_STATUS, Section.PROTECTED_ADDRESS, Section.IDENTITY, Section.CONCERNS):
        assert not decide(city["klinikk.worker"], case.person_id, section, Operation.READ, at=MONDAY).allowed


def test_the_lead_of_the_responsible_unit_and_the_privacy_officer_are_told_at_once(city: City, case: Case) -> None:
    row = _break(city, case, "klinikk.worker")

    told = Item.objects.filter(kind="EMERGENCY_OPENED", reference_id=row.pk)
    assert set(told.values_list("unit", "post", "due_at")) == {
        (city.unit_id("mottak"), None, MONDAY + timedelta(days=7)),
        (city.unit_id("oslo"), city["oslo.privacy"].post_id, MONDAY + timedelta(days=7)),
    }


@pytest.mark.parametrize("who", ["politi.officer", "frivillig.worker", "mottak.lead", "oslo.privacy", "oslo.programme"])
def test_who_may_not(city: City, case: Case, who: str) -> None:
    with pytest.raises(NotAllowed):
        _break(city, case, who)

    assert not Emergency.objects.exists()


def test_the_database_refuses_an_emergency_without_reason_end_or_name(city: City, case: Case) -> None:
    unit = city.units["klinikk"]
    good = {
        "person_id": case.person_id,
        "section": "HEALTH",
        "basis": "EMERGENCY",
        "relation": "NONE",
        "unit": unit,
        "unit_sector": unit.sector,
        "user_id": city["klinikk.worker"].user_id,
        "source_id": case.pk,
        "law_version": "2026-01",
        "opened_at": MONDAY,
        "expires_at": MONDAY + timedelta(hours=1),
        "reason": WHY,
    }
    for wrong in (
        {"reason": None},
        {"reason": "kort"},
        {"user_id": None},
        {"expires_at": MONDAY + timedelta(hours=1, seconds=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(**{**good, **wrong})
    Grant.objects.create(**good)


@pytest.mark.parametrize(("why", "field"), [("", "reason"), ("for kort", "reason")])
def test_a_reason_is_a_sentence(city: City, case: Case, why: str, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _break(city, case, "klinikk.worker", why=why)

    assert refused.value.field == field


def test_the_same_words_do_not_do_twice(city: City, case: Case) -> None:
    _break(city, case, "klinikk.worker")
    with pytest.raises(DomainError, match="very words"):
        _break(city, city.take_in(alias="En annen"), "klinikk.worker", why=f" {WHY.upper()} ")


def test_again_within_a_day_needs_a_colleague_who_is_another(city: City, case: Case) -> None:
    _break(city, case, "klinikk.worker")
    later = MONDAY + timedelta(hours=2)
    again = _break(city, case, "klinikk.worker", why="Samme natt, ny bevisstløshet i ambulansen", at=later)
    assert again.opened_at is None
    assert _seen(city, "klinikk.worker", case, at=later) == set()

    with pytest.raises(NotAllowed):
        emergencies.say_yes_as_second(again.pk, by=city["klinikk.worker"], at=later)
    with pytest.raises(NotFound):
        emergencies.say_yes_as_second(again.pk, by=city["frogner.worker"], at=later)
    assert [row.pk for row in queries.waiting_for_a_second(city["klinikk.lead"], at=later)] == [again.pk]
    emergencies.say_yes_as_second(again.pk, by=city["klinikk.lead"], at=later)
    assert "HEALTH" in _seen(city, "klinikk.worker", case, at=later)


def test_closed_early_it_is_closed(city: City, case: Case) -> None:
    row = _break(city, case, "klinikk.worker")
    emergencies.close_early(row.pk, by=city["klinikk.worker"], at=MONDAY + timedelta(minutes=5))

    assert _seen(city, "klinikk.worker", case, at=MONDAY + timedelta(minutes=5)) == set()
    assert not invariants.check(at=MONDAY + timedelta(minutes=5)).violations


def test_who_is_meant_must_be_told_exactly_and_each_try_is_on_record(city: City, case: Case) -> None:
    for whom in ({"code_or_number": "AAA-111"}, {"name": "Blåveis Kvitveis", "birth_date": date(1990, 5, 18)}):
        with pytest.raises(NotFound) as refused:
            _break(city, case, "klinikk.worker", **whom)
        assert refused.value.record_refusal is not None
        refused.value.record_refusal()
    assert Entry.objects.filter(event="access.emergency.refused").count() == 2

    assert _break(city, case, "klinikk.worker", name="blåveis kvitveis", birth_date=date(1990, 5, 17)).opened_at
    with pytest.raises(DomainError):
        _break(city, case, "klinikk.coordinator", name="Blåveis Kvitveis")


def test_past_a_block_only_the_plan_and_health_open_and_it_is_told_apart(city: City, case: Case) -> None:
    wishes.block(
        case.person_id,
        unit_id=city.unit_id("klinikk"),
        sections=["BASICS", "FOLLOW_UP", "PLAN", "HEALTH"],
        by=city["mottak.worker"],
        at=MONDAY,
    )
    row = _break(city, case, "klinikk.worker")

    assert row.past_block
    assert _seen(city, "klinikk.worker", case, at=MONDAY) == set(), "the page with the basics stays closed"
    by = city["klinikk.worker"]
    opened = open_person(case.person_id, by=by, section=Section.HEALTH, purpose=Purpose.EMERGENCY, at=MONDAY)
    assert opened.seen == {Section.HEALTH}
    with pytest.raises(NotFound):
        open_person(case.person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.EMERGENCY, at=MONDAY)


def test_who_is_too_close_does_not_break_it_either(city: City, case: Case) -> None:
    wishes.step_aside(case.person_id, words="Bror", by=city["mottak.worker"], at=MONDAY)

    with pytest.raises(NotFound):
        _break(city, case, "mottak.worker")


def test_somebody_else_looks_at_it_once_and_says_what_they_found(city: City, case: Case) -> None:
    row = _break(city, case, "klinikk.worker")
    said = {"outcome": ReviewOutcome.NEEDED, "note": "Ringte legevakten samtidig", "at": MONDAY + timedelta(days=1)}
    with pytest.raises(NotAllowed):
        emergencies.review(row.pk, by=city["klinikk.worker"], **said)
    with pytest.raises(NotFound):
        emergencies.review(row.pk, by=city["klinikk.lead"], **said)

    emergencies.review(row.pk, by=city["mottak.lead"], **said)
    assert not Item.objects.open().filter(kind="EMERGENCY_OPENED").exists()
    with pytest.raises(DomainError):
        emergencies.review(row.pk, by=city["oslo.privacy"], **said)


def test_what_nobody_looks_at_is_called_out_each_day(city: City, case: Case) -> None:
    row = _break(city, case, "klinikk.worker")
    assert emergencies.nag(at=MONDAY + timedelta(days=6)) == 0
    for days in (7, 7, 8):
        assert emergencies.nag(at=MONDAY + timedelta(days=days)) == 1

    nagged = Item.objects.filter(kind="EMERGENCY_NOT_REVIEWED", reference_id=row.pk)
    assert nagged.filter(post=city["oslo.privacy"].post_id).count() == 2, "once a day"
    assert nagged.filter(unit=city.unit_id("mottak"), post=None).count() == 2


def test_its_share_of_all_openings_is_counted(city: City, case: Case) -> None:
    for _time in range(3):
        open_person(case.person_id, by=city["mottak.worker"], purpose=Purpose.FOLLOW_UP, at=MONDAY)
    _break(city, case, "klinikk.worker")
    open_person(case.person_id, by=city["klinikk.worker"], purpose=Purpose.EMERGENCY, at=MONDAY)

    share = queries.share_of_openings(at=MONDAY + timedelta(minutes=1))
    assert (share.emergencies, share.openings, share.share) == (1, 4, 0.25)


def test_joined_and_set_apart_within_the_hour_the_access_follows(city: City, case: Case) -> None:
    other = city.take_in(alias="Kvitveis", by="frogner.worker")
    _break(city, other, "klinikk.worker")
    decider, later = city["koordinering.decider"], MONDAY + timedelta(minutes=5)
    merge = responsibility.merge_persons(
        case.person_id, absorbed_id=other.person_id, goes_on=case.pk, reason="Samme", by=decider, at=later
    )
    assert "HEALTH" in _seen(city, "klinikk.worker", case, at=later)
    assert not invariants.check(at=later).violations

    apart = later + timedelta(minutes=5)
    responsibility.undo_merge(merge.pk, by=decider, at=apart)
    assert _seen(city, "klinikk.worker", case, at=apart) == set()
    assert "HEALTH" in _seen(city, "klinikk.worker", other, at=apart)
    assert not invariants.check(at=apart).violations
