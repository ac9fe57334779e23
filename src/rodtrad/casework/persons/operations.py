"""Writing persons. What follows for cases when persons are merged or unlinked is the business of `responsibility`."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries, rules
from rodtrad.casework.persons.models import Alias, Identity, Merge, NationalId, Person, Protection
from rodtrad.casework.persons.national_ids import classify
from rodtrad.casework.persons.vocabulary import BelongingSource, Gender, IdentityLevel, ProtectionGrade
from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.norwegian_text import fold, sort_key
from rodtrad.foundation.periods import OPEN_ENDED

# No letters or digits that are mistaken for one another when said aloud or written by hand.
_SPOKEN = "ABCDEFHJKLMNPRSTUVWXY34679"


@transaction.atomic
def register_anonymous(*, by: Actor, at: datetime) -> Person:
    """Somebody we know nothing about. They get a short code that can be said aloud."""
    person = Person.objects.create(reference=_new_reference(), created_at=at)
    audit.record("persons.person.registered", by=by, at=at, person_id=person.pk)
    return person


@transaction.atomic
def register_alias(name: str, *, by: Actor, at: datetime) -> Person:
    """Somebody known by the name they chose. Raises DomainError when the name is empty or too long."""
    person = register_anonymous(by=by, at=at)
    add_alias(person.pk, name=name, by=by, at=at)
    person.refresh_from_db()
    return person


@transaction.atomic
def add_alias(person_id: UUID, *, name: str, by: Actor, at: datetime) -> Alias:
    """One more name the person goes by; earlier ones stay. Raises DomainError."""
    chosen = rules.name(name, field="alias")
    person = Person.objects.select_for_update().get(pk=person_id)
    alias = Alias.objects.create(
        person=person, name=chosen, search_text=fold(chosen)[:800], from_at=at, recorded_by_id=by.own_post_id
    )
    if person.level != IdentityLevel.IDENTIFIED:
        _call(person, chosen, IdentityLevel.ALIAS)
    audit.record("persons.alias.added", by=by, at=at, person_id=person_id, subject_id=alias.pk)
    return alias


@transaction.atomic
def identify(
    person_id: UUID,
    *,
    given_name: str,
    family_name: str = "",
    gender: Gender = Gender.UNKNOWN,
    birth: rules.Birth | None = None,
    national_id: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Who the person is on paper. A correction ends the earlier identity and keeps it. Raises DomainError."""
    given = rules.name(given_name, field="given_name")
    family = rules.name(family_name, field="family_name") if family_name.strip() else ""
    person = Person.objects.select_for_update().get(pk=person_id)
    Identity.objects.filter(person=person, until_at=OPEN_ENDED).update(until_at=at)
    full = f"{given} {family}".strip()
    Identity.objects.create(
        person=person,
        given_name=given,
        family_name=family,
        search_text=fold(full)[:1600],
        gender=gender,
        birth_date=birth.day if birth else None,
        birth_precision=birth.precision if birth else "",
        from_at=at,
        recorded_by_id=by.own_post_id,
    )
    if national_id.strip():
        _add_national_id(person, national_id, by=by, at=at)
    _call(person, full[:400], IdentityLevel.IDENTIFIED)
    audit.record("persons.person.identified", by=by, at=at, person_id=person_id)
    return person


def _add_national_id(person: Person, text: str, *, by: Actor, at: datetime) -> None:
    number = classify(text)
    queries.check_number_belongs_here(number)
    index = crypto.blind_index(number.digits, kind="national_id")
    held = NationalId.objects.filter(person=person, until_at=OPEN_ENDED)
    if held.filter(blind_index=bytes(index)).exists():
        return
    if held.exists():
        raise DomainError(
            _("This person already has another national number. Take that one off first, with a reason."),
            field="national_id",
        )
    row_id = new_id()
    sealed = crypto.seal(number.digits, section="IDENTITY", table="national_id", column="number", row_id=row_id)
    NationalId.objects.create(
        id=row_id,
        person=person,
        kind=number.kind,
        ciphertext=sealed,
        blind_index=index,
        from_at=at,
        recorded_by_id=by.own_post_id,
    )
    audit.record("persons.national_id.added", by=by, at=at, person_id=person.pk, subject_id=row_id)


