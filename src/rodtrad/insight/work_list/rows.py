from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.insight.work_list.vocabulary import Reason, Whose


@dataclass(frozen=True)
class WorkRow:
    """Somebody on the list, with the most urgent reason and when it is due."""

    person_id: UUID
    request_id: UUID | None  # when it waits for an answer, that is what opens
    called: str
    reference: str
    unit_id: UUID
    unit: str
    coordinator: str
    is_mine: bool
    is_nobodys: bool
    reason: Reason
    due_at: datetime | None


@dataclass(frozen=True)
class WorkFilter:
    """What is shown; empty shows all."""

    reason: Reason | None = None
    unit_id: UUID | None = None
    whose: Whose = Whose.ALL

    def lets(self, row: WorkRow) -> bool:
        is_whose = {Whose.ALL: True, Whose.MINE: row.is_mine, Whose.NOBODYS: row.is_nobodys}[self.whose]
        return is_whose and self.reason in (None, row.reason) and self.unit_id in (None, row.unit_id)


@dataclass(frozen=True)
class Group:
    """Everybody under one reason: how many, when the next is due, and who."""

    reason: Reason
    count: int
    next_at: datetime | None
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True)
class Drop:
    """A filter that, left out, would give hits."""

    name: str  # reason, unit or whose
    hits: int


@dataclass(frozen=True)
class WorkList:
    groups: tuple[Group, ...]
    units: tuple[tuple[UUID, str], ...]  # that the reader has a list of
    drops: tuple[Drop, ...]  # only when nothing is shown
    total: int  # without any filter
