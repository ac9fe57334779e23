"""Owners write their own entries, enter hours they can look over, confirm them, and are reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.registry.directory import operations
from rodtrad.registry.directory.models import OpeningException, OpeningRow, Service
from rodtrad.registry.inbox.models import Item
from tests.city import City
from tests.directory import Directory, build_directory
from tests.web.conftest import SignedIn

ENTRY = {
    "name": "Nattkafeen",
    "kinds": ["meals"],
    "gender": "ALL",
    "substance": "NOT_STATED",
    "entrance": "LOW_THRESHOLD",
    "price": "FREE",
}
NIGHT = {
    "lines": "3",
    "days_1": ["0", "1", "2", "3", "4", "5", "6"],
    "opens_1": "20",
    "closes_1": "08.00",
    "next_day_1": "on",
    "kind_1": "OPEN",
    "kind_2": "OPEN",
    "kind_3": "OPEN",
    "holiday_policy": "CLOSED",
}


@pytest.fixture
def directory(city: City) -> Directory:
    return build_directory(city)


def test_a_shelter_manager_makes_an_entry_from_nothing_to_published(directory: Directory, desk: SignedIn) -> None:
    client, owner = desk("frivillig.lead"), str(directory.city.unit_id("frivillig"))
    client.post("/services/new/", {**ENTRY, "owner": owner})
    service = Service.objects.get(name="Nattkafeen")
    client.post(f"/services/{service.pk}/places/new/", {"name": "Huset", "address": "Storgata 1"})
    place = service.places.get()

    looked_over = client.post(f"/services/places/{place.pk}/hours/", {**NIGHT, "step": "check"})
    assert "20.00–08.00" in looked_over.text
    assert not OpeningRow.objects.filter(place=place).exists()

    client.post(f"/services/places/{place.pk}/hours/", {**NIGHT, "step": "send"})
    client.post(f"/services/{service.pk}/publish/")
    service.refresh_from_db()
    assert service.status == "PUBLISHED"
    assert {(row.opens_min, row.closes_min) for row in OpeningRow.objects.filter(place=place)} == {(1200, 1920)}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"opens_1": "25:99"}, "is not a time of day"),
        ({"next_day_1": ""}, "Row 1 ends before it begins"),
        ({"days_1": []}, "Tick the days of row 1"),
        ({"closes_1": ""}, "Write from when until when in row 1"),
        ({"days_2": ["1"], "opens_2": "22", "closes_2": "23"}, "Row 2 is open at the same time as row 1"),
        ({"from_1": "2026-12-01", "until_1": "2026-11-01"}, "the season ends before it begins"),
    ],
)
def test_hours_that_cannot_be_are_refused_by_row_with_the_text_kept(
    directory: Directory, desk: SignedIn, change: dict[str, str], sentence: str
) -> None:
    directory.add("Kafeen", "meals", "24/7", at=timezone.now())
    place = directory.places["Kafeen"]

    for step in ("check", "send"):
        answer = desk("frivillig.lead").post(f"/services/places/{place.pk}/hours/", {**NIGHT, **change, "step": step})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'value="20"' in answer.text or "25:99" in answer.text
    assert OpeningRow.objects.filter(place=place).count() == 7


def test_the_form_shows_the_hours_as_they_were_entered(directory: Directory, desk: SignedIn) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00; Sa[1] 20:00-04:00", at=timezone.now())
    place = directory.places["Kafeen"]

    shown = desk("frivillig.worker").get(f"/services/places/{place.pk}/hours/").text

    assert shown.count('value="09.00"') == 1
    assert shown.count('value="04.00"') == 1


def test_one_date_is_closed_and_as_usual_again(directory: Directory, desk: SignedIn) -> None:
    directory.add("Kafeen", "meals", "24/7", at=timezone.now())
    place, client = directory.places["Kafeen"], desk("frivillig.lead")
    day = str(timezone.localdate() + timedelta(days=5))
    address = f"/services/places/{place.pk}/date/"

    assert client.post(address, {"on_date": day}).status_code == 422
    client.post(address, {"on_date": day, "is_closed": "on", "reason": "Flytting"})
    assert OpeningException.objects.get(place=place).opens_min is None
    client.post(address, {"on_date": day, "as_usual": "on"})
    assert not OpeningException.objects.exists()


def test_the_second_editor_sees_both_texts(directory: Directory, desk: SignedIn) -> None:
    pk = directory.add("Kafeen", "meals", "24/7", at=timezone.now(), description="Gammel tekst")
    version = Service.objects.get(pk=pk).version
    client, typed = desk("frivillig.lead"), {**ENTRY, "name": "Kafeen", "version": version}
    client.post(f"/services/{pk}/change/", {**typed, "description": "Den førstes tekst"})

    answer = desk("frivillig.worker").post(f"/services/{pk}/change/", {**typed, "description": "Den andres tekst"})

    assert answer.status_code == 422
    assert "Den førstes tekst" in answer.text
    assert "Den andres tekst" in answer.text
    assert Service.objects.get(pk=pk).description == "Den førstes tekst"


def test_nobody_but_the_owner_gets_to_the_forms(directory: Directory, desk: SignedIn) -> None:
    pk = directory.add("Kafeen", "meals", "24/7", at=timezone.now())
    place = directory.places["Kafeen"].pk
    forms = [f"/services/{pk}/{page}/" for page in ("change", "capacity", "pause", "end", "places/new")]
    forms += [f"/services/places/{place}/{page}/" for page in ("hours", "date")]

    for who in ("frogner.lead", "politi.officer"):
        client = desk(who)
        assert {client.get(address).status_code for address in forms} == {403}
        assert client.post(f"/services/{pk}/confirm/").status_code == 403
        assert client.post(f"/services/{pk}/publish/").status_code == 403


def test_staff_see_the_direct_number_and_free_places_and_the_police_do_not(
    directory: Directory, desk: SignedIn
) -> None:
    pk = directory.add("Huset", "acute-overnight", "24/7", at=timezone.now(), staff_phone="22 11 11 11")
    said = {"unit": "BEDS", "maximum": "8", "available": "3", "waiting_days": ""}
    desk("frivillig.worker").post(f"/services/{pk}/capacity/", said)

    page = desk("frogner.worker").get(f"/services/{pk}/").text
    assert "22 11 11 11" in page
    assert "3 of 8 beds free" in page
    assert "22 11 11 11" not in desk("politi.officer").get(f"/services/{pk}/").text
    refused = desk("frivillig.worker").post(f"/services/{pk}/capacity/", {**said, "available": "-1"})
    assert refused.status_code == 422


def test_an_owner_is_reminded_and_then_the_editor(directory: Directory) -> None:
    now = timezone.now()
    service_id = directory.add("Kafeen", "meals", "24/7", at=now)
    before, after = now + timedelta(days=170), now + timedelta(days=184)
    reminders = Item.objects.filter(reference_id=service_id, done_at=None)

    operations.remind_owners(at=before)
    operations.remind_owners(at=before)
    assert [(item.kind, item.unit_id) for item in reminders.all()] == [
        ("ENTRY_TO_CONFIRM", directory.city.unit_id("frivillig"))
    ]

    editor = _editor(directory.city)
    operations.remind_owners(at=after)
    assert set(reminders.values_list("kind", "post")) == {("ENTRY_TO_CONFIRM", None), ("ENTRY_STALE", editor)}

    operations.confirm(service_id, by=directory.city["frivillig.lead"], at=after)
    assert not reminders.all().exists()


def _editor(city: City) -> object:
    from rodtrad.foundation.vocabulary import Role
    from tests.city import _post

    _post(city, "oslo", "editor", [Role.DIRECTORY_EDITOR])
    return city["oslo.editor"].post_id


def test_the_desk_shows_what_is_late_first_and_only_ones_own(directory: Directory, desk: SignedIn) -> None:
    directory.add("Gammelt", "meals", "24/7", at=timezone.now() - timedelta(days=300))
    directory.add("Kladden", "meals", "24/7", at=timezone.now(), is_published=False)
    directory.add("Andres", "meals", "24/7", at=timezone.now(), owner="sagene")

    mine = desk("frivillig.worker").get("/services/ours/").text
    assert mine.index("Gammelt") < mine.index("Kladden")
    assert "Andres" not in mine
    _editor(directory.city)
    assert "Andres" in desk("oslo.editor").get("/services/ours/").text


def test_the_street_card_holds_what_is_confirmed_and_a_code_without_anybody(
    directory: Directory, desk: SignedIn
) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", at=timezone.now(), phone="22 33 44 55")
    directory.add("Gammelt", "meals", "24/7", at=timezone.now() - timedelta(days=300))
    client = desk("frogner.worker")

    assert "/find/cards/030101/" in client.get("/find/cards/").text
    card = client.get("/find/cards/030101/").text
    for said in ("Kafeen", "22 33 44 55", "09.00–15.00", "<svg", "116 117"):
        assert said in card
    assert "Gammelt" not in card
    assert client.get("/find/cards/finnes-ikke/").status_code == 404


def test_what_is_closed_for_a_time_says_until_when(directory: Directory, desk: SignedIn) -> None:
    pk = directory.add("Kafeen", "meals", "24/7", at=timezone.now())
    client, day = desk("frivillig.lead"), timezone.localdate() + timedelta(days=30)

    assert client.post(f"/services/{pk}/pause/", {"reopens_on": "2020-01-01"}).status_code == 422
    client.post(f"/services/{pk}/pause/", {"reopens_on": str(day)})
    assert "Opens again" in client.get(f"/find/{pk}/").text
    client.post(f"/services/{pk}/publish/")
    client.post(f"/services/{pk}/end/", {"ended_on": str(day)})
    assert Service.objects.get(pk=pk).status == "ENDED"
