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
from rodtrad.registry.directory.operations.loading import Loaded, keep_file, load_entries
from rodtrad.registry.directory.operations.reminders import remind_owners
from rodtrad.registry.directory.operations.search_text import refresh_search_text

__all__ = [
    "Entry",
    "Loaded",
    "add_place",
    "change_service",
    "confirm",
    "end",
    "keep_file",
    "keep_openings",
    "load_entries",
    "load_terms",
    "pause",
    "plan",
    "publish",
    "refresh_search_text",
    "register_service",
    "remind_owners",
    "report_capacity",
    "set_exception",
    "set_hours",
]
