"""Transitions in words: for the thread, for staff, and for the person about themselves."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.casework.transitions.vocabulary import Point, TransitionKind, WindowCause
from rodtrad.insight.person_page.page import ComingTransition, LowTolerance, ThreadEntry
from rodtrad.web.wording import dates

HEADINGS = {
    "TRANSITION_PLANNED": gettext_lazy("Planned for %(day)s: %(what)s"),
    "TRANSITION_DATE_MOVED": gettext_lazy("Moved to %(day)s: %(what)s"),
    "TRANSITION_OVERRIDDEN": gettext_lazy("Went ahead without a place to live: %(what)s"),
    "TRANSITION_DONE": gettext_lazy("It has happened: %(what)s"),
    "TRANSITION_LEFT": gettext_lazy("Left unplanned"),
    "TRANSITION_CALLED_OFF": gettext_lazy("Called off: %(what)s"),
    "TOLERANCE_OPENED": gettext_lazy("Lower tolerance until %(day)s: %(what)s"),
    "TOLERANCE_CLOSED": gettext_lazy("The days of lower tolerance were ended"),
}


def transition_words(entry: ThreadEntry) -> dict[str, str]:
    """What fills the headings above."""
    if entry.kind.startswith("TOLERANCE_"):
        what = str(WindowCause(entry.detail).label) if entry.detail else ""
    else:
        what = str(TransitionKind(entry.detail).label)
    day = dates.short_day(date.fromisoformat(entry.codes[0]), now=entry.at) if entry.codes else ""
    return {"day": day, "what": what[:1].lower() + what[1:]}


def missing_words(points: Iterable[str]) -> str:
    """What is missing, in a row."""
    return ", ".join(str(Point(point).label).lower() for point in points)


OWN = {
    TransitionKind.DISCHARGE: gettext_lazy("You are discharged %(day)s."),
    TransitionKind.RELEASE: gettext_lazy("You are released %(day)s."),
    TransitionKind.MOVE: gettext_lazy(
        "You move, from %(day)s. Whoever helps you now stays until the new ones have said yes."
    ),
    TransitionKind.HOME_TRAVEL: gettext_lazy("You travel home %(day)s."),
    TransitionKind.END_OF_PLACE: gettext_lazy("The place you stay at ends %(day)s."),
    TransitionKind.TURNING_18: gettext_lazy("You turn 18 %(day)s."),
}


def own_step(row: ComingTransition, *, now: datetime) -> str:
    """One coming change, and what is not settled yet."""
    said = str(OWN[TransitionKind(row.kind)]) % {"day": dates.day(row.happens_on, now=now)}
    if not row.missing:
        return said
    return _("%(said)s Not settled yet: %(what)s.") % {"said": said, "what": missing_words(row.missing)}


def own_advice(windows: Iterable[LowTolerance], *, now: datetime) -> str:
    """Care, not blame."""
    last = max((window.until_on for window in windows), default=None)
    if last is None:
        return ""
    return _(
        "After a time without, the body bears less than before, until about %(day)s. Use less, never alone, and have "
        "naloxone near. If somebody does not wake up, call 113."
    ) % {"day": dates.short_day(last, now=now)}
