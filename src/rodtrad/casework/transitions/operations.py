"""Planning a transition, following its checklist, and what happens on the day, or before it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.operations.supports import start_support
from rodtrad.casework.stays import operations as stays
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.tasks.operations import NewTask, add_task, drop_tasks_of
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.casework.transitions import queries
from rodtrad.casework.transitions.models import Answer, Transition, View
from rodtrad.casework.transitions.notices import give_tasks, holder, move_tasks, settle_step, tell, tell_of_day
from rodtrad.casework.transitions.notices import note as note_event
from rodtrad.casework.transitions.permissions import check_may_write, locked
from rodtrad.casework.transitions.rules import (
    AFTER_CARE_MONTHS,
    CLOSE,
    eighteenth_birthday,
    months_after,
    tells_why_in_prison,
)
from rodtrad.casework.transitions.vocabulary import (
    ASKS_FOR_HOME,
    LOSES_TOLERANCE,
    POINTS,
    EventKind,
    HomeAnswer,
    Point,
    PointState,
    Readiness,
    Side,
    TransitionEnd,
    TransitionKind,
    WindowCause,
)
from rodtrad.casework.transitions.windows import open_window
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.areas.queries import area_by_code
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

NOTICES = ("TRANSITION_PLANNED", "TRANSITION_SOON", "TRANSITION_MOVED", "TRANSITION_PASSED")
LONGEST_WORDS = 2000


@dataclass(frozen=True, kw_only=True)
class NewTransition:
    """What changes, on which day, from and to where. Turning 18 finds its own day where the birth date is known."""

    kind: TransitionKind
    happens_on: date | None = None
    from_place: str = ""
    to_place: str = ""
    to_unit_id: UUID | None = None
    to_area_code: str = ""
    stay_id: UUID | None = None
    overlap_days: int = 0
    own_words: str = ""
    wants_it: bool = False  # the person's yes, which a journey home cannot begin without


@transaction.atomic
def plan_transition(person_id: UUID, *, new: NewTransition, command_id: UUID, by: Actor, at: datetime) -> Transition:
    """Tell of a change of setting: whoever has the ball has a notice now. Raises DomainError naming the field, NotFound."""
    if done := Transition.objects.filter(command_id=command_id).first():
        return done
    check_may_write(person_id, by=by, at=at)
    case = holder(person_id)
    if case is None:
        raise DomainError(_("Nobody has the responsibility for this person, so nobody can be told. Open a case first."))
    row = _insert(person_id, new, happens_on=_checked(person_id, new, at=at), command_id=command_id, by=by, at=at)
    note_event(row, EventKind.PLANNED, text=row.own_words, by=by, at=at)
    tell("TRANSITION_PLANNED", row, case, key="planned", at=at)
    tell_of_day(row, case, at=at)
    give_tasks(row, by=by, at=at)
    return row


@transaction.atomic
def move_day(transition_id: UUID, *, happens_on: date, reason: str, by: Actor, at: datetime) -> Transition:
    """Another day; notices and tasks follow, and a day that came close is told to the lead. Raises DomainError."""
    row = locked(transition_id, by=by, at=at)
    today = local_day(at)
    _check_day(happens_on, at=at)
    if happens_on == row.happens_on:
        raise DomainError(_("That is the day it has already."), field="happens_on")
    _check_words(reason, field="reason", empty=_("Write why the day is moved."))
    is_closer = happens_on < row.happens_on and (happens_on - today).days <= CLOSE
    inbox.withdraw(reference_id=row.pk, kinds=NOTICES, at=at)
    row.happens_on = happens_on
    row.save(update_fields=["happens_on"])
    note_event(row, EventKind.DATE_MOVED, text=reason, by=by, at=at)
    move_tasks(row, by=by, at=at)
    if case := holder(row.person_id):
        tell("TRANSITION_MOVED", row, case, key="moved", at=at)
        if is_closer:
            tell("TRANSITION_MOVED", row, case, key="moved-lead", at=at, to_lead=True)
        tell_of_day(row, case, at=at)
    return row


@transaction.atomic
def answer_point(
    transition_id: UUID, *, point: Point, state: PointState, home: str = "", note: str = "", by: Actor, at: datetime
) -> Answer:
    """How it stands with one point, by name. Earlier answers stay. Raises DomainError naming the field, and NotFound."""
    row = locked(transition_id, by=by, at=at)
    if point not in POINTS[TransitionKind(row.kind)]:
        raise DomainError(_("This kind of transition does not ask about that."), field="state")
    is_home = point == Point.HOME and state == PointState.IN_PLACE
    if is_home and home not in HomeAnswer.values:
        raise DomainError(_("Choose where the person will live."), field="home")
    if point == Point.HOME and state == PointState.NOT_NEEDED:
        raise DomainError(_("Everybody needs a place to live. Choose where, or not yet."), field="state")
    if (
        point == Point.TICKET
        and state == PointState.IN_PLACE
        and not note.strip()
        and not queries.is_in_place(row.pk, Point.CONTACT)
    ):
        raise DomainError(
            _("Nobody has talked with the home municipality. Write why the ticket is bought all the same."),
            field="note",
        )
    if point == Point.PAYER and state == PointState.IN_PLACE and not note.strip():
        raise DomainError(_("Write who pays, and for which period."), field="note")
    _check_words(note, field="note")
    check_no_place(row.person_id, texts={"note": note}, at=at)
    if state != PointState.NOT_YET:
        settle_step(row, point, by=by, at=at)
    return Answer.objects.create(
        transition=row,
        point=point,
        state=state,
        home=home if is_home else "",
        note=note.strip()[:400],
        answered_at=at,
        answered_by_id=by.own_post_id,
    )


@transaction.atomic
def say_view(transition_id: UUID, *, side: Side, readiness: Readiness, words: str, by: Actor, at: datetime) -> View:
    """One side's view. Where those beside each other differ, a task asks that it is settled. Raises DomainError."""
    row = locked(transition_id, by=by, at=at)
    if side != Side.PERSON and readiness == Readiness.DID_NOT_SAY:
        raise DomainError(_("Only the person may choose not to say."), field="readiness")
    case = holder(row.person_id)
    is_holder = case is not None and case.unit_id == by.unit_id
    if (side == Side.DISTRICT and not is_holder) or (side == Side.PLACE and is_holder):
        raise DomainError(_("You can write your own side's view and the person's words, not the other side's."))
    _check_words(words, field="words")
    view = View.objects.create(
        transition=row, side=side, readiness=readiness, words=words.strip(), said_at=at, written_by_id=by.own_post_id
    )
    if queries.views_differ(row.pk):
        settle = NewTask(
            text=str(_("The views before a transition differ: settle it together")),
            due_on=local_day(at),
            source=TaskSource.TRANSITION,
            source_id=row.pk,
            step="SETTLE",
        )
        add_task(row.person_id, new=settle, by=by, at=at)
    return view


