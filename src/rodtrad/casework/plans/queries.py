"""Reading the plan: what stands now, what was written at once, what changed since a version, who has read it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.consents import queries as consents
from rodtrad.casework.consents.vocabulary import ConsentPurpose
from rodtrad.casework.plans.models import Activity, Passage, Plan, Seen, StatusStep, Version, Wording
from rodtrad.casework.plans.rules import Piece, difference
from rodtrad.casework.plans.vocabulary import PassageKind, PlanStatus
from rodtrad.registry.organisations.queries import give_names

NO_SUCH_PASSAGE = _("There is no such goal or text in this plan.")
NO_SUCH_VERSION = _("There is no such version of this plan.")


@dataclass(frozen=True)
class WordingFacts:
    wording_id: UUID
    text: str
    voice: str
    written_at: datetime
    written_by: str  # empty for the person
    unit: str
    on_paper_on: date | None


@dataclass(frozen=True)
class ActivityFacts:
    """Who and how far; `unit` empty means that the person does it."""

    unit_id: UUID | None
    unit: str
    how: str
    due_on: date | None
    state: str
    reference: str
    refused_because: str


@dataclass(frozen=True)
class PassageFacts:
    """A piece of the plan. More than one current wording means that two wrote at once and nobody has settled it."""

    passage_id: UUID
    kind: str
    life_area: str
    goal_id: UUID | None
    goal_state: str
    made_at: datetime
    current: tuple[WordingFacts, ...]
    earlier: tuple[WordingFacts, ...]
    activity: ActivityFacts | None

    @property
    def text(self) -> str:
        """The words, or the newest of those that stand side by side."""
        return self.current[-1].text if self.current else ""

    @property
    def is_torn(self) -> bool:
        return len(self.current) > 1


@dataclass(frozen=True)
class StepFacts:
    status: str
    at: datetime
    by: str  # empty for the person
    unit: str
    reason: str


@dataclass(frozen=True)
class VersionFacts:
    number: int
    at: datetime
    by: str
    evaluation: str
    own_assessment: str


@dataclass(frozen=True)
class SeenFacts:
    post_id: UUID
    name: str
    unit: str
    at: datetime
    changed_since: bool


@dataclass(frozen=True)
class PlanFacts:
    plan_id: UUID
    person_id: UUID
    status: str
    status_since: datetime
    started_by_unit: str
    period_from: date | None
    period_until: date | None
    revise_on: date | None
    passages: tuple[PassageFacts, ...]
    steps: tuple[StepFacts, ...]
    versions: tuple[VersionFacts, ...]
    seen: tuple[SeenFacts, ...]
    changed_at: datetime

    def of_kind(self, kind: PassageKind) -> list[PassageFacts]:
        return [passage for passage in self.passages if passage.kind == kind]

    def text_of(self, kind: PassageKind) -> PassageFacts | None:
        """A text a plan has once, or nothing while nobody has written it."""
        return next((passage for passage in self.passages if passage.kind == kind), None)


@dataclass(frozen=True)
class Change:
    """What became of one passage between two versions: ADDED, REMOVED or CHANGED."""

    change: str
    kind: str
    life_area: str
    pieces: tuple[Piece, ...]
    state_before: str = ""
    state_after: str = ""


def plan_of(person_ids: list[UUID]) -> PlanFacts | None:
    """The plan of one human, the ended one if there is no other; for those who have opened the section at the door."""
    rows = Plan.objects.filter(person__in=person_ids).select_related("started_by_unit").order_by("-status_since")
    plans = sorted(rows, key=lambda plan: plan.status == PlanStatus.ENDED)
    return _facts(plans[0]) if plans else None


@dataclass(frozen=True)
class PlanSummary:
    """The plan in a few lines: its status, and the goals that are on the way."""

    status: str
    goals: tuple[tuple[str, str, str], ...]  # life area, words, state


def summary_of(person_ids: list[UUID]) -> PlanSummary | None:
    """For the person page, in two queries; for those who have opened the section at the door."""
    plan = Plan.objects.filter(person__in=person_ids).exclude(status=PlanStatus.ENDED).first()
    if plan is None:
        return None
    rows = (
        Wording.objects.current()
        .filter(passage__plan=plan, passage__kind=PassageKind.GOAL)
        .exclude(passage__goal_state="LEFT")
        .select_related("passage")
        .order_by("passage__made_at", "-written_at")
    )
    goals = {row.passage_id: (row.passage.life_area, row.text, row.passage.goal_state) for row in reversed(rows)}
    return PlanSummary(plan.status, tuple(goals.values()))


def plan_states_of(person_ids: list[UUID]) -> list[StatusStep]:
    """The steps of every plan of one human, for the thread; without names."""
    return list(StatusStep.objects.filter(plan__person__in=person_ids).order_by("at", "pk"))


def versions_of(person_ids: list[UUID]) -> list[Version]:
    """Evaluations of every plan of one human, for the thread; without names and content."""
    rows = Version.objects.filter(plan__person__in=person_ids, number__gt=1).defer("content")
    return list(rows.order_by("at", "pk"))


def content_of(plan: Plan) -> dict[str, Any]:
    """The plan as it stands, to be kept: by passage, its kind, area, words and how far it has come."""
    passages = _passages(plan.pk)
    return {
        str(passage.passage_id): {
            "kind": passage.kind,
            "area": passage.life_area,
            "text": "\n".join(wording.text for wording in passage.current),
            "state": passage.activity.state if passage.activity else passage.goal_state,
        }
        for passage in passages
    }


def changes_since(plan_id: UUID, *, number: int, until: int | None = None) -> list[Change]:
    """What changed from a version to a later one, or to what stands now."""
    before = Version.objects.get(plan=plan_id, number=number).content
    if until is None:
        after = content_of(Plan.objects.get(pk=plan_id))
    else:
        after = Version.objects.get(plan=plan_id, number=until).content
    return changes(before, after)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What is new, gone or said in other words, in the order of the later version."""
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        either = new or old or {}
        found.append(
            Change(
                change="ADDED" if old is None else "REMOVED" if new is None else "CHANGED",
                kind=either["kind"],
                life_area=either["area"],
                pieces=difference(old["text"] if old else "", new["text"] if new else ""),
                state_before=old["state"] if old else "",
                state_after=new["state"] if new else "",
            )
        )
    return found


