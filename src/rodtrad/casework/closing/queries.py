"""What must be settled before a follow-up can end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.encounters.queries import attempts_since
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.queries import open_requests_of
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.stays.queries import inpatient_stays
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.transitions.models import Transition
from rodtrad.casework.transitions.queries import transitions_of
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


@dataclass(frozen=True)
class StandsOpen:
    """Everything around one person that an ending would leave hanging, and how often somebody tried to reach them."""

    requests_to: tuple[str, ...]  # names of units
    tasks: tuple[Task, ...]
    transitions: tuple[Transition, ...]
    stays: tuple[Stay, ...]  # a bed that is not theirs, and no last day yet
    attempts: int
    attempts_wanted: int


def stands_open(case_id: UUID, *, at: datetime) -> StandsOpen:
    """For those who have opened the person at the door."""
    case = Case.objects.get(pk=case_id)
    ids = persons.same_person_ids(case.person_id)
    return StandsOpen(
        requests_to=tuple(open_requests_of(case)),
        tasks=tuple(Task.objects.open().filter(person__in=ids).order_by("due_on", "pk")),
        transitions=tuple(row for row in transitions_of(ids) if row.ended_at is None),
        stays=tuple(inpatient_stays(ids)),
        attempts=attempts_since(ids, since=case.unit_since),
        attempts_wanted=rulebook.value("closing.attempts", on=local_day(at)),
    )
