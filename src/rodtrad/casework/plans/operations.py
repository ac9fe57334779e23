"""The plan's status, activities, evaluations, and who has read it. The words themselves are in `words`."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.care_teams.team import team_of
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans import queries
from rodtrad.casework.plans.models import Activity, Passage, Plan, Seen, StatusStep, Version, Wording
from rodtrad.casework.plans.vocabulary import FIRST_STATES, NEXT_STATES, ActivityState, PassageKind, PlanStatus, Voice
from rodtrad.casework.plans.words import NO_SUCH_PLAN, locked_plan
from rodtrad.casework.tasks.operations import NewTask, add_task
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True, kw_only=True)
class Period:
    """From when the plan holds, to when if that is set, and when it is evaluated next."""

    period_from: date
    period_until: date | None = None
    revise_on: date


@dataclass(frozen=True, kw_only=True)
class NewActivity:
    """Who does what, by when. Without a unit the person does it."""

    text: str
    how: str = ""
    unit_id: UUID | None = None
    due_on: date | None = None
    state: ActivityState = ActivityState.AGREED
    reference: str = ""
    refused_because: str = ""


@transaction.atomic
def start_plan(person_id: UUID, *, status: PlanStatus, reason: str, by: Actor, at: datetime) -> Plan:
    """The first step: the need assessed, a plan offered, or asked for by the person. Raises DomainError and NotFound."""
    unit_id = _check_may_start(person_id, by=by, at=at)
    if status not in FIRST_STATES:
        raise DomainError(_("Begin with the need, an offer, or the person's own wish for a plan."), field="status")
    ids = persons.same_person_ids(person_id)
    if there := Plan.objects.filter(person__in=ids).exclude(status=PlanStatus.ENDED).first():
        raise _has_one(there)
    try:
        with transaction.atomic():
            plan = Plan.objects.create(person_id=ids[0], status=status, status_since=at, started_by_unit_id=unit_id)
    except IntegrityError as error:
        raise _has_one(Plan.objects.filter(person__in=ids).exclude(status=PlanStatus.ENDED).get()) from error
    _step(plan, status, reason=reason, by=by, at=at)
    return plan


@transaction.atomic
def move_plan(
    plan_id: UUID, *, status: PlanStatus, reason: str, period: Period | None = None, by: Actor, at: datetime
) -> Plan:
    """One step of the table of states. In use only after an offer and with the person's consent. Raises DomainError."""
    plan = locked_plan(plan_id, by=by, at=at)
    if status not in NEXT_STATES[PlanStatus(plan.status)]:
        raise DomainError(
            _('The plan is "%(now)s" and cannot become "%(wanted)s" in one step.')
            % {"now": PlanStatus(plan.status).label, "wanted": status.label},
            field="status",
        )
    if status == PlanStatus.ACTIVE:
        _take_into_use(plan, period, at=at)
    plan.status, plan.status_since = status, at
    plan.save(update_fields=["status", "status_since", "period_from", "period_until", "revise_on"])
    _step(plan, status, reason=reason, by=by, at=at)
    if status == PlanStatus.ACTIVE and plan.latest_version == 0:
        _keep_version(plan, evaluation="", own_assessment="", by=by, at=at)
    return plan


@transaction.atomic
def add_activity(
    plan_id: UUID, *, new: NewActivity, goal_id: UUID | None, command_id: UUID, by: Actor, at: datetime
) -> Passage:
    """Something that is done towards a goal. Sending twice adds one. Raises DomainError and NotFound."""
    plan = locked_plan(plan_id, by=by, at=at)
    if there := Wording.objects.filter(command_id=command_id).first():
        return there.passage
    if goal_id and not Passage.objects.filter(pk=goal_id, plan=plan, kind=PassageKind.GOAL).exists():
        raise DomainError(_("Choose a goal of this plan."), field="goal")
    _check_activity(plan, new, at=at)
    passage = Passage.objects.create(plan=plan, kind=PassageKind.ACTIVITY, goal_id=goal_id, made_at=at)
    Wording.objects.create(
        passage=passage,
        text=new.text.strip(),
        voice=Voice.PERSON if by.kind is ActorKind.PERSON else Voice.STAFF,
        written_at=at,
        written_by_id=by.post_id,
        command_id=command_id,
    )
    Activity.objects.create(passage=passage, **_facts(new), changed_at=at, changed_by_id=by.post_id)
    _give_task(passage, new, by=by, at=at)
    audit.record("plans.activity.added", by=by, at=at, subject_id=passage.pk, person_id=plan.person_id)
    return passage


