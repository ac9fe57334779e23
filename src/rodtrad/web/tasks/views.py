from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.tasks import operations as tasks
from rodtrad.casework.tasks import queries
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page, person_address, went_well
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.tasks.forms import DropForm, FinishForm, NewTaskForm
from rodtrad.web.tasks.presenters import task_page


def task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """What is to be done, and "done" with how it went."""
    now = timezone.now()
    found = queries.task_facts(task_id, by=request.actor, at=now)
    form = FinishForm(request.POST or None, initial={"note": found.note})
    if request.method == "POST" and did(form, lambda: _finish(request, form, task_id)):
        messages.success(request, _("Done, with your name."))
        return redirect("task", task_id)
    context = {"form": form, "task": task_page(found, now=now)}
    return render(request, "tasks/task.html", context, status=422 if form.errors else 200)


def _finish(request: StaffRequest, form: Form, task_id: UUID) -> None:
    tasks.finish_task(task_id, note=form.cleaned_data["note"], by=request.actor, at=timezone.now())


def drop(request: StaffRequest, task_id: UUID) -> HttpResponse:
    form = DropForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _drop(request, form, task_id)):
        messages.success(request, _("Taken off the list. The reason is kept."))
        return redirect("task", task_id)
    back = reverse("task", args=[task_id])
    return form_page(request, form, heading=_("No longer needed"), button=_("Take it off the list"), back=back)


def _drop(request: StaffRequest, form: Form, task_id: UUID) -> None:
    tasks.drop_task(task_id, note=form.cleaned_data["note"], by=request.actor, at=timezone.now())


@require_POST
def undo(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Not done after all; what was written stands in the form again."""
    tasks.undo_task(task_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Undone. The task is open again."))
    return redirect("task", task_id)


def add(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = NewTaskForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _add(request, form, person_id)):
        return went_well(request, _("The task is given."), person_id)
    return form_page(
        request,
        form,
        heading=_("Something to do"),
        lead=_("It goes to whoever has the ball, and follows the ball."),
        button=_("Give the task"),
        back=person_address(person_id),
    )


def _add(request: StaffRequest, form: Form, person_id: UUID) -> None:
    said = form.cleaned_data
    tasks.write_task(person_id, text=said["task"], due_on=said["due_on"], by=request.actor, at=timezone.now())
