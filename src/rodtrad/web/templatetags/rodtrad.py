"""Tags every template has: icons, and moments as people say them."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from rodtrad.web import wording
from rodtrad.web.wording import dates

register = template.Library()
ICONS = Path(wording.__file__).parents[1] / "static" / "vendor" / "icons"


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of the vendored set, hidden from screen readers: words always stand beside it."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    drawing = (ICONS / f"{name}.svg").read_text()
    body = drawing[drawing.index(">", drawing.index("<svg")) + 1 :]
    head = '<svg class="icon" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">'
    return mark_safe(head + body)  # noqa: S308 - our own vendored file


@register.filter
def moment(at: datetime | None) -> str:
    """Such as "today at 10.30" or "Wednesday 25 November at 10.30"."""
    return dates.moment(at, now=timezone.now()) if at else ""


@register.filter
def day(on: date | datetime | None) -> str:
    """Such as "today" or "Wednesday 25 November"."""
    return dates.day(on, now=timezone.now()) if on else ""


@register.filter
def short_day(on: date | datetime | None) -> str:
    return dates.short_day(on, now=timezone.now()) if on else ""


@register.simple_tag(takes_context=True)
def initials(context: dict[str, Any], name: str) -> str:
    return "".join(part[0] for part in name.split()[:2]).upper()