@transaction.atomic
def change_activity(passage_id: UUID, *, new: NewActivity, by: Actor, at: datetime) -> Activity:
    """Who, when and how far; the words are rewritten in `words`. Raises DomainError and NotFound."""
    passage = Passage.objects.filter(pk=passage_id, kind=PassageKind.ACTIVITY).first()
    if passage is None:
        raise NotFound(NO_SUCH_PLAN)
    plan = locked_plan(passage.plan_id, by=by, at=at)
    _check_activity(plan, new, at=at, is_new=False)
    Activity.objects.filter(passage=passage).update(**_facts(new), changed_at=at, changed_by=by.post_id)
    audit.record("plans.activity.changed", by=by, at=at, subject_id=passage.pk, person_id=plan.person_id)
    return Activity.objects.get(passage=passage)


@transaction.atomic
def tick_off(passage_id: UUID, *, by: Actor, at: datetime) -> Activity:
    """Done; the person ticks off their own, staff anybody's."""
    activity = Activity.objects.select_related("passage").filter(pk=passage_id).first()
    if activity is None:
        raise NotFound(NO_SUCH_PLAN)
    plan = locked_plan(activity.passage.plan_id, by=by, at=at)
    if by.kind is ActorKind.PERSON and activity.unit_id is not None:
        raise NotAllowed(_("Somebody else does this one. You can write to them about it."))
    activity.state, activity.changed_at, activity.changed_by_id = ActivityState.DONE, at, by.post_id
    activity.save(update_fields=["state", "changed_at", "changed_by"])
    audit.record("plans.activity.done", by=by, at=at, subject_id=passage_id, person_id=plan.person_id)
    return activity


@transaction.atomic
def evaluate(
    plan_id: UUID, *, evaluation: str, own_assessment: str, revise_on: date, by: Actor, at: datetime
) -> Version:
    """Look at the plan together: a version is kept, with the person's own assessment, and the next day is set."""
    plan = locked_plan(plan_id, by=by, at=at)
    if plan.status != PlanStatus.ACTIVE:
        raise DomainError(_("Only a plan in use is evaluated."))
    if not evaluation.strip() and not own_assessment.strip():
        raise DomainError(_("Write what you found, or what the person says of it."), field="evaluation")
    if revise_on <= local_day(at):
        raise DomainError(_("Choose a later day for the next evaluation."), field="revise_on")
    check_free_text(evaluation, field="evaluation")
    check_free_text(own_assessment, field="own_assessment")
    texts = {"evaluation": evaluation, "own_assessment": own_assessment}
    check_no_place(plan.person_id, texts=texts, at=at)
    plan.revise_on = revise_on
    plan.save(update_fields=["revise_on"])
    return _keep_version(plan, evaluation=evaluation, own_assessment=own_assessment, by=by, at=at)


