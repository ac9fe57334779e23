"""A unit outside answers by a link: for one thing, once, for a time, and for no other unit."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.models import Decision
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.texts import PersonInText
from rodtrad.programme.forums.vocabulary import Outcome
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures import queries as measure_queries
from rodtrad.programme.measures.models import Measure, Part
from rodtrad.programme.safe_links import operations as links
from rodtrad.programme.safe_links import queries
from rodtrad.programme.safe_links.models import SafeLink
from tests.city import MONDAY, City
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE, a_measure, a_plan
from tests.web.conftest import SignedIn, desk

__all__ = ["desk"]
LATER = MONDAY + timedelta(days=2)


@pytest.fixture
def measure(city: City) -> Measure:
    return a_measure(city, a_plan(city), "frivillig", "frogner", title="Åpent hus")


def _link(city: City, measure: Measure, unit: str = "frivillig") -> str:
    return links.link_for_part(measure.pk, unit_id=city.unit_id(unit), by=city[OFFICE], at=MONDAY)


def _a_decision(city: City) -> Decision:
    meeting = a_meeting(city, a_forum(city, "frivillig"))
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=MONDAY)
    decided = Decided(
        text="Åpne om kvelden", outcome=Outcome.ADOPTED, owner_id=city.unit_id("frivillig"), due_on=LATER.date()
    )
    return forums.decide(item.pk, decided=decided, by=city[OFFICE], at=MONDAY)


def test_the_unit_answers_for_its_own_part_and_for_no_other(city: City, measure: Measure) -> None:
    found = queries.opened(_link(city, measure), at=LATER)
    links.answer_part(found.link.pk, accepts=True, reason="", name="Daglig leder", by=found.guest, at=LATER)

    answers = dict(Part.objects.filter(measure=measure).values_list("unit__name", "answer"))
    assert sorted(answers.values()) == ["ACCEPTED", "NOT_ANSWERED"]
    assert SafeLink.objects.get().used_by == "Daglig leder"
    other = measure_queries.part_of(measure.pk, unit_id=city.unit_id("frogner"))
    with pytest.raises(NotAllowed):
        measures.answer_part(other.pk, accepts=True, by=found.guest, at=LATER)


def test_a_link_works_once(city: City, measure: Measure) -> None:
    token = _link(city, measure)
    found = queries.opened(token, at=LATER)
    links.answer_part(found.link.pk, accepts=True, reason="", name="Leder", by=found.guest, at=LATER)

    with pytest.raises(NotFound, match="does not open anything"):
        queries.opened(token, at=LATER)
    with pytest.raises(NotFound):
        links.answer_part(found.link.pk, accepts=False, reason="Nei", name="Leder", by=found.guest, at=LATER)


def test_a_link_that_is_old_taken_back_replaced_or_guessed_opens_nothing(city: City, measure: Measure) -> None:
    first = _link(city, measure)
    with pytest.raises(NotFound):
        queries.opened(first, at=MONDAY + timedelta(days=31))
    second = _link(city, measure)
    with pytest.raises(NotFound):
        queries.opened(first, at=LATER)
    links.take_back(queries.opened(second, at=LATER).link.pk, by=city[OFFICE], at=LATER)
    for token in (second, "gjettet"):
        with pytest.raises(NotFound):
            queries.opened(token, at=LATER)


def test_a_no_needs_a_reason_without_persons_and_keeps_the_link(city: City, measure: Measure) -> None:
    token = _link(city, measure)
    found = queries.opened(token, at=LATER)

    for reason, error in (("", DomainError), ("Ring 01010012345", PersonInText)):
        with pytest.raises(error):
            links.answer_part(found.link.pk, accepts=False, reason=reason, name="Leder", by=found.guest, at=LATER)
    assert queries.opened(token, at=LATER).link.pk == found.link.pk
    with pytest.raises(DomainError, match="Write your name"):
        links.answer_part(found.link.pk, accepts=True, reason="", name=" ", by=found.guest, at=LATER)


def test_the_owner_of_a_decision_tells_that_it_is_done(city: City) -> None:
    decision = _a_decision(city)
    found = queries.opened(links.link_for_decision(decision.pk, by=city[OFFICE], at=MONDAY), at=LATER)
    links.tell_done(found.link.pk, text="Det er åpent til kl. 22.", name="Leder", by=found.guest, at=LATER)

    decision.refresh_from_db()
    assert decision.done_text == "Det er åpent til kl. 22."
    with pytest.raises(DomainError, match="nobody to ask"):
        links.link_for_decision(decision.pk, by=city[OFFICE], at=LATER)


def test_only_who_may_write_makes_links_and_only_the_hash_is_kept(city: City, measure: Measure) -> None:
    with pytest.raises(NotAllowed):
        links.link_for_part(measure.pk, unit_id=city.unit_id("frivillig"), by=city["frogner.lead"], at=MONDAY)
    token = _link(city, measure)

    assert token not in str(SafeLink.objects.values().get())
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeLink.objects.update(part=None)


def test_somebody_without_a_sign_in_answers_on_the_page(city: City, desk: SignedIn) -> None:
    measure = a_measure(city, a_plan(city, at=timezone.now()), "frivillig", title="Åpent hus", at=timezone.now())
    made = desk(OFFICE).post(f"/measures/{measure.pk}/links/{city.unit_id('frivillig')}/new/")
    found = re.search(r"/answer/[\w-]+/", made.text)
    assert found is not None
    address, guest = found[0], Client()
    page = guest.get(address)

    assert "Åpent hus" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    refused = guest.post(address, {"answer": "no", "reason": "", "name": "Leder"})
    assert refused.status_code == 422
    assert "Write why." in refused.text
    assert "The answer is recorded" in guest.post(address, {"answer": "yes", "reason": "", "name": "Leder"}).text
    assert guest.get(address).status_code in (404, 429)
    assert "by Leder" in desk(OFFICE).get(f"/measures/{measure.pk}/links/").text


def test_guessing_is_slowed(city: City) -> None:
    answers = [Client().get(f"/answer/guess-{number}/").status_code for number in range(25)]

    assert set(answers) == {404, 429}
