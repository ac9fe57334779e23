"""Writing in the plan. However many write the same passage at once, every word is kept and nothing is passed over.

A wording is replaced only by one whose writer had it in front of them (`seen`). Two who began from the same wording
therefore leave two that stand, and both are shown until somebody who has seen both settles it (R-04-01, ADR 38).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans.models import Passage, Plan, Wording
from rodtrad.casework.plans.vocabulary import ONE_OF_A_KIND, GoalState, LifeArea, PassageKind, PlanStatus, Voice
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.registry.organisations.queries import local_day

LONGEST = 10_000
NO_SUCH_PLAN = _("There is no such plan among those you can open.")


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text and whose words it is; `paper_on` when it was first written on paper."""

    text: str
    voice: Voice = Voice.STAFF
    paper_on: date | None = None


def locked_plan(plan_id: UUID, *, by: Actor, at: datetime) -> Plan:
    """The plan, for writing, by those who may write in it. Raises NotFound for all others, DomainError if it has ended."""
    plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(NO_SUCH_PLAN)
    check_may_write(plan, by=by, at=at)
    if plan.status == PlanStatus.ENDED:
        raise DomainError(_("The plan has ended and stays as it was. Start a new one."))
    return plan


def check_may_write(plan: Plan, *, by: Actor, at: datetime) -> None:
    """Staff by the policy; the person in their own plan."""
    if by.kind is ActorKind.PERSON:
        if by.person_id != plan.person_id:
            raise NotFound(NO_SUCH_PLAN)
        return
    check_can_write(plan.person_id, section=Section.PLAN, by=by, at=at)


@transaction.atomic
def write_text(
    plan_id: UUID,
    *,
    kind: PassageKind,
    words: Words,
    seen: Collection[UUID] = (),
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Wording:
    """Write one of the texts a plan has once; `seen` are the wordings that stood when the writer began."""
    assert kind in ONE_OF_A_KIND, kind
    plan = locked_plan(plan_id, by=by, at=at)
    passage, _made = Passage.objects.get_or_create(plan=plan, kind=kind, defaults={"made_at": at})
    return _write(passage, words, seen=seen, command_id=command_id, by=by, at=at)


@transaction.atomic
def add_goal(plan_id: UUID, *, life_area: LifeArea, words: Words, command_id: UUID, by: Actor, at: datetime) -> Passage:
    """A goal, first in the person's own words. Sending twice adds one. Raises DomainError and NotFound."""
    plan = locked_plan(plan_id, by=by, at=at)
    if there := Wording.objects.filter(command_id=command_id).first():
        return there.passage
    if life_area not in LifeArea.values:
        raise DomainError(_("Choose which part of life it is about."), field="life_area")
    goal = Passage(plan=plan, kind=PassageKind.GOAL, life_area=life_area, goal_state=GoalState.GOING, made_at=at)
    _check(words, at=at)
    goal.save(force_insert=True)
    _write(goal, words, seen=(), command_id=command_id, by=by, at=at)
    return goal


@transaction.atomic
def rewrite(
    passage_id: UUID, *, words: Words, seen: Collection[UUID], command_id: UUID, by: Actor, at: datetime
) -> Wording:
    """Write a passage anew. What stands and was not `seen` stays beside the new wording, for somebody to settle."""
    passage = _locked(passage_id, by=by, at=at)
    return _write(passage, words, seen=seen, command_id=command_id, by=by, at=at)


@transaction.atomic
def set_goal_state(passage_id: UUID, *, state: GoalState, by: Actor, at: datetime) -> Passage:
    """On the way, reached, or no longer a goal."""
    goal = _locked(passage_id, by=by, at=at)
    if goal.kind != PassageKind.GOAL or state not in GoalState.values:
        raise DomainError(_("Choose how far the goal has come."), field="state")
    goal.goal_state = state
    goal.save(update_fields=["goal_state"])
    audit.record("plans.goal.moved", by=by, at=at, subject_id=goal.pk, person_id=goal.plan.person_id)
    return goal


def _locked(passage_id: UUID, *, by: Actor, at: datetime) -> Passage:
    passage = Passage.objects.select_related("plan").filter(pk=passage_id).first()
    if passage is None:
        raise NotFound(NO_SUCH_PLAN)
    locked_plan(passage.plan_id, by=by, at=at)
    return passage


def _write(
    passage: Passage, words: Words, *, seen: Collection[UUID], command_id: UUID, by: Actor, at: datetime
) -> Wording:
    if done := Wording.objects.filter(command_id=command_id).first():
        return done
    _check(words, at=at)
    check_no_place(passage.plan.person_id, texts={"text": words.text}, at=at)
    wording = Wording.objects.create(
        passage=passage,
        text=words.text.strip(),
        voice=Voice.PERSON if by.kind is ActorKind.PERSON else words.voice,
        written_at=at,
        written_by_id=by.post_id,
        on_paper_on=words.paper_on,
        command_id=command_id,
    )
    Wording.objects.current().filter(passage=passage, pk__in=set(seen)).exclude(pk=wording.pk).update(
        replaced_by=wording
    )
    audit.record("plans.passage.written", by=by, at=at, subject_id=passage.pk, person_id=passage.plan.person_id)
    return wording


def _check(words: Words, *, at: datetime) -> None:
    if not words.text.strip():
        raise DomainError(_("Write some words; an empty text is not kept."), field="text")
    if len(words.text) > LONGEST:
        raise DomainError(
            _("The text is at most 10,000 characters, and this is %(count)s. Nothing is lost: shorten it and save.")
            % {"count": len(words.text)},
            field="text",
        )
    check_free_text(words.text, field="text")
    if words.voice == Voice.PAPER and (words.paper_on is None or words.paper_on > local_day(at)):
        raise DomainError(_("Write which day it was written on paper, not later than today."), field="paper_on")
