"""Two units talk a case over without a name: nothing in it, behind it or beside it leads to a person."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.insight.discussions.names import names_on_file
from rodtrad.registry.discussions import operations, queries
from rodtrad.registry.discussions.models import Discussion, Message
from rodtrad.registry.discussions.vocabulary import Topic
from tests.city import MONDAY, City

STORY = "En ung mann uten fast bolig vil ha behandling, men møter ikke til timene."
ASKED = "Hvordan får vi til en avtale som holder?"


def _start(city: City, *, who: str = "mottak.worker", to: str = "klinikk", **said: Any) -> Discussion:
    told = {"description": STORY, "question": ASKED, **said}
    return operations.start_discussion(
        Topic.HEALTH_CARE, **told, asked_unit_id=city.unit_id(to), by=city[who], at=MONDAY
    )


def _reachable(start: type[models.Model]) -> Iterator[type[models.Model]]:
    """Every table that foreign keys lead to, in as many steps as there are."""
    seen, ahead = {start}, [start]
    while ahead:
        for field in ahead.pop()._meta.concrete_fields:
            other = field.related_model
            if isinstance(other, type) and issubclass(other, models.Model) and other not in seen:
                seen.add(other)
                ahead.append(other)
                yield other


@pytest.mark.parametrize("model", [Discussion, Message])
def test_no_key_leads_from_a_discussion_to_anything_about_a_person(model: type[models.Model]) -> None:
    reached = list(_reachable(model))

    assert reached
    assert [other._meta.label for other in reached if hasattr(other, "section")] == []
    assert "persons.Person" not in {other._meta.label for other in reached}


def test_nothing_about_a_person_points_to_a_discussion() -> None:
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in (Discussion, Message) and model not in (Discussion, Message)
    ]

    assert pointing == []


def test_no_line_of_the_log_says_whom_it_was_about(city: City) -> None:
    city.take_in(alias="Blåveis")
    found = _start(city)
    operations.say(found.pk, text="Prøv å møte ham der han er.", by=city["klinikk.lead"], at=MONDAY)
    operations.end_discussion(found.pk, outcome="Vi går dit sammen.", by=city["mottak.worker"], at=MONDAY)

    lines = Entry.objects.filter(event__startswith="discussions.")
    assert lines.count() == 3
    assert set(lines.values_list("person_id", "section", "request_id")) == {(None, "", None)}
    assert all(line.details == {} for line in lines)


def test_changing_the_person_changes_no_word_of_what_the_other_unit_reads(city: City) -> None:
    case = city.take_in(alias="Blåveis")
    found = _start(city)
    before = queries.discussion_page(found.pk, by=city["klinikk.lead"])
    city.accept(city.offer(case, "frogner"), by="frogner.lead")

    assert queries.discussion_page(found.pk, by=city["klinikk.lead"]) == before


@pytest.mark.parametrize(
    "text",
    [
        "Han er født 17. mai 1990 og vil ha hjelp",
        "Født 17.05.90",
        "Nummeret er 170590 12345",
        "Ring 22 33 44 55",
        "Han bor i Storgata 12",
        "Koden er K7M-42P",
        "Det gjelder Kari Nordmann",
        "Skriv til kari@demo.example",
    ],
)
def test_what_may_tell_who_it_is_is_marked_before_it_is_saved(city: City, text: str) -> None:
    for field in ("description", "question"):
        with pytest.raises(DomainError) as refused:
            _start(city, **{field: text})
        assert refused.value.field == field
    found = _start(city)
    with pytest.raises(DomainError):
        operations.say(found.pk, text=text, by=city["klinikk.lead"], at=MONDAY)
    assert Discussion.objects.count() == 1
    assert not Message.objects.exists()


def test_a_name_on_file_is_marked_only_for_those_who_may_find_the_person(city: City) -> None:
    city.take_in(alias="Blåveis")
    text = "Blåveis møter ikke"

    assert names_on_file(text, by=city["mottak.worker"], at=MONDAY) == ["Blåveis"]
    assert names_on_file(text, by=city["klinikk.worker"], at=MONDAY) == []


def test_only_the_two_units_read_it_and_control_bodies_take_no_part(city: City) -> None:
    found = _start(city)
    assert queries.discussion_page(found.pk, by=city["klinikk.worker"]).description == STORY
    with pytest.raises(NotFound):
        queries.discussion_page(found.pk, by=city["frogner.lead"])
    for who in ("politi.officer", "oslo.privacy", "oslo.administrator", "oslo.programme"):
        with pytest.raises(NotAllowed):
            queries.discussions(by=city[who])
    with pytest.raises(DomainError):
        _start(city, to="politi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.filter(pk=found.pk).update(asked_sector="POLICE")


def test_an_ended_discussion_takes_no_more_words_and_only_the_asking_unit_ends_it(city: City) -> None:
    found = _start(city)
    with pytest.raises(DomainError):
        operations.end_discussion(found.pk, outcome="Slutt", by=city["klinikk.lead"], at=MONDAY)
    operations.end_discussion(found.pk, outcome="Vi går dit sammen.", by=city["mottak.lead"], at=MONDAY)

    with pytest.raises(DomainError):
        operations.say(found.pk, text="En ting til", by=city["klinikk.lead"], at=MONDAY)
