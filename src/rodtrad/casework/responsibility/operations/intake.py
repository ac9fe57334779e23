"""The door: somebody comes in, and the unit that opens it holds them from that moment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import belongings
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons import queries as person_queries
from rodtrad.casework.persons.models import DuplicateHint
from rodtrad.casework.persons.rules import Birth, check_free_text
from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus, Gender
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.operations.moves import first_period, hold_again
from rodtrad.casework.responsibility.permissions import check_can_open_case
from rodtrad.casework.responsibility.vocabulary import CaseStatus
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """What is known at the door; everything may be missing."""

    alias: str = ""
    given_name: str = ""
    family_name: str = ""
    gender: Gender = Gender.UNKNOWN
    birth: Birth | None = None
    national_id: str = ""


@transaction.atomic
def take_in(
    newcomer: NewPerson,
    *,
    need: str,
    belonging: BelongingStatus = BelongingStatus.UNKNOWN,
    area_code: str = "",
    coordinator_id: UUID | None = None,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Case:
    """Register somebody and open their case in one act. The unit of `by` holds it. Raises DomainError."""
    check_can_open_case(by, at=at)
    if done := Case.objects.filter(command_id=command_id).first():
        return done
    if newcomer.alias.strip():
        person = persons.register_alias(newcomer.alias, by=by, at=at)
    else:
        person = persons.register_anonymous(by=by, at=at)
    if newcomer.given_name.strip() or newcomer.national_id.strip() or newcomer.birth:
        persons.identify(
            person.pk,
            given_name=newcomer.given_name or newcomer.alias,
            family_name=newcomer.family_name,
            gender=newcomer.gender,
            birth=newcomer.birth,
            national_id=newcomer.national_id,
            by=by,
            at=at,
        )
    belongings.set_belonging(
        person.pk,
        status=belonging,
        area_code=area_code,
        source=BelongingSource.OWN_STATEMENT,
        valid_from=organisations.local_day(at),
        by=by,
        at=at,
    )
    case = open_case(person.pk, need=need, coordinator_id=coordinator_id, command_id=command_id, by=by, at=at)
    _hint_duplicates(person.pk, newcomer, at=at)
    return case


@transaction.atomic
def open_case(
    person_id: UUID, *, need: str, coordinator_id: UUID | None = None, command_id: UUID, by: Actor, at: datetime
) -> Case:
    """Open the person's case at the actor's own unit. Raises DomainError when the person has one already."""
    check_can_open_case(by, at=at)
    if done := Case.objects.filter(command_id=command_id).first():
        return done
    check_free_text(need, field="need")
    ids = person_queries.same_person_ids(person_id)
    if Case.objects.open().filter(person__in=ids).exists():
        raise DomainError(
            _("Somebody already holds a case for this person. The coordinating unit can tell you whom to call.")
        )
    case = Case(
        person_id=ids[0],
        unit_id=by.own_unit_id,
        coordinator_id=_coordinator(coordinator_id, by=by, at=at),
        held_since=at,
        unit_since=at,
        opened_at=at,
        need=need.strip(),
        command_id=command_id,
    )
    reason = need.strip() or str(_("Came in at the door"))
    try:
        with transaction.atomic():
            first_period(case, reason=reason, by=by, at=at)
    except IntegrityError as error:
        if done := Case.objects.filter(command_id=command_id).first():
            return done
        raise DomainError(_("Somebody opened a case for this person a moment ago. Look it up again.")) from error
    if case.coordinator_id is None:
        tell_lead_of_queue(case, at=at)
    return case


@transaction.atomic
def reopen_case(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> Case:
    """Go on with the whole thread: at the same unit if it is the actor's, else at the actor's own. Raises DomainError."""
    check_can_open_case(by, at=at)
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.status == CaseStatus.OPEN:
        raise DomainError(_("The case is already open."))
    if not reason.strip():
        raise DomainError(_("Write why the case is opened again."), field="reason")
    ids = person_queries.same_person_ids(case.person_id)
    if Case.objects.open().filter(person__in=ids).exists():
        raise DomainError(_("The person has another open case. Go on with that one."))
    assert by.unit_id is not None
    case = hold_again(case, unit_id=by.unit_id, coordinator_id=None, reason=reason, by=by, at=at)
    tell_lead_of_queue(case, at=at)
    return case


def tell_lead_of_queue(case: Case, *, at: datetime) -> None:
    """The lead has one more case without a coordinator."""
    inbox.send(
        "CASE_WITHOUT_COORDINATOR",
        form=ItemForm.TASK,
        unit_id=case.unit_id,
        reference_id=case.pk,
        about_id=case.pk,
        effect_key=f"queue:{case.pk}:{case.version}",
        at=at,
    )


def _coordinator(coordinator_id: UUID | None, *, by: Actor, at: datetime) -> UUID | None:
    """The one who is named; a coordinator or lead who opens the door and names nobody takes it themselves."""
    assert by.unit_id is not None
    present = {post.post_id for post in organisations.coordinators(by.unit_id, on=organisations.local_day(at))}
    if coordinator_id is None:
        return by.post_id if by.post_id in present else None
    if coordinator_id not in present:
        raise DomainError(_("Choose a coordinator who works at your unit and is not away."), field="coordinator")
    return coordinator_id


def _hint_duplicates(person_id: UUID, newcomer: NewPerson, *, at: datetime) -> None:
    """Put likely duplicates to the coordinating unit, without telling the door (existence hiding)."""
    name = (newcomer.given_name and f"{newcomer.given_name} {newcomer.family_name}") or newcomer.alias
    for match in person_queries.possible_matches(name=name, birth=newcomer.birth, national_id=newcomer.national_id):
        certain = "SAME_NUMBER" in match.reasons or {"SAME_NAME", "SAME_BIRTH_DATE"} <= set(match.reasons)
        if match.person_id == person_id or not certain:
            continue
        DuplicateHint.objects.get_or_create(
            first_id=match.person_id,
            second_id=person_id,
            settled_at=None,
            defaults={"reasons": list(match.reasons), "found_at": at},
        )
