"""From nobody to a name and back, and where a person belongs: history stays, and nothing touches the ball."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from rodtrad.casework.persons import belongings, operations, queries
from rodtrad.casework.persons.models import Alias, Belonging, Identity, NationalId, Person
from rodtrad.casework.persons.vocabulary import (
    BelongingSource,
    BelongingStatus,
    ClaimPosition,
    IdentityLevel,
    ProtectionGrade,
)
from rodtrad.casework.responsibility import clock, invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.registry.inbox.models import Item
from tests.casework.numbers import synthetic
from tests.city import MONDAY, City

LATER = MONDAY + timedelta(hours=2)
NUMBER = synthetic()


def call_blue(city: City, person_id: UUID) -> None:
    operations.add_alias(person_id, name="Blå", by=city["mottak.worker"], at=MONDAY)


def identify(
    city: City, person_id: UUID, *, national_id: str = NUMBER, given: str = "Åse", at: datetime = LATER
) -> Person:
    return operations.identify(
        person_id, given_name=given, family_name="Øvrebø", national_id=national_id, by=city["mottak.worker"], at=at
    )


def test_somebody_unknown_gets_a_name_then_a_number_and_every_step_stays(city: City) -> None:
    case = city.take_in()
    assert Person.objects.get().level == IdentityLevel.ANONYMOUS
    call_blue(city, case.person_id)
    assert Person.objects.get().level == IdentityLevel.ALIAS
    identify(city, case.person_id)

    person = Person.objects.get()
    assert (person.level, person.called) == (IdentityLevel.IDENTIFIED, "Åse Øvrebø")
    assert [alias.name for alias in Alias.objects.all()] == ["Blå"]
    steps = Entry.objects.filter(person_id=person.pk, event__startswith="persons.").order_by("seq")
    assert [step.event.rpartition(".")[2] for step in steps] == ["registered", "set", "added", "added", "identified"]


def test_a_correction_ends_the_earlier_identity_and_keeps_it(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)
    identify(city, case.person_id, given="Aase", national_id="", at=LATER + timedelta(days=1))

    assert list(Identity.objects.order_by("from_at", "until_at").values_list("given_name", flat=True)) == [
        "Åse",
        "Aase",
    ]
    assert Person.objects.get().called == "Aase Øvrebø"


def test_unlinking_sets_name_and_number_apart_and_leaves_the_alias_its_case(city: City) -> None:
    case = city.take_in()
    call_blue(city, case.person_id)
    identify(city, case.person_id)

    apart = responsibility.unlink_person(
        case.person_id, reason="Ba om det", by=city["mottak.worker"], at=LATER + timedelta(hours=1)
    )

    assert Person.objects.get(pk=case.person_id).called == "Blå"
    assert queries.ids_with_number(NUMBER) == [apart.pk]
    assert Case.objects.get().person_id == case.person_id
    assert Entry.objects.filter(event="persons.person.unlinked", person_id=case.person_id).exists()


def test_unlinking_waits_for_a_request_to_be_settled(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)
    city.offer(case, "frogner")

    with pytest.raises(DomainError, match="Settle or withdraw it first"):
        responsibility.unlink_person(case.person_id, reason="Ba om det", by=city["mottak.worker"], at=LATER)


def test_only_the_responsible_unit_unlinks(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)

    with pytest.raises(NotAllowed):
        responsibility.unlink_person(case.person_id, reason="Ba om det", by=city["frogner.lead"], at=LATER)


def test_a_number_is_stored_sealed_and_found_by_the_whole_number_only(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)

    row = NationalId.objects.get()
    assert NUMBER.encode() not in bytes(row.ciphertext) + bytes(row.blind_index)
    assert queries.ids_with_number(f"{NUMBER[:6]} {NUMBER[6:]}") == [case.person_id]
    assert queries.ids_with_number(NUMBER[:10]) == []
    assert queries.full_number(row.pk, person_ids=[case.person_id]) == NUMBER


def test_a_second_number_is_refused_and_the_first_stays(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)

    with pytest.raises(DomainError, match="already has another national number"):
        identify(city, case.person_id, national_id=synthetic(100), at=LATER + timedelta(days=1))

    assert queries.ids_with_number(NUMBER) == [case.person_id]


def test_a_real_persons_number_is_refused_where_numbers_are_made_up(city: City) -> None:
    case = city.take_in()

    with pytest.raises(DomainError, match="real person"):
        identify(city, case.person_id, national_id="81018012345"[:0] + _as_if_real())


def _as_if_real() -> str:
    from tests.casework.numbers import number

    return next(filter(None, (number(f"010150{tail}") for tail in range(100, 130))))


def set_belonging(city: City, case: Case, area: str, *, since: date, source: BelongingSource) -> Belonging:
    return belongings.set_belonging(
        case.person_id,
        status=BelongingStatus.CLEAR,
        area_code=area,
        source=source,
        valid_from=since,
        by=city["mottak.worker"],
        at=MONDAY,
    )


def test_an_earlier_belonging_stays_readable_and_the_ball_does_not_move(city: City) -> None:
    case = city.take_in()
    set_belonging(city, case, "030105", since=date(2026, 1, 1), source=BelongingSource.OWN_STATEMENT)
    set_belonging(city, case, "030101", since=date(2026, 3, 1), source=BelongingSource.REGISTER)

    assert {row.status for row in queries.belongings([case.person_id])} == {"UNKNOWN", "CLEAR"}
    people = [case.person_id]
    before, after = (queries.belonging_on(people, on=day) for day in (date(2026, 2, 28), date(2026, 3, 1)))
    assert before and after
    assert (before.area.code, before.source) == ("030105", BelongingSource.OWN_STATEMENT)  # type: ignore[union-attr]
    assert (after.area.code, after.source) == ("030101", BelongingSource.REGISTER)  # type: ignore[union-attr]
    case.refresh_from_db()
    assert case.unit_id == city.unit_id("mottak")


@pytest.mark.parametrize(
    ("area", "since", "field"),
    [
        ("030105", date(2026, 11, 24), "valid_from"),
        ("030105", date(1999, 1, 1), "area"),
        ("9999", date(2026, 1, 1), "area"),
        ("", date(2026, 1, 1), "area"),
    ],
)
def test_a_belonging_that_cannot_be_is_refused_at_its_field(city: City, area: str, since: date, field: str) -> None:
    case = city.take_in()

    with pytest.raises(DomainError) as refusal:
        set_belonging(city, case, area, since=since, source=BelongingSource.OWN_STATEMENT)

    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def dispute(city: City, case: Case) -> UUID:
    matter = belongings.open_clarification(
        case.person_id, own_words="Jeg bor hos en venn.", by=city["mottak.worker"], at=MONDAY
    )
    for area, position in (
        ("030105", ClaimPosition.NOT_OURS),
        ("030101", ClaimPosition.NOT_OURS),
        ("4601", ClaimPosition.OURS),
    ):
        belongings.file_claim(
            matter.pk,
            area_code=area,
            position=position,
            grounds="Står slik hos oss.",
            by=city["mottak.worker"],
            at=LATER,
        )
    return matter.pk


def decide(city: City, matter_id: UUID, *, grounds: str, by: str = "koordinering.decider") -> Belonging:
    return belongings.decide_clarification(
        matter_id, status=BelongingStatus.CLEAR, area_code="030105", grounds=grounds, by=city[by], at=LATER
    )


def test_a_dispute_is_a_matter_of_its_own_and_somebody_has_the_ball_all_the_time(city: City) -> None:
    case = city.take_in()
    matter_id = dispute(city, case)

    assert len(queries.claims_of(matter_id)) == 3
    decide(city, matter_id, grounds="Siste faste bolig var på Frogner.")

    found = queries.belonging_on([case.person_id], on=LATER.date())
    assert found and found.area and (found.area.code, found.source) == ("030105", BelongingSource.DECISION)
    case.refresh_from_db()
    assert case.unit_id == city.unit_id("mottak")
    assert invariants.check(at=LATER).violations == ()


@pytest.mark.parametrize(
    ("by", "grounds", "said"),
    [("koordinering.decider", " ", "grounds"), ("frogner.lead", "Fordi", "coordinating unit")],
)
def test_a_dispute_is_not_closed_without_a_decision_that_has_grounds(
    city: City, by: str, grounds: str, said: str
) -> None:
    matter_id = dispute(city, city.take_in())

    with pytest.raises(DomainError, match=said):
        decide(city, matter_id, grounds=grounds, by=by)

    assert queries.clarification_by_id(matter_id).decided_at is None  # type: ignore[union-attr]


def test_past_its_deadline_a_dispute_stands_with_the_coordinating_unit(city: City) -> None:
    dispute(city, city.take_in())

    clock.keep_deadlines(at=MONDAY + timedelta(days=60))

    assert Item.objects.filter(kind="CLARIFICATION_LATE", unit_id=city.unit_id("koordinering")).count() == 1


def test_protection_needs_a_reason_to_come_and_to_go(city: City) -> None:
    case = city.take_in()
    by = city["mottak.lead"]
    with pytest.raises(DomainError, match="reason"):
        operations.protect_address(
            case.person_id,
            grade=ProtectionGrade.CONFIDENTIAL,
            source=BelongingSource.REGISTER,
            reason="",
            by=by,
            at=MONDAY,
        )
    operations.protect_address(
        case.person_id,
        grade=ProtectionGrade.CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 7",
        by=by,
        at=MONDAY,
    )
    assert queries.is_protected([case.person_id], at=LATER)

    with pytest.raises(DomainError, match="reason"):
        operations.lift_protection(case.person_id, source=BelongingSource.REGISTER, reason=" ", by=by, at=LATER)
    with pytest.raises(DomainError, match="source"):
        operations.lift_protection(case.person_id, source="", reason="Opphevet", by=by, at=LATER)  # type: ignore[arg-type]
    operations.lift_protection(
        case.person_id, source=BelongingSource.REGISTER, reason="Opphevet av politiet", by=by, at=LATER
    )

    assert not queries.is_protected([case.person_id], at=LATER)


def test_matches_come_with_their_reasons_and_nothing_is_merged(city: City) -> None:
    case = city.take_in()
    identify(city, case.person_id)

    for written in ("Aase Øvrebø", "Åse Ovrebo", "ASE ØVREBØ"):
        assert [m.person_id for m in queries.possible_matches(name=written)] == [case.person_id], written
    by_number = queries.possible_matches(national_id=NUMBER)
    assert by_number[0].reasons == ("SAME_NUMBER",)
    assert queries.possible_matches(name="Å") == []
    assert queries.possible_matches(name="Čuođi " * 40) == []
