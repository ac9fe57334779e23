"""The person's own pages over HTTP: in with the paper, out at once, and nothing for anybody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from rodtrad.casework.consents.models import Block, Consent
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.models import Matter, Sheet
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.ids import new_id
from tests.city import City
from tests.web.conftest import SignedIn

PAGES = ["/me/", "/me/thread/", "/me/looked/", "/me/asked/", "/me/asked/correction/", "/me/next/"]
PAGES += ["/me/everything/", "/me/shared/", "/me/shared/yes/", "/me/shut-out/"]


@dataclass
class Insider:
    client: Client
    person_id: object
    sheet: rights.Issued


@pytest.fixture(autouse=True)
def _no_tries_left_over() -> None:
    cache.clear()


def _hand_out(city: City, **known: object) -> tuple[object, rights.Issued]:
    now = timezone.now()
    person_id = city.take_in(at=now, **known).person_id  # type: ignore[arg-type]
    issued = rights.issue_sheet(
        person_id, known_by=KnownBy.WELL_KNOWN, language=Language.NB, by=city["mottak.worker"], at=now
    )
    return person_id, issued


@pytest.fixture
def inside(city: City) -> Callable[..., Insider]:
    def come_in(alias: str = "Blåveis Kvitveis") -> Insider:
        person_id, issued = _hand_out(city, alias=alias)
        client = Client()
        answer = client.post("/me/in/", {"code": issued.code, "pin": issued.pin})
        assert answer.status_code == 302
        return Insider(client, person_id, issued)

    return come_in


def test_the_paper_is_printed_once_with_code_pin_and_square(city: City, desk: SignedIn) -> None:
    case = city.take_in(alias="Blåveis", at=timezone.now())

    answer = desk("mottak.worker").post(
        f"/people/{case.person_id}/sheet/", {"known_by": "WELL_KNOWN", "language": "nn"}
    )

    assert answer.status_code == 200
    assert "<svg" in answer.text
    assert 'lang="nn"' in answer.text
    assert "Blåveis" not in answer.text.partition("<article")[2].partition("</article>")[0]
    assert "no-store" in answer.headers["Cache-Control"]
    assert Sheet.objects.get().language == "nn"


def test_a_sheet_is_not_made_before_somebody_says_how_they_know_the_person(city: City, desk: SignedIn) -> None:
    case = city.take_in(at=timezone.now())

    answer = desk("mottak.worker").post(f"/people/{case.person_id}/sheet/", {"language": "nb"})

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


def test_inside_the_person_sees_who_has_the_ball_and_every_page_is_on_record(inside: Callable[..., Insider]) -> None:
    me = inside()

    for page in PAGES:
        answer = me.client.get(page)
        assert answer.status_code == 200, page
        assert "no-store" in answer.headers["Cache-Control"]
    assert "Mottaket" in me.client.get("/me/").text

    opened = Entry.objects.filter(event="access.own.opened", actor_kind="PERSON")
    assert set(opened.values_list("person_id", "basis", "rule")) == {(me.person_id, "OWN", "A17")}


@pytest.mark.parametrize("wrong", ["nothing like it", "3333-3333-3333", ""])
def test_whatever_is_wrong_the_answer_is_the_same(city: City, wrong: str) -> None:
    _person_id, issued = _hand_out(city)
    typed = {"code": wrong, "pin": "271828"} if wrong else {"code": issued.code, "pin": "271828"}

    answer = Client().post("/me/in/", typed)

    assert answer.status_code == 422
    assert "The code and the PIN do not open anything." in answer.text
    assert "session" not in " ".join(answer.cookies)


def test_many_tries_from_one_place_are_slowed_down_whether_the_code_exists_or_not(city: City) -> None:
    _person_id, issued = _hand_out(city)
    client = Client()
    answers = [client.post("/me/in/", {"code": "333333333333", "pin": "271828"}).status_code for _try in range(21)]

    assert answers == [422] * 20 + [429]
    assert client.post("/me/in/", {"code": issued.code, "pin": issued.pin}).status_code == 429


def test_the_person_reaches_no_page_of_the_staff(inside: Callable[..., Insider]) -> None:
    me = inside()

    for page in ("/cases/", "/people/", f"/people/{me.person_id}/", "/notices/", "/more/"):
        answer = me.client.get(page)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


def test_a_login_of_the_staff_opens_no_own_pages_even_in_a_browser_where_the_person_was(
    inside: Callable[..., Insider], city: City
) -> None:
    me = inside()
    me.client.post("/sign-in/demo/", {"post": str(city["mottak.worker"].post_id)})

    for page in PAGES:
        answer = me.client.get(page)
        assert answer.status_code == 403
        assert "Blåveis" not in answer.text
    assert me.client.get("/me/in/").status_code == 403


def test_two_people_never_see_each_other(inside: Callable[..., Insider]) -> None:
    mine, theirs = inside("Blåveis Kvitveis"), inside("Raudkløver Åker")

    for page in PAGES:
        assert "Raudkløver" not in mine.client.get(page).text
        assert "Blåveis" not in theirs.client.get(page).text


def test_after_five_minutes_the_pin_is_asked_for_and_after_an_hour_all_is_over(
    inside: Callable[..., Insider],
) -> None:
    now = timezone.now()
    with travel(now, tick=False):
        me = inside()
        me.client.get("/me/")
    with travel(now + timedelta(minutes=6), tick=False):
        assert me.client.get("/me/").headers["Location"] == "/me/unlock/"
        assert me.client.post("/me/unlock/", {"pin": "271828"}).status_code == 422
        assert me.client.post("/me/unlock/", {"pin": me.sheet.pin}).headers["Location"] == "/me/"
        assert me.client.get("/me/").status_code == 200
    with travel(now + timedelta(minutes=61), tick=False):
        assert me.client.get("/me/").headers["Location"] == "/me/in/"
        assert me.client.get("/me/unlock/").headers["Location"] == "/me/in/"


def test_a_cookie_of_another_visit_keeps_no_page_open(inside: Callable[..., Insider]) -> None:
    mine, theirs = inside("Blå"), inside("Grå")
    mine.client.cookies["rodtrad-own-seen"] = theirs.client.cookies["rodtrad-own-seen"].value

    assert mine.client.get("/me/").headers["Location"] == "/me/unlock/"


def test_a_lost_sheet_stopped_by_the_worker_closes_the_open_page(
    inside: Callable[..., Insider], desk: SignedIn
) -> None:
    me = inside()
    assert me.client.get("/me/").status_code == 200

    desk("mottak.worker").post(f"/people/{me.person_id}/sheet/stop/")

    assert me.client.get("/me/").headers["Location"] == "/me/in/"


@pytest.mark.parametrize("way_out", ["/me/out/", "/me/leave/"])
def test_out_is_out_and_nothing_stays_in_the_browser(inside: Callable[..., Insider], way_out: str) -> None:
    me = inside()

    answer = me.client.post(way_out)

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert me.client.get("/me/").headers["Location"] == "/me/in/"
    if way_out == "/me/leave/":
        assert answer.headers["Location"] == "https://www.yr.no/"


def test_why_is_asked_answered_by_the_lead_and_read(inside: Callable[..., Insider], desk: SignedIn) -> None:
    me = inside()
    desk("mottak.worker").get(f"/people/{me.person_id}/")
    line = Entry.objects.filter(event="access.person.opened", actor_kind="STAFF", kind="READ").latest("occurred_at")

    me.client.post(f"/me/looked/{line.pk}/why/", {"words": "Hvem var det?"})
    matter = Matter.objects.get()
    lead = desk("mottak.lead")
    asked = lead.get(f"/matters/{matter.pk}/")
    lead.post(f"/matters/{matter.pk}/", {"outcome": "EXPLAINED", "answer": "Du ringte oss."})

    assert "Hvem var det?" in asked.text
    assert "Du ringte oss." in me.client.get("/me/asked/").text
    assert "You have asked about this" in me.client.get("/me/looked/").text


def test_nobody_asks_about_a_line_that_is_not_theirs(inside: Callable[..., Insider], desk: SignedIn) -> None:
    mine, theirs = inside("Blå"), inside("Grå")
    desk("mottak.worker").get(f"/people/{theirs.person_id}/")
    line = Entry.objects.filter(person_id=theirs.person_id, actor_kind="STAFF", kind="READ").latest("occurred_at")

    assert mine.client.get(f"/me/looked/{line.pk}/why/").status_code == 404
    assert mine.client.post(f"/me/looked/{line.pk}/why/", {"words": ""}).status_code == 404
    assert not Matter.objects.exists()


def test_the_next_code_works_and_the_old_does_not(inside: Callable[..., Insider]) -> None:
    me = inside()
    answer = me.client.post("/me/next/")
    code, pin = (part.partition("</b>")[0] for part in answer.text.split('<b class="paper__code">')[1:])

    assert Client().post("/me/in/", {"code": me.sheet.code, "pin": me.sheet.pin}).status_code == 422
    assert Client().post("/me/in/", {"code": code, "pin": pin}).status_code == 302


def test_no_address_and_no_title_holds_anything_about_the_person(inside: Callable[..., Insider]) -> None:
    me = inside()

    for page in PAGES:
        text = me.client.get(page).text
        title = text.partition("<title>")[2].partition("</title>")[0]
        assert "Blåveis" not in title
        assert "BLÅVEIS" not in page.upper()
        assert str(me.person_id) not in text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_square_opens_the_form_in_the_language_of_the_sheet(db: None, language: str) -> None:
    answer = Client().get(f"/me/in/3333-3333-3333/?l={language}")

    assert f'<html lang="{language}"' in answer.text
    assert answer.cookies["rodtrad-language"].value == language
    assert "3333-3333-3333" in answer.text


def test_a_longer_log_asks_no_more_of_the_database(inside: Callable[..., Insider], city: City, desk: SignedIn) -> None:
    me = inside()
    worker = desk("mottak.worker")

    def questions() -> dict[str, int]:
        counts = {}
        for page in PAGES:
            me.client.get(page)
            with CaptureQueriesContext(connection) as asked:
                me.client.get(page)
            counts[page] = len(asked)
        return counts

    worker.get(f"/people/{me.person_id}/")
    few = questions()
    for name in ("mottak.worker", "mottak.lead", "mottak.coordinator", "mottak.colleague"):
        desk(name).get(f"/people/{me.person_id}/")
    many = questions()

    assert many == few
    assert max(many.values()) <= 44, many


def test_the_next_person_at_the_phone_cannot_unlock_with_any_pin(inside: Callable[..., Insider]) -> None:
    now = timezone.now()
    with travel(now, tick=False):
        me = inside()
    with travel(now + timedelta(minutes=6), tick=False):
        for _try in range(5):
            me.client.post("/me/unlock/", {"pin": "271828"})
        assert me.client.post("/me/unlock/", {"pin": me.sheet.pin}).headers["Location"] == "/me/in/"


def test_what_the_person_makes_themselves_is_on_record_as_theirs(inside: Callable[..., Insider]) -> None:
    me = inside()
    me.client.post("/me/asked/correction/", {"words": "Navnet er feil"})

    entry = Entry.objects.get(event="rights.matter.asked")
    assert (entry.actor_kind, entry.user_id, entry.person_id) == ("PERSON", None, me.person_id)
    assert Actor.person(entry.person_id).name == ""  # type: ignore[arg-type]


def _say_yes(me: Insider, city: City) -> Consent:
    yes = {
        "unit": str(city.unit_id("sagene")), "sections": ["FOLLOW_UP"], "purpose": "COOPERATE", "days": "30",
        "command_id": str(new_id()),
    }  # fmt: skip
    assert me.client.post("/me/shared/yes/", yes).status_code == 302
    return Consent.objects.get()


def test_a_yes_opens_and_one_press_closes_at_the_next_request_of_an_open_page(
    inside: Callable[..., Insider], city: City, desk: SignedIn
) -> None:
    me, worker = inside(), desk("sagene.worker")
    address = f"/people/{me.person_id}/"
    assert worker.get(address).status_code == 404

    consent = _say_yes(me, city)
    opened = worker.get(address).status_code
    me.client.post(f"/me/shared/{consent.pk}/{city.unit_id('sagene')}/back/")

    assert opened == 200
    assert worker.get(address).status_code == 404
    me.client.post(f"/me/shared/{consent.pk}/again/")
    assert worker.get(address).status_code == 200


def test_nobody_changes_what_another_has_said_yes_to(inside: Callable[..., Insider], city: City) -> None:
    mine, theirs = inside("Blå"), inside("Grå")
    consent = _say_yes(theirs, city)

    for address in (f"/me/shared/{consent.pk}/{city.unit_id('sagene')}/back/", f"/me/shared/{consent.pk}/again/"):
        assert mine.client.post(address).status_code == 404
    assert Consent.objects.get().withdrawn_at is None


def test_a_worker_who_is_shut_out_by_the_person_sees_less_and_the_colleague_does_not(
    inside: Callable[..., Insider], city: City, desk: SignedIn
) -> None:
    me = inside()
    out = {"unit": "", "whom": str(city["mottak.worker"].user_id), "sections": ["FOLLOW_UP", "IDENTITY"]}
    address = f"/people/{me.person_id}/"

    def sections(who: str) -> set[str]:
        desk(who).get(address)
        opened = Entry.objects.filter(event="access.person.opened", post_id=city[who].post_id)
        return set(opened.latest("occurred_at").details["sections"])

    answer = me.client.post("/me/shut-out/", out)

    assert answer.status_code == 302
    assert "Mottak.Worker" in me.client.get("/me/shared/").text
    assert sections("mottak.colleague") == {"BASICS", "FOLLOW_UP", "IDENTITY", "PLAN", "RELATIVES", "STAYS"}
    assert sections("mottak.worker") == {"BASICS", "PLAN", "RELATIVES", "STAYS"}
    me.client.post(f"/me/shut-out/{Block.objects.get().pk}/end/")
    assert "FOLLOW_UP" in sections("mottak.worker")


def test_the_copy_is_a_file_with_a_name_that_says_nothing_and_stands_in_the_log(
    inside: Callable[..., Insider],
) -> None:
    me = inside()

    answer = me.client.post("/me/everything/copy/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="copy.json"'
    assert answer.json()["format"] == "rodtrad-own-copy/1"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(event="access.own.copied", kind="EXPORT", person_id=me.person_id).count() == 1
