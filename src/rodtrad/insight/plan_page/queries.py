"""The plan as one page: opened at the door, with the team, the nine points and what may be done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.places import places_among
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.care_teams.team import Member, Why, team_of
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans import queries as plans
from rodtrad.casework.plans.queries import Change, PassageFacts, PlanFacts
from rodtrad.casework.plans.rules import Content, missing_points
from rodtrad.casework.plans.vocabulary import ContentPoint, PassageKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.plan_page.hiding import without_places, without_places_in


@dataclass(frozen=True)
class PlanPage:
    person_id: UUID
    called: str
    reference: str
    plan: PlanFacts | None
    team: tuple[Member, ...]
    missing: tuple[ContentPoint, ...]
    has_consent: bool
    may_write: bool

    @property
    def coordinator(self) -> Member | None:
        return next((member for member in self.team if member.why is Why.HOLDS), None)

    def passage(self, passage_id: UUID) -> PassageFacts:
        """A passage of this plan. Raises NotFound."""
        found = [p for p in self.plan.passages if p.passage_id == passage_id] if self.plan else []
        if not found:
            raise NotFound(plans.NO_SUCH_PASSAGE)
        return found[0]


def plan_page(person_id: UUID, *, by: Actor, at: datetime) -> PlanPage:
    """Opens the section plan at the door, and so is logged. Raises NotFound."""
    opened = open_person(person_id, by=by, section=Section.PLAN, purpose=Purpose.FOLLOW_UP, at=at)
    plan = plans.plan_of(opened.person_ids)
    if places := places_among([opened.person.pk], by=by, at=at):
        plan = plan and without_places(plan, places[opened.person.pk])
    team = team_of(opened.person_ids, at=at)
    has_consent = plans.has_consent(person_id, at=at)
    may_write = decide(by, opened.person.pk, Section.PLAN, Operation.WRITE, at=at).allowed
    return PlanPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        plan=plan,
        team=team,
        missing=missing_points(_content(plan, team, has_consent)) if plan else (),
        has_consent=has_consent,
        may_write=may_write,
    )


def plan_changes(
    person_id: UUID, *, number: int, until: int | None, by: Actor, at: datetime
) -> tuple[PlanPage, list[Change]]:
    """What changed from one version to another, or to now. Raises NotFound."""
    page = plan_page(person_id, by=by, at=at)
    numbers = {version.number for version in page.plan.versions} if page.plan else set()
    if page.plan is None or number not in numbers or (until is not None and until not in numbers):
        raise NotFound(plans.NO_SUCH_VERSION)
    changes = plans.changes_since(page.plan.plan_id, number=number, until=until)
    if places := places_among([page.person_id], by=by, at=at):
        changes = [without_places_in(change, places[page.person_id]) for change in changes]
    return page, changes


def _content(plan: PlanFacts, team: tuple[Member, ...], has_consent: bool) -> Content:
    activities = plan.of_kind(PassageKind.ACTIVITY)
    holder = next((member for member in team if member.why is Why.HOLDS), None)
    return Content(
        has_goal=bool(plan.of_kind(PassageKind.GOAL)),
        has_resources=plan.text_of(PassageKind.RESOURCES) is not None,
        team_size=len(team),
        has_coordinator=bool(holder and holder.name),
        has_contributions=plan.text_of(PassageKind.CONTRIBUTIONS) is not None,
        activities=len(activities),
        activities_without_how=sum(1 for row in activities if row.activity and not row.activity.how),
        has_period=plan.period_from is not None and plan.revise_on is not None,
        has_consent=has_consent,
        has_cooperation=plan.text_of(PassageKind.COOPERATION) is not None,
    )
