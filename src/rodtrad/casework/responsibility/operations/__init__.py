"""Every act that changes who has the ball, or asks somebody to take it."""

from rodtrad.casework.responsibility.operations.answers import (
    accept_handover,
    accept_referral,
    complete_referral,
    decline,
    put_on_waiting_list,
    start_referral,
    stop_referral,
    withdraw,
)
from rodtrad.casework.responsibility.operations.certificates import certify
from rodtrad.casework.responsibility.operations.closing import close_case
from rodtrad.casework.responsibility.operations.coordinators import (
    end_absence,
    end_post,
    keep_posts,
    name_coordinator,
    name_stand_in,
    record_absence,
)
from rodtrad.casework.responsibility.operations.escalations import assign, leave_where_it_is
from rodtrad.casework.responsibility.operations.intake import NewPerson, open_case, reopen_case, take_in
from rodtrad.casework.responsibility.operations.meetings import record_meeting
from rodtrad.casework.responsibility.operations.offers import (
    ask_for_information,
    give_information,
    offer_handover,
    offer_referral,
)
from rodtrad.casework.responsibility.operations.same_person import (
    joins,
    merge_persons,
    settle_as_two,
    undo_merge,
    unlink_person,
)
from rodtrad.casework.responsibility.operations.supports import end_support, extend_support
from rodtrad.casework.responsibility.operations.units import close_unit

__all__ = [
    "NewPerson",
    "accept_handover",
    "accept_referral",
    "ask_for_information",
    "assign",
    "certify",
    "close_case",
    "close_unit",
    "complete_referral",
    "decline",
    "end_absence",
    "end_post",
    "end_support",
    "extend_support",
    "give_information",
    "joins",
    "keep_posts",
    "leave_where_it_is",
    "merge_persons",
    "name_coordinator",
    "name_stand_in",
    "offer_handover",
    "offer_referral",
    "open_case",
    "put_on_waiting_list",
    "record_absence",
    "record_meeting",
    "reopen_case",
    "settle_as_two",
    "start_referral",
    "stop_referral",
    "take_in",
    "undo_merge",
    "unlink_person",
    "withdraw",
]
