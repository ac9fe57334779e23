"""Whether anything that figures are made of has changed, without reading it."""

from collections.abc import Sequence

from django.db.models import Count, Max, Sum

from rodtrad.fieldwork.counts.models import CountingPeriod, Round, Tally
from rodtrad.fieldwork.counts.vocabulary import RoundState


def freshness(zones: Sequence[str]) -> str:
    """A text that is another whenever an approved round, a tally or the calendar of these zones is. Three queries."""
    approved = Round.objects.filter(state=RoundState.APPROVED, zone__code__in=zones)
    rounds = approved.aggregate(Count("pk"), Max("sent_at"))
    tallies = Tally.objects.filter(is_current=True, round__in=approved).aggregate(
        Count("pk"), Max("made_at"), Sum("persons")
    )
    calendar = CountingPeriod.objects.filter(zone__code__in=zones).aggregate(Count("pk"), Max("valid_until"))
    return repr([*rounds.values(), *tallies.values(), *calendar.values()])