@transaction.atomic
def complete(
    transition_id: UUID, *, override_because: str = "", on: date | None = None, by: Actor, at: datetime
) -> Transition:
    """It has happened. Nobody is let go of to nothing: without a place to live it stops, but for a reason that counts."""
    row = locked(transition_id, by=by, at=at)
    today = local_day(at)
    if (on or row.happens_on) > today:
        raise DomainError(_("The day has not come. Move the transition to today if it happens now."))
    is_without = row.kind in ASKS_FOR_HOME and queries.home_of(row.pk) == ""
    if is_without and not override_because.strip():
        raise queries.no_home_yet(holder(row.person_id))
    if is_without:
        _override(row, override_because, by=by, at=at)
    _end(row, TransitionEnd.DONE, by=by, at=at)
    note_event(row, EventKind.DONE, by=by, at=at)
    _end_stay(row, on=min(on or row.happens_on, today), by=by, at=at)
    if row.kind in LOSES_TOLERANCE:
        cause = WindowCause(row.kind)
        open_window(row.person_id, cause=cause, source_id=row.pk, opens_on=row.happens_on, by=by, at=at)
    _stay_beside(row, by=by, at=at)
    if row.kind == TransitionKind.TURNING_18:
        _remind_for_years(row, by=by, at=at)
    return row


