"""What an administrator does with the tree, without ever seeing a person."""

from datetime import timedelta

from django.utils import timezone

from rodtrad.registry.organisations.models import Organisation, Post, Succession
from tests.city import City
from tests.web.conftest import SignedIn


def test_an_old_name_leads_to_what_the_unit_became(city: City, desk: SignedIn) -> None:
    old, today = city.units["sagene"], timezone.localdate()
    Organisation.objects.filter(pk=old.pk).update(valid_until=today, abbreviation="SAG")
    Succession.objects.create(predecessor=old, successor=city.units["frogner"], on_date=today)

    answer = desk("oslo.administrator").get("/units/?q=SAG")

    assert "Bydel Sagene" in answer.text
    assert "Bydel Frogner" in answer.text


def test_a_unit_is_opened_given_somebody_and_closed(city: City, desk: SignedIn) -> None:
    client, oslo = desk("oslo.administrator"), city.unit_id("oslo")
    client.post(
        f"/units/{oslo}/open/", {"name": "Nattskjul", "kind": "UNIT", "sector": "MUNICIPAL", "holds_cases": "on"}
    )
    opened = Organisation.objects.get(name="Nattskjul")
    client.post(
        f"/units/{opened.pk}/posts/new/",
        {
            "email": "ny@demo.example",
            "name": "Ny Ansatt",
            "roles": ["UNIT_LEAD"],
            "starts_on": str(timezone.localdate()),
        },
    )

    assert Post.objects.get(unit=opened).roles == ["UNIT_LEAD"]
    assert "Ny Ansatt" in client.get(f"/units/{opened.pk}/").text


def test_a_unit_that_holds_somebody_says_so_and_closes_only_into_another(city: City, desk: SignedIn) -> None:
    case = city.take_in(by="sagene.worker", at=timezone.now() - timedelta(days=2))
    client, address = desk("oslo.administrator"), f"/units/{city.unit_id('sagene')}/close/"
    refused = client.post(address, {"successor": "", "step": "send"})
    assert refused.status_code == 422
    assert "cases 1, open requests 0" in refused.text

    client.post(address, {"successor": str(city.unit_id("frogner")), "step": "send"})
    case.refresh_from_db()
    assert case.unit_id == city.unit_id("frogner")
    assert Organisation.objects.get(code="sagene").valid_until == timezone.localdate()


def test_nobody_else_comes_in(city: City, desk: SignedIn) -> None:
    for who in ("frogner.lead", "politi.officer", "oslo.programme"):
        for address in ("/units/", f"/units/{city.unit_id('frogner')}/", f"/units/{city.unit_id('frogner')}/close/"):
            assert desk(who).get(address).status_code == 403


def test_the_administrator_sees_no_person(city: City, desk: SignedIn) -> None:
    case = city.take_in(by="frogner.coordinator", alias="Blåveis", at=timezone.now())
    client = desk("oslo.administrator")

    assert client.get(f"/people/{case.person_id}/").status_code == 404
    assert "Blåveis" not in client.get(f"/units/{city.unit_id('frogner')}/").text
