"""A few of the made-up people say yes to sharing, take some of it back, and shut somebody out."""

from datetime import datetime, timedelta

from rodtrad.casework.access import emergency, wishes
from rodtrad.casework.access.sending import may_send, note_receipt, note_told, send
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.disclosures.operations import Sending
from rodtrad.casework.disclosures.rules import fingerprint
from rodtrad.casework.disclosures.vocabulary import Means
from rodtrad.casework.emergencies import operations as emergencies
from rodtrad.casework.emergencies.vocabulary import EmergencyCode, ReviewOutcome
from rodtrad.casework.persons.queries import reference_of
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.cli.demo.staff import Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.insight.disclosures.letter import letter_of
from rodtrad.insight.disclosures.queries import letter_facts
from rodtrad.registry.organisations.queries import local_day

HOW_MANY = 4
SHARED_WITH = ("saa", "nav-frogner", "uteseksjonen")


def say_yes_and_no(staff: Staff, *, now: datetime) -> None:
    """The first of them shares a plan and takes some of it back; the last shuts out one unit."""
    cases = list(Case.objects.open().filter(unit_since__lt=now - timedelta(days=2)).order_by("opened_at", "pk"))
    units = [staff.units[code] for code in SHARED_WITH if code in staff.units]
    for number, case in enumerate(cases[:HOW_MANY]):
        by = _holder(staff, case)
        others = [unit for unit in units if unit != case.unit_id]
        at = now - timedelta(days=2) + timedelta(minutes=number)
        said = Yes(
            unit_ids=others[:2],
            sections=[Section.PLAN, Section.FOLLOW_UP] if number % 2 else [Section.PLAN, Section.STAYS],
            purpose="PLAN" if number % 2 else "COOPERATE",
            until_on=local_day(now) + timedelta(days=120),
            own_words="Det er greit at dere snakker sammen om planen." if number == 0 else "",
        )
        consent = wishes.give_consent(case.person_id, said=said, command_id=new_id(), by=by, at=at)
        if number == 0:
            wishes.withdraw_consent(consent.pk, section=Section.STAYS, by=by, at=at + timedelta(days=1))
        if number == HOW_MANY - 1:
            wishes.block(
                case.person_id,
                unit_id=others[-1],
                sections=[Section.BASICS, Section.FOLLOW_UP, Section.PLAN],
                own_words="Jeg vil ikke ha noe med dem å gjøre nå.",
                by=by,
                at=at,
            )


def _holder(staff: Staff, case: Case) -> Actor:
    return next(actor for actor in staff.posts.values() if actor.unit_id == case.unit_id and actor.gives_care)


def send_and_tell(staff: Staff, *, now: datetime) -> None:
    """Letters to another municipality with their receipts, and something told to a doctor on the phone."""
    cases = Case.objects.open().filter(unit_since__lt=now - timedelta(days=2)).order_by("opened_at", "pk")
    for number, case in enumerate(cases[:HOW_MANY]):
        at = now - timedelta(days=1, hours=number)
        by = next((a for a in staff.posts.values() if a.unit_id == case.unit_id and _may_send(case, by=a, at=at)), None)
        if by is not None:
            (_tell if number % 2 else _send)(case, by=by, at=at)


def _may_send(case: Case, *, by: Actor, at: datetime) -> bool:
    return bool(may_send(case.person_id, by=by, at=at).sections)


def _tell(case: Case, *, by: Actor, at: datetime) -> None:
    told = Sending(
        recipient="Legevakten",
        sections=[Section.BASICS, Section.FOLLOW_UP],
        release_code="HPL-31",
        purpose="Livet sto på spill; de måtte vite hvem som følger opp.",
        means=Means.SPOKEN,
    )
    note_told(case.person_id, sending=told, command_id=new_id(), by=by, at=at)


def _send(case: Case, *, by: Actor, at: datetime) -> None:
    letter = letter_of(letter_facts(case.person_id, sections=[Section.BASICS], by=by, at=at))
    sent = Sending(
        recipient="Bergen kommune, koordinerende enhet",
        recipient_number="964338531",
        sections=[Section.BASICS],
        release_code="FVL-13B",
        purpose="Personen flytter, og kommunen der skal ta imot.",
        means=Means.SEALED_PAPER,
    )
    seen, number = fingerprint(letter), new_id()
    row = send(case.person_id, sending=sent, letter=letter, seen=seen, command_id=number, by=by, at=at)
    came = at + timedelta(hours=20)
    note_receipt(row.pk, person_id=case.person_id, received_by="Postmottaket", by=by, at=came)


def break_the_glass_twice(staff: Staff, *, now: datetime) -> None:
    """One emergency opening that has been looked at, and one that waits for the lead and the privacy officer."""
    cases = Case.objects.open().filter(unit_since__lt=now - timedelta(days=2)).order_by("opened_at", "pk")[4:6]
    whys = ("Funnet bevisstløs, trengte å vite om legemidler", "Falt om ved stasjonen, kunne ikke svare for seg selv")
    for number, (case, why) in enumerate(zip(cases, whys, strict=False)):
        at = now - timedelta(days=1, hours=3 - number)
        by = staff.posts["saa", "worker"]
        row = emergency.break_the_glass(
            emergency.Whom(code_or_number=reference_of(case.person_id)),
            code=EmergencyCode.OVERDOSE if number == 0 else EmergencyCode.CANNOT_ANSWER,
            reason=why,
            by=by,
            at=at,
        )
        lead = next(
            (
                actor
                for (_unit, which), actor in staff.posts.items()
                if which == "lead" and actor.unit_id == row.holder_id
            ),
            None,
        )
        if number == 0 and lead is not None:
            note = "Riktig. Legevakten fikk vite det de trengte."
            emergencies.review(row.pk, outcome=ReviewOutcome.NEEDED, note=note, by=lead, at=at + timedelta(hours=5))
