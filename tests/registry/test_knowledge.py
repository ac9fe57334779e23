"""Short pages with an owner: what held on a day can be read, nothing is changed behind it, and no number of anybody."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.registry.knowledge import operations, queries
from rodtrad.registry.knowledge.models import Page, Version
from rodtrad.registry.knowledge.operations import Text
from tests.city import LONG_AGO, MONDAY, SETUP, City
from tests.directory import build_directory
from tests.web.conftest import SignedIn, desk  # noqa: F401 - a fixture

OLD = Text(title="Hjemreise", text="Ring hjemkommunen.", valid_from=date(2011, 6, 1))
LATER = date(2027, 1, 1)


def add(city: City, text: Text = OLD, **more: object) -> Page:
    said = {"kind": "ROUTINE", "owner_id": city.unit_id("frivillig"), "review_on": LATER, "by": SETUP, "at": LONG_AGO}
    return operations.add_page(f"{text.title}-{len(more)}", text=text, **{**said, **more})  # type: ignore[arg-type]


def change(page: Page, text: Text, **more: object) -> Version:
    said = {"review_on": LATER, "is_public": False, "service_ids": [], "by": SETUP, "at": MONDAY}
    return operations.change_page(page.pk, text=text, **{**said, **more})  # type: ignore[arg-type]


def new(days: int = 7, text: str = "Følg med på toget.") -> Text:
    return Text(title="Hjemreise", text=text, valid_from=MONDAY.date() + timedelta(days=days), change="Følge")


def test_what_held_on_a_day_can_be_read_and_the_new_one_holds_from_its_day(city: City) -> None:
    page = add(city)
    change(page, new())

    def held(on: date) -> str:
        return queries.page_view(page.pk, on=on, by=SETUP).line.version.text

    assert held(date(2012, 5, 1)) == held(MONDAY.date()) == "Ring hjemkommunen."
    assert held(MONDAY.date() + timedelta(days=7)) == "Følg med på toget."


@pytest.mark.parametrize("days", [-1, -400])
def test_what_held_before_is_never_changed(city: City, days: int) -> None:
    page = add(city)

    with pytest.raises(DomainError):
        change(page, new(days))
    assert page.versions.count() == 1


def test_two_versions_never_hold_from_the_same_day(city: City) -> None:
    page = add(city)
    change(page, new())

    with pytest.raises(DomainError, match="from that day already"):
        change(page, new(text="En annen"))


@pytest.mark.parametrize(
    ("text", "more", "field"),
    [
        (Text(title=" ", text="a", valid_from=LATER), {}, "title"),
        (Text(title="a", text=" ", valid_from=LATER), {}, "text"),
        (Text(title="a", text="a" * 6001, valid_from=LATER), {}, "text"),
        (Text(title="a", text="Gjelder 010203 12345", valid_from=LATER), {}, "text"),
        (Text(title="a", text="a", valid_from=LATER), {"review_on": date(2020, 1, 1)}, "review_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(city: City, text: Text, more: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        add(city, text, **more)
    assert refused.value.field == field


def test_only_the_owner_and_the_editor_write_a_page(city: City) -> None:
    page = add(city)

    with pytest.raises(NotAllowed):
        change(page, new(), by=city["frogner.lead"])
    with pytest.raises(NotAllowed):
        change(page, new(), by=city["politi.officer"])
    change(page, new(), by=city["frivillig.lead"])


def test_a_page_says_when_its_review_has_passed_until_its_owner_has_read_it(city: City) -> None:
    page = add(city, review_on=MONDAY.date() - timedelta(days=1))
    assert queries.pages(on=MONDAY.date())[0].is_late

    operations.reviewed(page.pk, next_on=LATER, by=city["frivillig.lead"], at=MONDAY)
    assert not queries.pages(on=MONDAY.date())[0].is_late


def test_pages_are_found_by_the_words_of_the_version_in_force(city: City) -> None:
    page = add(city)
    change(page, new())

    assert [line.page.pk for line in queries.pages("hjemkommunen", on=MONDAY.date())] == [page.pk]
    assert queries.pages("toget", on=MONDAY.date()) == []
    assert queries.pages("hjemreise", kind="STANDARD", on=MONDAY.date()) == []


def test_house_rules_are_read_by_anybody_and_routines_by_staff_alone(city: City) -> None:
    routine, rules = add(city), add(city, Text(title="Husregler", text="Vi tar hensyn.", valid_from=OLD.valid_from), is_public=True)  # fmt: skip

    assert queries.page_view(rules.pk, on=MONDAY.date()).line.version.title == "Husregler"
    with pytest.raises(NotFound):
        queries.page_view(routine.pk, on=MONDAY.date())


def test_an_owner_writes_a_page_for_a_service_and_others_read_it_there(city: City, desk: SignedIn) -> None:  # noqa: F811
    now = timezone.now()
    service = build_directory(city).add("Kafeen", "meals", "24/7", at=now)
    said = {"kind": "BEHAVIOUR", "owner": str(city.unit_id("frivillig")), "title": "Husregler", "text": "Vi tar hensyn.",
            "valid_from": str(now.date()), "review_on": str(now.date() + timedelta(days=300)), "is_public": "on",
            "services": [str(service)]}  # fmt: skip

    answer = desk("frivillig.lead").post("/knowledge/new/", said)
    page = Page.objects.get()

    assert answer.headers["Location"] == f"/knowledge/{page.pk}/"
    assert "Husregler" in desk("mottak.worker").get(f"/services/{service}/").text
    assert "Husregler" in desk("mottak.worker").get("/knowledge/?text=hensyn").text
    public = Client().get(f"/find/{service}/").text
    assert f"/find/rules/{page.pk}/" in public
    assert "Vi tar hensyn." in Client().get(f"/find/rules/{page.pk}/").text
    assert "Vi tar hensyn." in desk("mottak.worker").get(f"/knowledge/{page.pk}/?on=2020-01-01").text


def test_a_new_version_is_written_on_the_page(city: City, desk: SignedIn) -> None:  # noqa: F811
    page, today = add(city), timezone.now().date()
    said = {"title": "Hjemreise", "text": "Følg med.", "change": "Følge", "valid_from": str(today + timedelta(days=1)),
            "review_on": str(today + timedelta(days=300))}  # fmt: skip

    client = desk("frivillig.lead")
    assert client.get(f"/knowledge/{page.pk}/change/").status_code == 200
    assert client.post(f"/knowledge/{page.pk}/change/", said).status_code == 302
    assert client.post(f"/knowledge/{page.pk}/change/", {**said, "text": ""}).status_code == 422
    assert "Version 2" in client.get(f"/knowledge/{page.pk}/").text
    assert (
        client.post(f"/knowledge/{page.pk}/reviewed/", {"next_on": str(today + timedelta(days=90))}).status_code == 302
    )
    assert desk("frogner.lead").post(f"/knowledge/{page.pk}/change/", said).status_code in (403, 422)
