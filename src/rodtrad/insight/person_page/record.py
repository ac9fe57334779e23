"""What is stored of one human, read table by table; the posts and units it names are looked up once for all of it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from rodtrad.casework.care_teams.models import Decision
from rodtrad.casework.care_teams.models import Meeting as TeamMeeting
from rodtrad.casework.care_teams.queries import decisions_of
from rodtrad.casework.care_teams.queries import meetings_of as team_meetings_of
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.encounters.queries import encounters_of
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Alias, Belonging, Identity
from rodtrad.casework.plans.models import StatusStep, Version
from rodtrad.casework.plans.queries import plan_states_of, versions_of
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import (
    Case,
    Escalation,
    JointMeeting,
    Period,
    Request,
    RequestEvent,
    Support,
)
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.stays.queries import stays_of
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.queries import tasks_of
from rodtrad.casework.transitions.models import Event, Transition, Window
from rodtrad.casework.transitions.queries import events_of, transitions_of, windows_of
from rodtrad.registry.organisations.queries import give_names


@dataclass(frozen=True)
class Record:
    """Every row with its names. Without follow-up there are no requests, and nothing that was said about them."""

    cases: list[Case]
    periods: list[Period]
    supports: list[Support]
    requests: list[Request]
    events: list[RequestEvent]
    escalations: list[Escalation]
    meetings: list[JointMeeting]
    belongings: list[Belonging]
    aliases: list[Alias]
    identities: list[Identity]
    encounters: list[Encounter]
    tasks: list[Task]
    plan_steps: list[StatusStep]
    evaluations: list[Version]
    stays: list[Stay]
    transitions: list[Transition]
    transition_events: list[Event]
    windows: list[Window]
    team_meetings: list[TeamMeeting]
    decisions: list[Decision]


def read_record(
    person_ids: list[UUID], *, with_follow_up: bool, with_plan: bool = True, with_stays: bool = True, at: datetime
) -> Record:
    """For those who have opened the person at the door; `person_ids` are the records of one human."""
    cases = responsibility.cases_of(person_ids)
    case_ids = [case.pk for case in cases]
    requests = responsibility.requests_of(case_ids) if with_follow_up else []
    aliases, identities = persons.names_of(person_ids)
    transitions = transitions_of(person_ids) if with_follow_up else []
    team_meetings = team_meetings_of(person_ids) if with_follow_up else []
    record = Record(
        cases=cases,
        periods=responsibility.periods_of(case_ids),
        supports=responsibility.supports_of(case_ids, at=at),
        requests=requests,
        events=responsibility.request_events([request.pk for request in requests]) if requests else [],
        escalations=responsibility.escalations_of(case_ids) if with_follow_up else [],
        meetings=responsibility.meetings_of(case_ids) if with_follow_up else [],
        belongings=persons.belongings(person_ids),
        aliases=aliases,
        identities=identities,
        encounters=encounters_of(person_ids) if with_follow_up else [],
        tasks=tasks_of(person_ids) if with_follow_up else [],
        plan_steps=plan_states_of(person_ids) if with_plan else [],
        evaluations=versions_of(person_ids) if with_plan else [],
        stays=stays_of(person_ids) if with_stays else [],
        transitions=transitions,
        transition_events=events_of(person_ids) if transitions else [],
        windows=windows_of(person_ids) if with_follow_up else [],
        team_meetings=team_meetings,
        decisions=decisions_of(person_ids) if team_meetings else [],
    )
    _tie_together(record)
    give_names(chain.from_iterable(vars(record).values()))
    return record


def _tie_together(record: Record) -> None:
    """Steps know their request, and requests their case, without asking the database again."""
    cases = {case.pk: case for case in record.cases}
    requests = {request.pk: request for request in record.requests}
    for request in record.requests:
        request.case = cases[request.case_id]
    for event in record.events:
        event.request = requests[event.request_id]
