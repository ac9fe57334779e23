"""The plan as finished sentences."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.care_teams.team import Member, Why
from rodtrad.casework.plans.queries import ActivityFacts, Change, PassageFacts, PlanFacts, WordingFacts
from rodtrad.casework.plans.rules import Piece
from rodtrad.casework.plans.vocabulary import (
    NEXT_STATES,
    OF_THE_CRISIS_PLAN,
    ActivityState,
    ContentPoint,
    GoalState,
    LifeArea,
    PassageKind,
    PlanStatus,
    Voice,
)
from rodtrad.insight.plan_page.queries import PlanPage
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of

STATUS_COLORS = {PlanStatus.ACTIVE: "success", PlanStatus.PAUSED: "warning", PlanStatus.DECLINED: "neutral"}
GOAL_COLORS = {GoalState.GOING: "info", GoalState.REACHED: "success", GoalState.LEFT: "neutral"}
ACTIVITY_COLORS = {
    ActivityState.AGREED: "info",
    ActivityState.APPLIED: "neutral",
    ActivityState.GRANTED: "success",
    ActivityState.REFUSED: "danger",
    ActivityState.DONE: "success",
}
ABOUT_THE_WHOLE = (PassageKind.CONTRIBUTIONS, PassageKind.COOPERATION)
_PHONE = re.compile(r"(?<!\d)(?:\+47 ?)?(\d{2} ?\d{2} ?\d{2} ?\d{2}|\d{3} ?\d{2} ?\d{3}|116 ?\d{3}|1\d{2})(?!\d)")


@dataclass(frozen=True)
class WordingLine:
    wording_id: UUID
    text: str
    who: str
    is_own: bool


@dataclass(frozen=True)
class ActivityLine:
    passage_id: UUID
    text: str
    who: str
    how: str
    state: str
    color: str
    note: str
    is_open: bool
    torn: list[WordingLine]


@dataclass(frozen=True)
class GoalBlock:
    passage_id: UUID
    area: str
    wording: WordingLine
    torn: list[WordingLine]
    state: str
    color: str
    activities: list[ActivityLine]


@dataclass(frozen=True)
class TextBlock:
    """A text the plan has once; `wording` is nothing while nobody has written it."""

    kind: str
    label: str
    wording: WordingLine | None
    torn: list[WordingLine]


@dataclass(frozen=True)
class MemberLine:
    unit: str
    name: str
    phone: str
    why: str


@dataclass(frozen=True)
class ChangeLine:
    heading: str
    pieces: tuple[Piece, ...]
    state: str


def page_context(page: PlanPage, *, now: datetime) -> dict[str, object]:
    """Everything the page of the plan needs."""
    plan = page.plan
    found: dict[str, object] = {
        "page": page,
        "plan": plan,
        "name": name_of(page.called, page.reference),
        "team": [member_line(member) for member in page.team],
    }
    if plan is None:
        return found
    return found | {
        "status": str(PlanStatus(plan.status).label),
        "status_color": STATUS_COLORS.get(PlanStatus(plan.status), "info"),
        "status_note": _since(plan, now=now),
        "may_move": bool(NEXT_STATES[PlanStatus(plan.status)]) and page.may_write,
        "is_open": plan.status != PlanStatus.ENDED,
        "notes": list(_notes(page, now=now)),
        "first": [_block(plan, kind, now=now) for kind in (PassageKind.RESOURCES, PassageKind.MATTERS)],
        "goals": _goals(plan, now=now),
        "loose": [_activity(row, now=now) for row in plan.of_kind(PassageKind.ACTIVITY) if row.goal_id is None],
        "whole": [_block(plan, kind, now=now) for kind in ABOUT_THE_WHOLE],
        "crisis": [_block(plan, kind, now=now) for kind in OF_THE_CRISIS_PLAN],
        "points": [(str(point.label), point not in page.missing) for point in ContentPoint],
        "held": len(ContentPoint) - len(page.missing),
        "versions": [
            (v.number, dates.short_day(v.at, now=now), v.by, v.evaluation, v.own_assessment) for v in plan.versions
        ],
        "steps": [
            (str(PlanStatus(s.status).label), dates.short_day(s.at, now=now), _by(s.by, s.unit), s.reason)
            for s in reversed(plan.steps)
        ],
        "seen": [
            (s.name, s.unit, dates.moment(s.at, now=now), s.changed_since)
            for s in sorted(plan.seen, key=lambda s: s.at, reverse=True)
        ],
    }


def next_steps(plan: PlanFacts) -> list[PlanStatus]:
    return [status for status in PlanStatus if status in NEXT_STATES[PlanStatus(plan.status)]]


def _since(plan: PlanFacts, *, now: datetime) -> str:
    parts = [_("since %(day)s") % {"day": dates.short_day(plan.status_since, now=now)}]
    if plan.revise_on and plan.status == PlanStatus.ACTIVE:
        parts.append(_("evaluated next %(day)s") % {"day": dates.short_day(plan.revise_on, now=now)})
    return " · ".join(parts)


def _notes(page: PlanPage, *, now: datetime) -> "list[str]":
    """What needs somebody, said gently."""
    plan, notes = page.plan, []
    assert plan
    if plan.status == PlanStatus.DECLINED:
        notes.append(_("The person does not want a plan. The coordinator stays, and the door is open."))
    if not page.has_consent and plan.status != PlanStatus.ENDED:
        notes.append(
            _("The person's consent to a plan is not on record. The plan can be worked on, but not be taken into use.")
            if plan.status != PlanStatus.ACTIVE
            else _("The person's consent to a plan has ended or is taken back. Ask them, and pause the plan meanwhile.")
        )
    if plan.revise_on and plan.status == PlanStatus.ACTIVE and plan.revise_on <= local_day(now):
        notes.append(_("The day to evaluate the plan has come."))
    torn = sum(1 for passage in plan.passages if passage.is_torn)
    if torn:
        notes.append(_("Two have written the same text at once. Both are kept; choose below what shall stand."))
    if len(page.team) > 5:
        notes.append(
            _("The team has grown to %(count)s units. Does every point need all of them?") % {"count": len(page.team)}
        )
    return notes


def _goals(plan: PlanFacts, *, now: datetime) -> list[GoalBlock]:
    order = list(LifeArea.values)
    goals = sorted(
        plan.of_kind(PassageKind.GOAL), key=lambda goal: (goal.goal_state == "LEFT", order.index(goal.life_area))
    )
    activities = plan.of_kind(PassageKind.ACTIVITY)
    return [
        GoalBlock(
            passage_id=goal.passage_id,
            area=str(LifeArea(goal.life_area).label),
            wording=wording_line(goal.current[-1], now=now),
            torn=torn_lines(goal, now=now),
            state=str(GoalState(goal.goal_state).label),
            color=GOAL_COLORS[GoalState(goal.goal_state)],
            activities=[_activity(row, now=now) for row in activities if row.goal_id == goal.passage_id],
        )
        for goal in goals
    ]


def _block(plan: PlanFacts, kind: PassageKind, *, now: datetime) -> TextBlock:
    passage = plan.text_of(kind)
    wording = wording_line(passage.current[-1], now=now) if passage and passage.current else None
    return TextBlock(kind.value, str(kind.label), wording, torn_lines(passage, now=now) if passage else [])


def torn_lines(passage: PassageFacts, *, now: datetime) -> list[WordingLine]:
    """The wordings that stand side by side, or nothing when there is one."""
    return [wording_line(one, now=now) for one in passage.current] if passage.is_torn else []


def wording_line(wording: WordingFacts, *, now: datetime) -> WordingLine:
    when = dates.short_day(wording.written_at, now=now)
    if wording.voice == Voice.PAPER and wording.on_paper_on:
        said = _("From paper, %(day)s. Typed in by %(who)s") % {
            "day": dates.short_day(wording.on_paper_on, now=now),
            "who": _by(wording.written_by, wording.unit),
        }
    elif wording.voice == Voice.PERSON:
        said = _("Own words, %(day)s") % {"day": when}
    else:
        said = _("Written by %(who)s, %(day)s") % {"who": _by(wording.written_by, wording.unit), "day": when}
    return WordingLine(wording.wording_id, wording.text, said, wording.voice != Voice.STAFF)


def _by(name: str, unit: str) -> str:
    return ", ".join(filter(None, [name, unit])) or _("the person")


def _activity(row: PassageFacts, *, now: datetime) -> ActivityLine:
    facts = row.activity
    assert facts
    state = ActivityState(facts.state)
    due = dates.short_day(facts.due_on, now=now) if facts.due_on else ""
    who = facts.unit or _("The person")
    return ActivityLine(
        passage_id=row.passage_id,
        text=row.text,
        who=_("%(who)s, by %(day)s") % {"who": who, "day": due} if due else who,
        how=facts.how,
        state=str(state.label),
        color=ACTIVITY_COLORS[state],
        note=_activity_note(facts),
        is_open=state in {ActivityState.AGREED, ActivityState.APPLIED, ActivityState.GRANTED},
        torn=torn_lines(row, now=now),
    )


def _activity_note(facts: ActivityFacts) -> str:
    if facts.state == ActivityState.GRANTED:
        return _("Decision: %(reference)s") % {"reference": facts.reference}
    if facts.state == ActivityState.REFUSED:
        return _("Reason: %(reason)s. The person can complain within three weeks; the coordinator helps.") % {
            "reason": facts.refused_because
        }
    return ""


def member_line(member: Member) -> MemberLine:
    why = {
        Why.HOLDS: _("Coordinator"),
        Why.SUPPORTS: _("Stands beside"),
        Why.HELPS: _("Helps with: %(what)s") % {"what": member.what},
    }[member.why]
    return MemberLine(member.unit, member.name, member.phone, why)


def change_lines(changes: list[Change]) -> list[ChangeLine]:
    """What became of each piece, in words and with the words marked."""
    said = {"ADDED": _("New: %(what)s"), "REMOVED": _("Taken out: %(what)s"), "CHANGED": _("Changed: %(what)s")}
    return [
        ChangeLine(
            heading=said[change.change] % {"what": _what(change)},
            pieces=change.pieces,
            state=_state_change(change),
        )
        for change in changes
    ]


def _what(change: Change) -> str:
    label = str(PassageKind(change.kind).label).lower()
    return f"{label} ({str(LifeArea(change.life_area).label).lower()})" if change.life_area else label


def _state_change(change: Change) -> str:
    if change.state_before == change.state_after or not change.state_after:
        return ""
    states = GoalState if change.kind == PassageKind.GOAL else ActivityState
    after = str(states(change.state_after).label)
    if not change.state_before:
        return after
    return _("%(before)s → %(after)s") % {"before": states(change.state_before).label, "after": after}


def with_phones(text: str) -> list[tuple[str, str]]:
    """The text in runs; a run with a phone number carries the digits to ring."""
    runs, at = [], 0
    for found in _PHONE.finditer(text):
        runs += [(text[at : found.start()], ""), (found.group(), found.group().replace(" ", ""))]
        at = found.end()
    return [run for run in [*runs, (text[at:], "")] if run[0]]


@dataclass(frozen=True)
class PaperPlan:
    """What fits on one sheet: own words, the next steps, whom to ring."""

    name: str
    made: str
    matters: str
    goals: list[tuple[str, str]]
    steps: list[tuple[str, str, str]]
    team: list[MemberLine]
    left_out: str


LONGEST_ON_PAPER = 260
GOALS_ON_PAPER, STEPS_ON_PAPER, TEAM_ON_PAPER = 4, 3, 5


def paper_plan(page: PlanPage, *, now: datetime) -> PaperPlan:
    plan = page.plan
    assert plan
    goals = [g for g in plan.of_kind(PassageKind.GOAL) if g.goal_state == GoalState.GOING]
    steps = sorted(_open(plan), key=lambda row: _due(row.activity))
    left = max(0, len(goals) - GOALS_ON_PAPER) + max(0, len(steps) - STEPS_ON_PAPER)
    matters = plan.text_of(PassageKind.MATTERS) or plan.text_of(PassageKind.RESOURCES)
    return PaperPlan(
        name=name_of(page.called, page.reference),
        made=dates.short_day(now, now=now),
        matters=_short(matters.text) if matters else "",
        goals=[(str(LifeArea(g.life_area).label), _short(g.text, 140)) for g in goals[:GOALS_ON_PAPER]],
        steps=[_paper_step(row, now=now) for row in steps[:STEPS_ON_PAPER]],
        team=[member_line(member) for member in page.team[:TEAM_ON_PAPER]],
        left_out=_("%(count)s more stand in the whole plan. Ask the coordinator.") % {"count": left} if left else "",
    )


def _open(plan: PlanFacts) -> list[PassageFacts]:
    return [
        row
        for row in plan.of_kind(PassageKind.ACTIVITY)
        if row.activity and row.activity.state not in {ActivityState.DONE, ActivityState.REFUSED}
    ]


def _due(facts: ActivityFacts | None) -> date:
    return facts.due_on if facts and facts.due_on else date.max


def _paper_step(row: PassageFacts, *, now: datetime) -> tuple[str, str, str]:
    facts = row.activity
    assert facts
    day = dates.day(facts.due_on, now=now) if facts.due_on else str(ActivityState(facts.state).label)
    return _short(row.text, 110), facts.unit or _("I do this myself"), day


def _short(text: str, longest: int = LONGEST_ON_PAPER) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"
