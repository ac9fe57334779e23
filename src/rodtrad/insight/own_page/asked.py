"""What a unit must know to answer a person: their words, and which reading they ask about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.rights.operations import open_matter
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import queries as log
from rodtrad.insight.own_page.looks import Look, grouped


@dataclass(frozen=True)
class AskedOfUs:
    kind: str
    called: str
    reference: str
    words: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    answer: str
    look: Look | None


def asked_of_us(matter_id: UUID, *, by: Actor, at: datetime) -> AskedOfUs:
    """Opens the matter (and so is logged). Raises NotFound and NotAllowed."""
    matter = open_matter(matter_id, by=by, at=at)
    line = log.reading_of(matter.entry_id, person_ids=[matter.person_id]) if matter.entry_id else None
    return AskedOfUs(
        kind=matter.kind,
        called=matter.person.called,
        reference=matter.person.reference,
        words=matter.words,
        asked_at=matter.asked_at,
        due_at=matter.due_at,
        answered_at=matter.answered_at,
        answer=matter.answer,
        look=grouped([line], asked={})[0] if line else None,
    )
