"""Reading meetings. What is about a person goes through the door; a leader sees what their unit is asked, and no more."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.places import NOTHING_HIDDEN, Places, places_among
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.care_teams.models import Attendance, Decision, Meeting, Point
from rodtrad.casework.care_teams.permissions import NO_SUCH_MEETING, asked_of_us, may_write
from rodtrad.casework.care_teams.team import Member, team_of
from rodtrad.casework.care_teams.vocabulary import Authority, DecisionKind
from rodtrad.casework.grants.queries import units_with_access
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.organisations.queries import PostLine, active_posts, give_names, leads, local_day


@dataclass(frozen=True)
class AttendanceFacts:
    attendance_id: UUID
    unit_id: UUID
    unit: str
    name: str
    authority: str
    was_there: bool | None


@dataclass(frozen=True)
class DecisionFacts:
    decision_id: UUID
    kind: str
    text: str
    unit: str
    owner: str
    due_on: date
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class MeetingLine:
    meeting_id: UUID
    kind: str
    starts_at: datetime
    place: str
    is_closed: bool
    decisions: int
    taken_back: int  # and not answered


@dataclass(frozen=True)
class PersonMeetings:
    person_id: UUID
    called: str
    reference: str
    team: tuple[Member, ...]
    meetings: tuple[MeetingLine, ...]
    owed: tuple[DecisionFacts, ...]
    may_write: bool


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, whole. `nobody_may_decide`: everybody has said so, or nobody has said otherwise."""

    meeting_id: UUID
    person_id: UUID
    called: str
    reference: str
    kind: str
    starts_at: datetime
    place: str
    own_point: str
    points: tuple[tuple[str, bool], ...]  # the text, and whether a leader still owes the answer
    attendances: tuple[AttendanceFacts, ...]
    decisions: tuple[DecisionFacts, ...]
    summary: str
    closed_at: datetime | None
    closed_by: str
    may_write: bool
    own_unit_id: UUID | None

    @property
    def nobody_may_decide(self) -> bool:
        return not any(one.authority == Authority.MAY_DECIDE for one in self.attendances)


@dataclass(frozen=True)
class AskedOfLeader:
    """What a meeting took back to a leader: the question and its day, and nothing else of the person."""

    decision_id: UUID
    meeting_id: UUID
    text: str
    asked_at: datetime
    due_on: date
    asked_by: str
    owner: str
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class AnswerTimes:
    """How long a unit's leaders have taken: answered, of them late, waiting, and the median in days."""

    answered: int
    late: int
    waiting: int
    median_days: float | None


