"""What a round needs to know before it goes out."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts.models import AgeBands, Tally
from rodtrad.fieldwork.counts.vocabulary import Coverage, RoundState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.organisations import queries as organisations

MEMORY = timedelta(days=400)
ROUNDS_REMEMBERED = 12


def bands_on(day: date, *, series_id: UUID | None = None) -> AgeBands:
    """The age bands of a day: the series' own, else those of every round. Raises DomainError when none are set."""
    found = None
    if series_id:
        found = AgeBands.objects.filter(series_id=series_id, valid_from__lte=day).order_by("-valid_from").first()
    found = found or AgeBands.objects.filter(series=None, valid_from__lte=day).order_by("-valid_from").first()
    if found is None:
        raise DomainError(_("No age bands are set for that day. The programme office sets them."))
    return found


def usual_counts(counter_id: UUID, *, on: date) -> dict[tuple[UUID, str], list[int]]:
    """What a counter's latest approved rounds found, newest first, by zone and slot. One query."""
    rows = (
        Tally.objects.filter(
            is_current=True,
            number=1,
            round__counter_id=counter_id,
            round__state=RoundState.APPROVED,
            round__coverage=Coverage.COUNTED,
            round__on_day__range=(on - MEMORY, on),
        )
        .order_by("-round__on_day", "-pk")
        .values_list("round__zone_id", "round__slot", "persons")
    )
    usual: dict[tuple[UUID, str], list[int]] = {}
    for zone_id, slot, persons in rows:
        known = usual.setdefault((zone_id, slot), [])
        if len(known) < ROUNDS_REMEMBERED:
            known.append(persons)
    return usual


def observer_choices(by: Actor, *, on: date) -> list[tuple[UUID, str]]:
    """Those at the actor's unit who can walk a round, by name."""
    posts = organisations.active_posts(by.own_unit_id, on=on)
    return [(line.post_id, line.name) for line in posts if line.away_until is None]
