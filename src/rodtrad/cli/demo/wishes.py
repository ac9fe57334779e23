"""A few of the made-up people say yes to sharing, take some of it back, and shut somebody out."""

from datetime import datetime, timedelta

from rodtrad.casework.access import emergency, wishes
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.emergencies import operations as emergencies
from rodtrad.casework.emergencies.vocabulary import EmergencyCode, ReviewOutcome
from rodtrad.casework.persons.queries import reference_of
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.cli.demo.staff import Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
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
