"""How long answers take: half and nine of ten with the number, small numbers hidden, none said as none."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodtrad.casework.responsibility import clock
from rodtrad.foundation.working_days import OSLO
from tests.city import City
from tests.web.conftest import SignedIn

OCTOBER = datetime(2026, 10, 5, 10, 0, tzinfo=OSLO)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def _in_november() -> object:
    with time_machine.travel(NOW, tick=True):
        yield


def _answered(city: City, to: str, hours: list[float], *, by: str = "mottak.worker", accept: bool = True) -> None:
    for number, took in enumerate(hours):
        at = OCTOBER + timedelta(minutes=number)
        case = city.take_in(by=by, at=at)
        request = city.offer(case, to, by=by, at=at)
        answer = city.accept if accept else city.decline
        answer(request, by=f"{to}.lead", at=at + timedelta(hours=took))


def _address(city: City, **chosen: str) -> str:
    units = {name: str(city.unit_id(value)) for name, value in chosen.items() if name.endswith("_unit")}
    return "/chain/figures/?" + urlencode({"month": "2026-10", **chosen, **units})


def _read(desk: SignedIn, address: str, who: str = "oslo.programme") -> str:
    answer = desk(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_median_and_90th_percentile_stand_with_how_many(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 2, 3, 4, 100])

    page = _read(desk, _address(city, what="ANSWER", from_unit="mottak", to_unit="frogner"))
    # Between the fourth and the fifth: 4 + 0.6 * 96 hours.
    assert "5 in October 2026: half within 3 hours, nine of ten within 2.6 days and nights." in page


def test_fewer_than_five_are_hidden_also_from_the_sums(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 2, 3, 4])
    _answered(city, "sagene", [7, 7, 7, 7, 7])

    page = _read(desk, _address(city, what="ANSWER"))
    assert "Hidden in October 2026" in page  # the sum of all would give the four away
    assert page.count(">hidden<") == 2  # Frogner, and from Mottaket to Frogner
    assert "2 hours" not in page


def test_a_pair_that_never_asked_says_none_and_not_no_hours(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 2, 3, 4, 5])

    page = _read(desk, _address(city, what="ANSWER", from_unit="sagene", to_unit="klinikk"))
    assert "None in October 2026." in page
    assert "0 hours" not in page


def test_asking_for_more_information_does_not_stop_the_clock(city: City, desk: SignedIn) -> None:
    from rodtrad.casework.responsibility import operations as responsibility

    for number in range(5):
        at = OCTOBER + timedelta(minutes=number)
        request = city.offer(city.take_in(at=at), "frogner", at=at)
        asked = responsibility.ask_for_information(
            request.pk, question="Hvor?", version=request.version, by=city["frogner.lead"], at=at + timedelta(hours=1)
        )
        responsibility.give_information(
            request.pk, answer="Her.", version=asked.version, by=city["mottak.worker"], at=at + timedelta(hours=9)
        )
        city.accept(request, by="frogner.lead", at=at + timedelta(hours=10))

    page = _read(desk, _address(city, what="ACCEPTANCE", from_unit="mottak", to_unit="frogner"))
    assert "half within 10 hours" in page


def test_time_without_acceptance_runs_on_over_a_decline_and_for_those_still_waiting(city: City, desk: SignedIn) -> None:
    for number in range(4):
        at = OCTOBER + timedelta(minutes=number)
        case = city.take_in(at=at)
        city.decline(city.offer(case, "frogner", at=at), by="frogner.lead", at=at + timedelta(hours=5))
        again = city.offer(case, "sagene", at=at + timedelta(hours=6))
        city.accept(again, by="sagene.lead", at=at + timedelta(hours=30))
    waiting = city.take_in(at=OCTOBER)
    city.offer(waiting, "frogner", at=OCTOBER)

    page = _read(desk, _address(city, what="UNACCEPTED", from_unit="mottak", to_unit="frogner"))
    assert "5 in October 2026: half within 30 hours" in page
    assert "days and nights" in page  # the one nobody had accepted when the month ended


def test_declines_and_silences_are_counted_per_pair(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 1, 1, 1], accept=False)
    silent = city.take_in(at=OCTOBER)
    city.offer(silent, "frogner", at=OCTOBER)
    clock.keep_deadlines(at=OCTOBER + timedelta(days=7))

    page = _read(desk, _address(city, what="BOUNCES", from_unit="mottak", to_unit="frogner"))
    assert "5 in October 2026." in page


def test_the_two_units_open_the_requests_behind_and_no_other_does(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 2, 3, 4, 5])
    address = _address(city, what="ANSWER", from_unit="mottak", to_unit="frogner")
    behind = address.replace("/figures/?", "/figures/requests/?")

    assert "The requests from Mottaket to Bydel Frogner" in _read(desk, address, "frogner.lead")
    page = _read(desk, behind, "frogner.lead")
    assert page.count('href="/requests/') - page.count('href="/requests/"') == 5
    for other in ("sagene.lead", "oslo.programme", "koordinering.decider"):
        assert desk(other).get(behind).status_code == 404
        assert "The requests from" not in _read(desk, address, other)


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "2026-13", "x"])
def test_a_month_that_has_not_ended_or_is_none_is_refused_with_a_sentence(
    city: City, desk: SignedIn, month: str
) -> None:
    answer = desk("oslo.programme").get("/chain/figures/", {"month": month})

    assert answer.status_code == 422
    assert "Choose one from the list." in answer.content.decode()


def test_a_finished_month_never_changes(city: City, desk: SignedIn) -> None:
    _answered(city, "frogner", [1, 2, 3, 4, 5])
    address = _address(city, what="UNACCEPTED", from_unit="mottak", to_unit="frogner")
    late = city.take_in(at=OCTOBER)
    request = city.offer(late, "frogner", at=OCTOBER)
    before = _read(desk, address)
    city.accept(request, by="frogner.lead", at=NOW)

    sentence = before[before.index("6 in October") :][:80]
    assert sentence in _read(desk, address)


def test_the_tables_ask_no_more_with_many(city: City, desk: SignedIn) -> None:
    address, client = _address(city, what="UNACCEPTED"), desk("frogner.lead")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    _answered(city, "frogner", [1, 2])
    few = questions()
    _answered(city, "sagene", [float(n) for n in range(1, 12)])

    assert questions() == few
    assert few <= 18
