"""Support that goes on with a yes, and meetings that are held or asked about."""

from datetime import timedelta

import pytest

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.clock import keep_deadlines
from rodtrad.casework.responsibility.models import Case, JointMeeting, Support
from rodtrad.casework.responsibility.vocabulary import MeetingOutcome
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

TODAY = MONDAY.date()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blå", by="frogner.coordinator")


def _handed_over(city: City, case: Case) -> Support:
    city.accept(city.offer(case, "sagene", by="frogner.lead", support_days=14), by="sagene.lead")
    return Support.objects.get()


def test_a_longer_support_needs_the_persons_yes_and_a_later_day(city: City, case: Case) -> None:
    support = _handed_over(city, case)
    later = support.until_at.date() + timedelta(days=20)
    by = city["sagene.lead"]

    with pytest.raises(DomainError, match="Ask the person"):
        responsibility.extend_support(support.pk, until_on=later, reason="Trygt", person_said=" ", by=by, at=MONDAY)
    with pytest.raises(DomainError, match="later day"):
        responsibility.extend_support(support.pk, until_on=TODAY, reason="Trygt", person_said="Ja", by=by, at=MONDAY)

    longer = responsibility.extend_support(
        support.pk, until_on=later, reason="Trygt", person_said="Ja, gjerne", by=by, at=MONDAY + timedelta(hours=1)
    )
    assert longer.person_said == "Ja, gjerne"


def _new_coordinator(city: City, case: Case) -> JointMeeting:
    case.refresh_from_db()
    post_id = city["frogner.colleague"].post_id
    assert post_id
    responsibility.name_coordinator(
        case.pk, coordinator_id=post_id, reason="Bytte", version=case.version, by=city["frogner.lead"], at=MONDAY
    )
    return JointMeeting.objects.get()


def test_a_meeting_nobody_tells_of_is_told_to_the_lead_and_help_goes_on(city: City, case: Case) -> None:
    meeting = _new_coordinator(city, case)

    keep_deadlines(at=MONDAY + timedelta(days=11))
    assert not Item.objects.filter(kind="JOINT_MEETING_LATE").exists()
    keep_deadlines(at=MONDAY + timedelta(days=12))
    assert Item.objects.get(kind="JOINT_MEETING_LATE").unit_id == city.unit_id("frogner")
    case.refresh_from_db()
    assert case.coordinator_id == city["frogner.colleague"].post_id

    responsibility.record_meeting(
        meeting.pk,
        outcome=MeetingOutcome.NOT_HELD,
        text="Personen ville ikke",
        by=city["frogner.lead"],
        at=MONDAY + timedelta(days=13),
    )
    assert not Item.objects.open().filter(kind="JOINT_MEETING_LATE").exists()
