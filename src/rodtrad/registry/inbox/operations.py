"""Sending, acknowledging and climbing. Nothing here decides anything about a person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox.kinds import KINDS
from rodtrad.registry.inbox.models import Barrier, Item
from rodtrad.registry.inbox.vocabulary import ClimbLevel, ItemForm
from rodtrad.registry.organisations import queries as organisations


def send(
    kind: str,
    *,
    unit_id: UUID,
    effect_key: str,
    at: datetime,
    form: ItemForm = ItemForm.NOTICE,
    post_id: UUID | None = None,
    reference_id: UUID | None = None,
    about_id: UUID | None = None,
    due_at: datetime | None = None,
) -> None:
    """Put an item in the inbox of a unit (its lead) or a post. Sending twice with one key is sending once."""
    assert kind in KINDS, kind
    item = Item(
        id=new_id(),
        form=form,
        kind=kind,
        unit_id=unit_id,
        post_id=post_id,
        reference_id=reference_id,
        about_id=about_id,
        created_at=at,
        due_at=due_at,
        effect_key=effect_key[:120],
    )
    Item.objects.bulk_create([item], ignore_conflicts=True)


@transaction.atomic
def acknowledge(item_id: UUID, *, by: Actor, at: datetime) -> None:
    """A named person has seen it and takes it. Raises NotFound for other units' items, DomainError if already taken."""
    item = Item.objects.select_for_update().filter(pk=item_id, unit_id=by.unit_id).first()
    if item is None:
        raise NotFound(_("There is no such notice at your unit."))
    if item.done_at is not None:
        raise DomainError(_("Somebody at your unit has already taken this notice."))
    item.done_at, item.done_by_id = at, by.post_id
    item.save(update_fields=["done_at", "done_by"])
    audit.record("inbox.item.acknowledged", by=by, at=at, subject_id=item.pk)


def withdraw(
    *, at: datetime, reference_id: UUID | None = None, about_id: UUID | None = None, kinds: tuple[str, ...] = ()
) -> None:
    """Items that are no longer needed, since what they asked for has happened."""
    items = Item.objects.open()
    if reference_id:
        items = items.filter(reference_id=reference_id)
    if about_id:
        items = items.filter(about_id=about_id)
    if kinds:
        items = items.filter(kind__in=kinds)
    items.update(done_at=at, withdrawn=True)


def set_due(reference_id: UUID, *, due_at: datetime) -> None:
    """What the open items about something ask for is due at another time."""
    Item.objects.open().filter(reference_id=reference_id).update(due_at=due_at)


def move_to_lead(from_post_id: UUID) -> int:
    """Everything open that waits for a post goes to the unit's lead. Returns how many."""
    return Item.objects.open().filter(post_id=from_post_id).update(post=None, level=ClimbLevel.LEAD)


def move_with_case(case_id: UUID, *, to_unit_id: UUID, post_id: UUID | None, at: datetime) -> None:
    """Another unit has the case: its tasks follow it, but for the one to name a coordinator, which was the old unit's."""
    withdraw(about_id=case_id, kinds=("CASE_WITHOUT_COORDINATOR",), at=at)
    tasks = Item.objects.open().filter(about_id=case_id, form=ItemForm.TASK)
    tasks.update(unit=to_unit_id, post=post_id)


def move_to_unit(from_unit_id: UUID, *, to_unit_id: UUID | None, at: datetime) -> None:
    """A unit closes: what waits in its inbox goes to the lead of the unit that takes over; with none it is withdrawn."""
    waiting = Item.objects.open().filter(unit_id=from_unit_id)
    if to_unit_id is None:
        waiting.update(done_at=at, withdrawn=True)
    else:
        waiting.update(unit=to_unit_id, post=None, level=ClimbLevel.LEAD)


def climb_due(*, hours: int, at: datetime) -> int:
    """What nobody has acknowledged in time goes to the lead, then to the coordinating unit. Returns how many climbed."""
    climbed = 0
    overdue = Item.objects.open().filter(form=ItemForm.NOTICE).exclude(level=ClimbLevel.COORDINATING_UNIT)
    for item in overdue.order_by("created_at"):
        since = item.climbed_at or max(item.created_at, item.due_at or item.created_at)
        if (at - since).total_seconds() < hours * 3600:
            continue
        climbed += _climb(item, at=at)
    return climbed


def _climb(item: Item, *, at: datetime) -> int:
    day = organisations.local_day(at)
    if item.level == ClimbLevel.POST and item.post_id and organisations.leads(item.unit_id, on=day):
        change: dict[str, Any] = {"post": None, "level": ClimbLevel.LEAD, "climbed_at": at}
    else:
        above = organisations.coordinating_unit_above(item.unit_id, item.unit_id, on=day)
        change = {"unit": above, "post": None, "level": ClimbLevel.COORDINATING_UNIT, "climbed_at": at}
    return Item.objects.open().filter(pk=item.pk, level=item.level).update(**change)


def report_barrier(page: str, *, text: str, at: datetime) -> None:
    """Somebody cannot use a page: a task for the administrators' unit, with what they wrote. Raises DomainError."""
    owner = organisations.unit_of_role(Role.ADMINISTRATOR, on=organisations.local_day(at))
    if owner is None:
        raise DomainError(_("Nobody has been set up to receive this yet. Call the municipality instead."))
    report = Barrier.objects.create(page=page[:200], text=text[:2000], reported_at=at)
    send(
        "ACCESSIBILITY_FEEDBACK",
        form=ItemForm.TASK,
        unit_id=owner,
        reference_id=report.pk,
        effect_key=f"barrier:{report.pk}",
        at=at,
    )
