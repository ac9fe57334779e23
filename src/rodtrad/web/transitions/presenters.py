"""Transitions as finished sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.transitions.facts import (
    AnswerFacts,
    EventFacts,
    StepFacts,
    TransitionFacts,
    ViewFacts,
    WindowFacts,
)
from rodtrad.casework.transitions.queries import (
    PersonTransitions,
    TransitionLine,
    TransitionPage,
    UnitTransitions,
    WindowLine,
    WindowPage,
)
from rodtrad.casework.transitions.rules import notice_days
from rodtrad.casework.transitions.vocabulary import (
    WITHOUT_OWN_HOME,
    EventKind,
    HomeAnswer,
    PointState,
    Readiness,
    Side,
    TransitionEnd,
    TransitionKind,
    WindowCause,
)
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class Check:
    label: str
    css: str  # ok, no or missing
    icon: str
    note: str


@dataclass(frozen=True)
class Row:
    transition_id: UUID
    person_id: UUID
    name: str
    heading: str
    when: str
    color: str
    missing: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class PointRow:
    point: str
    label: str
    state: str
    color: str
    icon: str
    said: str
    who: str


@dataclass(frozen=True)
class SideRow:
    side: str
    label: str
    readiness: str
    color: str
    words: str
    who: str
    is_own: bool


LOOK = {
    PointState.IN_PLACE: ("success", "Checkmark", "ok"),
    PointState.NOT_NEEDED: ("neutral", "MinusCircle", "no"),
    PointState.NOT_YET: ("warning", "ExclamationmarkTriangle", "missing"),
    "": ("danger", "ExclamationmarkTriangle", "missing"),
}


def unit_context(page: UnitTransitions, *, now: datetime) -> dict[str, object]:
    """What comes for those the unit follows up."""
    return {
        "rows": [transition_row(line, now=now) for line in page.coming],
        "windows": [_window_row(line, now=now) for line in page.windows],
    }


def person_context(page: PersonTransitions, *, now: datetime) -> dict[str, object]:
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "rows": [transition_row(line, now=now) for line in page.coming],
        "earlier": [_earlier(line.transition, now=now) for line in page.earlier],
        "windows": [(w.window_id, _window(w, now=now)) for w in page.windows],
    }


def transition_row(line: TransitionLine, *, now: datetime) -> Row:
    """One dated row with its checks; what is missing is in bold."""
    row = line.transition
    count = sum(now_.is_missing for now_ in line.points)
    missing = ngettext("%(count)s thing is missing", "%(count)s things are missing", count) % {"count": count}
    is_late = row.happens_on < local_day(now)
    return Row(
        transition_id=row.transition_id,
        person_id=row.person_id,
        name=name_of(line.called, line.reference),
        heading=heading(row),
        when=_when(row, now=now),
        color="danger" if is_late else "warning" if count else "success",
        missing=missing if count else _("Everything is in place"),
        checks=tuple(
            Check(str(p.point.label), LOOK[p.state][2], LOOK[p.state][1], _("missing") if p.is_missing else "")
            for p in line.points
        ),
    )


def heading(row: TransitionFacts) -> str:
    """What changes, and from and to where."""
    to = row.to_place or row.to_area
    return ", ".join(filter(None, [str(TransitionKind(row.kind).label), row.from_place, to]))


def _when(row: TransitionFacts, *, now: datetime) -> str:
    left = (row.happens_on - local_day(now)).days
    day = dates.day(row.happens_on, now=now)
    if left < 0:
        return _("The day passed: %(day)s") % {"day": day}
    if left < 2:
        return day
    return _("%(day)s, in %(count)s days") % {"day": day, "count": left}


def _earlier(row: TransitionFacts, *, now: datetime) -> tuple[UUID, str, str, str]:
    end = str(TransitionEnd(row.end).label)
    why = _("Without a place to live: %(why)s") % {"why": row.overridden_because} if row.overridden_because else ""
    return row.transition_id, heading(row), f"{end}, {dates.short_day(row.happens_on, now=now)}", why


def _window(row: WindowFacts, *, now: datetime) -> str:
    cause, until = str(WindowCause(row.cause).label), dates.short_day(row.until_on, now=now)
    return _("%(cause)s: lower tolerance until %(until)s") % {"cause": cause, "until": until}


def _window_row(line: WindowLine, *, now: datetime) -> tuple[UUID, str, str]:
    return line.window.window_id, name_of(line.called, line.reference), _window(line.window, now=now)


def page_context(page: TransitionPage, *, now: datetime) -> dict[str, object]:
    """One transition: the checklist, the views side by side, when others are told, and what has happened."""
    row = page.transition
    points = [
        _point(slug_of(point.point.value), str(point.point.label), point.state, answer, now=now)
        for point, answer in page.points
    ]
    return {
        "page": page,
        "row": row,
        "name": name_of(page.called, page.reference),
        "heading": str(TransitionKind(row.kind).label),
        "places": ", ".join(filter(None, [row.from_place, row.to_place, row.to_area])),
        "when": _when(row, now=now) if row.ended_at is None else str(TransitionEnd(row.end).label),
        "is_open": row.ended_at is None,
        "points": points,
        "views": [_side(side, page.views, now=now) for side in Side],
        "told": _told(page, now=now),
        "events": [_event(event, now=now) for event in page.events],
        "tasks": [task_line(task, now=now) for task in page.tasks],
        "who": _who_can(page),
        "overlap": _overlap(row),
        "is_drafted": row.kind == TransitionKind.MOVE and row.to_unit_id is not None and row.ended_at is None,
    }


def slug_of(code: str) -> str:
    return code.lower().replace("_", "-")


def _point(point: str, label: str, state: str, answer: AnswerFacts | None, *, now: datetime) -> PointRow:
    color, icon, _css = LOOK[state]
    said = who = ""
    if answer is not None:
        home = str(HomeAnswer(answer.home).label) if answer.home else ""
        if answer.home in WITHOUT_OWN_HOME:
            home = _("%(home)s (counted as without a home of their own)") % {"home": home}
        said = ". ".join(filter(None, [home, answer.note]))
        who = _by(answer.who, answer.at, now=now)
    return PointRow(point, label, str(PointState(state).label) if state else _("Not answered"), color, icon, said, who)


def _side(side: Side, views: tuple[ViewFacts, ...], *, now: datetime) -> SideRow:
    view = next((one for one in views if one.side == side), None)
    if view is None:
        return SideRow(side.value.lower(), str(side.label), _("Not asked yet"), "neutral", "", "", False)
    color = {Readiness.READY: "success", Readiness.NOT_READY: "warning"}.get(Readiness(view.readiness), "neutral")
    who = _by(view.who, view.at, now=now)
    label = str(Readiness(view.readiness).label)
    return SideRow(side.value.lower(), str(side.label), label, color, view.words, who, side is Side.PERSON)


def _by(name: str, at: datetime, *, now: datetime) -> str:
    return f"{name}, {dates.moment(at, now=now)}"


def _told(page: TransitionPage, *, now: datetime) -> list[str]:
    """When whoever has the ball is told: derived from the day, so it moves with it."""
    row, today = page.transition, local_day(now)
    if row.ended_at is not None:
        return []
    left = (row.happens_on - today).days
    said = []
    for days in notice_days(TransitionKind(row.kind)):
        words = ngettext("%(count)s day before", "%(count)s days before", days) % {"count": days}
        said.append(_("%(when)s: told") % {"when": words} if left <= days else words)
    return [_("At once: told"), *said]


def _event(event: EventFacts, *, now: datetime) -> tuple[str, str, str]:
    who = ", ".join(filter(None, [event.who, event.unit]))
    when = dates.moment(event.at, now=now)
    label = str(EventKind(event.kind).label)
    if event.kind in (EventKind.PLANNED, EventKind.DATE_MOVED):
        label = f"{label}: {dates.short_day(event.day, now=now)}"
    return label, ", ".join(filter(None, [who or _("The system"), when])), event.text


def task_line(task: StepFacts, *, now: datetime) -> tuple[UUID, str, str, bool]:
    """What is to be done, by when, and whether it is done."""
    who = ", ".join(filter(None, [task.who, task.unit]))
    day = dates.day(task.due_on, now=now)
    due = _("The day passed: %(day)s") if task.due_on < local_day(now) and not task.is_done else _("by %(day)s")
    return task.task_id, task.text, f"{who} · {due % {'day': day}}", task.is_done


def _who_can(page: TransitionPage) -> str:
    if not page.holder:
        return ""
    name, *where = page.holder
    return ", ".join(filter(None, [name or str(_("the unit's lead")), *where]))


def _overlap(row: TransitionFacts) -> str:
    if not row.overlap_days:
        return ""
    return ngettext(
        "The place they leave stays beside for %(count)s day after.",
        "The place they leave stays beside for %(count)s days after.",
        row.overlap_days,
    ) % {"count": row.overlap_days}


def window_context(page: WindowPage, *, now: datetime) -> dict[str, object]:
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "heading": _window(page.window, now=now),
        "tasks": [task_line(task, now=now) for task in page.tasks],
        "because": page.window.closed_because,
    }
