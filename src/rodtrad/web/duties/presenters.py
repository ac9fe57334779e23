"""Duties and their turns in sentences."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.programme.duties.queries import Duty, DutyPage, Turn
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.reports.vocabulary import ReportState
from rodtrad.web.measures.presenters import Tag
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class TurnRow:
    turn_id: UUID
    title: str
    note: str
    tag: Tag
    report_id: UUID | None
    may_send: bool


@dataclass(frozen=True)
class DutyRow:
    duty_id: UUID
    title: str
    note: str
    recipient_ended: str


@dataclass(frozen=True)
class DutyView:
    lead: str
    groups: list[tuple[str, str, list[TurnRow]]]
    duties: list[DutyRow]
    may_write: bool


def duty_view(found: DutyPage, *, may_write: bool, now: datetime) -> DutyView:
    late = len(found.late)
    lead = ngettext("%(count)s report is late.", "%(count)s reports are late.", late) % {"count": late}
    groups = [
        ("late", _("Late"), [_turn(one, now=now) for one in found.late]),
        ("due", _("Due"), [_turn(one, now=now) for one in found.due]),
        ("sent", _("Sent lately"), [_turn(one, now=now) for one in found.sent]),
    ]
    on = dates.local_date(now)
    return DutyView(
        lead=lead if late else _("No report is late."),
        groups=[group for group in groups if group[2]],
        duties=[_duty(one, on=on) for one in found.duties],
        may_write=may_write,
    )


def _turn(turn: Turn, *, now: datetime) -> TurnRow:
    last = turn.ends_on - timedelta(days=1)
    period = _("%(start)s to %(end)s") % {
        "start": dates.short_day(turn.starts_on, now=now), "end": dates.short_day(last, now=now),
    }  # fmt: skip
    said = [turn.duty.recipient.name, period]
    if turn.sent_at and turn.sent_by:
        when, who = dates.moment(turn.sent_at, now=now), turn.sent_by.user.display_name
        said.append(_("sent %(when)s by %(who)s") % {"when": when, "who": who})
    else:
        said.append(_("due %(day)s") % {"day": dates.short_day(turn.due_on, now=now)})
    published = turn.report is not None and turn.report.state == ReportState.PUBLISHED
    return TurnRow(
        turn.pk, turn.duty.title, " · ".join(said), _tag(turn, dates.local_date(now)), turn.report_id, published
    )


def _tag(turn: Turn, on: date) -> Tag:
    if turn.sent_at:
        return Tag("success", "CheckmarkCircle", _("Sent"))
    if turn.due_on < on:
        return Tag("danger", "ExclamationmarkTriangle", _("Late"))
    if turn.report is None:
        return Tag("neutral", "Hourglass", _("Not written"))
    return Tag("info", "Pencil", str(turn.report.get_state_display()))


def _duty(duty: Duty, *, on: date) -> DutyRow:
    when = str(duty.get_rhythm_display())
    if duty.rhythm == Rhythm.BEFORE_MEETING and duty.forum:
        when = _("before each meeting of %(forum)s") % {"forum": duty.forum.name}
    note = _("from %(sender)s to %(recipient)s, %(when)s") % {
        "sender": duty.sender.name, "recipient": duty.recipient.name, "when": when.lower(),
    }  # fmt: skip
    ended = ""
    if duty.recipient.valid_until <= on:
        ended = _("%(name)s has ended. Who receives it now?") % {"name": duty.recipient.name}
    return DutyRow(duty.pk, duty.title, note, ended)
