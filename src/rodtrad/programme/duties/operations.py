"""Duties opened and ended, their turns laid out, each with its report and sent by a named person."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.duties import queries
from rodtrad.programme.duties.models import Duty, Turn
from rodtrad.programme.duties.rules import due_day, ended_periods
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.forums.queries import Meeting
from rodtrad.programme.reports.permissions import check_can_write
from rodtrad.programme.reports.queries import get_report
from rodtrad.programme.reports.vocabulary import ReportKind, ReportState
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import get_unit, local_day

LAID_OUT_AHEAD = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A duty as somebody writes it. `days` after the period has ended, or before the meeting."""

    title: str
    kind: ReportKind
    sender_id: UUID
    recipient_id: UUID
    rhythm: Rhythm
    days: int
    starts_on: date
    forum_id: UUID | None = None


@transaction.atomic
def open_duty(wanted: Wanted, *, by: Actor, at: datetime) -> Duty:
    """Somebody owes a report from now on. What is due already is laid out at once."""
    check_can_write(by)
    if not wanted.title.strip():
        raise DomainError(_("Write what is to be reported."), field="title")
    if (wanted.rhythm == Rhythm.BEFORE_MEETING) != (wanted.forum_id is not None):
        raise DomainError(_("Choose the forum when the report is for its meetings, and only then."), field="forum")
    duty = Duty(**{**vars(wanted), "title": wanted.title.strip()})
    _check_recipient(duty, on=local_day(at))
    duty.save(force_insert=True)
    audit.record("duties.duty.opened", by=by, at=at, subject_id=duty.pk)
    _lay_out(duty, on=local_day(at))
    return duty


@transaction.atomic
def change_recipient(duty_id: UUID, *, recipient_id: UUID, by: Actor, at: datetime) -> Duty:
    """The report goes to another from now on, such as the one that followed an organisation that ended."""
    check_can_write(by)
    duty = queries.get_duty(duty_id)
    duty.recipient_id = recipient_id
    _check_recipient(duty, on=local_day(at))
    duty.save(update_fields=["recipient"])
    audit.record("duties.duty.recipient_changed", by=by, at=at, subject_id=duty.pk)
    return duty


def _check_recipient(duty: Duty, *, on: date) -> None:
    recipient = get_unit(duty.recipient_id)
    if recipient.valid_until <= on:
        raise DomainError(
            _("%(name)s has ended. Choose the one that followed it as the recipient.") % {"name": recipient.name},
            field="recipient",
        )


@transaction.atomic
def end_duty(duty_id: UUID, *, by: Actor, at: datetime) -> Duty:
    """Nothing more is owed. What was sent stands, and what waits is taken away."""
    check_can_write(by)
    duty = queries.get_duty(duty_id)
    duty.ends_on = max(local_day(at), duty.starts_on + timedelta(days=1))
    duty.save(update_fields=["ends_on"])
    for turn in duty.turns.filter(sent_at=None):
        inbox.withdraw(reference_id=turn.pk, at=at)
    duty.turns.filter(sent_at=None).delete()
    audit.record("duties.duty.ended", by=by, at=at, subject_id=duty.pk)
    return duty


@transaction.atomic
def lay_out_turns(*, by: Actor, at: datetime) -> list[Turn]:
    """Every turn that has come and was not there, and a reminder of those that are late. Looking again adds nothing.

    Returns the turns of ended periods that have no report yet, for whoever can write one.
    """
    on = local_day(at)
    for duty in Duty.objects.filter(starts_on__lte=on, ends_on__gt=on).select_related("forum"):
        _lay_out(duty, on=on)
    for turn in queries.late_turns(on=on):
        inbox.send(
            "REPORT_LATE",
            form=ItemForm.TASK,
            unit_id=turn.duty.sender_id,
            reference_id=turn.pk,
            effect_key=f"report-late:{turn.pk}",
            at=at,
        )
    waiting = Turn.objects.filter(report=None, sent_at=None, ends_on__lte=on).select_related("duty")
    return list(waiting.order_by("due_on"))


def _lay_out(duty: Duty, *, on: date) -> None:
    for start, end, due in _periods(duty, on=on):
        if end > duty.starts_on:
            Turn.objects.get_or_create(duty=duty, starts_on=start, ends_on=end, defaults={"due_on": due})


def _periods(duty: Duty, *, on: date) -> list[tuple[date, date, date]]:
    if duty.rhythm != Rhythm.BEFORE_MEETING:
        ended = ended_periods(duty.rhythm, since=duty.starts_on, on=on)
        return [(start, end, due_day(end, days=duty.days)) for start, end in ended]
    first = datetime.combine(duty.starts_on, time(), tzinfo=OSLO)
    last = datetime.combine(on + LAID_OUT_AHEAD, time(), tzinfo=OSLO)
    meetings = Meeting.objects.filter(forum=duty.forum_id, starts_at__gte=first, starts_at__lt=last)
    days = [local_day(one.starts_at) for one in meetings.exclude(state="CANCELLED").order_by("starts_at")]
    starts = [duty.starts_on, *days]
    return [
        (start, day, day - timedelta(days=duty.days)) for start, day in zip(starts, days, strict=False) if start < day
    ]


@transaction.atomic
def give_report(turn_id: UUID, *, report_id: UUID, by: Actor, at: datetime) -> Turn:
    """Which report answers this turn. The same report may serve several duties."""
    turn = _turn(turn_id)
    check_can_write(by)
    turn.report_id = report_id
    turn.save(update_fields=["report"])
    audit.record("duties.turn.given", by=by, at=at, subject_id=turn.pk)
    return turn


@transaction.atomic
def send(turn_id: UUID, *, again: bool = False, by: Actor, at: datetime) -> Turn:
    """A named person sends it. Refused before the report is published, and a second time unless `again` says so."""
    check_can_write(by)
    turn = _turn(turn_id)
    if turn.report_id is None or get_report(turn.report_id).state != ReportState.PUBLISHED:
        raise DomainError(_("The report is not published yet. Publish it, so that what is sent is what stands."))
    if turn.sent_at is not None and not again:
        raise DomainError(_("It has been sent already. Tick the box if you mean to send it again."), field="again")
    _check_recipient(turn.duty, on=local_day(at))
    turn.sent_at, turn.sent_by_id, turn.sent_times = at, by.own_post_id, turn.sent_times + 1
    turn.save(update_fields=["sent_at", "sent_by", "sent_times"])
    inbox.withdraw(reference_id=turn.pk, at=at)
    inbox.send(
        "REPORT_SENT",
        unit_id=turn.duty.recipient_id,
        reference_id=turn.report_id,
        effect_key=f"report-sent:{turn.pk}:{turn.sent_times}",
        at=at,
    )
    audit.record("duties.turn.sent", by=by, at=at, subject_id=turn.pk)
    return turn


def _turn(turn_id: UUID) -> Turn:
    turn = Turn.objects.select_for_update(of=("self",)).select_related("duty").filter(pk=turn_id).first()
    if turn is None:
        raise NotFound(queries.NO_SUCH_DUTY)
    return turn
