"""Forums, their meetings and what is decided there."""

from rodtrad.programme.forums.operations.decisions import Decided, decide, finish_decision
from rodtrad.programme.forums.operations.meetings import cancel_meeting, hold_meeting, move_meeting, plan_meetings
from rodtrad.programme.forums.operations.papers import (
    approve_minutes,
    correct_minutes,
    gather_agenda,
    make_pack,
    postpone,
    raise_item,
    send_pack,
    write_lead,
    write_minutes,
)
from rodtrad.programme.forums.operations.seats import leave, open_forum, seat

__all__ = [
    "Decided",
    "approve_minutes",
    "cancel_meeting",
    "correct_minutes",
    "decide",
    "finish_decision",
    "gather_agenda",
    "hold_meeting",
    "leave",
    "make_pack",
    "move_meeting",
    "open_forum",
    "plan_meetings",
    "postpone",
    "raise_item",
    "seat",
    "send_pack",
    "write_lead",
    "write_minutes",
]
