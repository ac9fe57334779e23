"""Reading transitions. What is about a person goes through the door or the list filter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.places import NOTHING_HIDDEN, places_among
from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Identity
from rodtrad.casework.persons.vocabulary import BirthPrecision, Section
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks import queries as tasks
from rodtrad.casework.transitions import facts
from rodtrad.casework.transitions.facts import (
    AnswerFacts,
    EventFacts,
    StepFacts,
    TransitionFacts,
    ViewFacts,
    WindowFacts,
)
from rodtrad.casework.transitions.models import Answer, Event, Transition, View, Window
from rodtrad.casework.transitions.permissions import NO_SUCH_TRANSITION, may_write
from rodtrad.casework.transitions.rules import PointNow, checklist
from rodtrad.casework.transitions.vocabulary import Point, PointState, Readiness, TransitionKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.coordination import units_of_districts
from rodtrad.registry.organisations.models import Organisation
from rodtrad.registry.organisations.queries import coordinators, give_names, local_day

OVERLAP_AFTER_MOVE = 30  # days the old unit stays beside after a move (R-08-01)
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class TransitionLine:
    """One transition on a list, with how ready it is."""

    transition: TransitionFacts
    called: str
    reference: str
    points: tuple[PointNow, ...]


@dataclass(frozen=True)
class WindowLine:
    window: WindowFacts
    called: str
    reference: str


@dataclass(frozen=True)
class UnitTransitions:
    """What is coming for those the unit follows up, the nearest first, and whose tolerance is lower now."""

    coming: tuple[TransitionLine, ...]
    windows: tuple[WindowLine, ...]


@dataclass(frozen=True)
class PersonTransitions:
    person_id: UUID
    called: str
    reference: str
    coming: tuple[TransitionLine, ...]
    earlier: tuple[TransitionLine, ...]
    windows: tuple[WindowFacts, ...]
    may_write: bool


@dataclass(frozen=True)
class TransitionPage:
    """One transition, whole: the checklist with the newest answers, each side's view, and what has happened."""

    transition: TransitionFacts
    called: str
    reference: str
    points: tuple[tuple[PointNow, AnswerFacts | None], ...]
    views: tuple[ViewFacts, ...]  # the newest of each side
    events: tuple[EventFacts, ...]
    tasks: tuple[StepFacts, ...]
    holder: tuple[str, ...]  # coordinator, unit and phone of whoever has the ball; empty with nobody
    may_write: bool


@dataclass(frozen=True)
class WindowPage:
    window: WindowFacts
    called: str
    reference: str
    tasks: tuple[StepFacts, ...]
    is_open: bool
    may_write: bool


