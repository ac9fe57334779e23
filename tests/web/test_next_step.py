"""What the lead reads of a month, and a next step one press away."""

from datetime import timedelta

import time_machine

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import JointMeeting
from rodtrad.casework.responsibility.vocabulary import MeetingOutcome
from tests.city import MONDAY, City
from tests.web.conftest import SignedIn


def test_meetings_and_reasons_for_not_accepting_are_counted_in_the_month(city: City, desk: SignedIn) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    post_id = city["frogner.colleague"].post_id
    assert post_id
    responsibility.name_coordinator(
        case.pk, coordinator_id=post_id, reason="Bytte", version=case.version, by=city["frogner.lead"], at=MONDAY
    )
    meeting = JointMeeting.objects.get()
    responsibility.record_meeting(
        meeting.pk, outcome=MeetingOutcome.NOT_HELD, text="Syk", by=city["frogner.lead"], at=MONDAY
    )
    theirs = city.take_in(alias="Spurt", by="mottak.worker")
    city.decline(city.offer(theirs, "frogner"), by="frogner.lead")

    with time_machine.travel(MONDAY + timedelta(hours=1)):
        page = desk("frogner.lead").get("/unit/month/").text
    assert "Joint meetings held, of those settled" in page
    assert "0 of 1" in page
    assert "Not accepted: " in page


def test_the_unit_that_was_suggested_is_asked_with_one_press(city: City, desk: SignedIn) -> None:
    case = city.take_in(alias="Spurt", by="mottak.worker")
    city.decline(city.offer(case, "frogner"), by="frogner.lead", suggest="sagene")
    with time_machine.travel(MONDAY + timedelta(hours=1)):
        client = desk("mottak.worker")
        address = f"/people/{case.person_id}/hand-over/?to={city.unit_id('sagene')}"

        assert address in client.get("/cases/").text
        assert f'value="{city.unit_id("sagene")}" selected' in client.get(address).text
