"""Receiving what phones send, once; shutting out a lost phone; looking for what has not come."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.devices.models import Alias, Command, Device
from rodtrad.registry.devices.vocabulary import Answer, Outcome
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm

HOLE_AGE = timedelta(hours=24)
OLDEST = timedelta(days=60)  # a phone that was off longer than this has a wrong clock


@dataclass(frozen=True)
class Sent:
    """A command as it came. `age` is how long before the sending it was done, by the phone's own clock."""

    id: UUID
    seq: int
    kind: str
    schema: int
    body: str
    body_hash: str
    captured_at: datetime
    age: timedelta


@dataclass(frozen=True)
class Received:
    """A new command on its way to the domain it is for."""

    id: UUID
    kind: str
    body: str
    device_id: UUID
    occurred_at: datetime


@dataclass(frozen=True)
class Receipt:
    """What the phone is told. `outcome` DONE and REFUSED are final, RENUMBER and DAMAGED are not."""

    id: UUID
    body_hash: str
    outcome: str
    sentence: str = ""


# What a domain does with commands that follow on each other and share a key. Raises DomainError to refuse them all.
Doer = Callable[[Sequence[Received]], None]
Key = Callable[[Received], object]


class PhoneShutOut(NotAllowed):
    """The phone was lost or handed in; it may send nothing more."""


@transaction.atomic
def receive(
    device_id: UUID,
    *,
    commands: Sequence[Sent],
    doers: dict[str, tuple[Key, Doer]],
    by: Actor,
    at: datetime,
    highest: int = 0,
) -> list[Receipt]:
    """Do each command once, and give a receipt for each, in one transaction. Any order, any repetition, any phone clock.

    `highest` is the last number the phone has given, so that what it believes sent and we lack is seen as a hole.

    A command that is here already gets the receipt it had. One that the domain refuses is kept with the reason, and the
    unit's lead is asked to look. Raises PhoneShutOut.
    """
    device = _device(device_id, by=by, at=at)
    known = {one.pk: one for one in Command.objects.filter(pk__in=[c.id for c in commands])}
    numbers = [c.seq for c in commands]
    taken = dict(Command.objects.filter(device=device, seq__in=numbers).values_list("seq", "pk"))
    taken |= dict(Alias.objects.filter(device=device, seq__in=numbers).values_list("seq", "command_id"))
    aliases: dict[int, UUID] = {}
    receipts: dict[UUID, Receipt] = {}
    new: dict[UUID, Sent] = {}
    for sent in sorted(commands, key=lambda c: c.seq):
        answer = _known_answer(sent, known, taken)
        if answer:
            receipts[sent.id] = answer
            if answer.outcome in Outcome and sent.seq not in taken:
                aliases[sent.seq] = taken[sent.seq] = sent.id
        elif sent.id not in new:
            new[sent.id] = sent
            taken[sent.seq] = sent.id
    outcomes = _do([_received(sent, device_id, at) for sent in new.values()], doers)
    device.highest = max([device.highest, highest, *aliases])
    device.received += len(aliases)
    Alias.objects.bulk_create(Alias(device=device, seq=seq, command_id=pk) for seq, pk in aliases.items())
    _store(device, list(new.values()), outcomes, by=by, at=at)
    receipts |= {pk: Receipt(pk, sent.body_hash, *outcomes[pk]) for pk, sent in new.items()}
    return list(receipts.values())


def _device(device_id: UUID, *, by: Actor, at: datetime) -> Device:
    """The phone, locked, so that two sendings of one phone take turns; made at its first."""
    device = Device.objects.select_for_update().filter(pk=device_id).first()
    if device is None:
        highest = Device.objects.filter(unit_id=by.own_unit_id).aggregate(highest=Max("number"))["highest"] or 0
        new = Device(pk=device_id, number=highest + 1, unit_id=by.own_unit_id, first_seen_at=at, last_seen_at=at)
        Device.objects.bulk_create([new], ignore_conflicts=True)
        device = Device.objects.select_for_update().get(pk=device_id)
        audit.record("devices.device.added", by=by, at=at, subject_id=device_id)
    if device.revoked_at:
        raise PhoneShutOut(_("This phone is shut out. Hand it to your lead, with what has not been sent."))
    return device


def _known_answer(sent: Sent, known: dict[UUID, Command], taken: dict[int, UUID]) -> Receipt | None:
    """The answer to what is damaged, here already, or numbered as something else; None for what is new."""
    if hashlib.sha256(sent.body.encode()).hexdigest() != sent.body_hash:
        return Receipt(sent.id, sent.body_hash, Answer.DAMAGED)
    there = known.get(sent.id)
    if there and there.body_hash == sent.body_hash:
        return Receipt(there.pk, there.body_hash, there.outcome, there.sentence)
    if there or taken.get(sent.seq, sent.id) != sent.id:
        return Receipt(sent.id, sent.body_hash, Answer.RENUMBER)
    return None


