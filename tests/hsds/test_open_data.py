"""The open directory: valid by the official schemas, filters that add up, nothing secret at any depth."""

import json
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
import time_machine
from django.test import Client

from rodtrad.registry.directory.models import Service
from rodtrad.registry.directory.queries import open_data
from rodtrad.registry.directory.rules.hours import spans_on
from tests.city import MONDAY, City
from tests.directory import Directory, build_directory
from tests.hsds.conftest import shown

COLLECTIONS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
SCHEMAS = {
    "services": ("compiled/service_list.json", "compiled/service.json"),
    "service_at_locations": ("compiled/service_at_location_list.json", "compiled/service_at_location.json"),
    "organizations": ("compiled/organization_list.json", "compiled/organization.json"),
    "taxonomies": ("taxonomy.json", "taxonomy.json"),
    "taxonomy_terms": ("taxonomy_term.json", "taxonomy_term.json"),
}


def ids(page: Any) -> list[str]:
    return [item["id"] for item in page["contents"]]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_item_and_every_entry_is_valid_by_the_official_schema(ask: Any, official: Any, name: str) -> None:
    as_item, in_full = SCHEMAS[name]
    page = ask(name, per_page=500)

    assert page["contents"]
    for item in page["contents"]:
        official(item, as_item)
        official(ask(f"{name}/{item['id']}"), in_full)
    for item in ask(name, full="true", per_page=500)["contents"]:
        official(item, in_full)


def test_an_organisation_with_its_services_in_full_is_valid(ask: Any, official: Any) -> None:
    (organisation,) = ask("organizations", full_service="true")["contents"]

    official(organisation, "compiled/organization.json")
    assert {service["id"] for service in organisation["services"]} == shown()
    assert organisation["services"][0]["service_at_locations"]


def test_the_root_says_version_profile_and_where_it_is_described(ask: Any) -> None:
    root = ask("")

    assert root == {
        "version": "3.1",
        "profile": "http://testserver/hsds/about",
        "openapi_url": "http://testserver/hsds/openapi.json",
    }
    assert Client().get("/hsds/about").status_code == 200


@pytest.mark.parametrize("name", ["services", "service_at_locations"])
def test_pages_lines_and_minimal_are_the_same_entries(ask: Any, name: str) -> None:
    whole = ids(ask(name, per_page=500))
    first, pages = ask(name, per_page=2), []
    for number in range(1, first["total_pages"] + 1):
        pages += ids(ask(name, per_page=2, page=number))
    lines = b"".join(Client().get(f"/hsds/{name}?format=ndjson")).decode().splitlines()

    assert sorted(pages) == sorted(whole) == sorted(json.loads(line)["id"] for line in lines)
    assert (first["first_page"], first["last_page"], first["size"], first["empty"]) == (True, False, 2, False)


def test_minimal_is_all_ids_and_when_they_changed(ask: Any) -> None:
    page = ask("services", minimal="true", per_page=1)

    assert set(ids(page)) == shown()
    assert all(item["last_modified"] for item in page["contents"])


def test_a_page_past_the_last_is_empty(ask: Any) -> None:
    page = ask("services", page=99)

    assert (page["empty"], page["contents"], page["last_page"], page["page_number"]) == (True, [], True, 99)


def questions(directory: Directory) -> dict[str, str]:
    kind = next(term for term in open_data.terms() if term.code == "acute-overnight")
    return {
        "search": "natta",
        "taxonomy_term_id": str(kind.id),
        "taxonomy_id": str(open_data.GROUPS),
        "organization_id": str(directory.city.unit_id("frivillig")),
        "modified_after": MONDAY.isoformat(),
        "minimum_age": "26",
        "maximum_age": "17",
        "day": "MO",
        "start_time": "09:00",
        "end_time": "15:00",
    }


