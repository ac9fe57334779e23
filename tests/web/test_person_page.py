"""The page of a person says who does what, and the thread what happened when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.casework.encounters.operations import Met, WhatNext, register_encounter
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import Urgency
from rodtrad.casework.stays.operations import NewStay, begin_stay
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blå", by="frogner.coordinator", at=timezone.now() - timedelta(days=2))


def _help(city: City, case: Case, unit: str, need: str) -> Request:
    now = timezone.now()
    case.refresh_from_db()
    asked = responsibility.offer_referral(
        case.pk, to_unit_id=city.unit_id(unit), need=need, urgency=Urgency.NORMAL, shares=[], deadline_at=None,
        version=case.version, command_id=new_id(), by=city["frogner.coordinator"], at=now,
    )  # fmt: skip
    return responsibility.accept_referral(asked.pk, version=asked.version, by=city[f"{unit}.lead"], at=now)


def _page(case: Case, desk: SignedIn) -> str:
    return desk("frogner.coordinator").get(f"/people/{case.person_id}/").text.replace("\xa0", " ")


def test_every_service_stands_with_contact_and_task_and_two_of_a_kind_are_marked(
    city: City, case: Case, desk: SignedIn
) -> None:
    _help(city, case, "sagene", "Oppfølging i bolig")
    assert "Another does the same" not in _page(case, desk)
    _help(city, case, "mottak", "oppfølging i  bolig")
    page = _page(case, desk)

    assert "2 services in use" in page
    assert page.count("Another does the same") == 2
    assert city["sagene.lead"].name in page


def test_a_service_that_ended_stands_under_earlier(city: City, case: Case, desk: SignedIn) -> None:
    asked = _help(city, case, "sagene", "Oppfølging i bolig")
    responsibility.stop_referral(
        asked.pk, text="Flyttet", version=asked.version, by=city["sagene.lead"], at=timezone.now()
    )
    page = _page(case, desk)

    assert "Services in use" in page
    assert page.index(">Earlier<") < page.index("stopped")


def test_a_step_of_an_earlier_day_stands_at_its_own_time_and_says_when_it_was_written(
    city: City, case: Case, desk: SignedIn
) -> None:
    now = timezone.now()
    register_encounter(
        Met(kind=EncounterKind.PHONE, said="Sist"),
        next=WhatNext(ending=Ending.OPEN_DOOR), person_id=case.person_id, command_id=new_id(),
        by=city["frogner.coordinator"], at=now,
    )  # fmt: skip
    register_encounter(
        Met(kind=EncounterKind.PHONE, said="Først"),
        next=WhatNext(ending=Ending.OPEN_DOOR), person_id=case.person_id, occurred_at=now - timedelta(days=1),
        command_id=new_id(), by=city["frogner.coordinator"], at=now,
    )  # fmt: skip
    page = _page(case, desk)

    assert page.index("Sist") < page.index("Først")  # the newest first
    assert page.count("written down") == 1


def test_where_they_stayed_is_a_step_for_those_who_may_see_stays(city: City, case: Case, desk: SignedIn) -> None:
    now = timezone.now()
    begin_stay(
        case.person_id, new=NewStay(kind=StayKind.HOSPITAL, starts_on=local_day(now)), command_id=new_id(),
        by=city["frogner.coordinator"], at=now,
    )  # fmt: skip

    assert "Stayed: hospital" in _page(case, desk)
