"""Pages anybody can read: the statement of accessibility, and what becomes of a report of something that stops one."""

from django.test import Client

from rodtrad.registry.inbox.models import Barrier, Item
from tests.city import City
from tests.web.conftest import SignedIn

STATEMENT = "/accessibility/"


def test_the_statement_is_one_press_away_on_every_kind_of_page(city: City, desk: SignedIn) -> None:
    for text in (
        Client().get("/sign-in/").text,
        Client().get("/me/in/").text,
        desk("mottak.worker").get("/cases/").text,
    ):
        assert f'href="{STATEMENT}"' in text


def test_what_stops_somebody_reaches_the_administrator_without_a_word_in_the_notice(city: City, desk: SignedIn) -> None:
    answer = Client().post(STATEMENT, {"page": "/find/", "text": "Knappen kan ikke nås med tastatur"})
    assert answer.status_code == 302

    item = Item.objects.get(kind="ACCESSIBILITY_FEEDBACK")
    assert item.unit_id == city.unit_id("oslo")
    administrator = desk("oslo.administrator")
    assert "Knappen" not in administrator.get("/notices/").text
    assert "reported a barrier" in administrator.get("/notices/").text
    assert Barrier.objects.get().text == "Knappen kan ikke nås med tastatur"


def test_a_report_of_nothing_is_refused_at_its_field(city: City) -> None:
    answer = Client().post(STATEMENT, {"page": "/find/", "text": ""})

    assert answer.status_code == 422
    assert "What stopped you? – Write what stopped you." in answer.text
    assert not Item.objects.exists()