def test_every_filter_narrows_and_two_are_what_both_let_through(ask: Any, directory: Directory) -> None:
    asked = questions(directory)
    alone = {name: set(ids(ask("services", **{name: value}, per_page=500))) for name, value in asked.items()}
    assert all(found <= shown() for found in alone.values())

    for one, other in combinations([name for name in asked if name not in ("day", "start_time", "end_time")], 2):
        both = set(ids(ask("services", **{one: asked[one], other: asked[other]}, per_page=500)))
        assert both == alone[one] & alone[other], (one, other)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"search": "natta"}, {"Natta"}),
        ({"minimum_age": "26"}, {"Kafeen", "Odde", "Hemmelig", "Pausen", "Slutt"}),
        ({"day": "TU", "start_time": "10:00", "end_time": "14:30"}, {"Kafeen", "Odde", "Hemmelig", "Pausen", "Slutt"}),
        ({"day": "SA", "start_time": "21:00"}, {"Natta", "Odde", "Hemmelig", "Pausen", "Slutt"}),
        ({"search": "%"}, set()),
    ],
)
def test_a_filter_finds(ask: Any, asked: dict[str, str], names: set[str]) -> None:
    assert {item["name"] for item in ask("services", **asked)["contents"]} == names


def test_a_term_a_part_of_life_and_a_target_group_find_their_entries(ask: Any) -> None:
    terms = {item["code"]: item for item in ask("taxonomy_terms", per_page=500)["contents"]}

    def found(code: str) -> set[str]:
        return {item["name"] for item in ask("services", taxonomy_term_id=terms[code]["id"])["contents"]}

    assert found("acute-overnight") == found("HOME") == {"Natta", "Hemmelig"}
    assert found("WOMEN") == {"Natta"}
    assert found("SUBSTANCE_FREE") == {"Kafeen"}
    assert terms["acute-overnight"]["parent_id"] == terms["HOME"]["id"]
    assert {item["code"] for item in ask("taxonomy_terms", parent_id=terms["HOME"]["id"])["contents"]} >= {
        "acute-overnight"
    }
    assert all("parent_id" not in item for item in ask("taxonomy_terms", top_only="true")["contents"])


def test_changed_since_holds_what_changed_at_that_moment(ask: Any, directory: Directory) -> None:
    service = Service.objects.get(code="Kafeen")
    Service.objects.filter(pk=service.pk).update(updated_at=MONDAY + timedelta(hours=3))

    at = (MONDAY + timedelta(hours=3)).isoformat()
    assert ids(ask("services", modified_after=at)) == [str(service.pk)]
    assert ids(ask("services", modified_after=(MONDAY + timedelta(hours=4)).isoformat())) == []


def test_places_near_a_postcode_and_never_one_that_is_protected(ask: Any) -> None:
    def found(**asked: object) -> set[str]:
        return {item["service"]["name"] for item in ask("service_at_locations", **asked)["contents"]}

    assert found(postcode="0184") == {"Natta"}
    assert found(postcode="0184", proximity=10) == {"Natta"}
    assert found(postcode="0184", proximity=500) == {"Natta", "Kafeen"}
    assert found(postcode="0184", proximity=50_000) == {"Natta", "Kafeen"}
    assert found(postcode="0199") == found(postcode="9999", proximity=100) == set()


def everything(ask: Any) -> str:
    answers = [ask(name, full="true", full_service="true", per_page=500) for name in COLLECTIONS]
    answers += [ask(f"{name}/{item['id']}") for name in COLLECTIONS for item in ask(name, per_page=500)["contents"]]
    return json.dumps(answers, ensure_ascii=False)


def test_no_line_for_staff_no_draft_and_no_protected_address_at_any_depth(ask: Any) -> None:
    said = everything(ask)

    for secret in ("99 99 99 99", "bakdøra", "Utkastet", "Skjultveien", "Bakgården", "0199"):
        assert secret not in said
    assert "Hemmelig" in said


def test_what_closed_for_good_stays_as_defunct(ask: Any) -> None:
    status = {item["name"]: item["status"] for item in ask("services")["contents"]}

    assert (status["Slutt"], status["Pausen"], status["Kafeen"]) == ("defunct", "temporarily closed", "active")


def _ids(thing: Any) -> set[str]:
    if isinstance(thing, list):
        return set().union(*map(_ids, thing))
    if not isinstance(thing, dict):
        return set()
    return ({thing["id"]} if "id" in thing else set()).union(*map(_ids, thing.values()))


def _references(thing: Any) -> set[str]:
    if isinstance(thing, list):
        return set().union(*map(_references, thing))
    if not isinstance(thing, dict):
        return set()
    own = {value for key, value in thing.items() if key.endswith("_id")}
    return own.union(*map(_references, thing.values()))


def test_every_id_that_is_named_leads_to_something(ask: Any) -> None:
    whole = [ask(name, full="true", per_page=500) for name in COLLECTIONS]

    assert _references(whole) <= _ids(whole)


