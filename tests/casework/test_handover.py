"""Handing over: the ball moves only when a named person accepts, and never lies on the floor."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rodtrad.casework.responsibility import clock, invariants, queries
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Escalation, Period, Request
from rodtrad.casework.responsibility.vocabulary import Urgency
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound, SomebodyWasFirst
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City, build_city

LATER = MONDAY + timedelta(hours=2)


def test_whoever_opens_a_case_holds_it(city: City) -> None:
    case = city.take_in(by="mottak.worker")

    assert (case.unit_id, case.coordinator_id) == (city.unit_id("mottak"), None)
    assert Item.objects.filter(kind="CASE_WITHOUT_COORDINATOR", reference_id=case.pk).count() == 1


def test_a_coordinator_who_opens_a_case_becomes_its_coordinator(city: City) -> None:
    case = city.take_in(by="frogner.coordinator")

    assert case.coordinator_id == city["frogner.coordinator"].post_id


def test_opening_twice_with_one_command_is_one_case(city: City) -> None:
    command = new_id()
    first, second = (
        responsibility.take_in(
            responsibility.NewPerson(alias="Blå"), need="Seng", command_id=command, by=city["mottak.worker"], at=MONDAY
        )
        for _time in range(2)
    )

    assert first.pk == second.pk
    assert Case.objects.count() == 1


def test_the_sender_holds_the_ball_until_a_named_person_accepts(city: City) -> None:
    case = city.take_in()
    request = city.offer(case, "frogner")
    case.refresh_from_db()
    assert case.unit_id == city.unit_id("mottak")

    city.accept(request, by="frogner.coordinator", coordinator="frogner.coordinator", at=LATER)

    case.refresh_from_db()
    assert (case.unit_id, case.coordinator_id) == (city.unit_id("frogner"), city["frogner.coordinator"].post_id)
    before, after = Period.objects.filter(case=case).order_by("seq")
    assert before.ends_at == after.starts_at
    assert invariants.check(at=LATER).violations == ()


def test_the_sender_stays_beside_for_the_days_agreed(city: City) -> None:
    case = city.take_in()
    city.accept(city.offer(case, "frogner", support_days=14), by="frogner.lead", at=LATER)

    support = queries.supports_of([case.pk], at=LATER)[0]
    assert (support.unit_id, support.until_at) == (city.unit_id("mottak"), LATER + timedelta(days=14))


def test_a_worker_without_authority_cannot_answer(city: City) -> None:
    request = city.offer(city.take_in(), "frogner")

    with pytest.raises(NotAllowed, match="(?i)lead"):
        city.accept(request, by="frogner.worker")


def test_another_unit_does_not_learn_that_the_request_exists(city: City) -> None:
    request = city.offer(city.take_in(), "frogner")

    with pytest.raises(NotFound):
        city.accept(request, by="sagene.lead")


def test_accepting_twice_by_a_double_click_is_accepting_once(city: City) -> None:
    case = city.take_in()
    request = city.offer(case, "frogner")
    city.accept(request, by="frogner.lead", at=LATER)
    city.accept(request, by="frogner.lead", at=LATER)

    assert Period.objects.filter(case=case).count() == 2


def test_the_second_to_accept_is_told_who_was_first(city: City) -> None:
    request = city.offer(city.take_in(), "frogner")
    city.accept(request, by="frogner.lead", at=LATER)

    with pytest.raises(DomainError, match="Frogner.Lead"):
        city.accept(request, by="frogner.coordinator", at=LATER)


def test_a_stale_page_is_refused_and_changes_nothing(city: City) -> None:
    case = city.take_in()
    city.offer(case, "frogner")
    with pytest.raises(DomainError):
        city.offer(case, "sagene")

    request = Request.objects.get(case=case)
    with pytest.raises(SomebodyWasFirst):
        responsibility.withdraw(request.pk, reason="Feil", version=99, by=city["mottak.worker"], at=MONDAY)


def test_a_control_body_cannot_be_asked(city: City) -> None:
    with pytest.raises(DomainError, match="(?i)politi|police"):
        city.offer(city.take_in(), "politi")


def test_an_empty_need_and_a_deadline_in_the_past_are_refused(city: City) -> None:
    case = city.take_in()
    with pytest.raises(DomainError) as empty:
        city.offer(case, "frogner", need="   ")
    with pytest.raises(DomainError) as past:
        city.offer(case, "frogner", deadline_at=MONDAY - timedelta(days=3))

    assert (empty.value.field, past.value.field) == ("need", "deadline")


def test_silence_is_reminded_then_lifted_with_an_owner_and_the_sender_holds(city: City) -> None:
    case = city.take_in()
    request = city.offer(case, "frogner", urgency=Urgency.ACUTE)

    clock.keep_deadlines(at=MONDAY + timedelta(hours=2))
    assert [e.kind for e in queries.request_events([request.pk])] == ["OFFERED", "REMINDED"]
    late = MONDAY + timedelta(hours=30)
    for _look in range(3):
        clock.keep_deadlines(at=late)

    case.refresh_from_db()
    escalation = Escalation.objects.get(case=case)
    assert (escalation.cause, escalation.unit_id) == ("LATE", city.unit_id("koordinering"))
    assert escalation.owner_id is not None
    assert case.unit_id == city.unit_id("mottak")
    assert invariants.check(at=late).violations == ()


def test_two_refusals_lift_the_case_and_ask_for_a_meeting(city: City) -> None:
    case = city.take_in()
    city.decline(city.offer(case, "frogner"), by="frogner.lead")
    assert not Escalation.objects.exists()
    city.decline(city.offer(case, "sagene"), by="sagene.lead")

    assert Escalation.objects.get().cause == "BOUNCED"
    assert queries.meetings_of([case.pk])[0].cause == "SECOND_REFUSAL"


def test_asking_somebody_who_has_refused_is_shown_as_a_loop(city: City) -> None:
    case = city.take_in()
    city.decline(city.offer(case, "frogner"), by="frogner.lead")

    assert city.offer(case, "frogner").is_loop


def test_the_coordinating_unit_assigns_and_the_receiver_holds_at_once(city: City) -> None:
    case = city.take_in()
    for unit in ("frogner", "sagene"):
        city.decline(city.offer(case, unit), by=f"{unit}.lead")
    case.refresh_from_db()
    responsibility.assign(
        case.pk,
        to_unit_id=city.unit_id("sagene"),
        reason="Bor der nå",
        version=case.version,
        by=city["koordinering.decider"],
        at=LATER,
    )

    case.refresh_from_db()
    assert case.unit_id == city.unit_id("sagene")
    assert Escalation.objects.get().end == "ASSIGNED"
    assert invariants.check(at=LATER).violations == ()


def test_nobody_else_can_assign(city: City) -> None:
    case = city.take_in()
    with pytest.raises(NotAllowed):
        responsibility.assign(
            case.pk,
            to_unit_id=city.unit_id("sagene"),
            reason="Bare fordi",
            version=1,
            by=city["frogner.lead"],
            at=LATER,
        )


def test_a_case_with_an_open_request_cannot_be_closed(city: City) -> None:
    case = city.take_in()
    city.offer(case, "frogner")
    with pytest.raises(DomainError, match="Bydel Frogner"):
        responsibility.close_case(
            case.pk, reason="GOAL_REACHED", last_word="Ring oss", version=1, by=city["mottak.worker"], at=LATER
        )


def test_closing_and_reopening_keeps_the_thread_without_a_gap(city: City) -> None:
    case = city.take_in()
    responsibility.close_case(
        case.pk, reason="NOT_REACHED", last_word="Ring oss når du vil", version=1, by=city["mottak.worker"], at=LATER
    )
    responsibility.reopen_case(
        case.pk, reason="Kom tilbake", by=city["mottak.coordinator"], at=LATER + timedelta(days=3)
    )

    assert [p.kind for p in Period.objects.filter(case=case).order_by("seq")] == ["HELD", "CLOSED", "HELD"]
    assert invariants.check(at=LATER + timedelta(days=3)).violations == ()


def test_more_information_does_not_stop_the_clock(city: City) -> None:
    request = city.offer(city.take_in(), "frogner")
    due = request.deadline_at
    responsibility.ask_for_information(
        request.pk, question="Hvor sover personen?", version=1, by=city["frogner.lead"], at=LATER
    )
    responsibility.give_information(request.pk, answer="Ute", version=2, by=city["mottak.worker"], at=LATER)

    request.refresh_from_db()
    assert (request.state, request.deadline_at) == ("OFFERED", due)


@pytest.mark.django_db(transaction=True)
class TestTheDatabaseSaysNo:
    """What the code never does, the database refuses too."""

    def test_to_a_second_owner(self) -> None:
        city = build_city()
        case = city.take_in()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO responsibility_period SELECT (jsonb_populate_record(p, jsonb_build_object(
                       'id', gen_random_uuid(), 'seq', 2, 'previous_seq', 1))).* FROM responsibility_period p
                   WHERE case_id = %s""",
                [case.pk],
            )

    def test_to_a_case_that_nobody_holds(self) -> None:
        city = build_city()
        case = city.take_in()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE responsibility_case SET version = 2 WHERE id = %s", [case.pk])
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE responsibility_case SET unit_id = NULL WHERE id = %s", [case.pk])

    def test_to_history_that_is_changed(self) -> None:
        case = build_city().take_in()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE responsibility_period SET reason = 'x' WHERE case_id = %s", [case.pk])
