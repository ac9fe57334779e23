"""Reading: the team, one meeting, and what leaders are asked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rodtrad.casework.care_teams import queries
from rodtrad.web.care_teams.presenters import asked_line, calendar_file, meeting_context, team_context, times_words
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.request import StaffRequest


@care_only
def team(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Who works together around the person, and their meetings."""
    now = timezone.now()
    page = queries.person_meetings(person_id, by=request.actor, at=now)
    return render(request, "care_teams/team.html", team_context(page, now=now))


@care_only
def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    now = timezone.now()
    page = queries.meeting_page(meeting_id, by=request.actor, at=now)
    return render(request, "care_teams/meeting.html", meeting_context(page, now=now))


@care_only
def invitation(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """For one's own calendar: the time and a link, nothing about anybody."""
    now = timezone.now()
    page = queries.meeting_page(meeting_id, by=request.actor, at=now)
    address = request.build_absolute_uri(reverse("team-meeting", args=[meeting_id]))
    text = calendar_file(page, address=address, now=now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"})


@care_only
def asked(request: StaffRequest) -> HttpResponse:
    """What meetings have taken back to leaders here, and how fast they answer."""
    now = timezone.now()
    context = {
        "rows": [asked_line(row, now=now) for row in queries.asked_of_unit(request.actor)],
        "times": times_words(queries.answer_times(request.actor.own_unit_id)),
    }
    return render(request, "care_teams/asked.html", context)