@time_machine.travel(MONDAY, tick=False)
def test_schedules_read_by_a_plain_reader_are_our_hours_but_for_public_holidays(ask: Any, directory: Directory) -> None:
    for code in ("Natta", "Kafeen", "Odde"):
        place = type(directory.places[code]).objects.get(pk=directory.places[code].pk)
        schedules = ask(f"service_at_locations/{place.pk}")["schedules"]
        for step in range(90):
            day = MONDAY.date() + timedelta(days=step)
            if day in HOLIDAYS:
                continue
            ours = {(span.opens_min, span.closes_min) for span in spans_on(place.hours(), day)}
            assert _openings(schedules, day) == ours, (code, day)


HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def _openings(schedules: list[dict[str, Any]], day: date) -> set[tuple[int, int]]:
    """A reader of freq, byday, interval, dtstart and validity that knows nothing of our product."""
    of_day = [one for one in schedules if one.get("valid_from") == one.get("valid_to") == day.isoformat()]
    chosen = of_day or [one for one in schedules if one.get("freq") and _holds(one, day)]
    return {_minutes(one) for one in chosen if "opens_at" in one}


def _holds(one: dict[str, Any], day: date) -> bool:
    if not one.get("valid_from", "0") <= day.isoformat() <= one.get("valid_to", "9"):
        return False
    start = date.fromisoformat(one["dtstart"])
    if one["freq"] == "MONTHLY":
        return DAYS[day.weekday()] == one["byday"][1:] and (day.day - 1) // 7 + 1 == int(one["byday"][0])
    monday, first = day - timedelta(days=day.weekday()), start - timedelta(days=start.weekday())
    in_turn = (monday - first).days // 7 % one.get("interval", 1) == 0
    return DAYS[day.weekday()] == one["byday"] and day >= start and in_turn


def _minutes(one: dict[str, Any]) -> tuple[int, int]:
    opens, closes = (datetime.strptime(one[key], "%H:%M").time() for key in ("opens_at", "closes_at"))  # noqa: DTZ007
    start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    if (start, end) == (0, 23 * 60 + 59):
        return 0, 1440
    return start, end if end > start else end + 1440


@pytest.mark.parametrize(
    "asked",
    [
        "page=0", "page=x", "page=99999999999999999999", "per_page=501", "per_page=-1", "format=xml",
        "taxonomy_term_id=1", "organization_id=x", "modified_after=yesterday", "modified_after=0001-01-01T00:00:00Z",
        "minimum_age=-1", "start_time=25:99", "day=XX", "search=%00", "full=perhaps",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_by_name(directory: Directory, asked: str) -> None:
    answer = Client().get(f"/hsds/services?{asked}")

    assert answer.status_code == 400
    assert answer.json()["error"].startswith(asked.split("=", maxsplit=1)[0])


def test_proximity_without_a_postcode_is_refused(directory: Directory) -> None:
    assert Client().get("/hsds/service_at_locations?proximity=100").status_code == 400


def test_what_is_unchanged_is_not_sent_again(directory: Directory) -> None:
    first = Client().get("/hsds/services")
    again = Client().get("/hsds/services", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    Service.objects.filter(code="Kafeen").update(name="Kaffistova")
    changed = Client().get("/hsds/services", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_pages_of_any_site_may_ask_and_nothing_is_written_with_any_method(directory: Directory) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.get("/hsds/services").headers["Access-Control-Allow-Origin"] == "*"
    assert not client.cookies
    assert client.options("/hsds/services").status_code == 204
    assert client.post("/hsds/services", {"search": "natta"}).json()["total_items"] == 1
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)("/hsds/services").status_code == 405


def test_the_language_of_the_reader_changes_nothing(directory: Directory) -> None:
    nb, en = (Client().get("/hsds/taxonomy_terms", headers={"accept-language": one}).content for one in ("nb", "en"))

    assert nb == en
    assert "Drugs and alcohol" not in en.decode()


def test_an_empty_directory_answers_with_empty_pages(city: City) -> None:
    build_directory(city)

    assert Client().get("/hsds/services").json()["empty"] is True


def test_a_long_page_asks_the_database_no_more_than_a_short_one(
    directory: Directory, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(22):
        Client().get("/hsds/services?full=true")
    with django_assert_max_num_queries(22):
        Client().get("/hsds/service_at_locations?full=true")
