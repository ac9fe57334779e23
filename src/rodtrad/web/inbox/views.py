from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.insight.worklists.notices import notices as find_notices
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox import queries
from rodtrad.web.inbox.presenters import notice_line
from rodtrad.web.layout.request import StaffRequest


def notices(request: StaffRequest) -> HttpResponse:
    """What waits to be seen or done by me or, for a lead, by the unit."""
    now = timezone.now()
    lines = [notice_line(item, now=now) for item in find_notices(request.actor)]
    return render(request, "inbox/notices.html", {"notices": lines})


@require_POST
def take(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """ "Seen, I take it": with my name, so that everybody knows somebody has it."""
    inbox.acknowledge(item_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted with your name."))
    return redirect("notices")


def barrier(request: StaffRequest, report_id: UUID) -> HttpResponse:
    return render(request, "inbox/barrier.html", {"report": queries.barrier(report_id, by=request.actor)})
