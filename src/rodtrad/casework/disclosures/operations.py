"""Writing down what goes out. Whether the actor may is asked at the door, in `access`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.disclosures import rules
from rodtrad.casework.disclosures.models import Disclosure
from rodtrad.casework.disclosures.queries import NO_SUCH_DISCLOSURE
from rodtrad.casework.disclosures.vocabulary import Means
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.vocabulary import CONTROL_SECTORS
from rodtrad.registry.laws.models import LegalBasis
from rodtrad.registry.laws.queries import legal_basis
from rodtrad.registry.laws.vocabulary import LegalBasisKind
from rodtrad.registry.organisations import queries as organisations


@dataclass(frozen=True, kw_only=True)
class Sending:
    """To whom, what of the record, on which basis, what for, and how."""

    recipient: str
    sections: Collection[str]
    release_code: str
    purpose: str
    means: str
    recipient_number: str = ""


@transaction.atomic
def ask_to_send(
    person_id: UUID,
    *,
    sending: Sending,
    fingerprint: str,
    needs_second: bool,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Disclosure:
    """Write it down, and send it unless a second person must agree first. Twice is once. Raises DomainError."""
    known = Disclosure.objects.filter(command_id=command_id, asked_by=by.post_id).first()
    if known is not None:
        return known
    number = rules.clean_number(sending.recipient_number)
    _check(sending, number)
    release = _basis(sending.release_code, at=at)
    row = Disclosure.objects.create(
        person_id=person_id,
        recipient=sending.recipient.strip(),
        recipient_number=number,
        means=sending.means,
        purpose=sending.purpose.strip(),
        sections=sorted(set(sending.sections)),
        release=release,
        processing=legal_basis(
            rules.processing_code(release.code), kind=LegalBasisKind.PROCESSING, on=organisations.local_day(at)
        ),
        fingerprint=fingerprint,
        receipt=rules.new_receipt(),
        asked_at=at,
        asked_by_id=by.own_post_id,
        unit_id=by.own_unit_id,
        needs_second=needs_second,
        sent_at=None if needs_second else at,
        command_id=command_id,
    )
    event = "disclosures.disclosure.asked" if needs_second else "disclosures.disclosure.sent"
    _record(event, row, by=by, at=at)
    return row


def _check(sending: Sending, number: str) -> None:
    if not sending.recipient.strip():
        raise DomainError(_("Write who receives it. Nothing is sent without a recipient."), field="recipient")
    if not sending.sections:
        raise DomainError(_("Choose what is sent. Nothing more goes along."), field="sections")
    if not sending.purpose.strip():
        raise DomainError(_("Write what the recipient needs it for."), field="purpose")
    if sending.means not in Means.values:
        raise DomainError(_("Choose how it is sent."), field="means")
    if (number or sending.means != Means.SPOKEN) and not rules.is_organisation_number(number):
        raise DomainError(_("Write the nine digits of the recipient's organisation number."), field="recipient_number")
    if _is_control_body(sending.recipient):
        raise DomainError(
            _(
                "Police, prisons and other control bodies get nothing of a record from here. If life is in danger, call"
                " the emergency services; the guide on duties says what may be told."
            ),
            field="recipient",
        )


def _is_control_body(name: str) -> bool:
    return rules.names_the_police(name) or organisations.has_unit_named(name.strip(), sectors=CONTROL_SECTORS)


def _basis(code: str, *, at: datetime) -> LegalBasis:
    if not code:
        raise DomainError(_("Choose the basis in law. Nothing is sent without one."), field="release")
    try:
        return legal_basis(code, kind=LegalBasisKind.CONFIDENTIALITY, on=organisations.local_day(at))
    except DomainError as error:
        raise DomainError(error.message, field="release") from error


@transaction.atomic
def say_yes_as_second(disclosure_id: UUID, *, fingerprint: str, by: Actor, at: datetime) -> Disclosure:
    """Another at the same unit agrees, having seen the same letter; then it is sent. Raises DomainError."""
    row = Disclosure.objects.select_for_update().filter(pk=disclosure_id, unit=by.unit_id).first()
    if row is None:
        raise NotFound(NO_SUCH_DISCLOSURE)
    if row.asked_by_id == by.post_id or by.user_id == row.asked_by.user_id:
        raise NotAllowed(_("Somebody else than the one who asks must say yes. Call a colleague."))
    if row.sent_at is not None:
        raise DomainError(_("This has been sent already."))
    if row.fingerprint != fingerprint:
        raise DomainError(_("The record has changed since your colleague looked it over. Ask them to do it again."))
    row.approved_by_id, row.sent_at = by.own_post_id, at
    row.save(update_fields=["approved_by", "sent_at"])
    _record("disclosures.disclosure.sent", row, by=by, at=at)
    return row


@transaction.atomic
def note_receipt(disclosure_id: UUID, *, received_by: str, by: Actor, at: datetime) -> None:
    """The recipient has said that it came. Raises DomainError."""
    row = Disclosure.objects.select_for_update().filter(pk=disclosure_id, unit=by.unit_id).first()
    if row is None:
        raise NotFound(NO_SUCH_DISCLOSURE)
    if not received_by.strip():
        raise DomainError(_("Write who at the recipient said that it came."), field="received_by")
    if row.sent_at is None or row.received_at is not None:
        raise DomainError(_("The receipt is noted already, or nothing has been sent yet."))
    row.received_at, row.received_by = at, received_by.strip()
    row.save(update_fields=["received_at", "received_by"])
    _record("disclosures.receipt.noted", row, by=by, at=at)


def _record(event: str, row: Disclosure, *, by: Actor, at: datetime) -> None:
    details = {"means": row.means, "sections": row.sections, "release": row.release.code, "sha256": row.fingerprint}
    audit.record(event, by=by, at=at, subject_id=row.pk, person_id=row.person_id, details=details)
