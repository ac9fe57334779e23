"""What is written of a change: never why somebody was in prison, never a protected place, and why when it is unusual."""

import pytest

from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.vocabulary import BelongingSource, ProtectionGrade
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.transitions import operations
from rodtrad.casework.transitions.vocabulary import Point, PointState, TransitionKind
from rodtrad.foundation.errors import DomainError
from tests.casework.test_transitions import BY, plan
from tests.city import MONDAY, City


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(by=BY, alias="Blåveis")


def test_no_place_is_written_down_where_the_address_is_protected(city: City, case: Case) -> None:
    persons.protect_address(
        case.person_id,
        grade=ProtectionGrade.CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 7",
        by=city["frogner.lead"],
        at=MONDAY,
    )
    with pytest.raises(DomainError, match="protected"):
        plan(city, case, from_place="Furua")

    assert plan(city, case).from_place == ""


@pytest.mark.parametrize("text", ["Dømt for noe", "Han er siktet", "sentenced in May"])
def test_what_somebody_was_in_prison_for_is_not_kept(city: City, case: Case, text: str) -> None:
    with pytest.raises(DomainError, match="not kept here"):
        plan(city, case, TransitionKind.RELEASE, own_words=text)
    row = plan(city, case, TransitionKind.RELEASE, own_words="Vil hjem til mor, bestemt")
    with pytest.raises(DomainError, match="not kept here"):
        operations.answer_point(
            row.pk, point=Point.FOLLOW_UP, state=PointState.IN_PLACE, note=text, by=city[BY], at=MONDAY
        )


def test_a_ticket_without_contact_with_the_home_municipality_asks_why(city: City, case: Case) -> None:
    row = plan(city, case, TransitionKind.HOME_TRAVEL, to_area_code="4601", wants_it=True)

    def buy(note: str = "") -> None:
        operations.answer_point(
            row.pk, point=Point.TICKET, state=PointState.IN_PLACE, note=note, by=city[BY], at=MONDAY
        )

    with pytest.raises(DomainError) as refusal:
        buy()
    assert refusal.value.field == "note"
    buy("Broren møter, kommunen svarer ikke i helgen")
    operations.answer_point(row.pk, point=Point.CONTACT, state=PointState.IN_PLACE, by=city[BY], at=MONDAY)
    buy()
