from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.worklists import board as boards
from rodtrad.insight.worklists import queries as worklists
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.request import StaffRequest, page_asked
from rodtrad.web.wording.requests import request_line
from rodtrad.web.worklists import presenters


@care_only
def my_cases(request: StaffRequest) -> HttpResponse:
    """What needs me, grouped by why."""
    now = timezone.now()
    found = worklists.my_cases(request.actor, page=page_asked(request), at=now)
    return render(request, "worklists/my_cases.html", {"found": presenters.my_cases_page(found, now=now)})


@care_only
def unit_requests(request: StaffRequest) -> HttpResponse:
    """What the unit is asked, and what it has asked others."""
    now = timezone.now()
    asked, sent, answered = worklists.unit_requests(request.actor, at=now)
    groups = {"asked": asked, "sent": sent, "answered": answered}
    lines = {name: [request_line(row, now=now) for row in rows] for name, rows in groups.items()}
    return render(request, "worklists/unit_requests.html", lines)


def board(request: StaffRequest) -> HttpResponse:
    """Everything that could fall between two chairs: how many of each, and the first of them."""
    now = timezone.now()
    sections = [presenters.board_section(group, now=now) for group in boards.board(request.actor, at=now)]
    return render(request, "worklists/board.html", {"sections": sections})


def board_group(request: StaffRequest, key: str) -> HttpResponse:
    """One list of the board, whole."""
    now = timezone.now()
    group = boards.board_group(key, page=page_asked(request), by=request.actor, at=now)
    return render(request, "worklists/board_group.html", {"section": presenters.board_section(group, now=now)})


@care_only
def unit(request: StaffRequest) -> HttpResponse:
    """The unit: who works here and with how much, who is away, what nobody has yet."""
    now = timezone.now()
    found = worklists.unit_overview(request.actor, at=now)
    context = {
        "found": found,
        "staff": presenters.staff_lines(found, now=now),
        "queue": [presenters.case_line(row, now=now) for row in found.queue],
        "is_lead": request.actor.has(Role.UNIT_LEAD),
    }
    return render(request, "worklists/unit.html", context)