def has_consent(person_id: UUID, *, at: datetime) -> bool:
    """Whether the person has said yes to a plan, and has not taken it back."""
    return any(
        consent.purpose == ConsentPurpose.PLAN and consent.is_running(at) for consent in consents.consents_of(person_id)
    )


def due_for_evaluation(*, on: date) -> list[Plan]:
    return list(Plan.objects.filter(status=PlanStatus.ACTIVE, revise_on__lte=on).order_by("revise_on", "pk"))


def _facts(plan: Plan) -> PlanFacts:
    passages = _passages(plan.pk)
    steps = list(StatusStep.objects.filter(plan=plan).order_by("at", "pk"))
    versions = list(Version.objects.filter(plan=plan).defer("content").order_by("number"))
    seen = list(Seen.objects.filter(plan=plan).order_by("at"))
    give_names([*steps, *versions, *seen])
    written = [wording.written_at for passage in passages for wording in (*passage.current, *passage.earlier)]
    changed_at = max([plan.status_since, *written])
    last_seen = {row.post_id: row for row in seen}
    return PlanFacts(
        plan_id=plan.pk,
        person_id=plan.person_id,
        status=plan.status,
        status_since=plan.status_since,
        started_by_unit=plan.started_by_unit.name,
        period_from=plan.period_from,
        period_until=plan.period_until,
        revise_on=plan.revise_on,
        passages=passages,
        steps=tuple(_step(row) for row in steps),
        versions=tuple(
            VersionFacts(
                row.number,
                row.at,
                row.by_post.user.display_name if row.by_post else "",
                row.evaluation,
                row.own_assessment,
            )
            for row in versions
        ),
        seen=tuple(
            SeenFacts(row.post_id, row.post.user.display_name, row.post.unit.name, row.at, row.at < changed_at)
            for row in last_seen.values()
        ),
        changed_at=changed_at,
    )


def _step(row: StatusStep) -> StepFacts:
    by, unit = (row.by_post.user.display_name, row.by_post.unit.name) if row.by_post else ("", "")
    return StepFacts(row.status, row.at, by, unit, row.reason)


def _passages(plan_id: UUID) -> tuple[PassageFacts, ...]:
    rows = list(Passage.objects.filter(plan=plan_id).order_by("made_at", "pk"))
    wordings = list(Wording.objects.filter(passage__plan=plan_id).order_by("written_at", "pk"))
    activities = list(Activity.objects.filter(passage__plan=plan_id))
    give_names([*wordings, *activities])
    of_passage: dict[UUID, list[Wording]] = {}
    for wording in wordings:
        of_passage.setdefault(wording.passage_id, []).append(wording)
    by_passage = {activity.passage_id: activity for activity in activities}
    return tuple(_passage(row, of_passage.get(row.pk, []), by_passage.get(row.pk)) for row in rows)


def _passage(row: Passage, wordings: list[Wording], activity: Activity | None) -> PassageFacts:
    return PassageFacts(
        passage_id=row.pk,
        kind=row.kind,
        life_area=row.life_area,
        goal_id=row.goal_id,
        goal_state=row.goal_state,
        made_at=row.made_at,
        current=tuple(_wording(one) for one in wordings if one.replaced_by_id is None),
        earlier=tuple(_wording(one) for one in wordings if one.replaced_by_id is not None),
        activity=_activity(activity) if activity else None,
    )


def _wording(row: Wording) -> WordingFacts:
    by, unit = (row.written_by.user.display_name, row.written_by.unit.name) if row.written_by else ("", "")
    return WordingFacts(row.pk, row.text, row.voice, row.written_at, by, unit, row.on_paper_on)


def _activity(row: Activity) -> ActivityFacts:
    return ActivityFacts(
        unit_id=row.unit_id,
        unit=row.unit.name if row.unit else "",
        how=row.how,
        due_on=row.due_on,
        state=row.state,
        reference=row.reference,
        refused_because=row.refused_because,
    )