def _received(sent: Sent, device_id: UUID, at: datetime) -> Received:
    age = min(max(sent.age, timedelta()), OLDEST)
    return Received(sent.id, sent.kind, sent.body, device_id, at - age)


def _do(commands: Sequence[Received], doers: dict[str, tuple[Key, Doer]]) -> dict[UUID, tuple[str, str]]:
    """Runs of commands of one kind and key are done together, each run all or not at all."""
    outcomes: dict[UUID, tuple[str, str]] = {}
    unknown = (lambda command: None, _refuse_unknown)
    for kind, of_kind in groupby(commands, key=lambda command: command.kind):
        key, doer = doers.get(kind, unknown)
        for _same, run in groupby(of_kind, key=lambda command: _safe_key(key, command)):
            together = list(run)
            outcome = (str(Outcome.DONE.value), "")
            try:
                with transaction.atomic():
                    doer(together)
            except DomainError as refusal:
                outcome = (str(Outcome.REFUSED.value), str(refusal)[:300])
            outcomes |= {command.id: outcome for command in together}
    return outcomes


def _safe_key(key: Key, command: Received) -> object:
    """A body that cannot be read is a run of its own, refused by its doer."""
    try:
        return key(command)
    except (ValueError, KeyError, TypeError, AttributeError):
        return command.id


def _refuse_unknown(commands: Sequence[Received]) -> None:
    raise DomainError(_("The phone sent something this version does not know. It is kept until it is updated."))


def _store(
    device: Device, sent: Sequence[Sent], outcomes: dict[UUID, tuple[str, str]], *, by: Actor, at: datetime
) -> None:
    Command.objects.bulk_create(
        Command(
            id=one.id, device=device, seq=one.seq, kind=one.kind[:12], schema=one.schema, body=one.body,
            body_hash=one.body_hash, captured_at=one.captured_at, received_at=at, sent_by_id=by.own_post_id,
            occurred_at=_received(one, device.pk, at).occurred_at, outcome=outcomes[one.id][0], sentence=outcomes[one.id][1],
        )
        for one in sent
    )  # fmt: skip
    device.highest = max([device.highest, *(one.seq for one in sent)])
    device.received += len(sent)
    device.last_seen_at = at
    device.save(update_fields=["highest", "received", "last_seen_at"])
    if any(outcome == Outcome.REFUSED for outcome, _sentence in outcomes.values()):
        inbox.send(
            "PHONE_REFUSED",
            form=ItemForm.TASK,
            unit_id=device.unit_id,
            effect_key=f"devices:refused:{device.pk}:{device.highest}",
            at=at,
        )


@transaction.atomic
def revoke(device_id: UUID, *, by: Actor, at: datetime) -> None:
    """A phone is lost or handed in: from now on nothing from it is taken, and it is told so."""
    device = _of_unit(device_id, by)
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by_id = at, by.own_post_id
        device.save(update_fields=["revoked_at", "revoked_by"])
        audit.record("devices.device.revoked", by=by, at=at, subject_id=device_id)


@transaction.atomic
def restore(device_id: UUID, *, by: Actor, at: datetime) -> None:
    """The phone is found again and may send what it held."""
    device = _of_unit(device_id, by)
    device.revoked_at = device.revoked_by = None
    device.save(update_fields=["revoked_at", "revoked_by"])
    audit.record("devices.device.restored", by=by, at=at, subject_id=device_id)


@transaction.atomic
def mark_seen(command_id: UUID, *, by: Actor, at: datetime) -> None:
    """A person has looked at what could not be done."""
    _check_lead(by)
    mine = Command.objects.filter(pk=command_id, device__unit_id=by.unit_id, outcome=Outcome.REFUSED, seen_at=None)
    if not mine.update(seen_at=at):
        raise NotFound(_("Somebody at your unit has looked at it already."))
    audit.record("devices.refusal.seen", by=by, at=at, subject_id=command_id)


def report_holes(at: datetime) -> int:
    """Numbers that have not come a day after later ones did become a task for the unit's lead. Returns how many phones."""
    holed = Device.objects.filter(revoked_at=None, highest__gt=F("received"), last_seen_at__lt=at - HOLE_AGE)
    for device in holed:
        inbox.send(
            "PHONE_HOLES",
            form=ItemForm.TASK,
            unit_id=device.unit_id,
            effect_key=f"devices:holes:{device.pk}:{device.highest}",
            at=at,
        )
    return len(holed)


def _of_unit(device_id: UUID, by: Actor) -> Device:
    _check_lead(by)
    device = Device.objects.select_for_update().filter(pk=device_id, unit_id=by.unit_id).first()
    if device is None:
        raise NotFound(_("There is no such phone at your unit."))
    return device


def _check_lead(by: Actor) -> None:
    if not by.has(Role.UNIT_LEAD, Role.COORDINATOR):
        raise NotAllowed(gettext_lazy("A lead or coordinator looks after the phones of the unit."))
