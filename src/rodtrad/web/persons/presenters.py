from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.access.search import Hit
from rodtrad.web.wording.people import name_of, reasons


@dataclass(frozen=True)
class HitLine:
    person_id: UUID
    name: str
    reference: str
    reasons: str
    ball: str


def hit_lines(hits: list[Hit]) -> list[HitLine]:
    """Search hits with why each was found and who has the ball."""
    return [
        HitLine(
            hit.person_id,
            name_of(hit.called, hit.reference),
            hit.reference,
            reasons(hit.reasons),
            ", ".join(filter(None, [hit.coordinator, hit.unit_name])) or _("nobody now"),
        )
        for hit in hits
    ]
