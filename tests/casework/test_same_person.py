"""Two records that are one human: joined by somebody with authority, and set apart again as if nothing had been."""

from datetime import timedelta
from uuid import UUID

import pytest

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.models import Merge
from rodtrad.casework.persons.queries import same_person_ids
from rodtrad.casework.persons.vocabulary import BelongingSource, ProtectionGrade
from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.errors import DomainError, NotAllowed
from tests.casework.numbers import synthetic
from tests.city import MONDAY, City

LATER = MONDAY + timedelta(hours=3)


def join(
    city: City, kept: Case, absorbed: Case, *, confirmed_by: UUID | None = None, by: str = "koordinering.decider"
) -> Merge:
    return responsibility.merge_persons(
        kept.person_id,
        absorbed_id=absorbed.person_id,
        goes_on=kept.pk,
        reason="Samme navn og fødselsdag, og hun sier det selv.",
        confirmed_by_post_id=confirmed_by,
        by=city[by],
        at=LATER,
    )


def grants() -> set[tuple[object, ...]]:
    return set(Grant.objects.open_at(LATER + timedelta(days=1)).values_list("unit_id", "person_id", "section", "basis"))


def test_joining_asks_which_case_goes_on_and_closes_the_other_with_the_reason(city: City) -> None:
    kept, absorbed = city.take_in(alias="Blå"), city.take_in(by="frogner.worker", alias="Blåa")

    with pytest.raises(DomainError, match="Choose which one goes on"):
        responsibility.merge_persons(
            kept.person_id, absorbed_id=absorbed.person_id, reason="Samme", by=city["koordinering.decider"], at=LATER
        )
    join(city, kept, absorbed)

    assert Case.objects.open().get().pk == kept.pk
    assert set(same_person_ids(kept.person_id)) == {kept.person_id, absorbed.person_id}
    assert invariants.check(at=LATER).violations == ()


def test_undone_both_people_and_their_cases_are_as_before(city: City) -> None:
    kept, absorbed = city.take_in(alias="Blå"), city.take_in(by="frogner.coordinator", alias="Blåa")
    before = grants()
    merge = join(city, kept, absorbed)

    responsibility.undo_merge(merge.pk, by=city["koordinering.decider"], at=LATER + timedelta(hours=1))

    absorbed.refresh_from_db()
    assert (absorbed.unit_id, absorbed.coordinator_id) == (city.unit_id("frogner"), city["frogner.coordinator"].post_id)
    assert Case.objects.open().count() == 2
    assert same_person_ids(kept.person_id) == [kept.person_id]
    assert grants() == before
    assert invariants.check(at=LATER + timedelta(hours=2)).violations == ()


def test_two_different_numbers_need_a_second_person(city: City) -> None:
    kept, absorbed = city.take_in(), city.take_in()
    for case, number in ((kept, synthetic()), (absorbed, synthetic(200))):
        persons.identify(case.person_id, given_name="Eli", national_id=number, by=city["mottak.worker"], at=MONDAY)

    for confirmed_by in (None, city["koordinering.decider"].post_id):
        with pytest.raises(DomainError, match="second person must confirm"):
            join(city, kept, absorbed, confirmed_by=confirmed_by)
    join(city, kept, absorbed, confirmed_by=city["koordinering.second"].post_id)

    assert Merge.objects.get().confirmed_by_id == city["koordinering.second"].post_id


def test_a_protected_address_needs_a_second_person(city: City) -> None:
    kept, absorbed = city.take_in(), city.take_in()
    persons.protect_address(
        absorbed.person_id,
        grade=ProtectionGrade.STRICTLY_CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 6",
        by=city["mottak.lead"],
        at=MONDAY,
    )

    with pytest.raises(DomainError, match="protected address"):
        join(city, kept, absorbed)


def test_only_the_coordinating_unit_joins(city: City) -> None:
    kept, absorbed = city.take_in(), city.take_in()

    with pytest.raises(NotAllowed, match="coordinating unit"):
        join(city, kept, absorbed, by="mottak.lead")
