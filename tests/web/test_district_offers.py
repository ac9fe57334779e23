"""Whoever is clear to belong to a district is offered to it by the next working day; late is red, counted and told."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from rodtrad.casework.district_offers.models import Duty, Postponement
from rodtrad.casework.district_offers.operations import keep_duties
from rodtrad.casework.district_offers.queries import InTime, in_time
from rodtrad.casework.persons.vocabulary import BelongingStatus
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.inbox.models import Item
from tests.city import City
from tests.web.conftest import SignedIn

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=OSLO)
MONDAY_AFTERNOON = datetime(2026, 11, 23, 15, 45, tzinfo=OSLO)
BEFORE_CHRISTMAS = datetime(2026, 12, 23, 15, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def _frogner_is_a_district(city: City) -> None:
    city.units["frogner"].district_code = "030105"
    city.units["frogner"].save()


def _clear(city: City, at: datetime, alias: str = "Blå") -> Case:
    """Somebody at the door who says that they live in Frogner."""
    return responsibility.take_in(
        responsibility.NewPerson(alias=alias),
        need="Seng",
        belonging=BelongingStatus.CLEAR,
        area_code="030105",
        command_id=new_id(),
        by=city["mottak.coordinator"],
        at=at,
    )


def _list(desk: SignedIn, at: datetime, who: str = "mottak.lead") -> str:
    with time_machine.travel(at, tick=True):
        answer = desk(who).get("/cases/")
        assert answer.status_code == 200
        return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("clear_at", "due"),
    [(FRIDAY, MONDAY_AFTERNOON), (BEFORE_CHRISTMAS, datetime(2026, 12, 24, 15, 45, tzinfo=OSLO)),
     (datetime(2026, 12, 24, 10, 0, tzinfo=OSLO), datetime(2026, 12, 28, 15, 45, tzinfo=OSLO))],
)  # fmt: skip
def test_the_deadline_is_the_next_working_day_and_moves_past_holidays(
    city: City, clear_at: datetime, due: datetime
) -> None:
    _clear(city, clear_at)
    keep_duties(at=clear_at)

    assert Duty.objects.get().due_at == due


def test_it_stands_on_the_units_list_until_the_district_is_asked(city: City, desk: SignedIn) -> None:
    case = _clear(city, FRIDAY)
    keep_duties(at=FRIDAY)
    assert "Offer by Monday 23 November at 15.45" in _list(desk, FRIDAY)
    assert "To offer to their district" not in _list(desk, FRIDAY, "sagene.lead")

    city.offer(case, "sagene", by="mottak.lead", at=FRIDAY)
    assert "To offer to their district" in _list(desk, FRIDAY)  # another district is not the one
    responsibility.withdraw(
        city_request(case), reason="Feil bydel", version=1, by=city["mottak.lead"], at=FRIDAY + timedelta(minutes=1)
    )
    city.offer(case, "frogner", by="mottak.lead", at=FRIDAY + timedelta(minutes=2))
    assert "To offer to their district" not in _list(desk, FRIDAY + timedelta(minutes=3))


def city_request(case: Case) -> object:
    return case.requests.latest("created_at").pk


def test_late_is_red_the_lead_has_a_notice_and_the_month_counts_it(city: City, desk: SignedIn) -> None:
    late, good = _clear(city, FRIDAY), _clear(city, FRIDAY, "Grønn")
    city.offer(good, "frogner", by="mottak.lead", at=FRIDAY + timedelta(hours=1))
    passed = MONDAY_AFTERNOON + timedelta(minutes=1)
    keep_duties(at=passed)
    keep_duties(at=passed)

    page = _list(desk, passed)
    assert 'data-color="danger"' in page
    assert "Should have been offered" in page
    assert Item.objects.filter(kind="DISTRICT_OFFER_LATE", reference_id=late.pk).count() == 1
    november, december = (datetime(2026, month, 1, tzinfo=OSLO) for month in (11, 12))
    assert in_time(since=november, until=december) == InTime(due=2, late=1)

    city.offer(late, "frogner", by="mottak.lead", at=passed + timedelta(hours=1))
    keep_duties(at=passed + timedelta(hours=2))
    assert in_time(since=november, until=december) == InTime(due=2, late=1)  # late stays late
    assert not Item.objects.filter(kind="DISTRICT_OFFER_LATE", done_at=None).exists()


def _postpone(desk: SignedIn, who: str, at: datetime, **said: str) -> tuple[int, str]:
    with time_machine.travel(at, tick=True):
        client = desk(who)
        answer = client.post(f"/cases/district/{Duty.objects.get().pk}/later/", said, follow=True)
        return answer.status_code, answer.content.decode().replace("\xa0", " ")


def test_a_postponement_is_kept_with_name_and_reason(city: City, desk: SignedIn) -> None:
    _clear(city, FRIDAY)
    keep_duties(at=FRIDAY)
    status, page = _postpone(desk, "mottak.lead", FRIDAY, until="2026-11-25", reason="Ligger på sykehus")

    assert status == 200
    assert "Offer by Wednesday 25 November at 15.45" in page
    assert "by Mottak.Lead: Ligger på sykehus" in page
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Postponement.objects.update(reason="Annet")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"until": "2026-11-19", "reason": "Senere"}, "The deadline cannot be in the past."),
        ({"until": "2026-11-23", "reason": "Senere"}, "not later than the deadline there is"),
        ({"until": "2026-11-25", "reason": " "}, "Write why it must wait."),
        ({"until": "snart", "reason": "Senere"}, "That is not a date."),
    ],
)
def test_a_deadline_in_the_past_or_without_a_reason_is_refused_and_the_text_stays(
    city: City, desk: SignedIn, said: dict[str, str], sentence: str
) -> None:
    _clear(city, FRIDAY)
    keep_duties(at=FRIDAY)
    status, page = _postpone(desk, "mottak.lead", FRIDAY, **said)

    assert status == 422
    assert sentence in page
    assert said["reason"].strip() in page
    assert Duty.objects.get().due_at == MONDAY_AFTERNOON


def test_what_has_passed_is_not_postponed_and_others_find_nothing(city: City, desk: SignedIn) -> None:
    _clear(city, FRIDAY)
    keep_duties(at=FRIDAY)

    later = MONDAY_AFTERNOON + timedelta(hours=1)
    assert _postpone(desk, "mottak.lead", later, until="2026-11-27", reason="Senere")[0] == 422
    assert _postpone(desk, "frogner.lead", FRIDAY, until="2026-11-27", reason="Senere")[0] == 404
    assert "Ask one of them." in _postpone(desk, "mottak.worker", FRIDAY, until="2026-11-27", reason="Senere")[1]
    assert not Postponement.objects.exists()


def test_whoever_the_district_takes_in_itself_is_not_offered_to_it(city: City) -> None:
    responsibility.take_in(
        responsibility.NewPerson(alias="Blå"), need="Seng", belonging=BelongingStatus.CLEAR, area_code="030105",
        command_id=new_id(), by=city["frogner.lead"], at=FRIDAY,
    )  # fmt: skip
    keep_duties(at=FRIDAY)

    assert not Duty.objects.open().exists()
    assert in_time(since=FRIDAY, until=FRIDAY + timedelta(days=9)) == InTime(0, 0)
