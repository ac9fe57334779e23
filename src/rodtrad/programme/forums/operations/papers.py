"""Agenda, pack and minutes. No text is saved that may point to a person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.agenda import everything_due
from rodtrad.programme.forums.models import AgendaItem, Correction, Meeting, Pack
from rodtrad.programme.forums.operations.held import check_is_open, check_step, writable, writable_item
from rodtrad.programme.forums.packs import checksum, since, snapshot, write_pack
from rodtrad.programme.forums.texts import TextsDiffer, check_no_person
from rodtrad.programme.forums.vocabulary import (
    ItemKind,
    ItemState,
    MeetingState,
)
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day

NO_NAMES: frozenset[str] = frozenset()


@transaction.atomic
def gather_agenda(meeting_id: UUID, *, by: Actor, at: datetime) -> int:
    """Put everything due on the agenda, late first. Returns how many were added; again adds nothing twice."""
    meeting = writable(meeting_id, by=by, at=at)
    check_is_open(meeting)
    added = list(everything_due(meeting, on=local_day(at)))
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    for number, item in enumerate(added, last + 1):
        item.meeting, item.number = meeting, number
    AgendaItem.objects.bulk_create(added)
    audit.record("forums.agenda.gathered", by=by, at=at, subject_id=meeting.pk, details={"count": len(added)})
    return len(added)


@transaction.atomic
def raise_item(
    meeting_id: UUID, *, title: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> AgendaItem:
    """Something to take up. It stands last."""
    meeting = writable(meeting_id, by=by, at=at)
    check_is_open(meeting)
    check_no_person(title, field="title", names=names)
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, number=last + 1, kind=ItemKind.FREE, title=title.strip())
    audit.record("forums.item.raised", by=by, at=at, subject_id=item.pk)
    return item


@transaction.atomic
def make_pack(meeting_id: UUID, *, figures: tuple[dict[str, str], ...] = (), by: Actor, at: datetime) -> Pack:
    """Write what has changed since the last meeting. Making it again before it is frozen brings it up to date."""
    meeting = writable(meeting_id, by=by, at=at)
    check_is_open(meeting)
    held = Pack.objects.filter(meeting=meeting).first()
    if held and held.frozen_at:
        raise DomainError(_("The pack is frozen and has been sent. It stands as it was."))
    on = local_day(at)
    values: dict[str, Any] = {
        "since": since(meeting),
        "content": write_pack(meeting, on=on, figures=figures),
        "snapshot": snapshot(on=on),
        "made_at": at,
    }
    pack, _made = Pack.objects.update_or_create(meeting=meeting, defaults=values)
    audit.record("forums.pack.made", by=by, at=at, subject_id=meeting.pk)
    return pack


@transaction.atomic
def write_lead(
    meeting_id: UUID, *, text: str, version: int, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> Pack:
    """The secretary's own words on top of the pack. Raises TextsDiffer when somebody wrote at once."""
    meeting = writable(meeting_id, by=by, at=at)
    check_no_person(text, names=names)
    pack = Pack.objects.select_for_update().get(meeting=meeting)
    if pack.frozen_at:
        raise DomainError(_("The pack is frozen and has been sent. It stands as it was."))
    if pack.version != version and pack.lead != text:
        raise TextsDiffer(theirs=pack.lead, mine=text, version=pack.version)
    pack.lead, pack.version = text.strip(), pack.version + 1
    pack.save(update_fields=["lead", "version"])
    audit.record("forums.pack.written", by=by, at=at, subject_id=meeting.pk)
    return pack


@transaction.atomic
def send_pack(meeting_id: UUID, *, by: Actor, at: datetime) -> Pack:
    """Freeze the pack with its checksum, and tell every member unit that it is there."""
    meeting = writable(meeting_id, by=by, at=at)
    pack = Pack.objects.select_for_update().filter(meeting=meeting).first()
    if pack is None or pack.frozen_at:
        raise DomainError(_("There is no pack to send. Make it first; a sent one stands as it was."))
    pack.frozen_at, pack.hash = at, checksum([pack.lead, pack.content, pack.snapshot])
    pack.save(update_fields=["frozen_at", "hash"])
    for seated in meeting.forum.memberships.on(local_day(at)):
        inbox.send(
            "PACK_SENT",
            unit_id=seated.unit_id,
            reference_id=meeting.pk,
            effect_key=f"pack:{meeting.pk}:{seated.unit_id.hex}",
            at=at,
        )
    audit.record("forums.pack.sent", by=by, at=at, subject_id=meeting.pk)
    return pack


@transaction.atomic
def write_minutes(
    item_id: UUID, *, text: str, version: int, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> AgendaItem:
    """What was said on an item. Raises TextsDiffer with both texts when somebody else wrote meanwhile."""
    item = writable_item(item_id, by=by, at=at)
    check_no_person(text, names=names)
    if item.version != version and item.text != text.strip():
        raise TextsDiffer(theirs=item.text, mine=text, version=item.version)
    item.text, item.version = text.strip(), item.version + 1
    item.state = ItemState.TREATED if item.text and item.state == ItemState.OPEN else item.state
    item.save(update_fields=["text", "version", "state"])
    audit.record("forums.minutes.written", by=by, at=at, subject_id=item.pk)
    return item


@transaction.atomic
def postpone(item_id: UUID, *, by: Actor, at: datetime) -> AgendaItem:
    """The item comes back next time."""
    item = writable_item(item_id, by=by, at=at)
    item.state = ItemState.POSTPONED
    item.save(update_fields=["state"])
    audit.record("forums.item.postponed", by=by, at=at, subject_id=item.pk)
    return item


@transaction.atomic
def approve_minutes(meeting_id: UUID, *, by: Actor, at: datetime) -> Meeting:
    """The minutes stand as they are from now on; a correction is a note of its own."""
    meeting = writable(meeting_id, by=by, at=at)
    check_step(meeting, MeetingState.APPROVED)
    meeting.state, meeting.approved_at, meeting.approved_by_id = MeetingState.APPROVED, at, by.post_id
    meeting.approved_hash = checksum(queries.minutes_as_data(meeting))
    meeting.save(update_fields=["state", "approved_at", "approved_by", "approved_hash"])
    audit.record("forums.minutes.approved", by=by, at=at, subject_id=meeting.pk)
    return meeting


@transaction.atomic
def correct_minutes(
    meeting_id: UUID, *, text: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> Correction:
    """A note to approved minutes."""
    meeting = writable(meeting_id, by=by, at=at)
    check_no_person(text, names=names)
    if meeting.state != MeetingState.APPROVED or not text.strip():
        raise DomainError(
            _("Minutes that are not approved are simply changed. Write what should be corrected."), field="text"
        )
    note = Correction.objects.create(meeting=meeting, text=text.strip(), recorded_at=at, post_id=by.post_id)
    audit.record("forums.minutes.corrected", by=by, at=at, subject_id=meeting.pk)
    return note
