"""May I share this with them, and when must I tell? The guide names bases and starts forms; it opens nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.casework.disclosures.guide import DUTIES
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.disclosures.queries import sending_page
from rodtrad.registry.laws.queries import paragraphs
from rodtrad.registry.organisations.queries import get_unit, local_day, posts_of_role
from rodtrad.web.disclosures.forms import GuideForm
from rodtrad.web.disclosures.guide_wording import duty_lines, guide_context
from rodtrad.web.layout.request import StaffRequest


def share_guide(request: StaffRequest, person_id: UUID | None = None) -> HttpResponse:
    """A purpose and a unit give the bases that can apply, what each needs, the words to use, and the form."""
    now = timezone.now()
    page = sending_page(person_id, by=request.actor, at=now) if person_id else None
    form = GuideForm(request.POST or None)
    context: dict[str, object] = {"form": form, "page": page}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        theirs = get_unit(UUID(said["unit"])).sector if said["unit"] else ""
        officers = posts_of_role(Role.PRIVACY_OFFICER, on=local_day(now))
        context |= guide_context(
            said["why"], mine=request.actor.unit_sector, theirs=theirs, page=page, officers=officers, on=local_day(now)
        )
    return render(request, "disclosures/share_guide.html", context, status=422 if form.errors else 200)


def duties(request: StaffRequest) -> HttpResponse:
    """When the law obliges to tell: whom, what, and what to leave out."""
    known = paragraphs({code for duty in DUTIES for code in duty.codes}, on=local_day(timezone.now()))
    return render(request, "disclosures/duties.html", {"duties": duty_lines(known)})
