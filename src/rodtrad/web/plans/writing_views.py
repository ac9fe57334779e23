"""Writing in the plan: whoever writes says which words they had in front of them, so that nobody's are passed over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans import words
from rodtrad.casework.plans.queries import NO_SUCH_PASSAGE, PassageFacts
from rodtrad.casework.plans.vocabulary import ONE_OF_A_KIND, GoalState, LifeArea, PassageKind
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.plan_page.queries import PlanPage, plan_page
from rodtrad.web.layout.forms import did, drop_draft, from_draft
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.plans.forms import ActivityForm, GoalForm, GoalStateForm, WordsForm
from rodtrad.web.plans.presenters import WordingLine, wording_line
from rodtrad.web.plans.views import plan_address


def add_goal(request: StaffRequest, person_id: UUID, plan_id: UUID) -> HttpResponse:
    """A goal, first in the person's own words."""
    key = f"goal-{plan_id}"
    form = GoalForm(request.POST or None, initial=from_draft(request, key))
    if request.method == "POST" and did(form, lambda: _add_goal(request, form, plan_id)):
        drop_draft(request, key)
        return _kept(request, person_id)
    return form_page(request, form, heading=_("A goal"), button=_("Save"), back=plan_address(person_id), draft_key=key)


def _add_goal(request: StaffRequest, form: GoalForm, plan_id: UUID) -> None:
    area = LifeArea(form.cleaned_data["life_area"])
    words.add_goal(
        plan_id, life_area=area, words=form.words(), command_id=form.command(), by=request.actor, at=timezone.now()
    )


def text(request: StaffRequest, person_id: UUID, plan_id: UUID, kind: str) -> HttpResponse:
    """One of the texts a plan has once, such as what matters to the person."""
    if kind not in ONE_OF_A_KIND:
        raise NotFound(NO_SUCH_PASSAGE)
    page = plan_page(person_id, by=request.actor, at=timezone.now())
    passage = page.plan.text_of(PassageKind(kind)) if page.plan else None
    form = _words_form(request, f"text-{plan_id}-{kind}", passage)
    if request.method == "POST" and did(form, lambda: _write_text(request, form, plan_id, PassageKind(kind))):
        drop_draft(request, form.draft_key)
        return _kept(request, person_id)
    return _writing_page(request, form, person_id, str(PassageKind(kind).label), passage)


def _write_text(request: StaffRequest, form: WordsForm, plan_id: UUID, kind: PassageKind) -> None:
    words.write_text(
        plan_id,
        kind=kind,
        words=form.words(),
        seen=form.seen_ids(),
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    )


def rewrite(request: StaffRequest, person_id: UUID, passage_id: UUID) -> HttpResponse:
    """Write a goal or an activity anew; what others wrote meanwhile stays beside it."""
    page = plan_page(person_id, by=request.actor, at=timezone.now())
    passage = page.passage(passage_id)
    form = _words_form(request, f"words-{passage_id}", passage)
    if request.method == "POST" and did(form, lambda: _rewrite(request, form, passage_id)):
        drop_draft(request, form.draft_key)
        return _kept(request, person_id)
    return _writing_page(request, form, person_id, str(PassageKind(passage.kind).label), passage)


def _rewrite(request: StaffRequest, form: WordsForm, passage_id: UUID) -> None:
    words.rewrite(
        passage_id,
        words=form.words(),
        seen=form.seen_ids(),
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    )


def _words_form(request: StaffRequest, key: str, passage: PassageFacts | None) -> WordsForm:
    """What stands now, or the two that stand side by side; and what was typed here before and not sent."""
    current = passage.current if passage else ()
    seen = ",".join(str(one.wording_id) for one in current)
    draft = from_draft(request, key)
    initial = {"text": "\n\n".join(one.text for one in current), **draft, "seen": seen}
    form = WordsForm(request.POST or None, initial=initial)
    form.draft_key, form.moved_on = key, draft.get("seen", seen) != seen
    return form


