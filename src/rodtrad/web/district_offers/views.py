from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.district_offers import queries
from rodtrad.casework.district_offers.operations import postpone as postpone_duty
from rodtrad.web.district_offers.forms import PostponeForm
from rodtrad.web.district_offers.presenters import duty_line
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


@care_only
def postpone(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    """Move the deadline for offering somebody to their district, before it passes."""
    now = timezone.now()
    line = duty_line(queries.duty_for(duty_id, by=request.actor, at=now), now=now)
    form = PostponeForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _postpone(request, form, duty_id)):
        messages.success(request, _("The deadline is moved. Your name and the reason are kept."))
        return redirect("my-cases")
    heading, lead = _("Move the deadline: %(name)s") % {"name": line.name}, f"{line.belongs}. {line.deadline}."
    back = reverse("my-cases")
    return form_page(request, form, heading=heading, lead=lead, button=_("Move the deadline"), back=back)


def _postpone(request: StaffRequest, form: PostponeForm, duty_id: UUID) -> None:
    said = form.cleaned_data
    postpone_duty(duty_id, until=said["until"], reason=said["reason"], by=request.actor, at=timezone.now())
