"""Reading what was sent out. Whoever shows it has asked at the door first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.disclosures.models import Disclosure
from rodtrad.casework.persons import queries as persons
from rodtrad.foundation.errors import NotFound

NO_SUCH_DISCLOSURE = _("There is no such sending among those you can see.")


@dataclass(frozen=True)
class DisclosureLine:
    disclosure_id: UUID
    person_id: UUID
    recipient: str
    recipient_number: str
    means: str
    purpose: str
    sections: tuple[str, ...]
    release: str  # paragraph and version
    processing: str
    fingerprint: str
    receipt: str
    asked_at: datetime
    asked_by: str
    unit: str
    unit_id: UUID
    needs_second: bool
    approved_by: str
    sent_at: datetime | None
    received_at: datetime | None
    received_by: str


def disclosures_of(person_id: UUID, *, only_sent: bool = False) -> list[DisclosureLine]:
    """Everything that went out about one human, the newest first. One query."""
    rows = Disclosure.objects.filter(person__in=persons.same_person_rows(person_id)).order_by("-asked_at", "-pk")
    return [_line(row) for row in (rows.exclude(sent_at=None) if only_sent else rows).select_related(*NAMES)]


def disclosure_line(disclosure_id: UUID, *, person_id: UUID) -> DisclosureLine:
    """One of them. Raises NotFound, also when it is about somebody else."""
    rows = Disclosure.objects.filter(pk=disclosure_id, person__in=persons.same_person_rows(person_id))
    row = rows.select_related(*NAMES).first()
    if row is None:
        raise NotFound(NO_SUCH_DISCLOSURE)
    return _line(row)


NAMES = ("release", "processing", "unit", "asked_by__user", "approved_by__user")


def _line(row: Disclosure) -> DisclosureLine:
    return DisclosureLine(
        disclosure_id=row.pk,
        person_id=row.person_id,
        recipient=row.recipient,
        recipient_number=row.recipient_number,
        means=row.means,
        purpose=row.purpose,
        sections=tuple(row.sections),
        release=f"{row.release.paragraph} ({row.release.version})",
        processing=f"{row.processing.paragraph} ({row.processing.version})",
        fingerprint=row.fingerprint,
        receipt=row.receipt,
        asked_at=row.asked_at,
        asked_by=row.asked_by.user.display_name,
        unit=row.unit.name,
        unit_id=row.unit_id,
        needs_second=row.needs_second,
        approved_by=row.approved_by.user.display_name if row.approved_by else "",
        sent_at=row.sent_at,
        received_at=row.received_at,
        received_by=row.received_by,
    )