@transaction.atomic
def unlink_rows(person_id: UUID, *, reason: str, by: Actor, at: datetime) -> Person:
    """Take the identity off again, on the person's request. `responsibility.unlink_person` is the only caller.

    The record keeps its aliases, case and history; name, birth and numbers go to a new record of their own, and
    nothing stored ties the two together but the log. Returns the new record.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    identity = Identity.objects.filter(person=person, until_at=OPEN_ENDED).first()
    if identity is None:
        raise DomainError(_("This person is not identified, so there is nothing to unlink."))
    apart = Person.objects.create(
        reference=_new_reference(),
        created_at=at,
        level=IdentityLevel.IDENTIFIED,
        called=person.called,
        sort_key=person.sort_key,
    )
    for model in (Identity, NationalId):
        for row in model.objects.filter(person=person, until_at=OPEN_ENDED):
            model.objects.filter(pk=row.pk).update(until_at=at)
            old_id, row.pk, row.person, row.from_at = row.pk, new_id(), apart, at
            if isinstance(row, NationalId):
                number = crypto.unseal(bytes(row.ciphertext), table="national_id", column="number", row_id=old_id)
                row.ciphertext = crypto.seal(
                    number, section="IDENTITY", table="national_id", column="number", row_id=row.pk
                )
            row.save(force_insert=True)
    alias = Alias.objects.filter(person=person, until_at=OPEN_ENDED).order_by("-from_at").first()
    _call(person, alias.name if alias else "", IdentityLevel.ALIAS if alias else IdentityLevel.ANONYMOUS)
    audit.record("persons.person.unlinked", by=by, at=at, person_id=person_id, details={"reason_given": bool(reason)})
    return apart


@transaction.atomic
def merge_rows(
    kept_id: UUID, *, absorbed_id: UUID, reason: str, confirmed_by_post_id: UUID | None, by: Actor, at: datetime
) -> Merge:
    """Point one record to another; no row is moved. `responsibility.merge_persons` is the only caller."""
    people = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[kept_id, absorbed_id]).order_by("pk")}
    kept, absorbed = people[kept_id], people[absorbed_id]
    if kept_id == absorbed_id or kept.merged_into_id or absorbed.merged_into_id:
        raise DomainError(_("One of the records is already merged into another. Open that one and start again."))
    if not reason.strip():
        raise DomainError(_("Write why you believe it is the same person."), field="reason")
    if queries.needs_second_person(kept_id, absorbed_id, at=at) and confirmed_by_post_id in {None, by.post_id}:
        raise DomainError(
            _("The two have different national numbers or a protected address. A second person must confirm."),
            field="confirmed_by",
        )
    merge = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        reason=reason,
        merged_at=at,
        merged_by_id=by.own_post_id,
        confirmed_by_id=confirmed_by_post_id,
    )
    Person.objects.filter(merged_into=absorbed).update(merged_into=kept)
    Person.objects.filter(pk=absorbed_id).update(merged_into=kept)
    audit.record("persons.person.merged", by=by, at=at, person_id=kept_id, subject_id=merge.pk)
    return merge


@transaction.atomic
def undo_merge_rows(merge_id: UUID, *, by: Actor, at: datetime) -> Merge:
    """Lift the link again. `responsibility.undo_merge` is the only caller. Raises DomainError."""
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    if merge.undone_at is not None:
        raise DomainError(_("This merge is already undone."))
    Merge.objects.filter(pk=merge_id).update(undone_at=at, undone_by=by.post_id)
    Person.objects.filter(pk=merge.absorbed_id).update(merged_into=None)
    inside = queries.absorbed_by(merge.absorbed_id)
    Person.objects.filter(pk__in=inside).update(merged_into=merge.absorbed_id)
    audit.record("persons.merge.undone", by=by, at=at, person_id=merge.kept_id, subject_id=merge_id)
    return merge


@transaction.atomic
def protect_address(
    person_id: UUID, *, grade: ProtectionGrade, source: BelongingSource, reason: str, by: Actor, at: datetime
) -> Protection:
    """From now on every place of this person is hidden. Raises DomainError."""
    if not reason.strip():
        raise DomainError(_("Write the reason and where it comes from."), field="reason")
    if queries.is_protected(queries.same_person_ids(person_id), at=at):
        raise DomainError(_("The address is already protected."))
    protection = Protection.objects.create(
        person_id=person_id, grade=grade, source=source, reason=reason, from_at=at, recorded_by_id=by.own_post_id
    )
    audit.record("persons.address.protected", by=by, at=at, person_id=person_id, subject_id=protection.pk)
    return protection


@transaction.atomic
def lift_protection(person_id: UUID, *, source: BelongingSource, reason: str, by: Actor, at: datetime) -> None:
    """Under any of the person's records. Raises DomainError without source or reason, or when nothing is protected."""
    if source not in BelongingSource.values:
        raise DomainError(_("Choose the source."), field="source")
    if not reason.strip():
        raise DomainError(_("Write the reason and where it comes from."), field="reason")
    there = Protection.objects.filter(person__in=queries.same_person_ids(person_id), until_at=OPEN_ENDED)
    lifted = there.update(until_at=at, lifted_source=source, lifted_reason=reason)
    if not lifted:
        raise DomainError(_("The address is not protected."))
    audit.record("persons.protection.lifted", by=by, at=at, person_id=person_id)


def _call(person: Person, called: str, level: IdentityLevel) -> None:
    person.called, person.level, person.sort_key = called, level, sort_key(called)
    person.save(update_fields=["called", "level", "sort_key"])


def _new_reference() -> str:
    """Such as K7M-42P: 26 letters and digits on six places, so a repeat is refused by the database and rare."""
    code = "".join(secrets.choice(_SPOKEN) for _place in range(6))
    return f"{code[:3]}-{code[3:]}"
