"""What owners and the editor do with entries of the directory."""

from rodtrad.registry.directory.operations.entries import (
    Entry,
    add_place,
    change_service,
    load_terms,
    register_service,
)
from rodtrad.registry.directory.operations.hours import keep_openings, set_exception, set_hours
from rodtrad.registry.directory.operations.life import confirm, end, pause, plan, publish, report_capacity
from rodtrad.registry.directory.operations.reminders import remind_owners

__all__ = [
    "Entry",
    "add_place",
    "change_service",
    "confirm",
    "end",
    "keep_openings",
    "load_terms",
    "pause",
    "plan",
    "publish",
    "register_service",
    "remind_owners",
    "report_capacity",
    "set_exception",
    "set_hours",
]
