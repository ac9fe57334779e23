"""The tree as an administrator reads it: what is open and what it came from. Nothing about persons."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from rodtrad.foundation.norwegian_text import clean
from rodtrad.registry.organisations.models import Organisation, Post, Succession
from rodtrad.registry.organisations.queries import PostLine, active_posts, get_unit

PAGE = 50


@dataclass(frozen=True)
class UnitLine:
    unit_id: UUID
    name: str
    kind: str
    under: str
    until: date | None  # when it was closed
    posts: int


@dataclass(frozen=True)
class UnitPage:
    unit: Organisation
    under: UnitLine | None
    below: tuple[UnitLine, ...]
    before: tuple[UnitLine, ...]  # what it came from
    after: tuple[UnitLine, ...]  # what it became
    posts: tuple[PostLine, ...]
    is_open: bool


def find_units(text: str, *, page: int, on: date) -> tuple[list[UnitLine], int]:
    """A page of organisations by name, short form or an old name, with what an old one became, and how many in all.

    Without words: those at the top of the tree and those that can hold a case.
    """
    words = clean(text)
    found = Organisation.objects.select_related("parent").order_by("sort_key", "pk")
    if words:
        named = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(abbreviation__iexact=words)
        named |= Q(aliases__icontains=words)
        old = found.filter(named, valid_until__lte=on).values("pk")
        heirs = Succession.objects.filter(predecessor__in=old).values("successor")
        found = found.filter(named | Q(pk__in=heirs))
    else:
        found = found.active_on(on).units()
    begin = (page - 1) * PAGE
    return _lines(found[begin : begin + PAGE], on=on), found.count()


def unit_page(unit_id: UUID, *, on: date) -> UnitPage:
    """One organisation and its neighbours. Raises NotFound."""
    unit = get_unit(unit_id)
    tree = Organisation.objects.select_related("parent").order_by("sort_key", "pk")
    came_from = Succession.objects.filter(successor=unit).values("predecessor")
    became = Succession.objects.filter(predecessor=unit).values("successor")
    under = _lines(tree.filter(pk=unit.parent_id), on=on) if unit.parent_id else []
    return UnitPage(
        unit=unit,
        under=under[0] if under else None,
        below=tuple(_lines(tree.filter(parent=unit), on=on)),
        before=tuple(_lines(tree.filter(pk__in=came_from), on=on)),
        after=tuple(_lines(tree.filter(pk__in=became), on=on)),
        posts=tuple(active_posts(unit.pk, on=on)),
        is_open=unit.valid_from <= on < unit.valid_until,
    )


def _lines(found: QuerySet[Organisation], *, on: date) -> list[UnitLine]:
    units = list(found)
    counts: dict[UUID, int] = {}
    for unit_id in Post.objects.active_on(on).filter(unit__in=[u.pk for u in units]).values_list("unit_id", flat=True):
        counts[unit_id] = counts.get(unit_id, 0) + 1
    return [
        UnitLine(
            unit_id=unit.pk,
            name=unit.name,
            kind=unit.get_kind_display(),
            under=unit.parent.name if unit.parent else "",
            until=unit.valid_until if unit.valid_until <= on else None,
            posts=counts.get(unit.pk, 0),
        )
        for unit in units
    ]
