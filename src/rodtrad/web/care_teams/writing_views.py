"""Writing: calling a meeting, its points, who may decide, decisions, minutes, and a leader's answer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.care_teams import operations as teams
from rodtrad.casework.care_teams import queries
from rodtrad.casework.care_teams.permissions import NO_SUCH_MEETING
from rodtrad.casework.care_teams.vocabulary import Authority
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.organisations.queries import active_posts, local_day
from rodtrad.web.care_teams import forms
from rodtrad.web.care_teams.presenters import asked_line
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


@care_only
def call(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The person's point first; everybody in the team is asked."""
    form, made = forms.CallForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: made.append(_call(request, form, person_id))):
        messages.success(request, _("The team is asked to come. Say who may decide."))
        return redirect("team-meeting", made[0])
    lead = _(
        "Everybody who follows up or has said yes to help is asked. The agenda begins with the person's own point."
    )
    back = reverse("team", args=[person_id])
    return form_page(request, form, heading=_("Call a meeting"), lead=lead, button=_("Call it"), back=back)


def _call(request: StaffRequest, form: forms.CallForm, person_id: UUID) -> UUID:
    new, command = form.meeting(), form.command()
    return teams.call_meeting(person_id, new=new, command_id=command, by=request.actor, at=timezone.now()).pk


def _page(
    request: StaffRequest,
    form: Form,
    act: Callable[[], object],
    meeting_id: UUID,
    heading: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    """One form of a meeting, and back to it."""
    if request.method == "POST" and did(form, act):
        return redirect("team-meeting", meeting_id)
    back = reverse("team-meeting", args=[meeting_id])
    return form_page(request, form, heading=heading, lead=lead, button=button, back=back)


def _opened(request: StaffRequest, meeting_id: UUID) -> queries.MeetingPage:
    return queries.meeting_page(meeting_id, by=request.actor, at=timezone.now())


@care_only
def point(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    _opened(request, meeting_id)
    form = forms.PointForm(request.POST or None)

    def act() -> None:
        teams.add_point(meeting_id, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())

    return _page(request, form, act, meeting_id, _("One more point"), _("Save"))


@care_only
def own_point(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    page = _opened(request, meeting_id)
    form = forms.OwnPointForm(request.POST or None, initial={"own_point": page.own_point})

    def act() -> None:
        teams.set_own_point(meeting_id, text=form.cleaned_data["own_point"], by=request.actor, at=timezone.now())

    return _page(request, form, act, meeting_id, _("The person's own point"), _("Save"))


@care_only
def who(request: StaffRequest, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Who comes for a unit, and whether they may decide."""
    found = next((one for one in _opened(request, meeting_id).attendances if one.attendance_id == attendance_id), None)
    if found is None:
        raise NotFound(NO_SUCH_MEETING)
    form = forms.WhoForm(request.POST or None, posts=active_posts(found.unit_id, on=local_day(timezone.now())))

    def act() -> None:
        authority = Authority(form.cleaned_data["authority"])
        teams.say_authority(
            attendance_id, authority=authority, post_id=form.post_id(), by=request.actor, at=timezone.now()
        )

    return _page(request, form, act, meeting_id, found.unit, _("Save"))


@care_only
def decide(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Decided by somebody who may; it becomes a task."""
    page, now = _opened(request, meeting_id), timezone.now()
    posts = queries.posts_at(page, at=now)
    form = forms.DecisionForm(request.POST or None, units=page.attendances, posts=posts)

    def act() -> None:
        teams.decide(meeting_id, new=form.decision(), command_id=form.command(), by=request.actor, at=now)

    lead = _("It becomes a task for whoever sees to it.")
    return _page(request, form, act, meeting_id, _("A decision"), _("Save the decision"), lead)


@care_only
def take_back(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Nobody here may decide: a leader answers by a day."""
    page, now = _opened(request, meeting_id), timezone.now()
    posts = queries.posts_at(page, leaders_only=True, at=now)
    form = forms.TakeBackForm(request.POST or None, units=page.attendances, posts=posts)

    def act() -> None:
        teams.take_back(meeting_id, new=form.decision(), command_id=form.command(), by=request.actor, at=now)

    lead = _("The leader is asked now, and chased until they have answered. It comes first at the next meeting.")
    return _page(request, form, act, meeting_id, _("Taken back to a leader"), _("Ask the leader"), lead)


@care_only
def close(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes go to those with access."""
    page = _opened(request, meeting_id)
    form = forms.MinutesForm(request.POST or None, units=page.attendances)

    def act() -> None:
        summary, there = form.cleaned_data["summary"], form.ids()
        teams.close_meeting(meeting_id, summary=summary, were_there=there, by=request.actor, at=timezone.now())

    lead = _("They go to the units that may open the person, and stay as they are.")
    return _page(request, form, act, meeting_id, _("The minutes"), _("Send the minutes"), lead)


@care_only
def answer(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """A leader answers what a meeting took back."""
    found, form = queries.asked_of_leader(decision_id, by=request.actor), forms.AnswerForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(request, form, decision_id)):
        messages.success(request, _("Answered. Whoever called the meeting is told, and the person can read it."))
        return redirect("taken-back-list")
    context = {"form": form, "found": found, "line": asked_line(found, now=timezone.now())}
    return render(request, "care_teams/answer.html", context, status=422 if form.errors else 200)


def _answer(request: StaffRequest, form: forms.AnswerForm, decision_id: UUID) -> None:
    teams.answer_taken_back(decision_id, answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now())
