"""Numbers as people read them, in the reader's language; nothing that is hidden or unknown becomes a 0."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

NBSP = "\u00a0"


def number(value: float | None, places: int = 1) -> str:
    """A number with so many decimals; a dash where there is none."""
    return "–" if value is None else number_format(round(value, places), places)


def with_interval(value: float | None, lower: float | None, upper: float | None, places: int = 1) -> str:
    """Such as "57 (47 to 67)"."""
    if value is None:
        return _("not counted")
    if lower is None or upper is None:
        return number(value, places)
    parts = {"value": number(value, places), "low": number(lower, places), "high": number(upper, places)}
    return _("%(value)s (%(low)s to %(high)s)") % parts


def percent(share: float | None, places: int = 0) -> str:
    return "–" if share is None else f"{number_format(round(100 * share, places), places)}{NBSP}%"


def change(ratio: float | None, lower: float | None, upper: float | None) -> str:
    """Up or down only when the interval excludes no change."""
    if ratio is None:
        return _("too little to say")
    if lower is None or upper is None or lower <= 1 <= upper:
        return _("no sure change")
    low, high = sorted((abs(lower - 1), abs(upper - 1)))
    said = {"low": number(100 * low, 0), "high": number(100 * high, 0)}
    if ratio < 1:
        return _("%(low)s to %(high)s per cent fewer") % said
    return _("%(low)s to %(high)s per cent more") % said