@transaction.atomic
def say_seen(plan_id: UUID, *, by: Actor, at: datetime) -> Seen:
    """I have read the plan as it stands. An act of its own: opening a page says nothing. Raises NotFound."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None or not decide(by, plan.person_id, Section.PLAN, Operation.READ, at=at).allowed:
        raise NotFound(NO_SUCH_PLAN)
    seen = Seen.objects.create(plan=plan, post_id=by.own_post_id, at=at)
    audit.record("plans.plan.seen", by=by, at=at, subject_id=plan.pk, person_id=plan.person_id)
    return seen


def remind_of_evaluations(*, at: datetime) -> int:
    """Plans whose day of evaluation has come: a task for whoever has the ball. Returns how many are due."""
    due = queries.due_for_evaluation(on=local_day(at))
    for plan in due:
        new = NewTask(
            text=str(_("Evaluate the plan together with the person")),
            due_on=local_day(at),
            source=TaskSource.PLAN,
            source_id=plan.pk,
            step=f"EVALUATE_{plan.revise_on}",
        )
        try:
            with transaction.atomic():
                add_task(plan.person_id, new=new, by=Actor.system("evaluations"), at=at)
        except DomainError:
            continue  # nobody has the ball; the list of those without says so already
    return len(due)


def _check_may_start(person_id: UUID, *, by: Actor, at: datetime) -> UUID:
    check_can_write(person_id, section=Section.PLAN, by=by, at=at)
    return by.own_unit_id


def _has_one(plan: Plan) -> DomainError:
    return DomainError(
        _("There is a plan already, started by %(unit)s. Ask to join that one.") % {"unit": plan.started_by_unit.name}
    )


def _take_into_use(plan: Plan, period: Period | None, *, at: datetime) -> None:
    if not queries.has_consent(plan.person_id, at=at):
        raise DomainError(
            _(
                "The plan cannot be taken into use: the person's consent to a plan is not on record. Ask them, record the"
                " consent, and try again. The plan can be worked on meanwhile."
            )
        )
    if period is None and plan.period_from is None:
        raise DomainError(_("Set the plan period and the day of the next evaluation."), field="revise_on")
    if period is not None:
        if period.revise_on <= local_day(at):
            raise DomainError(_("Choose a later day for the next evaluation."), field="revise_on")
        if period.period_until is not None and period.period_until <= period.period_from:
            raise DomainError(_("The plan must end after it begins."), field="period_until")
        plan.period_from, plan.period_until = period.period_from, period.period_until
        plan.revise_on = period.revise_on


def _step(plan: Plan, status: PlanStatus, *, reason: str, by: Actor, at: datetime) -> None:
    if not reason.strip():
        raise DomainError(_("Write why, so that others understand the step."), field="reason")
    check_free_text(reason, field="reason")
    is_person = by.kind is ActorKind.PERSON
    StatusStep.objects.create(
        plan=plan, status=status, at=at, by_post_id=by.post_id, by_person=is_person, reason=reason.strip()[:1000]
    )
    audit.record(
        "plans.plan.moved", by=by, at=at, subject_id=plan.pk, person_id=plan.person_id, details={"status": status.value}
    )


def _check_activity(plan: Plan, new: NewActivity, *, at: datetime, is_new: bool = True) -> None:
    if is_new and not new.text.strip():
        raise DomainError(_("Write what is done."), field="text")
    check_free_text(f"{new.text} {new.how}", field="text")
    check_no_place(plan.person_id, texts={"text": new.text, "how": new.how}, at=at)
    if new.state == ActivityState.GRANTED and not new.reference.strip():
        raise DomainError(
            _('"Granted" needs the reference of the decision. Until then it is "applied for".'), field="reference"
        )
    if new.state == ActivityState.REFUSED and not new.refused_because.strip():
        raise DomainError(
            _("Write the reason that was given, so that the person can complain."), field="refused_because"
        )
    if is_new and new.due_on and new.due_on < local_day(at):
        raise DomainError(_("That day has passed. Choose today or later."), field="due_on")
    if new.unit_id is not None:
        team = team_of(persons.same_person_ids(plan.person_id), at=at)
        if new.unit_id not in {member.unit_id for member in team}:
            raise DomainError(
                _(
                    "That unit is not in the person's team. Ask them first; they are in the team when they have said yes."
                ),
                field="unit",
            )


def _facts(new: NewActivity) -> dict[str, object]:
    return {
        "unit_id": new.unit_id,
        "how": new.how.strip()[:400],
        "due_on": new.due_on,
        "state": new.state,
        "reference": new.reference.strip()[:120],
        "refused_because": new.refused_because.strip()[:400],
    }


def _give_task(passage: Passage, new: NewActivity, *, by: Actor, at: datetime) -> None:
    """A unit's activity with a day stands in its inbox too."""
    if new.unit_id is None or new.due_on is None:
        return
    task = NewTask(
        text=new.text.strip()[:400],
        due_on=new.due_on,
        source=TaskSource.PLAN,
        source_id=passage.pk,
        unit_id=new.unit_id,
    )
    add_task(passage.plan.person_id, new=task, by=by, at=at)


def _keep_version(plan: Plan, *, evaluation: str, own_assessment: str, by: Actor, at: datetime) -> Version:
    plan.latest_version += 1
    plan.save(update_fields=["latest_version"])
    version = Version.objects.create(
        plan=plan,
        number=plan.latest_version,
        at=at,
        by_post_id=by.post_id,
        evaluation=evaluation.strip(),
        own_assessment=own_assessment.strip(),
        content=queries.content_of(plan),
    )
    audit.record("plans.version.kept", by=by, at=at, subject_id=version.pk, person_id=plan.person_id)
    return version
