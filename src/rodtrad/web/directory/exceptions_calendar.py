"""Dates with other hours as iCalendar (RFC 5545): a day each, in local dates, with what holds instead."""

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from rodtrad.registry.directory.queries import PlaceView, ServiceView
from rodtrad.registry.directory.rules.hours import DAY


def as_calendar(view: ServiceView, *, address: str, at: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rod trad//Services//NO", "METHOD:PUBLISH"]
    for place in view.places:
        for day, reason in place.exceptions:
            lines += [
                "BEGIN:VEVENT",
                f"UID:{place.place_id}-{day}@rodtrad",
                f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
                f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
                f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{_escaped(f'{view.service.name}: {_hours(place, day)}')}",
                f"DESCRIPTION:{_escaped(reason)}",
                f"URL:{address}",
                "END:VEVENT",
            ]
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])


def _hours(place: PlaceView, day: date) -> str:
    spans = sorted(place.hours.exceptions.get(day, ()))
    return ", ".join(f"{_clock(one.opens_min)}–{_clock(one.closes_min)}" for one in spans) or _("closed")


def _clock(minutes: int) -> str:
    shown = minutes if minutes <= DAY else minutes - DAY
    return f"{shown // 60:02}.{shown % 60:02}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; the rest goes on after a space. Never inside a letter."""
    parts, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > 75:
            parts.append(" ")
            octets = 1
        parts[-1] += letter
        octets += size
    return "\r\n".join(parts)