@transaction.atomic
def call_off(transition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Transition:
    """It will not happen. Its tasks and notices go. Raises DomainError and NotFound."""
    row = locked(transition_id, by=by, at=at)
    _check_words(reason, field="reason", empty=_("Write why it is called off."))
    _end(row, TransitionEnd.CALLED_OFF, by=by, at=at)
    drop_tasks_of(row.pk, note=reason.strip(), by=by, at=at)
    note_event(row, EventKind.CALLED_OFF, text=reason, by=by, at=at)
    return row


def _checked(person_id: UUID, new: NewTransition, *, at: datetime) -> date:
    """The day, when everything else is in order. Raises DomainError naming the field."""
    for field, text in (("from_place", new.from_place), ("to_place", new.to_place)):
        _check_words(text, field=field)
    check_no_place(person_id, place=new.from_place or new.to_place, texts={"own_words": new.own_words}, at=at)
    _check_words(new.own_words, field="own_words")
    longest = rulebook.value("support.longest_days", on=local_day(at))
    if not 0 <= new.overlap_days <= longest:
        raise DomainError(_("Support lasts at most %(days)s days.") % {"days": longest}, field="overlap_days")
    if new.kind == TransitionKind.HOME_TRAVEL and not new.wants_it:
        raise DomainError(
            _(
                "A journey home begins with the person's own yes. If they do not want to go, the follow-up goes on here."
            ),
            field="wants_it",
        )
    if new.kind == TransitionKind.HOME_TRAVEL and not new.to_area_code:
        raise DomainError(_("Choose which municipality they go home to."), field="area")
    day = new.happens_on
    if day is None and new.kind == TransitionKind.TURNING_18:
        born = queries.known_birthday(person_id)
        if born is None:
            raise DomainError(
                _("The exact birth date is not known here. Write the day they turn 18 yourself."), field="happens_on"
            )
        day = eighteenth_birthday(born)
    if day is None:
        raise DomainError(_("Choose the day."), field="happens_on")
    _check_day(day, at=at)
    return day


def _check_day(day: date, *, at: datetime) -> None:
    today = local_day(at)
    if day < today:
        raise DomainError(_("That day has passed. Choose today or later."), field="happens_on")
    if day > months_after(today, 36):
        raise DomainError(_("Choose a day within three years."), field="happens_on")


def _check_words(text: str, *, field: str, empty: object = None) -> None:
    if empty is not None and not text.strip():
        raise DomainError(str(empty), field=field)
    if len(text) > LONGEST_WORDS:
        raise DomainError(_("Write at most 2000 characters."), field=field)
    if tells_why_in_prison(text):
        raise DomainError(
            _(
                "The text seems to say what somebody was in prison for. That is not kept here. Write what is needed now."
            ),
            field=field,
        )
    check_free_text(text, field=field)


def _insert(
    person_id: UUID, new: NewTransition, *, happens_on: date, command_id: UUID, by: Actor, at: datetime
) -> Transition:
    try:
        with transaction.atomic():
            return Transition.objects.create(
                person_id=person_id,
                kind=new.kind,
                happens_on=happens_on,
                from_place=new.from_place.strip()[:120],
                to_place=new.to_place.strip()[:120],
                to_unit_id=new.to_unit_id,
                to_area=area_by_code(new.to_area_code, on=local_day(at)) if new.to_area_code else None,
                nights_id=new.stay_id,
                overlap_days=new.overlap_days,
                own_words=new.own_words.strip(),
                planned_at=at,
                planned_by_id=by.post_id,
                planned_by_job="" if by.post_id else by.name,
                command_id=command_id,
            )
    except IntegrityError as error:
        raise DomainError(
            _("A transition of this kind is planned already. Open that one, and move its day if it has changed."),
            field="kind",
        ) from error


def _override(row: Transition, because: str, *, by: Actor, at: datetime) -> None:
    """Kept by name, told to the lead and the coordinator, and counted."""
    _check_words(because, field="override_because")
    row.overridden_because = because.strip()
    note_event(row, EventKind.OVERRIDDEN, text=because, by=by, at=at)
    if case := holder(row.person_id):
        tell("TRANSITION_OVERRIDDEN", row, case, key="overridden", at=at)
        tell("TRANSITION_OVERRIDDEN", row, case, key="overridden-lead", at=at, to_lead=True)


def _end(row: Transition, end: TransitionEnd, *, by: Actor, at: datetime) -> None:
    row.ended_at, row.end, row.ended_by_id = at, end, by.post_id
    row.save(update_fields=["ended_at", "end", "ended_by", "overridden_because"])
    inbox.withdraw(reference_id=row.pk, kinds=NOTICES, at=at)


def _end_stay(row: Transition, *, on: date, by: Actor, at: datetime) -> None:
    """The stay it was planned from ends with it, where the actor may write stays."""
    stay = Stay.objects.filter(pk=row.nights_id, ends_on=OPEN_ENDED_ON).first() if row.nights_id else None
    if stay and stay.starts_on < on and decide(by, row.person_id, Section.STAYS, Operation.WRITE, at=at).allowed:
        stays.end_stay(stay.pk, ends_on=on, by=by, at=at)


def _stay_beside(row: Transition, *, by: Actor, at: datetime) -> None:
    """The overlap: the unit that planned it stays beside whoever has the ball."""
    case: Case | None = holder(row.person_id)
    unit_id = queries.planning_unit(row)
    if case is None or not row.overlap_days or unit_id in (None, case.unit_id) or by.unit_id is None:
        return
    until = queries.end_of_overlap(row, at=at)
    assert unit_id is not None
    start_support(case, unit_id=unit_id, until_at=until, reason=str(_("Overlap after a transition")), by=by, at=at)


def _remind_for_years(row: Transition, *, by: Actor, at: datetime) -> None:
    """After child welfare the coordinator is reminded at 6, 12, 24 and 36 months (R-07-08)."""
    for months in AFTER_CARE_MONTHS:
        new = NewTask(
            text=str(_("%(months)s months after turning 18: how does it go?") % {"months": months}),
            due_on=max(months_after(row.happens_on, months), local_day(at)),
            source=TaskSource.TRANSITION,
            source_id=row.pk,
            step=f"AFTER_{months}",
        )
        add_task(row.person_id, new=new, by=by, at=at)
