from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.access import changes
from rodtrad.casework.access import operations as access
from rodtrad.casework.access.search import Hit
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.transitions import moving
from rodtrad.insight.person_page.queries import person_page
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did, drop_draft, from_draft, step_of
from rodtrad.web.layout.pages import form_page, person_address, went_well
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.persons import forms
from rodtrad.web.persons.presenters import hit_lines

DOOR = "door"


def find_people(request: StaffRequest) -> HttpResponse:
    """Search first. The words go by post, so that no address ever holds a name or a number."""
    form = forms.SearchForm(request.POST or None)
    hits = None
    if request.method == "POST":
        found: list[Hit] = []
        if did(form, lambda: found.extend(_search(request, form))):
            hits = hit_lines(found)
    context = {"form": form, "hits": hits, "may_register": request.actor.gives_care}
    return render(request, "persons/find.html", context, status=422 if form.errors else 200)


def _search(request: StaffRequest, form: forms.SearchForm) -> list[Hit]:
    return access.find_people(form.cleaned_data["text"], by=request.actor, at=timezone.now())


@care_only
def register(request: StaffRequest) -> HttpResponse:
    """Somebody at the door: fill in what is known, see who it may already be, save."""
    form = forms.DoorForm(request.POST or None, initial=from_draft(request, DOOR))
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check" and (hits := _matches(request, form)):
            return render(request, "persons/matches.html", {"form": form, "hits": hit_lines(hits), "draft_key": DOOR})
        taken: list[UUID] = []
        if did(form, lambda: taken.append(_take_in(request, form))):
            drop_draft(request, DOOR)
            return redirect(reverse("registered", args=taken))
    return render(
        request, "persons/register.html", {"form": form, "draft_key": DOOR}, status=422 if form.errors else 200
    )


def _matches(request: StaffRequest, form: forms.DoorForm) -> list[Hit]:
    said = form.cleaned_data
    name = f"{said['given_name']} {said['family_name']}".strip() or said["alias"]
    return access.matches_at_the_door(
        name=name, birth=form.birth, national_id=said["national_id"], by=request.actor, at=timezone.now()
    )


def _take_in(request: StaffRequest, form: forms.DoorForm) -> UUID:
    status, code = form.belonging()
    case = responsibility.take_in(
        form.newcomer(),
        need=form.cleaned_data["need"],
        belonging=status,
        area_code=code,
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    )
    return case.person_id


def registered(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The receipt: who has the ball now, and what is next."""
    page = person_page(person_id, by=request.actor, at=timezone.now())
    return render(request, "persons/registered.html", {"page": page, "ball": page.ball})


def alias(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.AliasForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: changes.add_alias(person_id, name=form.cleaned_data["alias"], by=request.actor, at=timezone.now()),
    ):
        return went_well(request, _("The name is added."), person_id)
    return form_page(request, form, heading=_("Add a name they use"), button=_("Save"), back=person_address(person_id))


def identify(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.IdentityForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _identify(request, form, person_id)):
        return went_well(request, _("The name is saved. The earlier one is kept in the history."), person_id)
    return form_page(
        request,
        form,
        heading=_("Name, birth date and number"),
        lead=_("As far as it is known. The history keeps what was there before."),
        button=_("Save"),
        back=person_address(person_id),
    )


def _identify(request: StaffRequest, form: forms.IdentityForm, person_id: UUID) -> None:
    said = form.cleaned_data
    changes.identify(
        person_id,
        given_name=said["given_name"],
        family_name=said["family_name"],
        gender=said["gender"],
        birth=form.birth,
        national_id=said["national_id"],
        by=request.actor,
        at=timezone.now(),
    )


def unlink(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: responsibility.unlink_person(
            person_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        ),
    ):
        return went_well(request, _("The name is taken off. The follow-up goes on as before."), person_id)
    return form_page(
        request,
        form,
        heading=_("Take the name off"),
        lead=_(
            "On the person's request. The follow-up goes on under the chosen name; nothing here ties the two together."
        ),
        button=_("Take the name off"),
        back=person_address(person_id),
    )


def show_number(request: StaffRequest, person_id: UUID, national_id_id: UUID) -> HttpResponse:
    """The whole number: an act of its own, with a reason, by post only."""
    form = forms.ReasonForm(request.POST or None)
    shown: list[str] = []
    if request.method == "POST" and did(form, lambda: shown.append(_number(request, form, person_id, national_id_id))):
        return render(request, "persons/number.html", {"number": shown[0], "back": person_address(person_id)})
    return form_page(
        request,
        form,
        heading=_("Show the whole number"),
        lead=_("The person can read that you have seen it, and why."),
        button=_("Show"),
        back=person_address(person_id),
    )


def _number(request: StaffRequest, form: forms.ReasonForm, person_id: UUID, national_id_id: UUID) -> str:
    reason = form.cleaned_data["reason"]
    return access.show_national_id(
        person_id, national_id_id=national_id_id, reason=reason, by=request.actor, at=timezone.now()
    )


def belonging(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.BelongingForm(request.POST or None, initial={"valid_from": local_day(timezone.now())})
    moves: list[bool] = []
    if request.method == "POST" and did(form, lambda: moves.append(_set_belonging(request, form, person_id))):
        return went_well(request, _moved_words() if moves[0] else _belonging_words(), person_id)
    return form_page(
        request,
        form,
        heading=_("Belonging"),
        lead=_("Who has the statutory duty. It never changes who has the ball."),
        button=_("Save"),
        back=person_address(person_id),
    )


def _belonging_words() -> str:
    return _("The belonging is saved. Who has the ball has not changed.")


def _moved_words() -> str:
    return _("The move is saved, and the hand-over is drafted. Your unit has the ball until the new one says yes.")


def _set_belonging(request: StaffRequest, form: forms.BelongingForm, person_id: UUID) -> bool:
    said = form.cleaned_data
    _belonging, move = moving.set_belonging(
        person_id,
        status=said["status"],
        area_code=said["area"],
        source=said["source"],
        valid_from=said["valid_from"],
        by=request.actor,
        at=timezone.now(),
    )
    return move is not None


def clarify(request: StaffRequest, person_id: UUID) -> HttpResponse:
    key = f"clarify-{person_id}"
    form = forms.ClarifyForm(request.POST or None, initial=from_draft(request, key))
    opened: list[UUID] = []
    if request.method == "POST" and did(form, lambda: opened.append(_clarify(request, form, person_id))):
        drop_draft(request, key)
        return redirect("clarification", opened[0])
    return form_page(
        request,
        form,
        heading=_("Have the belonging clarified"),
        lead=_("The coordinating unit decides within the deadline. Your unit keeps the ball meanwhile."),
        button=_("Send to the coordinating unit"),
        back=person_address(person_id),
        draft_key=key,
    )


def _clarify(request: StaffRequest, form: forms.ClarifyForm, person_id: UUID) -> UUID:
    own_words = form.cleaned_data["own_words"]
    return changes.open_clarification(person_id, own_words=own_words, by=request.actor, at=timezone.now()).pk


def protect(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.ProtectionForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: changes.protect_address(person_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return went_well(request, _("The address is protected. Every place is hidden."), person_id)
    return form_page(request, form, heading=_("Protected address"), button=_("Protect"), back=person_address(person_id))


def lift_protection(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.LiftProtectionForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: changes.lift_protection(person_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return went_well(request, _("The address is no longer protected."), person_id)
    return form_page(
        request, form, heading=_("Lift the protected address"), button=_("Lift it"), back=person_address(person_id)
    )
