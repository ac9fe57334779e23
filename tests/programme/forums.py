"""Forums for tests, made with the real operations."""

from datetime import datetime, timedelta
from typing import Any

from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.models import Forum, Meeting
from rodtrad.programme.forums.vocabulary import ForumKind, Level, Seat
from tests.city import MONDAY, City
from tests.programme.plans import OFFICE

LONG_AGO = MONDAY - timedelta(days=300)


def a_forum(city: City, *members: str, at: datetime = LONG_AGO, **more: Any) -> Forum:
    """A steering group that Oslo chairs and the members sit in."""
    forum = forums.open_forum(
        "Styringsgruppen",
        kind=ForumKind.GOVERNING,
        level=Level.LEADERS,
        mandate="Følger planen.",
        **{"follows_plans": True, **more},
        by=city[OFFICE],
        at=at,
    )
    for unit, as_seat in (("oslo", Seat.CHAIR), *((member, Seat.MEMBER) for member in members)):
        forums.seat(forum.pk, unit_id=city.unit_id(unit), as_seat=as_seat, starts_on=at.date(), by=city[OFFICE], at=at)
    return forum


def a_meeting(city: City, forum: Forum, *, at: datetime = MONDAY) -> Meeting:
    (meeting,) = forums.plan_meetings(forum.pk, starts=[at], minutes=90, by=city[OFFICE], at=LONG_AGO)
    return meeting