def _writing_page(
    request: StaffRequest, form: WordsForm, person_id: UUID, heading: str, passage: PassageFacts | None
) -> HttpResponse:
    now = timezone.now()
    lines: list[WordingLine] = [wording_line(one, now=now) for one in passage.current] if passage else []
    context = {
        "form": form,
        "heading": heading,
        "torn": lines if len(lines) > 1 or form.moved_on else [],
        "earlier": [wording_line(one, now=now) for one in reversed(passage.earlier)] if passage else [],
        "back": plan_address(person_id),
        "draft_key": form.draft_key,
    }
    return render(request, "plans/words.html", context, status=422 if form.errors else 200)


def _kept(request: StaffRequest, person_id: UUID) -> HttpResponse:
    messages.success(request, _("Saved. What stood before is kept in the history."))
    return redirect(plan_address(person_id))


def goal_state(request: StaffRequest, person_id: UUID, passage_id: UUID) -> HttpResponse:
    form = GoalStateForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _goal_state(request, form, passage_id)):
        return redirect(plan_address(person_id))
    back = plan_address(person_id)
    return form_page(request, form, heading=_("How far has the goal come?"), button=_("Save"), back=back)


def _goal_state(request: StaffRequest, form: GoalStateForm, passage_id: UUID) -> None:
    state = GoalState(form.cleaned_data["state"])
    words.set_goal_state(passage_id, state=state, by=request.actor, at=timezone.now())


def add_activity(request: StaffRequest, person_id: UUID, plan_id: UUID) -> HttpResponse:
    """Who does what, by when; only those in the team can be given something."""
    key, page = f"activity-{plan_id}", plan_page(person_id, by=request.actor, at=timezone.now())
    initial = {"goal": request.GET.get("goal", ""), **from_draft(request, key)}
    form = ActivityForm(request.POST or None, initial=initial, team=_team(page), goals=_goals(page))
    if request.method == "POST" and did(form, lambda: _add_activity(request, form, plan_id)):
        drop_draft(request, key)
        return _kept(request, person_id)
    return form_page(
        request,
        form,
        heading=_("Something that is done"),
        button=_("Save"),
        back=plan_address(person_id),
        draft_key=key,
    )


def _add_activity(request: StaffRequest, form: ActivityForm, plan_id: UUID) -> None:
    plans.add_activity(
        plan_id,
        new=form.new(),
        goal_id=form.goal_id(),
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    )


def activity(request: StaffRequest, person_id: UUID, passage_id: UUID) -> HttpResponse:
    """Who, when, and how far it has come."""
    page = plan_page(person_id, by=request.actor, at=timezone.now())
    facts = page.passage(passage_id).activity
    if facts is None:
        raise NotFound(NO_SUCH_PASSAGE)
    initial = {**vars(facts), "who": str(facts.unit_id or "PERSON")}
    form = ActivityForm(request.POST or None, initial=initial, team=_team(page), goals=[], is_new=False)
    if request.method == "POST" and did(form, lambda: _change(request, form, passage_id)):
        return _kept(request, person_id)
    heading = page.passage(passage_id).text
    return form_page(request, form, heading=heading, button=_("Save"), back=plan_address(person_id))


def _change(request: StaffRequest, form: ActivityForm, passage_id: UUID) -> None:
    plans.change_activity(passage_id, new=form.new(), by=request.actor, at=timezone.now())


@require_POST
def done(request: StaffRequest, person_id: UUID, passage_id: UUID) -> HttpResponse:
    plans.tick_off(passage_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Ticked off."))
    return redirect(plan_address(person_id))


def _team(page: PlanPage) -> list[tuple[str, str]]:
    return [(str(member.unit_id), member.unit) for member in page.team]


def _goals(page: PlanPage) -> list[tuple[str, str]]:
    rows = page.plan.of_kind(PassageKind.GOAL) if page.plan else []
    return [(str(row.passage_id), row.text[:80]) for row in rows]
