"""What forums did in a period, as numbers for reports. Papers themselves are for those who sit in a forum."""

from dataclasses import dataclass
from datetime import date, datetime, time

from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.forums.models import Decision, Meeting
from rodtrad.programme.forums.vocabulary import TO_FOLLOW_UP, MeetingState
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class Period:
    """Meetings that should have been held and were; decisions to follow up, done, done by their day, and late on a day."""

    planned: int
    held: int
    decided: int
    done: int
    in_time: int
    late: int


def in_period(starts_on: date, *, ends_on: date, on: date) -> Period:
    """From one day to the one before another; what is late is late on `on`. What documents tell of is not counted."""
    since, until = (datetime.combine(day, time(), tzinfo=OSLO) for day in (starts_on, ends_on))
    meetings = Meeting.objects.filter(starts_at__gte=since, starts_at__lt=until, starts_at__date__lte=on)
    decisions = Decision.objects.filter(is_from_document=False, outcome__in=TO_FOLLOW_UP)
    done = decisions.filter(done_at__gte=since, done_at__lt=until)
    return Period(
        planned=meetings.count(),
        held=meetings.filter(state__in=[MeetingState.HELD, MeetingState.APPROVED]).count(),
        decided=decisions.filter(decided_on__gte=starts_on, decided_on__lt=ends_on).count(),
        done=done.count(),
        in_time=sum(local_day(one.done_at) <= one.due_on for one in done if one.done_at and one.due_on),
        late=decisions.filter(done_at=None, due_on__lt=on).count(),
    )
