"""The rows of worklists: finished facts, nothing to ask the database for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rodtrad.casework.district_offers.queries import DutyRow


@dataclass(frozen=True)
class RequestRow:
    """A hand-over or referral on somebody's list."""

    request_id: UUID
    person_id: UUID
    called: str
    reference: str
    kind: str
    state: str
    urgency: str
    need: str
    from_unit: str
    to_unit: str
    offered_at: datetime
    deadline_at: datetime
    answered_at: datetime | None
    is_late: bool
    is_loop: bool
    suggested_unit_id: UUID | None = None  # by whoever declined
    suggested_unit: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A case on a list of the unit that holds it."""

    case_id: UUID
    person_id: UUID
    called: str
    reference: str
    need: str
    held_since: datetime
    unit_since: datetime
    coordinator: str
    stands_in_for: str


@dataclass(frozen=True)
class MyCases:
    """What waits for one post, grouped by why."""

    to_answer: tuple[RequestRow, ...]
    to_explain: tuple[RequestRow, ...]  # the receiver has asked for more information
    refused: tuple[RequestRow, ...]  # not accepted, and not asked anybody else since
    without_coordinator: tuple[CaseRow, ...]
    waiting_for_others: tuple[RequestRow, ...]
    to_offer: tuple[DutyRow, ...]  # belong to a district that has not been asked yet
    cases: tuple[CaseRow, ...]
    to_answer_count: int  # in all; the tuples above hold the most pressing
    queue_count: int
    waiting_count: int
    case_count: int
    page: int
    pages: int


@dataclass(frozen=True)
class BoardRow:
    """A case or request as the coordinating unit sees it: without the name, unless it was escalated to the unit."""

    reference: str
    unit: str
    to_unit: str
    since: datetime
    deadline_at: datetime | None
    bounces: int
    note: str = ""
    leads_to: UUID | None = None  # the escalated case's request
    owner: str = ""
    called: str = ""
    case_id: UUID | None = None


@dataclass(frozen=True)
class MetRow:
    """Somebody met who wants help, without a record, and taken by nobody: where, about how old, and who met them."""

    unit: str
    unit_phone: str
    place: str
    age_band: str
    since: datetime


@dataclass(frozen=True)
class ClarificationRow:
    clarification_id: UUID
    reference: str
    unit: str
    opened_at: datetime
    deadline_at: datetime
    is_late: bool
    claims: int


@dataclass(frozen=True)
class DuplicateRow:
    hint_id: UUID
    first_reference: str
    second_reference: str
    reasons: tuple[str, ...]
    found_at: datetime


@dataclass(frozen=True)
class BoardGroup:
    """One kind of thing that could fall between two chairs: how many in all, and some of them."""

    key: str
    total: int
    rows: tuple[BoardRow | MetRow | ClarificationRow | DuplicateRow, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class StaffRow:
    post_id: UUID
    name: str
    title: str
    roles: tuple[str, ...]
    cases: int
    away_until: date | None


@dataclass(frozen=True)
class AbsenceRow:
    absence_id: UUID
    post_id: UUID
    name: str
    starts_on: date
    ends_on: date
    stand_in: str


@dataclass(frozen=True)
class LoanRow:
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class UnitOverview:
    unit_name: str
    open_cases: int
    queue: tuple[CaseRow, ...]
    queue_count: int
    staff: tuple[StaffRow, ...]
    absences: tuple[AbsenceRow, ...]
    loans: tuple[LoanRow, ...]
