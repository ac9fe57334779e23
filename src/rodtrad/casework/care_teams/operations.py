"""Meetings of the team: called with the person's point first, decided by those who may, and followed until it is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.care_teams import queries
from rodtrad.casework.care_teams.models import Attendance, Decision, Meeting, Point
from rodtrad.casework.care_teams.permissions import NO_SUCH_MEETING, asked_of_us, locked
from rodtrad.casework.care_teams.team import team_of
from rodtrad.casework.care_teams.vocabulary import Authority, DecisionKind, MeetingKind
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.tasks.operations import NewTask, add_task
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.working_days import END_OF_DAY, OSLO
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import active_posts, leads, local_day

LONGEST, LONGEST_POINT = 10_000, 400
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class NewMeeting:
    """When and where, and what the person wants first; or that they want no point of their own."""

    kind: MeetingKind = MeetingKind.CARE_TEAM
    starts_at: datetime
    place: str = ""
    own_point: str = ""
    wants_no_point: bool = False


@dataclass(frozen=True, kw_only=True)
class NewDecision:
    """What is done, by whom, by which day. `attendance_id`: whose unit does it or takes it back."""

    text: str
    attendance_id: UUID
    owner_id: UUID
    due_on: date


@transaction.atomic
def call_meeting(person_id: UUID, *, new: NewMeeting, command_id: UUID, by: Actor, at: datetime) -> Meeting:
    """Everybody in the team is asked, and has a notice. What leaders owe an answer to comes first after the person's point.

    Raises DomainError naming the field, and NotFound.
    """
    if done := Meeting.objects.filter(command_id=command_id).first():
        return done
    check_can_write(person_id, section=Section.FOLLOW_UP, by=by, at=at)
    _check_new(person_id, new, at=at)
    ids = persons.same_person_ids(person_id)
    row = Meeting.objects.create(
        person_id=person_id,
        kind=new.kind,
        starts_at=new.starts_at,
        place=new.place.strip(),
        own_point=new.own_point.strip(),
        wants_no_point=new.wants_no_point and not new.own_point.strip(),
        called_at=at,
        called_by_id=by.own_post_id,
        command_id=command_id,
    )
    for member in team_of(ids, at=at):
        Attendance.objects.create(meeting=row, unit_id=member.unit_id, post_id=member.post_id)
    for number, owed in enumerate(queries.owed_to(ids), start=1):
        Point.objects.create(meeting=row, number=number, text=owed.text, from_decision=owed)
    _tell(row, "TEAM_MEETING_CALLED", at=at)
    audit.record("care_teams.meeting.called", by=by, at=at, subject_id=row.pk, person_id=person_id)
    return row


@transaction.atomic
def add_point(meeting_id: UUID, *, text: str, by: Actor, at: datetime) -> Point:
    """One more point, after those there are. Raises DomainError and NotFound."""
    row = locked(meeting_id, by=by, at=at)
    _check_text(text, field="text", empty=_("Write what it is about."), longest=LONGEST_POINT)
    number = 1 + max(row.points.values_list("number", flat=True), default=0)
    return Point.objects.create(meeting=row, number=number, text=text.strip())


@transaction.atomic
def set_own_point(meeting_id: UUID, *, text: str, by: Actor, at: datetime) -> Meeting:
    """The person's own point, written by themselves in their pages, or by staff in their words. It stands first."""
    if by.kind is ActorKind.PERSON:
        row = Meeting.objects.select_for_update().filter(pk=meeting_id, closed_at=None).first()
        if row is None or row.person_id not in persons.same_person_ids(by.own_person_id):
            raise NotFound(NO_SUCH_MEETING)
    else:
        row = locked(meeting_id, by=by, at=at)
    _check_text(text, field="own_point", empty=_("Write your point."), longest=LONGEST)
    row.own_point, row.wants_no_point = text.strip(), False
    row.save(update_fields=["own_point", "wants_no_point"])
    audit.record("care_teams.meeting.own_point", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
    return row


@transaction.atomic
def say_authority(
    attendance_id: UUID, *, authority: Authority, post_id: UUID | None, by: Actor, at: datetime
) -> Attendance:
    """Who comes for a unit, and whether they may decide: said by that unit, or by whoever called the meeting."""
    row = Attendance.objects.select_for_update(of=("self",)).filter(pk=attendance_id).first()
    if row is None:
        raise NotFound(NO_SUCH_MEETING)
    if row.unit_id == by.unit_id and by.gives_care:
        queries.check_may_read(row.meeting_id, by=by, at=at)
    else:
        locked(row.meeting_id, by=by, at=at)
    if post_id is not None:
        _check_works(post_id, row.unit_id, field="post", at=at)
        row.post_id = post_id
    row.authority = authority
    row.save(update_fields=["post", "authority"])
    return row


@transaction.atomic
def decide(meeting_id: UUID, *, new: NewDecision, command_id: UUID, by: Actor, at: datetime) -> Decision:
    """Decided by somebody with authority: it becomes a task with an owner and a day. Raises DomainError naming the field."""
    row = locked(meeting_id, by=by, at=at)
    if done := Decision.objects.filter(command_id=command_id).first():
        return done
    attendance = _attendance(row, new.attendance_id)
    if attendance.authority != Authority.MAY_DECIDE:
        raise DomainError(
            _("%(unit)s has nobody here who may decide. Take it back to their leader, with a day for the answer.")
            % {"unit": attendance.unit.name},
            field="attendance",
        )
    _check_decision(row, new, attendance, at=at)
    found = _insert(row, DecisionKind.DECIDED, new, attendance, command_id=command_id, by=by, at=at)
    task = NewTask(
        text=new.text.strip(),
        due_on=new.due_on,
        source=TaskSource.MEETING,
        source_id=found.pk,
        unit_id=attendance.unit_id,
        owner_id=new.owner_id,
    )
    add_task(row.person_id, new=task, by=by, at=at)
    return found


@transaction.atomic
def take_back(meeting_id: UUID, *, new: NewDecision, command_id: UUID, by: Actor, at: datetime) -> Decision:
    """Nobody here may decide it: a named leader answers by a day, and is chased until they have. Raises DomainError."""
    row = locked(meeting_id, by=by, at=at)
    if done := Decision.objects.filter(command_id=command_id).first():
        return done
    attendance = _attendance(row, new.attendance_id)
    if new.owner_id not in {line.post_id for line in leads(attendance.unit_id, on=local_day(at))}:
        raise DomainError(
            _("Choose a leader at %(unit)s who can answer.") % {"unit": attendance.unit.name}, field="owner"
        )
    _check_decision(row, new, attendance, at=at)
    found = _insert(row, DecisionKind.TAKEN_BACK, new, attendance, command_id=command_id, by=by, at=at)
    inbox.send(
        "TAKEN_BACK",
        form=ItemForm.TASK,
        unit_id=attendance.unit_id,
        post_id=new.owner_id,
        reference_id=found.pk,
        due_at=datetime.combine(new.due_on, END_OF_DAY, tzinfo=OSLO),
        effect_key=f"taken-back:{found.pk}",
        at=at,
    )
    return found


@transaction.atomic
def answer_taken_back(decision_id: UUID, *, answer: str, by: Actor, at: datetime) -> Decision:
    """The leader answers; whoever called the meeting is told, and the person reads it. Raises NotFound and DomainError."""
    found = asked_of_us(decision_id, by=by)
    if found.answered_at is not None:
        raise DomainError(_("This is answered already."))
    _check_text(answer, field="answer", empty=_("Write the answer."), longest=LONGEST)
    found.answer, found.answered_at, found.answered_by_id = answer.strip(), at, by.own_post_id
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    inbox.withdraw(reference_id=found.pk, kinds=("TAKEN_BACK", "TAKEN_BACK_LATE"), at=at)
    meeting = Meeting.objects.select_related("called_by").get(pk=found.meeting_id)
    inbox.send(
        "TAKEN_BACK_ANSWERED",
        unit_id=meeting.called_by.unit_id,
        post_id=meeting.called_by_id,
        reference_id=meeting.pk,
        effect_key=f"taken-back-answered:{found.pk}",
        at=at,
    )
    audit.record("care_teams.decision.answered", by=by, at=at, subject_id=found.pk, person_id=meeting.person_id)
    return found


@transaction.atomic
def close_meeting(meeting_id: UUID, *, summary: str, were_there: Collection[UUID], by: Actor, at: datetime) -> Meeting:
    """The minutes as they stand are sent to those with access. Raises DomainError before the meeting, and NotFound."""
    row = locked(meeting_id, by=by, at=at)
    if row.starts_at > at:
        raise DomainError(_("The meeting has not been yet. Send the minutes afterwards."))
    _check_text(summary, field="summary", longest=LONGEST)
    row.attendances.update(was_there=False)
    row.attendances.filter(pk__in=set(were_there)).update(was_there=True)
    row.closed_at, row.closed_by_id, row.summary = at, by.own_post_id, summary.strip()
    row.save(update_fields=["closed_at", "closed_by", "summary"])
    inbox.withdraw(reference_id=row.pk, kinds=("TEAM_MEETING_CALLED",), at=at)
    _tell(row, "TEAM_MINUTES", at=at)
    audit.record("care_teams.meeting.closed", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
    return row


def chase(*, at: datetime) -> int:
    """Answers that leaders owe and whose day has passed: the unit's lead is told, and it climbs. Returns how many."""
    late = queries.unanswered_before(local_day(at))
    for found in late:
        inbox.send(
            "TAKEN_BACK_LATE",
            unit_id=found.unit_id,
            reference_id=found.pk,
            due_at=datetime.combine(found.due_on, time(23, 59), tzinfo=OSLO),
            effect_key=f"taken-back-late:{found.pk}",
            at=at,
        )
    return len(late)


def _tell(row: Meeting, kind: str, *, at: datetime) -> None:
    """The units of the meeting that can open it; who comes for them if that is known. No name, no date in it."""
    for attendance in row.attendances.all():
        if queries.unit_may_read(row, attendance.unit_id, at=at):
            inbox.send(
                kind,
                unit_id=attendance.unit_id,
                post_id=attendance.post_id,
                reference_id=row.pk,
                effect_key=f"{kind.lower()}:{row.pk}:{attendance.unit_id}",
                at=at,
            )


def _check_new(person_id: UUID, new: NewMeeting, *, at: datetime) -> None:
    if local_day(new.starts_at) < local_day(at) or new.starts_at > at + FARTHEST:
        raise DomainError(_("Choose a time from today and within a year."), field="starts_on")
    if not new.own_point.strip() and not new.wants_no_point:
        raise DomainError(
            _("The agenda begins with the person's own point. Ask them, or tick that they want none."),
            field="own_point",
        )
    _check_text(new.own_point, field="own_point", longest=LONGEST)
    check_free_text(new.place, field="place")
    check_no_place(person_id, texts={"own_point": new.own_point, "place": new.place}, at=at)


def _check_text(text: str, *, field: str, empty: object = None, longest: int) -> None:
    if empty is not None and not text.strip():
        raise DomainError(str(empty), field=field)
    if len(text) > longest:
        raise DomainError(
            _("Write at most %(longest)s characters. Nothing is lost: shorten it and save.") % {"longest": longest},
            field=field,
        )
    check_free_text(text, field=field)


def _attendance(row: Meeting, attendance_id: UUID) -> Attendance:
    found = row.attendances.select_related("unit").filter(pk=attendance_id).first()
    if found is None:
        raise DomainError(_("Choose one of the units at the meeting."), field="attendance")
    return found


def _check_decision(row: Meeting, new: NewDecision, attendance: Attendance, *, at: datetime) -> None:
    _check_text(new.text, field="text", empty=_("Write what is decided."), longest=LONGEST_POINT)
    check_no_place(row.person_id, texts={"text": new.text}, at=at)
    if new.due_on < local_day(at):
        raise DomainError(_("That day has passed. Choose today or later."), field="due_on")
    _check_works(new.owner_id, attendance.unit_id, field="owner", at=at)


def _check_works(post_id: UUID, unit_id: UUID, *, field: str, at: datetime) -> None:
    if post_id not in {line.post_id for line in active_posts(unit_id, on=local_day(at))}:
        raise DomainError(_("Choose somebody who works at that unit now."), field=field)


def _insert(
    row: Meeting,
    kind: DecisionKind,
    new: NewDecision,
    attendance: Attendance,
    *,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Decision:
    found = Decision.objects.create(
        meeting=row,
        kind=kind,
        text=new.text.strip(),
        unit_id=attendance.unit_id,
        owner_id=new.owner_id,
        due_on=new.due_on,
        decided_by=attendance if kind is DecisionKind.DECIDED else None,
        written_at=at,
        written_by_id=by.own_post_id,
        command_id=command_id,
    )
    audit.record(
        f"care_teams.decision.{kind.value.lower()}", by=by, at=at, subject_id=found.pk, person_id=row.person_id
    )
    return found
