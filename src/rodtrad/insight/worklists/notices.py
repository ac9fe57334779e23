"""Notices with where each leads, for those whose person the actor may open."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.foundation.actor import Actor
from rodtrad.registry.inbox import queries as inbox
from rodtrad.registry.inbox.kinds import KINDS


@dataclass(frozen=True)
class Notice:
    item_id: UUID
    kind: str
    form: str
    created_at: datetime
    due_at: datetime | None
    climbed: bool
    leads_to: str  # as the kind says, or NOTHING
    target_id: UUID | None


def notices(by: Actor) -> list[Notice]:
    """Oldest deadline first."""
    items = inbox.open_items(by)
    persons = responsibility.person_of_cases(
        [i.reference_id for i in items if KINDS[i.kind].leads_to == "CASE" and i.reference_id]
    )
    found = []
    for item in items:
        leads_to, target = KINDS[item.kind].leads_to, item.reference_id
        if leads_to == "CASE":
            target = persons.get(item.reference_id) if item.reference_id else None
        found.append(
            Notice(item.item_id, item.kind, item.form, item.created_at, item.due_at, item.climbed, leads_to, target)
        )
    return found
