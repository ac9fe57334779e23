"""Meeting somebody: nothing is lost, every meeting ends in something, and nobody who wants help is forgotten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters import queries, shifts
from rodtrad.casework.encounters.models import Encounter, Shift
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending, Given
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.operations import tell_of_late_tasks
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.insight.person_page.queries import person_page
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

TOMORROW = (MONDAY + timedelta(days=1)).date()
OPEN_DOOR = WhatNext(ending=Ending.OPEN_DOOR)
WANTS_HELP = WhatNext(ending=Ending.REQUEST)


def _meet(city: City, by: str = "mottak.worker", **more: object) -> Encounter:
    wanted: dict[str, object] = {"next": OPEN_DOOR, "command_id": new_id(), "at": MONDAY, **more}
    met = wanted.pop("met", Met(kind=EncounterKind.RECEPTION))
    return encounters.register_encounter(met, by=city[by], **wanted)  # type: ignore[arg-type]


def test_somebody_anonymous_is_registered_with_no_more_than_where(city: City) -> None:
    met = Met(kind=EncounterKind.OUTREACH, place="Brugata", age_band=AgeBand.OVER_25, given=[Given.FOOD])
    row = _meet(city, met=met)

    assert (row.person_id, row.place, row.given) == (None, "Brugata", [Given.FOOD])


def test_sending_twice_is_registering_once(city: City) -> None:
    command = new_id()
    first, second = (_meet(city, command_id=command) for _ in range(2))

    assert first.pk == second.pk
    assert Encounter.objects.count() == 1


def test_an_encounter_stands_in_the_thread_of_the_person(city: City) -> None:
    case = city.take_in(alias="Blå")
    met = Met(kind=EncounterKind.VISIT, place="Hospitset", said="Vil flytte")
    _meet(city, met=met, person_id=case.person_id, at=MONDAY + timedelta(hours=1))

    thread = person_page(case.person_id, by=city["mottak.lead"], at=MONDAY + timedelta(hours=2)).thread
    entry = thread[0].entries[0]
    assert (entry.kind, entry.text, entry.detail) == ("ENCOUNTER_VISIT", "Vil flytte", "Hospitset")


def test_who_may_not_write_about_a_person_cannot_register_on_them(city: City) -> None:
    case = city.take_in(alias="Blå")

    with pytest.raises(NotFound):
        _meet(city, by="sagene.worker", person_id=case.person_id)
    with pytest.raises(NotAllowed):
        _meet(city, by="politi.officer")


def test_a_promise_becomes_a_task_with_a_day_in_the_inbox(city: City) -> None:
    case = city.take_in(alias="Blå")
    promise = WhatNext(ending=Ending.TASK, promised="Ringe legen", due_on=TOMORROW)
    _meet(city, next=promise, person_id=case.person_id)

    task = Task.objects.get()
    item = Item.objects.get(kind="TASK")
    assert (task.text, task.due_on, task.owner_id) == ("Ringe legen", TOMORROW, city["mottak.worker"].post_id)
    assert (item.reference_id, item.post_id) == (task.pk, task.owner_id)
    assert "legen" not in str(vars(item))


def test_an_open_door_with_a_day_asks_again(city: City) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    _meet(
        city,
        by="frogner.worker",
        next=WhatNext(ending=Ending.OPEN_DOOR, due_on=TOMORROW),
        person_id=case.person_id,
    )

    assert Task.objects.get().owner_id == city["frogner.coordinator"].post_id


def test_help_wanted_by_somebody_others_hold_is_told_to_their_coordinator(city: City) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    _meet(city, by="frogner.worker", next=WANTS_HELP, person_id=case.person_id)

    item = Item.objects.get(kind="ENCOUNTER_WANTS_HELP")
    assert (item.unit_id, item.post_id) == (city.unit_id("frogner"), city["frogner.coordinator"].post_id)


def test_whoever_wants_help_waits_on_the_list_until_a_case_opens_and_the_meeting_is_its_first_step(city: City) -> None:
    met = Met(kind=EncounterKind.OUTREACH, place="Brugata", called="Blå", said="Vil ha et sted å sove")
    row = _meet(city, met=met, next=WANTS_HELP)
    assert [line.name for line in queries.unit_encounters(city["mottak.lead"], at=MONDAY).waiting] == ["Blå"]
    assert queries.unit_encounters(city["sagene.lead"], at=MONDAY).waiting == ()

    taken = encounters.open_case_for(row.pk, command_id=new_id(), by=city["mottak.worker"], at=MONDAY)

    assert queries.unit_encounters(city["mottak.lead"], at=MONDAY).waiting == ()
    assert taken.person_id
    page = person_page(taken.person_id, by=city["mottak.worker"], at=MONDAY)
    assert page.called == "Blå"
    assert page.ball and page.ball.unit_id == city.unit_id("mottak")
    assert [entry.kind for entry in page.thread[0].entries if entry.kind.startswith("ENCOUNTER")] == [
        "ENCOUNTER_OUTREACH"
    ]


def test_nobody_who_wants_help_is_forgotten(city: City) -> None:
    row = _meet(city, next=WANTS_HELP)
    later = MONDAY + timedelta(hours=25)
    encounters.tell_of_unanswered(at=MONDAY + timedelta(hours=23))
    assert not Item.objects.filter(kind="ENCOUNTER_UNANSWERED").exists()

    for _again in range(2):
        encounters.tell_of_unanswered(at=later)

    item = Item.objects.get(kind="ENCOUNTER_UNANSWERED")
    assert (item.unit_id, item.post_id) == (city.unit_id("mottak"), None)
    encounters.settle_encounter(row.pk, because="Fikk plass selv", by=city["mottak.lead"], at=later)
    item.refresh_from_db()
    assert item.withdrawn


def test_an_earlier_meeting_is_joined_to_the_person_on_the_day_it_was(city: City) -> None:
    early = _meet(city, at=MONDAY - timedelta(days=4))
    case = city.take_in(alias="Blå")
    encounters.link_encounter(early.pk, person_id=case.person_id, by=city["mottak.worker"], at=MONDAY)

    entries = person_page(case.person_id, by=city["mottak.lead"], at=MONDAY).thread[-1].entries
    assert entries[-1].at == MONDAY - timedelta(days=4)
    with pytest.raises(DomainError, match="already belongs"):
        encounters.link_encounter(early.pk, person_id=case.person_id, by=city["mottak.worker"], at=MONDAY)


@pytest.mark.parametrize(
    ("met", "what_next", "field"),
    [
        (Met(kind=EncounterKind.OUTREACH), OPEN_DOOR, "place"),
        (Met(kind=EncounterKind.PHONE, said="x" * 50_000), OPEN_DOOR, "said"),
        (Met(kind=EncounterKind.PHONE, said="Nummeret er 12848901871"), OPEN_DOOR, "said"),
        (Met(kind=EncounterKind.PHONE), WhatNext(ending=Ending.TASK, due_on=TOMORROW), "promised"),
        (Met(kind=EncounterKind.PHONE), WhatNext(ending=Ending.TASK, promised="Ringe"), "due_on"),
        (
            Met(kind=EncounterKind.PHONE),
            WhatNext(ending=Ending.OPEN_DOOR, due_on=MONDAY.date() - timedelta(1)),
            "due_on",
        ),
    ],
)
def test_what_cannot_be_saved_says_why_at_its_field(city: City, met: Met, what_next: WhatNext, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _meet(city, met=met, next=what_next)

    assert refused.value.field == field
    assert not Encounter.objects.exists()


def test_a_meeting_that_has_not_been_is_refused(city: City) -> None:
    with pytest.raises(DomainError, match="has not been yet"):
        _meet(city, occurred_at=MONDAY + timedelta(hours=1))


def test_what_was_said_is_never_changed(city: City, as_app_role: None) -> None:
    row = _meet(city, met=Met(kind=EncounterKind.PHONE, said="Sant"))

    with pytest.raises(DatabaseError), transaction.atomic():
        Encounter.objects.filter(pk=row.pk).update(said="Usant")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM encounters_encounter")


def test_a_shift_is_received_by_name_by_somebody_else(city: City) -> None:
    shift = shifts.hand_over_shift("Rolig natt", command_id=new_id(), by=city["mottak.worker"], at=MONDAY)
    with pytest.raises(DomainError, match="yourself"):
        shifts.receive_shift(shift.pk, by=city["mottak.worker"], at=MONDAY)
    with pytest.raises(DomainError, match="Receive it first"):
        shifts.hand_over_shift("Igjen", command_id=new_id(), by=city["mottak.worker"], at=MONDAY)

    shifts.receive_shift(shift.pk, by=city["mottak.lead"], at=MONDAY)

    assert Shift.objects.get().received_by_id == city["mottak.lead"].post_id


def test_a_shift_nobody_receives_within_the_hour_stands_with_the_lead(city: City) -> None:
    shifts.hand_over_shift("Rolig natt", command_id=new_id(), by=city["mottak.worker"], at=MONDAY)
    shifts.tell_of_unreceived(at=MONDAY + timedelta(minutes=59))
    assert not Item.objects.exists()

    shifts.tell_of_unreceived(at=MONDAY + timedelta(minutes=60))

    assert Item.objects.get().unit_id == city.unit_id("mottak")


def test_a_name_in_the_log_of_the_shift_is_asked_about(city: City) -> None:
    city.take_in(alias="Stille Elv")
    with pytest.raises(DomainError, match="name a person"):
        shifts.hand_over_shift("stille elv sover", command_id=new_id(), by=city["mottak.worker"], at=MONDAY)

    shifts.hand_over_shift(
        "stille elv sover", is_about_nobody=True, command_id=new_id(), by=city["mottak.worker"], at=MONDAY
    )


def test_a_task_past_its_day_is_told_to_whoever_has_the_ball_now(city: City) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    _meet(city, by="frogner.worker", next=WhatNext(ending=Ending.OPEN_DOOR, due_on=TOMORROW), person_id=case.person_id)
    request = city.offer(case, "sagene", by="frogner.lead")
    city.accept(request, by="sagene.lead")

    tell_of_late_tasks(at=MONDAY + timedelta(days=3))

    assert Item.objects.get(kind="TASK_LATE").unit_id == city.unit_id("sagene")
