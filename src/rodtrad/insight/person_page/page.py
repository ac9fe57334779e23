"""The person page as finished facts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans.queries import PlanSummary
from rodtrad.insight.person_page.helping import Helping
from rodtrad.insight.worklists.rows import RequestRow


@dataclass(frozen=True)
class Duty:
    """Who has the statutory duty. Never says who has the ball."""

    status: str
    area: str
    source: str
    since: date
    recorded_by: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Ball:
    """Who has the ball. Never says who has the statutory duty."""

    case_id: UUID
    version: int
    is_open: bool
    unit_id: UUID
    unit: str
    unit_phone: str
    since: datetime
    coordinator_id: UUID | None
    coordinator: str
    coordinator_phone: str
    stands_in_for: str
    need: str
    close_reason: str
    last_word: str


@dataclass(frozen=True)
class Beside:
    """A unit that stands beside the holder until a date."""

    support_id: UUID
    unit: str
    unit_id: UUID
    until: datetime


@dataclass(frozen=True)
class Lifted:
    escalation_id: UUID
    unit: str
    owner: str
    since: datetime
    cause: str


@dataclass(frozen=True)
class OpenMeeting:
    meeting_id: UUID
    cause: str
    proposed_on: date


@dataclass(frozen=True)
class OpenTask:
    """Something that is still to be done."""

    task_id: UUID
    text: str
    due_on: date
    owner: str
    unit: str


@dataclass(frozen=True)
class ComingTransition:
    """A planned change, with what is still missing of its checklist."""

    transition_id: UUID
    kind: str
    happens_on: date
    from_place: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting of the team that has not been closed, with the person's own point."""

    meeting_id: UUID
    kind: str
    starts_at: datetime
    place: str
    own_point: str


@dataclass(frozen=True)
class LowTolerance:
    """Days when what was borne before can kill."""

    window_id: UUID
    cause: str
    until_on: date


@dataclass(frozen=True)
class ThreadEntry:
    """One step of the thread: what, when, who, and their words."""

    kind: str
    at: datetime
    who: str = ""
    unit: str = ""
    on_behalf_of: str = ""
    to_unit: str = ""
    text: str = ""
    detail: str = ""
    written_at: datetime | None = None  # when it was written down, if that was later
    codes: tuple[str, ...] = ()  # of an encounter: what it ended in, then what was given; of a transition: its day


@dataclass(frozen=True)
class ThreadPeriod:
    """One unit had the ball; `until` empty means now. A closed period is nobody's by decision."""

    unit: str
    since: datetime
    until: datetime | None
    is_closed: bool
    entries: tuple[ThreadEntry, ...]


@dataclass(frozen=True)
class NationalNumber:
    national_id_id: UUID
    kind: str
    masked: str


@dataclass(frozen=True)
class PersonPage:
    person_id: UUID
    called: str
    reference: str
    level: str
    gender: str
    birth: Birth | None
    aliases: tuple[str, ...]
    numbers: tuple[NationalNumber, ...]
    is_protected: bool
    duty: Duty
    earlier_duties: tuple[Duty, ...]
    clarification_id: UUID | None
    ball: Ball | None
    beside: tuple[Beside, ...]
    requests: tuple[RequestRow, ...]
    lifted: Lifted | None
    bounces: int
    meetings: tuple[OpenMeeting, ...]
    thread: tuple[ThreadPeriod, ...]
    not_shared: tuple[Section, ...]
    merges: tuple[tuple[UUID, str], ...]
    own_words: str
    own_words_at: datetime | None
    tasks: tuple[OpenTask, ...]
    coming: tuple[ComingTransition, ...]
    helping: Helping
    low_tolerance: tuple[LowTolerance, ...]
    team_meetings: tuple[ComingMeeting, ...]
    plan: PlanSummary | None
    sees_plan: bool
    may_write: bool  # in the follow-up
    may_act: bool  # the actor's unit holds the open case
    may_lead: bool  # and the actor names coordinators there
    may_reopen: bool
    emergency_until: datetime | None  # while the glass is broken
    may_break_the_glass: bool  # something is not shared, and the post may open it in danger
