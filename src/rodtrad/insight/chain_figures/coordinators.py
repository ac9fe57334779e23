"""The coordinators of the units a coordinating unit stands above, with how many each has."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.coordination import coordinated_units
from rodtrad.registry.organisations.models import Absence, Organisation, Post
from rodtrad.registry.organisations.queries import MAY_COORDINATE, local_day

PAGE = 50


@dataclass(frozen=True)
class CoordinatorRow:
    name: str
    title: str
    unit_id: UUID
    unit: str
    cases: int
    is_away: bool


@dataclass(frozen=True)
class QueueRow:
    """A unit with people nobody is named for."""

    unit_id: UUID
    unit: str
    cases: int


@dataclass(frozen=True)
class Coordinators:
    place: str  # what the coordinating unit stands above; empty for the whole city
    rows: tuple[CoordinatorRow, ...]
    queues: tuple[QueueRow, ...]
    total: int
    page: int
    pages: int


def coordinators_of(by: Actor, *, page: int, at: datetime) -> Coordinators:
    """Those with most first, a page of fifty at a time; and the units' queues without a coordinator."""
    if not by.has(Role.COORDINATING_UNIT) or by.is_control:
        raise NotAllowed(_("The coordinating unit reads how many each coordinator has."))
    day = local_day(at)
    units = coordinated_units(by.own_unit_id)
    posts = Post.objects.active_on(day).with_role(*MAY_COORDINATE).filter(unit__holds_cases=True)
    queues = Case.objects.without_coordinator()
    if units is not None:
        posts, queues = posts.filter(unit__in=units), queues.filter(unit__in=units)
    held = Case.objects.open().filter(coordinator=OuterRef("pk")).order_by().values("coordinator")
    away = Absence.objects.filter(post=OuterRef("pk"), starts_on__lte=day, ends_on__gt=day)
    counted = posts.annotate(
        cases=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), Value(0), output_field=IntegerField()),
        away=Exists(away),
    )
    total = counted.count()
    pages = max(1, ceil(total / PAGE))
    page = min(max(1, page), pages)
    rows = counted.order_by("-cases", "unit__sort_key", "user__display_name", "pk").values_list(
        "user__display_name", "title", "unit", "unit__name", "cases", "away"
    )[(page - 1) * PAGE : page * PAGE]
    waiting = queues.order_by().values("unit", "unit__name").annotate(n=Count("pk")).order_by("-n", F("unit__name"))
    return Coordinators(
        place="" if units is None else _place(by.own_unit_id),
        rows=tuple(CoordinatorRow(*row) for row in rows),
        queues=tuple(QueueRow(row["unit"], row["unit__name"], row["n"]) for row in waiting),
        total=total,
        page=page,
        pages=pages,
    )


def _place(unit_id: UUID) -> str:
    return str(Organisation.objects.values_list("parent__name", flat=True).get(pk=unit_id))
