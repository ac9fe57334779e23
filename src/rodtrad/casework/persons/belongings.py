"""Belonging: which municipality or district has the statutory duty, and how a dispute about it is settled.

Never touches who holds the ball.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.models import Belonging, Claim, Clarification, Person
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus, ClaimPosition
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.areas.queries import area_by_code
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

NAMES_AN_AREA = frozenset({BelongingStatus.CLEAR, BelongingStatus.OTHER_MUNICIPALITY})


@transaction.atomic
def set_belonging(
    person_id: UUID,
    *,
    status: BelongingStatus,
    area_code: str = "",
    source: BelongingSource,
    valid_from: date,
    clarification_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Belonging:
    """What holds from a day on, as far as is known now. The one before ends that day; whatever was believed to
    hold later is set aside and stays readable, so that a register may correct what somebody said at the door.

    Raises DomainError naming the field: an area that was not valid then, or a day ahead.
    """
    Person.objects.select_for_update().get(pk=person_id)
    if valid_from > local_day(at):
        raise DomainError(
            _("Belonging cannot begin on a day ahead. Use a transition for a planned move."), field="valid_from"
        )
    if status in NAMES_AN_AREA and not area_code:
        raise DomainError(_("Choose the municipality or district."), field="area")
    area = area_by_code(area_code, on=valid_from) if area_code else None
    in_force = Belonging.objects.filter(person_id=person_id, superseded_at=None)
    in_force.filter(valid_from__gte=valid_from).update(superseded_at=at)
    in_force.filter(valid_until__gt=valid_from).update(valid_until=valid_from)
    belonging = Belonging.objects.create(
        person_id=person_id,
        status=status,
        area=area,
        source=source,
        valid_from=valid_from,
        recorded_at=at,
        recorded_by_id=by.own_post_id,
        clarification_id=clarification_id,
    )
    audit.record(
        "persons.belonging.set", by=by, at=at, person_id=person_id, subject_id=belonging.pk,
        details={"area": area_code, "source": source},
    )  # fmt: skip
    return belonging


@transaction.atomic
def open_clarification(person_id: UUID, *, own_words: str = "", by: Actor, at: datetime) -> Clarification:
    """Settle a disputed or unknown belonging as a matter of its own. Raises DomainError when one is already open."""
    Person.objects.select_for_update().get(pk=person_id)
    if Clarification.objects.filter(person_id=person_id, decided_at=None).exists():
        raise DomainError(_("The belonging is already being clarified."))
    check_free_text(own_words, field="own_words")
    check_no_place(person_id, texts={"own_words": own_words}, at=at)
    clarification = Clarification.objects.create(
        person_id=person_id,
        opened_at=at,
        opened_by_id=by.own_post_id,
        deadline_at=rulebook.deadline("deadline.clarification", at=at),
        own_words=own_words,
    )
    audit.record("persons.clarification.opened", by=by, at=at, person_id=person_id, subject_id=clarification.pk)
    return clarification


@transaction.atomic
def file_claim(
    clarification_id: UUID, *, area_code: str, position: ClaimPosition, grounds: str, by: Actor, at: datetime
) -> Claim:
    """What a district or municipality says, with its grounds. Raises DomainError."""
    clarification = _open(clarification_id)
    if not grounds.strip():
        raise DomainError(_("Write the grounds."), field="grounds")
    check_free_text(grounds, field="grounds")
    claim = Claim.objects.create(
        clarification=clarification,
        area=area_by_code(area_code, on=local_day(at)),
        position=position,
        grounds=grounds.strip(),
        claimed_at=at,
        claimed_by_id=by.own_post_id,
    )
    audit.record("persons.clarification.claimed", by=by, at=at, person_id=clarification.person_id, subject_id=claim.pk)
    return claim


@transaction.atomic
def decide_clarification(
    clarification_id: UUID, *, status: BelongingStatus, area_code: str, grounds: str, by: Actor, at: datetime
) -> Belonging:
    """The coordinating unit decides, with grounds; the belonging follows. Raises DomainError."""
    if not by.has(Role.COORDINATING_UNIT):
        raise NotAllowed(_("The coordinating unit decides a disputed belonging. Send it your grounds as a claim."))
    clarification = _open(clarification_id)
    if not grounds.strip():
        raise DomainError(_("A decision needs its grounds. Write why."), field="grounds")
    if status in {BelongingStatus.DISPUTED, BelongingStatus.UNKNOWN}:
        raise DomainError(_("A decision says where the person belongs. Choose another answer."), field="status")
    belonging = set_belonging(
        clarification.person_id,
        status=status,
        area_code=area_code,
        source=BelongingSource.DECISION,
        valid_from=local_day(at),
        clarification_id=clarification.pk,
        by=by,
        at=at,
    )
    Clarification.objects.filter(pk=clarification.pk).update(
        decided_at=at,
        decided_by=by.post_id,
        decided_area=belonging.area,
        decided_status=status,
        grounds=grounds.strip(),
    )
    audit.record(
        "persons.clarification.decided", by=by, at=at, person_id=clarification.person_id, subject_id=clarification.pk
    )
    return belonging


def _open(clarification_id: UUID) -> Clarification:
    clarification = Clarification.objects.select_for_update().filter(pk=clarification_id).first()
    if clarification is None or clarification.decided_at is not None:
        raise DomainError(_("This matter is already decided."))
    return clarification
