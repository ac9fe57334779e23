"""A protected address hides every place of the person, from all but the unit that is responsible."""

from datetime import timedelta

import pytest

from rodtrad.casework.care_teams import operations as meetings
from rodtrad.casework.care_teams import queries as team
from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters import queries
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.persons import belongings
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.vocabulary import BelongingSource, ProtectionGrade
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks import operations as tasks
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.norwegian_addresses import holds_address, without_addresses
from rodtrad.insight.person_page.queries import person_page
from tests.city import MONDAY, City

LATER = MONDAY + timedelta(hours=1)
ADDRESS = "Bor i Eksempelgata 12 b nå"


def protect(city: City, case: Case) -> None:
    persons.protect_address(
        case.person_id,
        grade=ProtectionGrade.STRICTLY_CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 6 i registeret",
        by=city["mottak.lead"],
        at=MONDAY,
    )


def meet(
    city: City, case: Case, by: str, *, kind: str = "OUTREACH", place: str = "Brugata", said: str = ""
) -> Encounter:
    return encounters.register_encounter(
        Met(kind=EncounterKind(kind), place=place, said=said),
        next=WhatNext(ending=Ending.OPEN_DOOR),
        person_id=case.person_id,
        command_id=new_id(),
        by=city[by],
        at=MONDAY,
    )


def thread(city: City, case: Case, who: str) -> str:
    page = person_page(case.person_id, by=city[who], at=LATER)
    return " ".join(f"{entry.detail} {entry.text}" for period in page.thread for entry in period.entries)


@pytest.fixture
def moved(city: City) -> Case:
    """Met and written about by the reception while it stood beside; the district has the ball and protects later."""
    case = city.take_in()
    meet(city, case, "mottak.worker", said=ADDRESS)
    request = city.offer(case, "frogner", support_days=30)
    city.accept(request, by="frogner.lead", coordinator="frogner.coordinator")
    persons.protect_address(
        case.person_id,
        grade=ProtectionGrade.CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 7",
        by=city["frogner.lead"],
        at=MONDAY,
    )
    return case


def test_the_unit_that_is_responsible_sees_where_and_a_unit_beside_does_not(city: City, moved: Case) -> None:
    assert "Brugata" in thread(city, moved, "frogner.coordinator")
    for who in ("mottak.worker", "mottak.lead"):
        seen = thread(city, moved, who)
        assert "Brugata" not in seen
        assert "Eksempelgata" not in seen, who


def test_a_lead_is_told_that_a_place_is_hidden(city: City, moved: Case) -> None:
    assert "place hidden" in thread(city, moved, "mottak.lead")
    assert "place hidden" not in thread(city, moved, "mottak.worker")


def test_the_list_of_the_unit_that_wrote_it_hides_it_too(city: City, moved: Case) -> None:
    for who in ("mottak.worker", "mottak.lead"):
        (line,) = queries.unit_encounters(city[who], at=LATER).latest
        assert line.person_id == moved.person_id
        assert "Brugata" not in line.place
        assert "Eksempelgata" not in line.said


def test_where_a_meeting_is_held_is_hidden_from_a_unit_beside(city: City, moved: Case) -> None:
    new = meetings.NewMeeting(starts_at=MONDAY + timedelta(days=1), place="Bydelshuset", wants_no_point=True)
    row = meetings.call_meeting(moved.person_id, new=new, command_id=new_id(), by=city["frogner.coordinator"], at=LATER)

    for who, place in (("frogner.lead", "Bydelshuset"), ("mottak.lead", "place hidden"), ("mottak.worker", "")):
        assert team.meeting_page(row.pk, by=city[who], at=LATER).place == place
        (line,) = team.person_meetings(moved.person_id, by=city[who], at=LATER).meetings
        assert line.place == place


def test_when_the_protection_is_lifted_the_place_stands_there_again(city: City, moved: Case) -> None:
    persons.lift_protection(
        moved.person_id,
        source=BelongingSource.REGISTER,
        reason="Opphevet",
        by=city["frogner.lead"],
        at=MONDAY,
    )

    assert "Brugata" in thread(city, moved, "mottak.worker")


def test_no_place_is_written_about_somebody_protected(city: City) -> None:
    case = city.take_in()
    protect(city, case)
    with pytest.raises(DomainError, match="protected") as refused:
        meet(city, case, "mottak.worker")
    assert refused.value.field == "place"

    assert meet(city, case, "mottak.worker", place="").place == ""


@pytest.mark.parametrize("field", ["said", "task", "need", "own_words"])
def test_an_address_in_a_text_about_somebody_protected_stops(city: City, field: str) -> None:
    case = city.take_in()
    protect(city, case)
    by, tomorrow = city["mottak.worker"], (MONDAY + timedelta(days=1)).date()
    with pytest.raises(DomainError, match="no address is written") as refused:
        if field == "said":
            meet(city, case, "mottak.worker", kind="PHONE", place="", said=ADDRESS)
        elif field == "task":
            tasks.add_task(case.person_id, new=tasks.NewTask(text=ADDRESS, due_on=tomorrow), by=by, at=MONDAY)
        elif field == "need":
            city.offer(case, "frogner", need=ADDRESS)
        else:
            belongings.open_clarification(case.person_id, own_words=ADDRESS, by=by, at=MONDAY)

    assert refused.value.field == field


def test_out_in_the_city_still_says_where_for_everybody_else(city: City) -> None:
    with pytest.raises(DomainError, match="where you met"):
        meet(city, city.take_in(), "mottak.worker", place="")


@pytest.mark.parametrize("text", ["Storgata 5", "i Trondheimsveien 110B", "0184 Oslo", "Øvre Slottsplass 3"])
def test_what_is_shaped_like_an_address(text: str) -> None:
    assert holds_address(text)
    assert without_addresses(f"Bor {text}.", instead="…").count("…") == 1


@pytest.mark.parametrize("text", ["Møtte i Brugata", "Kommer 2027 kanskje", "Rom 12", "Plass til 3", "Vei inn"])
def test_what_is_no_address(text: str) -> None:
    assert not holds_address(text)
