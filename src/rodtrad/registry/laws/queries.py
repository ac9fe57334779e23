from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.laws.models import LegalBasis
from rodtrad.registry.laws.vocabulary import LegalBasisKind


@dataclass(frozen=True)
class LegalBasisLine:
    """A paragraph with all its versions, the newest first."""

    code: str
    kind: str
    versions: tuple[LegalBasis, ...]


def in_force(kind: LegalBasisKind, *, on: date) -> list[LegalBasis]:
    """What may be chosen on a day."""
    return list(LegalBasis.objects.in_force(on).filter(kind=kind).order_by("code"))


def legal_basis(code: str, *, kind: LegalBasisKind, on: date) -> LegalBasis:
    """The version of the day. Raises DomainError outside its period, and for a code of the other kind."""
    found = LegalBasis.objects.in_force(on).filter(code=code, kind=kind).first()
    if found is None:
        raise DomainError(
            _("%(code)s is not in force that day, or is not a basis of this kind. Choose one from the list.")
            % {"code": code}
        )
    return found


def paragraphs(codes: Iterable[str], *, on: date) -> dict[str, tuple[str, str]]:
    """Paragraph and text of those that are in force on a day."""
    rows = LegalBasis.objects.in_force(on).filter(code__in=list(codes))
    return {row.code: (row.paragraph, row.text) for row in rows}


def all_bases() -> list[LegalBasisLine]:
    """Every code, in order, with every version of it."""
    found: dict[str, list[LegalBasis]] = {}
    for row in LegalBasis.objects.order_by("code", "-valid_from"):
        found.setdefault(row.code, []).append(row)
    return [LegalBasisLine(code, rows[0].kind, tuple(rows)) for code, rows in found.items()]