def transition_page(transition_id: UUID, *, by: Actor, at: datetime) -> TransitionPage:
    """Opens the follow-up at the door, and so is logged. Raises NotFound."""
    row = Transition.objects.filter(pk=transition_id).select_related("to_area").first()
    if row is None:
        raise NotFound(NO_SUCH_TRANSITION)
    opened = open_person(row.person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    places = places_among([opened.person.pk], by=by, at=at).get(opened.person.pk, NOTHING_HIDDEN)
    newest = {answer.point: answer for answer in Answer.objects.filter(transition=row).order_by("answered_at", "pk")}
    points = checklist(TransitionKind(row.kind), {point: answer.state for point, answer in newest.items()})
    views = _newest_views(row.pk)
    events = list(Event.objects.filter(transition=row).order_by("at", "pk"))
    open_tasks = tasks.open_tasks_of(row.pk)
    case = next(iter(responsibility.holders_of(opened.person_ids).values()), None)
    give_names([row, *newest.values(), *views, *events, *open_tasks, *([case] if case else [])])
    return TransitionPage(
        transition=facts.of_transition(row, places),
        called=opened.person.called,
        reference=opened.person.reference,
        points=tuple((p, facts.of_answer(newest[p.point], places) if p.point in newest else None) for p in points),
        views=tuple(facts.of_view(view) for view in views),
        events=tuple(facts.of_event(event) for event in events),
        tasks=tuple(facts.of_task(task) for task in open_tasks),
        holder=_holder(case),
        may_write=row.ended_at is None and may_write(row.person_id, by=by, at=at),
    )


def _holder(case: Case | None) -> tuple[str, ...]:
    if case is None:
        return ()
    name = case.coordinator.user.display_name if case.coordinator else ""
    return name, case.unit.name, case.unit.phone


def window_page(window_id: UUID, *, by: Actor, at: datetime) -> WindowPage:
    """Opens the follow-up at the door, and so is logged. Raises NotFound."""
    window = Window.objects.filter(pk=window_id).first()
    if window is None:
        raise NotFound(NO_SUCH_TRANSITION)
    opened = open_person(window.person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    found = tasks.tasks_by_source([window.pk]).get(window.pk, [])
    give_names([window, *found])
    is_open = window.closed_at is None and window.until_on > local_day(at)
    return WindowPage(
        window=facts.of_window(window),
        called=opened.person.called,
        reference=opened.person.reference,
        tasks=tuple(facts.of_task(task) for task in found),
        is_open=is_open,
        may_write=is_open and may_write(window.person_id, by=by, at=at),
    )


def person_transitions(person_id: UUID, *, by: Actor, at: datetime) -> PersonTransitions:
    """Opens the follow-up at the door, and so is logged. Raises NotFound."""
    opened = open_person(person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    rows = transitions_of(opened.person_ids)
    lines = _lines(rows, by=by, at=at)
    return PersonTransitions(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        coming=tuple(line for line in lines if line.transition.ended_at is None),
        earlier=tuple(line for line in reversed(lines) if line.transition.ended_at is not None),
        windows=tuple(facts.of_window(w) for w in open_windows_of(opened.person_ids, on=local_day(at))),
        may_write=may_write(opened.person.pk, by=by, at=at),
    )


def unit_transitions(by: Actor, *, at: datetime) -> UnitTransitions:
    """Of everybody the actor may list the follow-up of. A constant number of queries."""
    may = as_filter(by, Section.FOLLOW_UP, Operation.LIST, at=at, person="person_id")
    rows = Transition.objects.open().filter(may).select_related("person", "to_area").order_by("happens_on", "pk")
    windows = Window.objects.open_on(local_day(at)).filter(may).select_related("person").order_by("opens_on", "pk")
    return UnitTransitions(
        coming=tuple(_lines(list(rows), by=by, at=at)),
        windows=tuple(WindowLine(facts.of_window(w), w.person.called, w.person.reference) for w in windows),
    )


def _lines(rows: list[Transition], *, by: Actor, at: datetime) -> list[TransitionLine]:
    places = places_among({row.person_id for row in rows}, by=by, at=at)
    states = states_of([row.pk for row in rows])
    give_names(rows)
    return [
        TransitionLine(
            facts.of_transition(row, places.get(row.person_id, NOTHING_HIDDEN)),
            row.person.called,
            row.person.reference,
            checklist(TransitionKind(row.kind), states.get(row.pk, {})),
        )
        for row in rows
    ]


def transitions_of(person_ids: list[UUID]) -> list[Transition]:
    """Every transition of one human, by day."""
    rows = Transition.objects.filter(person__in=person_ids).select_related("person", "to_area")
    return list(rows.order_by("happens_on", "planned_at"))


def events_of(person_ids: list[UUID]) -> list[Event]:
    """Every step of every transition of one human; without names, see `organisations.give_names`."""
    rows = Event.objects.filter(transition__person__in=person_ids).select_related("transition")
    return list(rows.order_by("at", "pk"))


def windows_of(person_ids: list[UUID]) -> list[Window]:
    return list(Window.objects.filter(person__in=person_ids).order_by("opens_on", "pk"))


def open_windows_of(person_ids: list[UUID], *, on: date) -> list[Window]:
    return list(Window.objects.open_on(on).filter(person__in=person_ids).order_by("opens_on", "pk"))


def states_of(transition_ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """The newest answer to each point of each transition."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    answers = Answer.objects.filter(transition__in=list(transition_ids)).order_by("answered_at", "pk")
    for transition_id, point, state in answers.values_list("transition", "point", "state"):
        found[transition_id][point] = state
    return found


def coming_at(unit_id: UUID, *, on: date) -> list[tuple[UUID, date]]:
    """Whose transition is near or has passed, among those a unit has the ball for, and when."""
    held = Case.objects.open().filter(unit=unit_id).values("person")
    rows = Transition.objects.open().filter(person__in=held, happens_on__lte=on + AHEAD)
    return list(rows.values_list("person", "happens_on"))


def home_of(transition_id: UUID) -> str:
    """Where the person will live by the newest answer, or nothing while that is not in place."""
    newest = Answer.objects.filter(transition=transition_id, point=Point.HOME).order_by("-answered_at", "-pk").first()
    return newest.home if newest else ""


def is_in_place(transition_id: UUID, point: Point) -> bool:
    """By the newest answer to the point."""
    return states_of([transition_id]).get(transition_id, {}).get(point) == PointState.IN_PLACE


def no_home_yet(case: Case | None) -> DomainError:
    """The page stops, and says who can answer."""
    who = case.coordinator.user.display_name if case and case.coordinator else ""
    unit = case.unit.name if case else ""
    return DomainError(
        _(
            "It is not answered where they will live, and nobody is let go of to nothing. %(who)s can answer. "
            "If it must happen anyway, write why; it is told to the lead and counted."
        )
        % {"who": ", ".join(filter(None, [who, unit])) or _("The unit that has the ball")},
        field="override_because",
    )


def _newest_views(transition_id: UUID) -> list[View]:
    rows = View.objects.filter(transition=transition_id).order_by("said_at", "pk")
    return list({view.side: view for view in rows}.values())


def views_differ(transition_id: UUID) -> bool:
    """One says ready and another not ready."""
    said = {view.readiness for view in _newest_views(transition_id)}
    return {Readiness.READY, Readiness.NOT_READY} <= said


def known_birthday(person_id: UUID) -> date | None:
    """The birth date where it is known to the day."""
    ids = persons.same_person_ids(person_id)
    exact = Identity.objects.filter(person__in=ids, until_at=OPEN_ENDED, birth_precision=BirthPrecision.DAY)
    return exact.values_list("birth_date", flat=True).first()


def planning_unit(row: Transition) -> UUID | None:
    """The unit that told of it."""
    return row.planned_by.unit_id if row.planned_by else None


def end_of_overlap(row: Transition, *, at: datetime) -> datetime:
    until = max(row.happens_on, local_day(at)) + timedelta(days=row.overlap_days)
    return datetime.combine(until, time(), tzinfo=OSLO)


def unit_for_district(code: str, *, on: date) -> UUID | None:
    """The unit in a district that can take over: one with coordinators first. None for another municipality."""
    within = [unit_id for unit_id, district in units_of_districts().items() if district == code]
    units = Organisation.objects.units().active_on(on).filter(pk__in=within).order_by("sort_key", "pk")
    found = list(units.values_list("pk", flat=True))
    return next((unit_id for unit_id in found if coordinators(unit_id, on=on)), found[0] if found else None)


def unit_of_belonging(person_id: UUID, *, at: datetime) -> UUID | None:
    """The unit of the district the person belongs to now."""
    today = local_day(at)
    belongs = persons.belonging_on(persons.same_person_ids(person_id), on=today)
    return unit_for_district(belongs.area.code, on=today) if belongs and belongs.area else None


@dataclass(frozen=True)
class HandoverDraft:
    """What a move has filled in of the hand-over already."""

    to_unit_id: UUID
    need: str
    support_days: int


def drafted_handover(person_id: UUID) -> HandoverDraft | None:
    """For the form of whoever has the ball, who opens the person at the door."""
    ids = persons.same_person_ids(person_id)
    wanted = Q(to_unit__isnull=False, kind=TransitionKind.MOVE)
    row = Transition.objects.open().filter(wanted, person__in=ids).select_related("to_area").first()
    if row is None or row.to_unit_id is None:
        return None
    need = _("Has moved to %(area)s. The follow-up goes on there.") % {"area": row.to_area.name if row.to_area else ""}
    return HandoverDraft(row.to_unit_id, str(need), row.overlap_days)
