"""What a link opens, and which links there are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.forums.queries import Decision
from rodtrad.programme.measures.queries import Part
from rodtrad.programme.safe_links.models import SafeLink

__all__ = ["SafeLink"]
DEAD = _("This link does not open anything. It has been used, taken back or is too old. Ask for a new one.")


@dataclass(frozen=True)
class Opened:
    """What the holder of a link may answer: a part of a measure, or that a decision is done."""

    link: SafeLink
    part: Part | None
    decision: Decision | None
    guest: Actor  # acts for the one unit, in the one matter


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def opened(token: str, *, at: datetime) -> Opened:
    """Raises NotFound for a link that is wrong, used, taken back or too old; nobody learns which."""
    rows = SafeLink.objects.select_related("unit", "part__measure__plan", "part__unit", "decision__forum")
    link = rows.filter(token_hash=hash_of(token), used_at=None, revoked_at=None, ends_at__gt=at).first()
    if link is None:
        raise NotFound(DEAD)
    return Opened(link, link.part, link.decision, _guest(link))


def _guest(link: SafeLink) -> Actor:
    """Somebody at the unit who has no post here. The link is the only way to act as one."""
    return Actor(
        kind=ActorKind.SYSTEM,
        name="safe link",
        unit_id=link.unit_id,
        unit_name=link.unit.name,
        unit_sector=link.unit.sector,
        roles=frozenset({Role.UNIT_LEAD}),
    )


def links_of_measure(measure_id: UUID) -> list[SafeLink]:
    """Every link that was made for a measure, newest first."""
    rows = SafeLink.objects.filter(part__measure=measure_id).select_related("unit")
    return list(rows.order_by("-made_at"))


def links_of_decision(decision_id: UUID) -> list[SafeLink]:
    rows = SafeLink.objects.filter(decision=decision_id).select_related("unit")
    return list(rows.order_by("-made_at"))