def person_meetings(person_id: UUID, *, by: Actor, at: datetime) -> PersonMeetings:
    """Opens the follow-up at the door, and so is logged. Raises NotFound."""
    opened = open_person(person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    rows = meetings_of(opened.person_ids)
    places = places_among([opened.person.pk], by=by, at=at).get(opened.person.pk, NOTHING_HIDDEN)
    decided = Counter(Decision.objects.filter(meeting__in=rows).values_list("meeting", flat=True))
    owed = owed_to(opened.person_ids)
    give_names(owed)
    waiting = Counter(found.meeting_id for found in owed)
    return PersonMeetings(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        team=team_of(opened.person_ids, at=at),
        meetings=tuple(_line(row, places, decided[row.pk], waiting[row.pk]) for row in reversed(rows)),
        owed=tuple(_decision(found) for found in owed),
        may_write=may_write(opened.person.pk, by=by, at=at),
    )


def _line(row: Meeting, places: Places, decisions: int, waiting: int) -> MeetingLine:
    place = places.place(row.place)
    return MeetingLine(row.pk, row.kind, row.starts_at, place, row.closed_at is not None, decisions, waiting)


def meetings_of(person_ids: list[UUID]) -> list[Meeting]:
    """Every meeting about one human, the oldest first; without names, see `organisations.give_names`."""
    return list(Meeting.objects.filter(person__in=person_ids).order_by("starts_at", "pk"))


def decisions_of(person_ids: list[UUID]) -> list[Decision]:
    return list(Decision.objects.filter(meeting__person__in=person_ids).order_by("written_at", "pk"))


def owed_to(person_ids: list[UUID]) -> list[Decision]:
    """What leaders have not answered yet about one human, the longest overdue first."""
    rows = Decision.objects.filter(
        meeting__person__in=person_ids, kind=DecisionKind.TAKEN_BACK, answered_at__isnull=True
    )
    return list(rows.order_by("due_on", "pk"))


def unanswered_before(day: date) -> list[Decision]:
    """Taken back to a leader, not answered, and the day has passed."""
    rows = Decision.objects.filter(kind=DecisionKind.TAKEN_BACK, answered_at__isnull=True, due_on__lt=day)
    return list(rows.order_by("due_on", "pk"))


def check_may_read(meeting_id: UUID, *, by: Actor, at: datetime) -> Meeting:
    """The meeting, once its person's follow-up is opened at the door. Raises NotFound."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise NotFound(NO_SUCH_MEETING)
    open_person(row.person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    return row


def unit_may_read(row: Meeting, unit_id: UUID, *, at: datetime) -> bool:
    """Whether a unit sees anything of the person now; others get no notice."""
    ids = persons.same_person_ids(row.person_id)
    return any(unit_id in units_with_access(person_id, at=at) for person_id in ids)


def meeting_page(meeting_id: UUID, *, by: Actor, at: datetime) -> MeetingPage:
    """Opens the follow-up at the door, and so is logged. Raises NotFound."""
    row = Meeting.objects.select_related("closed_by__user").filter(pk=meeting_id).first()
    if row is None:
        raise NotFound(NO_SUCH_MEETING)
    opened = open_person(row.person_id, by=by, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, at=at)
    places = places_among([opened.person.pk], by=by, at=at).get(opened.person.pk, NOTHING_HIDDEN)
    attendances = list(Attendance.objects.filter(meeting=row).order_by("pk"))
    decisions = list(Decision.objects.filter(meeting=row).order_by("written_at", "pk"))
    give_names([*attendances, *decisions])
    points = Point.objects.filter(meeting=row).select_related("from_decision").order_by("number")
    return MeetingPage(
        meeting_id=row.pk,
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        kind=row.kind,
        starts_at=row.starts_at,
        place=places.place(row.place),
        own_point=places.text(row.own_point),
        points=tuple((p.text, p.from_decision is not None and p.from_decision.answered_at is None) for p in points),
        attendances=tuple(_attendance(one) for one in attendances),
        decisions=tuple(_decision(found) for found in decisions),
        summary=row.summary,
        closed_at=row.closed_at,
        closed_by=row.closed_by.user.display_name if row.closed_by else "",
        may_write=row.closed_at is None and may_write(row.person_id, by=by, at=at),
        own_unit_id=by.unit_id if row.closed_at is None and by.gives_care else None,
    )


def _attendance(row: Attendance) -> AttendanceFacts:
    name = row.post.user.display_name if row.post else ""
    return AttendanceFacts(row.pk, row.unit_id, row.unit.name, name, row.authority, row.was_there)


def _decision(row: Decision) -> DecisionFacts:
    return DecisionFacts(
        decision_id=row.pk,
        kind=row.kind,
        text=row.text,
        unit=row.unit.name,
        owner=row.owner.user.display_name,
        due_on=row.due_on,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by.user.display_name if row.answered_by else "",
    )


def posts_at(page: MeetingPage, *, leaders_only: bool = False, at: datetime) -> list[PostLine]:
    """Everybody, or the leaders, at the units of a meeting, for choosing an owner."""
    find = leads if leaders_only else active_posts
    return [line for one in page.attendances for line in find(one.unit_id, on=local_day(at))]


def asked_of_leader(decision_id: UUID, *, by: Actor) -> AskedOfLeader:
    """One question to the actor's own unit. Raises NotFound for all others."""
    return _asked([asked_of_us(decision_id, by=by)])[0]


def asked_of_unit(by: Actor) -> list[AskedOfLeader]:
    """What meetings have taken back to leaders of the actor's unit, unanswered first, then the newest."""
    rows = Decision.objects.filter(unit=by.unit_id, kind=DecisionKind.TAKEN_BACK)
    waiting = list(rows.filter(answered_at=None).order_by("due_on", "pk"))
    answered = list(rows.exclude(answered_at=None).order_by("-answered_at")[:20])
    return _asked([*waiting, *answered])


def _asked(rows: list[Decision]) -> list[AskedOfLeader]:
    give_names(rows)
    return [
        AskedOfLeader(
            decision_id=row.pk,
            meeting_id=row.meeting_id,
            text=row.text,
            asked_at=row.written_at,
            due_on=row.due_on,
            asked_by=f"{row.written_by.user.display_name}, {row.written_by.unit.name}",
            owner=row.owner.user.display_name,
            answer=row.answer,
            answered_at=row.answered_at,
            answered_by=row.answered_by.user.display_name if row.answered_by else "",
        )
        for row in rows
    ]


def answer_times(unit_id: UUID) -> AnswerTimes:
    """Of all a unit's leaders were asked by meetings."""
    rows = Decision.objects.filter(unit=unit_id, kind=DecisionKind.TAKEN_BACK)
    days, late = [], 0
    for asked, due, answered in rows.exclude(answered_at=None).values_list("written_at", "due_on", "answered_at"):
        assert answered is not None
        days.append((local_day(answered) - local_day(asked)).days)
        late += local_day(answered) > due
    waiting = rows.filter(answered_at=None).count()
    return AnswerTimes(len(days), late, waiting, float(median(days)) if days else None)
