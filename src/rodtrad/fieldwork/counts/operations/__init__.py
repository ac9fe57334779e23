"""Every act on the counts."""

from rodtrad.fieldwork.counts.operations.loading import load_published, load_rounds
from rodtrad.fieldwork.counts.operations.reviews import approve, correct, send_back
from rodtrad.fieldwork.counts.operations.rounds import (
    begin,
    begin_unplanned,
    call_off,
    enter_paper,
    finish,
    leave_uncounted,
    plan_round,
    record_taps,
)
from rodtrad.fieldwork.counts.operations.series import add_marker, add_series, set_bands
from rodtrad.fieldwork.counts.operations.watch import (
    answer_alert,
    choose_owner,
    pause_alarm,
    report_sighting,
    settle_sightings,
    watch_zones,
)
from rodtrad.fieldwork.counts.operations.zones import (
    add_group,
    add_zone,
    change_border,
    put_in_group,
    remove_zone,
    set_status,
    start_counting,
    stop_counting,
)

__all__ = [
    "add_group",
    "add_marker",
    "add_series",
    "add_zone",
    "answer_alert",
    "approve",
    "begin",
    "begin_unplanned",
    "call_off",
    "change_border",
    "choose_owner",
    "correct",
    "enter_paper",
    "finish",
    "leave_uncounted",
    "load_published",
    "load_rounds",
    "pause_alarm",
    "plan_round",
    "put_in_group",
    "record_taps",
    "remove_zone",
    "report_sighting",
    "send_back",
    "set_bands",
    "set_status",
    "settle_sightings",
    "start_counting",
    "stop_counting",
    "watch_zones",
]
