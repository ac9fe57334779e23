"""What leaves a record: named, on a basis in law, only what the sender may export, as it was looked over, and for good."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rodtrad.casework.access import changes, sending, wishes
from rodtrad.casework.disclosures import guide, rules
from rodtrad.casework.disclosures.models import Disclosure
from rodtrad.casework.disclosures.operations import Sending
from rodtrad.casework.disclosures.queries import disclosures_of
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Sector
from rodtrad.registry.laws.models import LegalBasis
from tests.city import MONDAY, City

LETTER = [("Basics", [("Name or code", "Blåveis")])]
SEEN = rules.fingerprint(LETTER)
TO = {"recipient": "Bergen kommune, koordinerende enhet", "recipient_number": "964 338 531"}


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis")


def _sending(**said: Any) -> Sending:
    told = {
        "sections": ["BASICS"],
        "release_code": "FVL-13B",
        "purpose": "Overtar oppfølgingen",
        "means": "SEALED_PAPER",
    }
    return Sending(**{**TO, **told, **said})


def _send(city: City, case: Case, *, who: str = "mottak.lead", seen: str = SEEN, **said: Any) -> Disclosure:
    return sending.send(
        case.person_id,
        sending=_sending(**said),
        letter=LETTER,
        seen=seen,
        command_id=new_id(),
        by=city[who],
        at=MONDAY,
    )


def test_it_names_recipient_content_both_bases_purpose_and_who(city: City, case: Case) -> None:
    row = _send(city, case)

    assert (row.recipient, row.recipient_number) == ("Bergen kommune, koordinerende enhet", "964338531")
    assert (row.release.code, row.processing.code, row.sections) == ("FVL-13B", "GDPR-6-1E", ["BASICS"])
    assert (row.sent_at, row.fingerprint, row.asked_by_id) == (MONDAY, SEEN, city["mottak.lead"].post_id)
    entry = Entry.objects.get(event="access.person.sent")
    assert (entry.kind, entry.rule, entry.operation, entry.person_id) == ("EXPORT", "A14", "X", case.person_id)
    act = Entry.objects.get(event="disclosures.disclosure.sent")
    assert act.details["sha256"] == SEEN, "the chain holds the fingerprint of what was sent"
    assert "Bergen" not in str(act.details)


def test_a_duty_is_recorded_since_the_law_demands_it(city: City, case: Case) -> None:
    assert _send(city, case, release_code="BVL-13-2").processing.code == "GDPR-6-1C"
    assert _send(city, case, release_code="HPL-31").processing.code == "GDPR-6-1D"


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"recipient": " "}, "recipient"),
        ({"recipient_number": ""}, "recipient_number"),
        ({"recipient_number": "123456789"}, "recipient_number"),
        ({"sections": []}, "sections"),
        ({"release_code": ""}, "release"),
        ({"release_code": "GDPR-6-1E"}, "release"),
        ({"release_code": "POL-12"}, "release"),
        ({"purpose": ""}, "purpose"),
        ({"means": "SPOKEN"}, "means"),
    ],
)
def test_without_recipient_content_basis_or_purpose_nothing_is_sent(
    city: City, case: Case, missing: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        _send(city, case, **missing)

    assert refused.value.field == field
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "recipient", ["Politidistriktet", "politidistriktet ", "Oslo politidistrikt", "UDI", "PST Oslo"]
)
def test_control_bodies_get_nothing(city: City, case: Case, recipient: str) -> None:
    with pytest.raises(DomainError) as refused:
        _send(city, case, recipient=recipient)

    assert refused.value.field == "recipient"


def test_what_was_not_looked_over_cannot_be_sent(city: City, case: Case) -> None:
    with pytest.raises(DomainError, match="has changed since"):
        _send(city, case, seen=rules.fingerprint([("Basics", [("Name or code", "Blåklokke")])]))
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("who", "sections"),
    [
        ("mottak.worker", ["BASICS"]),  # row A14 asks for a coordinator or a lead
        ("mottak.lead", ["BASICS", "HEALTH"]),  # no row sends health out
        ("mottak.coordinator", ["IDENTITY"]),  # row A15 asks for a lead
        ("mottak.lead", ["CONCERNS"]),
        ("mottak.lead", ["PROTECTED_ADDRESS"]),
        ("frogner.lead", ["BASICS"]),  # has no relation to the person
        ("frivillig.lead", ["BASICS"]),
    ],
)
def test_what_the_sender_may_not_take_out_is_refused_whole_and_the_try_is_on_record(
    city: City, case: Case, who: str, sections: list[str]
) -> None:
    with pytest.raises(NotFound) as refused:
        _send(city, case, who=who, sections=sections)
    assert refused.value.record_refusal is not None
    refused.value.record_refusal()

    assert not Disclosure.objects.exists()
    assert Entry.objects.get(event="access.sending.refused").kind == "REFUSAL"


def test_a_protected_address_lets_nothing_out(city: City, case: Case) -> None:
    said = {"grade": "CONFIDENTIAL", "source": "REGISTER", "reason": "x"}
    changes.protect_address(case.person_id, **said, by=city["mottak.worker"], at=MONDAY)  # type: ignore[arg-type]

    assert sending.may_send(case.person_id, by=city["mottak.lead"], at=MONDAY).sections == ()
    with pytest.raises(NotFound):
        _send(city, case)


def test_who_is_shut_out_sends_and_tells_nothing(city: City, case: Case) -> None:
    wishes.block(
        case.person_id,
        user_id=city["mottak.lead"].user_id,
        sections=["FOLLOW_UP", "PLAN"],
        by=city["mottak.worker"],
        at=MONDAY,
    )

    may = sending.may_send(case.person_id, by=city["mottak.lead"], at=MONDAY)
    assert Section.PLAN not in {*may.sections, *may.told}
    with pytest.raises(NotFound):
        _send(city, case, sections=["BASICS", "PLAN"])


def test_particulars_of_the_name_wait_for_a_second_person_who_is_another(city: City, case: Case) -> None:
    row = _send(city, case, sections=["BASICS", "IDENTITY"])
    assert row.sent_at is None
    agree = {"person_id": case.person_id, "sections": row.sections, "letter": LETTER}
    with pytest.raises(NotAllowed):
        sending.agree(row.pk, **agree, by=city["mottak.lead"], at=MONDAY)
    with pytest.raises(NotFound):
        sending.agree(row.pk, **agree, by=city["frogner.lead"], at=MONDAY)
    with pytest.raises(DomainError, match="has changed"):
        sending.agree(row.pk, **{**agree, "letter": [*LETTER, ("Mer", [])]}, by=city["mottak.worker"], at=MONDAY)

    sending.agree(row.pk, **agree, by=city["mottak.worker"], at=MONDAY)

    row.refresh_from_db()
    assert (row.sent_at, row.approved_by_id) == (MONDAY, city["mottak.worker"].post_id)
    assert disclosures_of(case.person_id, only_sent=True)[0].approved_by == "Mottak.Worker"
    with pytest.raises(DomainError, match="already"):
        sending.agree(row.pk, **agree, by=city["mottak.worker"], at=MONDAY)


def test_what_was_told_aloud_is_noted_by_whoever_may_read_it(city: City, case: Case) -> None:
    said = _sending(means="SPOKEN", recipient_number="", recipient="Legevakten", release_code="HPL-31")
    row = sending.note_told(case.person_id, sending=said, command_id=new_id(), by=city["mottak.worker"], at=MONDAY)

    assert (row.means, row.fingerprint, row.sent_at) == ("SPOKEN", "", MONDAY)
    with pytest.raises(NotFound):
        sending.note_told(case.person_id, sending=said, command_id=new_id(), by=city["frogner.worker"], at=MONDAY)


def test_sending_twice_is_sending_once(city: City, case: Case) -> None:
    number, by = new_id(), city["mottak.lead"]
    for _time in range(2):
        sending.send(case.person_id, sending=_sending(), letter=LETTER, seen=SEEN, command_id=number, by=by, at=MONDAY)

    assert Disclosure.objects.count() == 1


def test_the_receipt_is_noted_once_by_the_unit_that_sent(city: City, case: Case) -> None:
    row = _send(city, case)
    told = {"person_id": case.person_id, "received_by": "Postmottaket"}
    with pytest.raises(NotFound):
        sending.note_receipt(row.pk, **told, by=city["frogner.lead"], at=MONDAY)  # type: ignore[arg-type]
    sending.note_receipt(row.pk, **told, by=city["mottak.worker"], at=MONDAY)  # type: ignore[arg-type]

    row.refresh_from_db()
    assert (row.received_at, row.received_by) == (MONDAY, "Postmottaket")
    with pytest.raises(DomainError, match="already"):
        sending.note_receipt(row.pk, **told, by=city["mottak.worker"], at=MONDAY)  # type: ignore[arg-type]


def test_the_database_keeps_what_was_sent_and_refuses_what_is_closed(city: City, case: Case) -> None:
    row = _send(city, case)
    for change in ({"recipient": "En annen"}, {"sections": ["PLAN"]}, {"fingerprint": "0" * 64}, {"sent_at": None}):
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            Disclosure.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        row.delete()
    waiting = _send(city, case, sections=["IDENTITY"])
    for change in ({"sections": ["CONCERNS"]}, {"sent_at": MONDAY}, {"approved_by_id": waiting.asked_by_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.filter(pk=waiting.pk).update(**change)
    other_kind = LegalBasis.objects.get(code="GDPR-6-1E").pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=waiting.pk).update(release_id=other_kind)


def test_the_guide_names_bases_in_force_and_nothing_for_control_bodies(city: City) -> None:
    known = set(LegalBasis.objects.filter(kind="CONFIDENTIALITY").values_list("code", flat=True))
    for mine in Sector.values:
        for theirs in ("", *Sector.values):
            for why in guide.Why:
                found = guide.answers(why, mine=mine, theirs=theirs)
                assert {answer.code for answer in found} <= known
                if {mine, theirs} & {"POLICE", "JUSTICE", "CONTROL"}:
                    assert found == ()
    assert {code for duty in guide.DUTIES for code in duty.codes} <= known


def test_nav_and_the_health_trust_may_share_by_consent_or_by_asking_for_help(city: City) -> None:
    codes = [answer.code for answer in guide.answers("COOPERATE", mine="WELFARE", theirs="SPECIALIST_HEALTH")]

    assert codes == ["FVL-13A", "FVL-13B"]
    assert guide.answers("ADVICE", mine="WELFARE", theirs="SPECIALIST_HEALTH") == ()
    assert guide.answers("OTHER", mine="WELFARE", theirs="SPECIALIST_HEALTH") == ()
