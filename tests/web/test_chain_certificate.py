"""The certificate of the night stands on the page, good, bad, old or missing; nothing is hidden."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rodtrad.casework.responsibility import jobs
from rodtrad.casework.responsibility.models import NightlyCheck
from rodtrad.casework.responsibility.operations import certify
from rodtrad.registry.inbox.models import Item
from tests.city import SETUP, City
from tests.web.conftest import SignedIn

PROGRAMME = "oslo.programme"


def _page(desk: SignedIn, who: str = PROGRAMME) -> str:
    answer = desk(who).get("/chain/")
    assert answer.status_code == 200
    return answer.content.decode()


def _plant_a_case_without_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what was done before stands; the rest is past every check
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE responsibility_period SET ends_at = clock_timestamp()")
        cursor.execute("SET session_replication_role = DEFAULT")


def test_without_a_certificate_the_page_says_so(city: City, desk: SignedIn) -> None:
    page = _page(desk)

    assert "No certificate has ever been made." in page
    assert ">Holds" not in page


def test_the_job_of_the_night_makes_a_certificate_that_the_programme_reads(city: City, desk: SignedIn) -> None:
    city.take_in(at=timezone.now())
    jobs.certify_the_night(timestamp=0)

    page = _page(desk)
    assert "Unowned 0, doubly owned 0." in page
    assert "1 case was looked at today" in page.replace("\xa0", " ")


def test_a_failure_is_shown_and_becomes_a_task_that_leads_to_it(city: City, desk: SignedIn) -> None:
    city.take_in(at=timezone.now())
    _plant_a_case_without_owner()
    certify(by=SETUP, at=timezone.now())

    page = _page(desk)
    assert "Unowned 1, doubly owned 0." in page
    assert "Failed" in page
    assert Item.objects.filter(kind="CHECK_FAILED").count() == 2
    notices = desk("koordinering.decider").get("/notices/").content.decode()
    assert "The nightly check of who has the responsibility found something wrong." in notices
    assert 'href="/chain/"' in notices


def test_a_failure_stands_in_the_nights_before_also_when_the_next_is_clean(city: City, desk: SignedIn) -> None:
    now = timezone.now()
    NightlyCheck.objects.create(checked_at=now - timedelta(days=2), cases=9, unowned=0, doubly_owned=3, other_flaws=0)
    certify(by=SETUP, at=now)

    page = _page(desk)
    assert "Unowned 0, doubly owned 3." in page
    assert page.count("No certificate that day.") == 1


def test_an_old_certificate_is_called_too_old(city: City, desk: SignedIn) -> None:
    certify(by=SETUP, at=timezone.now() - timedelta(hours=31))

    page = _page(desk)
    assert "Too old" in page
    assert "until then nothing is proved" in page


def test_a_certificate_is_never_changed_or_taken_away(city: City) -> None:
    certify(by=SETUP, at=timezone.now())

    for act in (NightlyCheck.objects.all().delete, lambda: NightlyCheck.objects.update(unowned=1)):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()


def test_a_district_without_a_coordinating_unit_stands_in_red(city: City, desk: SignedIn) -> None:
    page = _page(desk)

    assert page.count("No coordinating unit") >= 3
    assert "3 of 3 districts and hospitals have no coordinating unit." in page


@pytest.mark.parametrize("who", ["politi.officer", "frogner.worker"])
def test_others_are_told_who_reads_it(city: City, desk: SignedIn, who: str) -> None:
    answer = desk(who).get("/chain/")

    assert answer.status_code == 403
    assert "the programme office" in answer.content.decode()


def test_the_page_asks_no_more_with_many_nights(
    city: City, desk: SignedIn, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for nights in range(30):
        certify(by=SETUP, at=timezone.now() - timedelta(days=nights))
    client = desk(PROGRAMME)

    with django_assert_max_num_queries(20):
        assert client.get("/chain/").status_code == 200
