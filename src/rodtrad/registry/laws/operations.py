"""Adding and ending versions of legal bases. Nothing is removed: what was done keeps the law of its day."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.laws.models import LegalBasis
from rodtrad.registry.laws.vocabulary import LegalBasisKind
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """A paragraph as it will be in force from a day on."""

    kind: LegalBasisKind
    paragraph: str
    text: str
    source: str
    version: str
    valid_from: date | None
    confirmed_by: str = ""


def check_can_change_laws(by: Actor) -> None:
    if by.kind is not ActorKind.SYSTEM and not by.has(Role.PRIVACY_OFFICER):
        raise NotAllowed(_("The privacy officer keeps the list of legal bases. Ask them."))


@transaction.atomic
def load_legal_bases(*, by: Actor, at: datetime) -> int:
    """Put in the codes that came with the product and are not there yet. Loading again changes nothing."""
    there = set(LegalBasis.objects.values_list("code", flat=True))
    rows = csv.DictReader((files(__package__) / "data" / "legal-bases.csv").read_text().splitlines())
    new = [
        LegalBasis(**{**row, "valid_from": date.fromisoformat(row["valid_from"])})
        for row in rows
        if row["code"] not in there
    ]
    LegalBasis.objects.bulk_create(new)
    if new:
        audit.record("laws.list.loaded", by=by, at=at, details={"added": len(new)})
    return len(new)


@transaction.atomic
def add_version(code: str, *, new: NewVersion, by: Actor, at: datetime) -> LegalBasis:
    """A new paragraph, or a new wording of one, from a day on; the one before ends that day. Raises DomainError."""
    check_can_change_laws(by)
    if new.valid_from is None:
        raise DomainError(_("Choose the day it comes into force."), field="valid_from")
    if not code.strip() or not new.paragraph.strip() or not new.text.strip():
        raise DomainError(_("Write the code, the paragraph and what it says."), field="code")
    before = LegalBasis.objects.select_for_update().filter(code=code).order_by("-valid_from").first()
    if before is not None:
        _make_room(before, new=new)
    row = LegalBasis.objects.create(
        code=code.strip(),
        kind=new.kind,
        paragraph=new.paragraph.strip(),
        text=new.text.strip(),
        source=new.source.strip(),
        version=new.version.strip(),
        valid_from=new.valid_from,
        confirmed_by=new.confirmed_by.strip(),
    )
    audit.record("laws.version.added", by=by, at=at, subject_id=row.pk, details={"code": code, "version": row.version})
    return row


def _make_room(before: LegalBasis, *, new: NewVersion) -> None:
    assert new.valid_from is not None
    if before.kind != new.kind:
        raise DomainError(
            _("This code is in use as: %(kind)s. Choose another code.") % {"kind": before.get_kind_display()},
            field="code",
        )
    if LegalBasis.objects.filter(code=before.code, version=new.version.strip()).exists():
        raise DomainError(_("There is a version of that name already."), field="version")
    if new.valid_from <= before.valid_from:
        raise DomainError(_("Choose a later day than the version before began."), field="valid_from")
    if before.valid_until > new.valid_from:
        LegalBasis.objects.filter(pk=before.pk).update(valid_until=new.valid_from)


@transaction.atomic
def end_legal_basis(code: str, *, on: date, by: Actor, at: datetime) -> None:
    """The paragraph is in force no longer from a day. History keeps it. Raises DomainError."""
    check_can_change_laws(by)
    if on < local_day(at):
        raise DomainError(_("What was done under it stays. Choose today or a later day."), field="on")
    row = LegalBasis.objects.select_for_update().in_force(on).filter(code=code, valid_from__lt=on).first()
    if row is None:
        raise DomainError(_("It is not in force that day."), field="on")
    LegalBasis.objects.filter(pk=row.pk).update(valid_until=on)
    audit.record("laws.version.ended", by=by, at=at, subject_id=row.pk, details={"code": code})
