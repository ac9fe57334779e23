"""Writing to the log. Always inside the transaction of the act itself: no act without its line, no line without its act."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome

SALT_BYTES = 16


def new_entry(event: str, *, by: Actor, at: datetime, **fields: Any) -> Entry:
    """An unsaved line, for callers that write many at once; `fields` are columns of Entry."""
    return Entry(
        occurred_at=at,
        event=event,
        actor_kind=by.kind.value,
        actor_name=by.name if by.user_id is None else "",
        user_id=by.user_id,
        post_id=by.post_id,
        unit_id=by.unit_id,
        request_id=by.request_id,
        salt=secrets.token_bytes(SALT_BYTES),
        **{"kind": EntryKind.ACT, **fields},
    )


def record(
    event: str,
    *,
    by: Actor,
    at: datetime,
    subject_id: UUID | None = None,
    person_id: UUID | None = None,
    on_behalf_of_post_id: UUID | None = None,
    details: dict[str, Any] | None = None,
) -> Entry:
    """Put an act on record. `event` is `domain.subject.verb`; `details` hold codes and ids only."""
    entry = new_entry(
        event,
        by=by,
        at=at,
        subject_id=subject_id,
        person_id=person_id,
        on_behalf_of_post_id=on_behalf_of_post_id,
        details=details or {},
        outcome=Outcome.DONE,
    )
    entry.save(force_insert=True)
    return entry


def record_many(entries: Iterable[Entry]) -> None:
    """Put several unsaved lines on record at once."""
    Entry.objects.bulk_create(entries)
