from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox.models import Barrier, Item


@dataclass(frozen=True)
class ItemLine:
    item_id: UUID
    kind: str
    form: str
    reference_id: UUID | None
    about_id: UUID | None
    created_at: datetime
    due_at: datetime | None
    climbed: bool
    for_me: bool


def _mine(by: Actor) -> QuerySet[Item]:
    """What waits for this post: its own items, and the unit's if it leads the unit or the unit works for the city.

    At a control body nobody leads; no item about a person can ever stand there.
    """
    waits = Q(post_id=by.post_id)
    if by.has(Role.UNIT_LEAD, Role.COORDINATING_UNIT, Role.PROGRAMME, Role.ADMINISTRATOR) or by.is_control:
        waits |= Q(post=None)
    return Item.objects.open().filter(waits, unit_id=by.unit_id)


def open_items(by: Actor, *, limit: int = 100) -> list[ItemLine]:
    """Oldest deadline first, then oldest."""
    rows = _mine(by).order_by("due_at", "created_at", "pk")[:limit]
    return [
        ItemLine(
            item_id=row.pk,
            kind=row.kind,
            form=row.form,
            reference_id=row.reference_id,
            about_id=row.about_id,
            created_at=row.created_at,
            due_at=row.due_at,
            climbed=row.climbed_at is not None,
            for_me=row.post_id == by.post_id,
        )
        for row in rows
    ]


def count_open(by: Actor) -> int:
    return _mine(by).count()


def count_at_unit(unit_id: UUID) -> int:
    """Everything open at a unit, whoever it waits for."""
    return Item.objects.open().filter(unit=unit_id).count()


def posts_with_items() -> QuerySet[Item, UUID]:
    """Posts that something waits for."""
    return Item.objects.open().filter(post__isnull=False).values_list("post", flat=True)


def barrier(report_id: UUID, *, by: Actor) -> Barrier:
    """A report of a page that stopped somebody. Raises NotFound unless its task stands with the actor's unit."""
    report = Barrier.objects.filter(pk=report_id).first()
    if report is None or not Item.objects.filter(reference_id=report_id, unit_id=by.unit_id).exists():
        raise NotFound(_("There is no such report at your unit."))
    return report
