"""What is owed, what is due, sent and late. Everybody signed in may read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotFound
from rodtrad.programme.duties.models import Duty, Turn

__all__ = ["Duty", "Turn"]
NO_SUCH_DUTY = _("There is no such duty to report.")
SENT_SHOWN = 20


@dataclass(frozen=True)
class DutyPage:
    duties: list[Duty]
    late: list[Turn]
    due: list[Turn]
    sent: list[Turn]


def duty_page(*, on: date) -> DutyPage:
    turns = Turn.objects.select_related("duty__sender", "duty__recipient", "report", "sent_by__user").defer(
        "report__fixed"
    )
    waiting = list(turns.filter(sent_at=None).order_by("due_on", "duty__title"))
    duties = Duty.objects.filter(ends_on__gt=on).select_related("sender", "recipient", "forum").order_by("title")
    return DutyPage(
        duties=list(duties),
        late=[turn for turn in waiting if turn.due_on < on],
        due=[turn for turn in waiting if turn.due_on >= on],
        sent=list(turns.exclude(sent_at=None).order_by("-sent_at")[:SENT_SHOWN]),
    )


def get_turn(turn_id: UUID) -> Turn:
    """Raises NotFound."""
    turn = Turn.objects.select_related("duty__sender", "duty__recipient", "report").filter(pk=turn_id).first()
    if turn is None:
        raise NotFound(NO_SUCH_DUTY)
    return turn


def get_duty(duty_id: UUID) -> Duty:
    """Raises NotFound."""
    duty = Duty.objects.select_related("sender", "recipient", "forum").filter(pk=duty_id).first()
    if duty is None:
        raise NotFound(NO_SUCH_DUTY)
    return duty


def late_turns(*, on: date) -> list[Turn]:
    """What should have been sent, for the pack of a meeting."""
    rows = Turn.objects.filter(sent_at=None, due_on__lt=on).select_related("duty__sender", "duty__recipient")
    return list(rows.order_by("due_on"))
