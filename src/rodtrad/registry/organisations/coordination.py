"""Which city districts and hospitals have a coordinating unit with somebody in it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.models import Organisation, Post
from rodtrad.registry.organisations.queries import ancestors
from rodtrad.registry.organisations.vocabulary import OrganisationKind

# Health and Care Services Act section 7-3 and Specialist Health Services Act section 2-5 a: each has one.
MUST_HAVE_ONE = (OrganisationKind.DISTRICT, OrganisationKind.HOSPITAL)


@dataclass(frozen=True)
class Coordination:
    """A district or hospital and its coordinating unit; `unit` is empty when it has none."""

    place_id: UUID
    place: str
    kind: str
    unit: str = ""
    is_staffed: bool = False

    @property
    def is_missing(self) -> bool:
        return not self.unit or not self.is_staffed


def coordination(*, on: date) -> list[Coordination]:
    """Every district and hospital that is open on a day, those without a coordinating unit first."""
    found = Organisation.objects.active_on(on)
    units = found.filter(kind=OrganisationKind.COORDINATING_UNIT).order_by("-sort_key")
    by_place = {unit.parent_id: unit for unit in units}
    staffed = set(Post.objects.active_on(on).with_role(Role.COORDINATING_UNIT).values_list("unit", flat=True))
    places = [
        Coordination(place.pk, place.name, place.kind, unit.name if unit else "", bool(unit and unit.pk in staffed))
        for place in found.filter(kind__in=MUST_HAVE_ONE).order_by("sort_key", "pk")
        for unit in [by_place.get(place.pk)]
    ]
    return sorted(places, key=lambda place: not place.is_missing)


def is_coordinated_by(unit_id: UUID, coordinating_unit_id: UUID) -> bool:
    """Whether a coordinating unit stands above a unit; the municipality's own stands above all."""
    place = Organisation.objects.filter(kind=OrganisationKind.COORDINATING_UNIT, pk=coordinating_unit_id).values_list(
        "parent", "parent__kind"
    )
    return any(kind == OrganisationKind.MUNICIPALITY or parent in ancestors(unit_id) for parent, kind in place)


def coordinated_units(coordinating_unit_id: UUID) -> set[UUID] | None:
    """Every organisation a coordinating unit stands above: the place it belongs to and all below. None is the whole city.

    The municipality's own stands above all, also hospitals and organisations outside the municipality.
    """
    own = Organisation.objects.select_related("parent").get(pk=coordinating_unit_id)
    if own.parent is None or own.parent.kind == OrganisationKind.MUNICIPALITY:
        return None
    below: dict[UUID | None, list[UUID]] = {}
    for unit_id, parent_id in Organisation.objects.values_list("pk", "parent"):
        below.setdefault(parent_id, []).append(unit_id)
    found, ahead = {own.parent.pk}, [own.parent.pk]
    while ahead:
        children = below.get(ahead.pop(), [])
        found.update(children)
        ahead += children
    return found


def citys_own(*, on: date) -> UUID | None:
    """The coordinating unit of the municipality itself, if somebody works there."""
    staffed = Post.objects.active_on(on).with_role(Role.COORDINATING_UNIT).values("unit")
    own = Organisation.objects.active_on(on).filter(
        kind=OrganisationKind.COORDINATING_UNIT, parent__kind=OrganisationKind.MUNICIPALITY, pk__in=staffed
    )
    return own.order_by("code").values_list("pk", flat=True).first()


def units_of_districts() -> dict[UUID, str]:
    """The code of the city district each organisation stands under, for those that stand under one."""
    tree = dict(Organisation.objects.values_list("pk", "parent"))
    codes = dict(
        Organisation.objects.filter(kind=OrganisationKind.DISTRICT)
        .exclude(district_code="")
        .values_list("pk", "district_code")
    )
    found: dict[UUID, str] = {}
    for unit_id in tree:
        above: UUID | None = unit_id
        while above is not None and above not in codes:
            above = tree[above]
        if above is not None:
            found[unit_id] = codes[above]
    return found
