"""Plays the meetings of the teams: called, decided, taken back to a leader, and sometimes answered."""

from datetime import date, datetime, timedelta
from typing import Any

from rodtrad.casework.care_teams import operations as teams
from rodtrad.casework.care_teams.operations import NewDecision, NewMeeting
from rodtrad.casework.care_teams.vocabulary import Authority
from rodtrad.casework.responsibility.queries import case_holder
from rodtrad.cli.demo.staff import Staff
from rodtrad.cli.demo.story import Life
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import coordinators, leads, local_day


class MeetingSteps:
    def __init__(self, staff: Staff, *, day_0: date) -> None:
        self._staff, self._day_0 = staff, day_0

    def held(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        """A meeting, from the call to what it came to. Without `minutes` it is still to come."""
        assert life.person_id
        holder = case_holder(life.person_id)
        if holder is None:
            return
        by, day = self._staff.of_unit(holder), local_day(at)
        starts_at = at if "minutes" in event else at + timedelta(days=event.get("in_days", 3))
        new = NewMeeting(starts_at=starts_at, place=event.get("place", ""), own_point=event["own_point"])
        row = teams.call_meeting(life.person_id, new=new, command_id=new_id(), by=by, at=at - timedelta(hours=2))
        mine = row.attendances.get(unit=holder)
        teams.say_authority(mine.pk, authority=Authority.MAY_DECIDE, post_id=by.post_id, by=by, at=at)
        named, above = coordinators(holder, on=day), leads(holder, on=day)
        if "decided" in event and named:
            done = NewDecision(
                text=event["decided"], attendance_id=mine.pk, owner_id=named[0].post_id, due_on=day + timedelta(days=14)
            )
            teams.decide(row.pk, new=done, command_id=new_id(), by=by, at=at)
        if "taken_back" in event and above:
            asked = NewDecision(
                text=event["taken_back"],
                attendance_id=mine.pk,
                owner_id=above[0].post_id,
                due_on=day + timedelta(days=5),
            )
            found = teams.take_back(row.pk, new=asked, command_id=new_id(), by=by, at=at)
            if "answer" in event:
                leader = next(a for a in self._staff.posts.values() if a.post_id == above[0].post_id)
                teams.answer_taken_back(found.pk, answer=event["answer"], by=leader, at=at + timedelta(days=2))
        if "minutes" in event:
            there = list(row.attendances.values_list("pk", flat=True))
            teams.close_meeting(row.pk, summary=event["minutes"], were_there=there, by=by, at=at)
