"""The person says yes, takes it back, closes to somebody, and opens again. Each works from the very next request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.consents import rules
from rodtrad.casework.consents.models import Block, Consent, Part
from rodtrad.casework.consents.permissions import NO_SUCH_CONSENT, check_may_speak
from rodtrad.casework.consents.vocabulary import (
    TEXT_VERSION,
    BlockCause,
    Capacity,
    ConsentForm,
    ConsentPurpose,
)
from rodtrad.casework.grants import operations as grants
from rodtrad.casework.grants.queries import held_case
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.foundation.vocabulary import CONTROL_SECTORS, Sector
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.laws.models import LegalBasis
from rodtrad.registry.laws.queries import legal_basis
from rodtrad.registry.laws.vocabulary import LegalBasisKind
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.models import Organisation

HEALTH_SECTORS = {Sector.HEALTH, Sector.SPECIALIST_HEALTH}


@dataclass(frozen=True, kw_only=True)
class Yes:
    """What the person said yes to, and after which text."""

    unit_ids: Collection[UUID]
    sections: Collection[str]
    purpose: str
    until_on: date | None  # the last day it holds
    form: str = ConsentForm.SPOKEN
    language: str = "nb"
    own_words: str = ""
    capacity: str = Capacity.CLEAR
    capacity_note: str = ""


@transaction.atomic
def give_consent(person_id: UUID, *, said: Yes, command_id: UUID, by: Actor, at: datetime) -> Consent:
    """Record a yes and open exactly that. Sending twice is one consent. Raises DomainError naming the field."""
    check_may_speak(person_id, by=by)
    known = Consent.objects.filter(command_id=command_id).first()
    if known is not None:
        return known
    _check(said, by=by, at=at)
    assert said.until_on is not None
    units = _units(said.unit_ids, by=by, at=at)
    release, processing = _bases(by, at=at)
    consent = Consent.objects.create(
        person_id=person_id,
        purpose=said.purpose,
        form=ConsentForm.PORTAL if by.kind is ActorKind.PERSON else said.form,
        text_version=TEXT_VERSION,
        text_language=said.language,
        own_words=said.own_words.strip(),
        capacity=said.capacity,
        capacity_note=said.capacity_note.strip(),
        given_at=at,
        until_at=datetime.combine(said.until_on + timedelta(days=1), time(), tzinfo=OSLO),
        heard_by_id=by.post_id,
        release=release,
        processing=processing,
        command_id=command_id,
    )
    Part.objects.bulk_create(
        Part(consent=consent, unit=unit, unit_sector=unit.sector, opens=section)
        for unit in units
        for section in sorted(set(said.sections))
    )
    for unit in units:
        grants.open_named(
            person_id, unit_id=unit.pk, source_id=consent.pk, sections=said.sections, at=at, until=consent.until_at
        )
    audit.record("consents.consent.given", by=by, at=at, subject_id=consent.pk, person_id=person_id)
    return consent


def _check(said: Yes, *, by: Actor, at: datetime) -> None:
    rules.check_scope(said.unit_ids, sections=said.sections, purpose=said.purpose)
    if said.purpose not in ConsentPurpose.values:
        raise DomainError(_("Choose what the sharing is for."), field="purpose")
    rules.check_end(said.until_on, today=organisations.local_day(at), capacity=Capacity(said.capacity))
    if said.capacity == Capacity.IN_DOUBT and not said.capacity_note.strip():
        raise DomainError(_("Write what makes you doubt, and what you did about it."), field="capacity_note")
    if by.kind is not ActorKind.PERSON and said.form == ConsentForm.PORTAL:
        raise DomainError(_("Choose how the person said yes: aloud or on paper."), field="form")


def _units(unit_ids: Collection[UUID], *, by: Actor, at: datetime) -> list[Organisation]:
    day = organisations.local_day(at)
    units = list(Organisation.objects.active_on(day).filter(pk__in=set(unit_ids)))
    if any(unit.sector in CONTROL_SECTORS for unit in units):
        raise DomainError(_("Police, prisons and other control bodies can never see a person's record."), field="units")
    if len(units) < len(set(unit_ids)) or not all(unit.holds_cases for unit in units):
        raise DomainError(_("Choose units that follow people up, and that are open."), field="units")
    return units


def _bases(by: Actor, *, at: datetime) -> tuple[LegalBasis, LegalBasis]:
    """What lifts confidentiality, by the law of whoever shares, and what allows recording; two things, two rows."""
    day = organisations.local_day(at)
    code = "HPL-22" if by.unit_sector in HEALTH_SECTORS else "FVL-13A"
    release = legal_basis(code, kind=LegalBasisKind.CONFIDENTIALITY, on=day)
    return release, legal_basis("GDPR-6-1E", kind=LegalBasisKind.PROCESSING, on=day)


@transaction.atomic
def withdraw_consent(
    consent_id: UUID, *, unit_id: UUID | None = None, section: Section | None = None, by: Actor, at: datetime
) -> None:
    """Take it back: whole, for one unit, or for one section. Needs no reason. Raises NotFound and DomainError."""
    consent = Consent.objects.select_for_update().filter(pk=consent_id).first()
    if consent is None:
        raise NotFound(NO_SUCH_CONSENT)
    check_may_speak(consent.person_id, by=by)
    parts = Part.objects.filter(consent=consent, ended_at=None)
    wanted = parts.filter(unit=unit_id) if unit_id else parts
    wanted = wanted.filter(opens=section) if section else wanted
    touched = set(wanted.values_list("unit", flat=True))
    if consent.withdrawn_at is not None or consent.until_at <= at or not touched:
        raise DomainError(_("This consent has already ended."))
    wanted.update(ended_at=at)
    for unit in touched:
        left = parts.filter(unit=unit).exists()
        grants.end_grants(consent.pk, unit_id=unit, section=section if left else None, at=at)
        _tell(unit, consent, at=at)
    if not parts.exists():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=at, withdrawn_by=by.post_id)
    details = {"unit": str(unit_id or ""), "section": section or ""}
    audit.record(
        "consents.consent.withdrawn", by=by, at=at, subject_id=consent.pk, person_id=consent.person_id, details=details
    )


def _tell(unit_id: UUID, consent: Consent, *, at: datetime) -> None:
    """The unit learns that it no longer sees, and that what it wrote itself it still holds. No names."""
    inbox.send(
        "CONSENT_WITHDRAWN",
        unit_id=unit_id,
        reference_id=consent.pk,
        effect_key=f"consent:{consent.pk}:{unit_id}:{at.isoformat()}",
        at=at,
    )


@transaction.atomic
def block(
    person_id: UUID,
    *,
    unit_id: UUID | None = None,
    user_id: UUID | None = None,
    sections: Collection[str],
    own_words: str = "",
    by: Actor,
    at: datetime,
) -> Block:
    """Close sections to one unit or one worker, whatever else would open them. Raises DomainError naming the field."""
    check_may_speak(person_id, by=by)
    rules.check_block(unit_id=unit_id, user_id=user_id, sections=sections)
    row = Block.objects.create(
        person_id=person_id,
        unit_id=unit_id,
        user_id=user_id,
        sections=sorted(set(sections)),
        own_words=own_words.strip(),
        from_at=at,
        recorded_by_id=by.post_id,
    )
    audit.record("consents.block.set", by=by, at=at, subject_id=row.pk, person_id=person_id)
    if unit_id is not None:
        _ask_for_another_unit(row, at=at)
    return row


def _ask_for_another_unit(row: Block, *, at: datetime) -> None:
    """A blocked unit that is responsible keeps the basics, and a task: somebody else takes over."""
    case_id = held_case(row.person_id, unit_id=row.unit_id, at=at)
    if case_id is not None and row.unit_id is not None:
        inbox.send(
            "OTHER_UNIT_WISHED",
            form=ItemForm.TASK,
            unit_id=row.unit_id,
            reference_id=case_id,
            about_id=case_id,
            effect_key=f"block:{row.pk}",
            at=at,
        )


@transaction.atomic
def step_aside(person_id: UUID, *, words: str = "", by: Actor, at: datetime) -> Block:
    """A worker who is too close to the person closes the whole record to themselves (policy row D07)."""
    check_may_speak(person_id, by=by)
    row = Block.objects.create(
        person_id=person_id,
        cause=BlockCause.CONFLICT,
        user_id=by.user_id,
        sections=[section.value for section in Section],
        own_words=words.strip(),
        from_at=at,
        recorded_by_id=by.post_id,
    )
    audit.record("consents.conflict.declared", by=by, at=at, subject_id=row.pk, person_id=person_id)
    return row


@transaction.atomic
def lift_block(block_id: UUID, *, by: Actor, at: datetime) -> None:
    """Open again. The one who is blocked cannot do it. Raises NotFound and DomainError."""
    row = Block.objects.select_for_update().filter(pk=block_id).first()
    if row is None or (by.user_id is not None and row.user_id == by.user_id):
        raise NotFound(NO_SUCH_CONSENT)
    check_may_speak(row.person_id, by=by)
    if row.until_at <= at:
        raise DomainError(_("This is open again already."))
    Block.objects.filter(pk=row.pk, until_at=OPEN_ENDED).update(until_at=at, lifted_by=by.post_id)
    audit.record("consents.block.lifted", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
