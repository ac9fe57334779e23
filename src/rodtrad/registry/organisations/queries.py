"""Reading organisations and posts, as they are on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.norwegian_text import clean
from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.models import Absence, LentAuthority, Organisation, Post, Succession
from rodtrad.registry.organisations.vocabulary import OrganisationKind

MAY_COORDINATE = (Role.COORDINATOR, Role.UNIT_LEAD)


@dataclass(frozen=True)
class PostLine:
    post_id: UUID
    user_id: UUID
    unit_id: UUID
    unit_name: str
    name: str
    title: str
    roles: tuple[str, ...]
    phone: str = ""
    away_until: date | None = None


@dataclass(frozen=True)
class UnitChoice:
    unit_id: UUID
    name: str
    under: str
    phone: str
    was_called: str = ""  # the old name that led here


def local_day(at: datetime) -> date:
    return at.astimezone(OSLO).date()


def actor_for(post_id: UUID, *, user_id: UUID, at: datetime, request_id: UUID | None = None) -> Actor | None:
    """The actor of a post, or None when it has ended, its unit is closed, or it is another user's."""
    post = (
        Post.objects.active_on(local_day(at)).select_related("unit", "user").filter(pk=post_id, user_id=user_id).first()
    )
    return _actor(post, request_id) if post else None


def _actor(post: Post, request_id: UUID | None = None) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        name=post.user.display_name,
        user_id=post.user_id,
        post_id=post.pk,
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        unit_sector=post.unit.sector,
        roles=frozenset(post.roles),
        request_id=request_id,
    )


def actor_of_post(post_id: UUID) -> Actor:
    """The actor of a post whatever the day; for playing history and for tests."""
    return _actor(Post.objects.select_related("unit", "user").get(pk=post_id))


def posts_of(user_id: UUID, *, on: date) -> list[PostLine]:
    """The posts a user may act as on a day."""
    return _lines(Post.objects.active_on(on).filter(user_id=user_id), on=on)


DEMO_ADDRESS = "@demo.example"  # logins of the demo; no real address ends so


def demo_posts(*, on: date) -> list[PostLine]:
    """The made-up posts of the demo."""
    rows = _lines(Post.objects.active_on(on).filter(user__email__endswith=DEMO_ADDRESS), on=on)
    return sorted(rows, key=lambda line: (line.unit_name, line.name))


def demo_post(post_id: str, *, on: date) -> PostLine | None:
    return next((line for line in demo_posts(on=on) if str(line.post_id) == post_id), None)


def active_posts(unit_id: UUID, *, on: date) -> list[PostLine]:
    """Everybody with a post at a unit on a day, absent or not."""
    return _lines(Post.objects.active_on(on).filter(unit_id=unit_id), on=on)


def named_posts(ids: Iterable[UUID]) -> dict[UUID, PostLine]:
    """Who acted from each post and where, whether the post has ended or not."""
    rows = Post.objects.filter(pk__in=set(ids)).select_related("unit", "user")
    return {
        row.pk: PostLine(
            row.pk, row.user_id, row.unit_id, row.unit.name, row.user.display_name, row.title, tuple(row.roles)
        )
        for row in rows
    }


def coordinators(unit_id: UUID, *, on: date) -> list[PostLine]:
    """Those at the unit who may be named coordinator, and are not away."""
    return [line for line in _of_role(unit_id, on, *MAY_COORDINATE) if line.away_until is None]


def leads(unit_id: UUID, *, on: date) -> list[PostLine]:
    return _of_role(unit_id, on, Role.UNIT_LEAD)


def _of_role(unit_id: UUID, on: date, *roles: Role) -> list[PostLine]:
    return _lines(Post.objects.active_on(on).with_role(*roles).filter(unit_id=unit_id), on=on)


def _lines(posts: QuerySet[Post], *, on: date) -> list[PostLine]:
    rows = list(posts.select_related("unit", "user").order_by("user__display_name", "pk"))
    away = dict(
        Absence.objects.filter(post__in=rows, starts_on__lte=on, ends_on__gt=on).values_list("post_id", "ends_on")
    )
    return [
        PostLine(
            post_id=post.pk,
            user_id=post.user_id,
            unit_id=post.unit_id,
            unit_name=post.unit.name,
            name=post.user.display_name,
            title=post.title,
            roles=tuple(post.roles),
            phone=post.phone or post.unit.phone,
            away_until=away.get(post.pk),
        )
        for post in rows
    ]


def posts_of_role(role: Role, *, on: date) -> list[PostLine]:
    """Everybody in the municipality who holds a role on a day."""
    return _lines(Post.objects.active_on(on).with_role(role), on=on)


def unit_of_role(role: Role, *, on: date) -> UUID | None:
    """A unit where somebody holds a role, or nothing."""
    return Post.objects.active_on(on).with_role(role).order_by("pk").values_list("unit", flat=True).first()


def posts_with_role(role: Role, *, on: date) -> list[PostLine]:
    """Everybody in the municipality who holds a role on a day."""
    return _lines(Post.objects.active_on(on).with_role(role), on=on)


def is_absent(post_id: UUID, *, on: date) -> bool:
    return Absence.objects.filter(post_id=post_id, starts_on__lte=on, ends_on__gt=on).exists()


def may_answer(by: Actor, *, on: date) -> bool:
    """Whether the post has authority to answer for its unit: coordinator, lead, or a worker who was lent it."""
    if by.has(*MAY_COORDINATE):
        return True
    return LentAuthority.objects.filter(post_id=by.own_post_id, starts_on__lte=on, ends_on__gt=on).exists()


def get_unit(unit_id: UUID) -> Organisation:
    """Raises NotFound."""
    unit = Organisation.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound(_("There is no such unit."))
    return unit


def can_hold(unit_id: UUID, *, on: date) -> bool:
    """Whether the unit is open and may hold a case on a day."""
    return Organisation.objects.active_on(on).units().filter(pk=unit_id).exists()


def heir_of(unit_id: UUID, *, on: date) -> UUID | None:
    """The unit itself while it can hold a case, else the one it became in the end, if there is one with a lead."""
    if can_hold(unit_id, on=on):
        return unit_id
    heirs = Organisation.objects.active_on(on).units().filter(pk__in=_final_successors(unit_id)).order_by("sort_key")
    return next((heir.pk for heir in heirs if leads(heir.pk, on=on)), None)


def give_names(rows: Iterable[Model]) -> None:
    """Set the posts and units that these rows point to, of whatever tables they are.

    Two queries in all: joined to each of a page's tables anew, the same posts and units take longer than its rows.
    """
    pointers = [(row, field) for row in rows for field in _pointers(type(row)) if getattr(row, field.attname)]
    wanted = {model: {getattr(r, f.attname) for r, f in pointers if f.related_model is model} for model in _NAMED}
    posts = Post.objects.select_related("user").in_bulk(wanted[Post])
    units = Organisation.objects.in_bulk(wanted[Organisation] | {post.unit_id for post in posts.values()})
    for post in posts.values():
        post.unit = units[post.unit_id]
    for row, field in pointers:
        found: dict[UUID, Any] = posts if field.related_model is Post else units
        setattr(row, field.name, found[getattr(row, field.attname)])


_NAMED = (Post, Organisation)


@cache
def _pointers(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.related_model in _NAMED]


def all_unit_names() -> list[str]:
    """Every name an organisation has or had, long and short, which a text may hold without naming anybody."""
    rows = Organisation.objects.values_list("name", "name_en", "abbreviation")
    return sorted({name for row in rows for name in row if name})


def has_unit_named(name: str, *, sectors: Iterable[str]) -> bool:
    """Whether an organisation of these sectors goes by exactly this name, long or short."""
    named = Q(name__iexact=name) | Q(name_en__iexact=name) | Q(abbreviation__iexact=name)
    return bool(name) and Organisation.objects.filter(named, sector__in=list(sectors)).exists()


def unit_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Organisation.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def choosable_units(text: str = "", *, on: date, excluding: UUID | None = None) -> list[UnitChoice]:
    """Units that can be asked to take over, found by name, short form or an old name that leads to its successor."""
    found = Organisation.objects.units().active_on(on).select_related("parent").order_by("sort_key")
    if excluding:
        found = found.exclude(pk=excluding)
    words = clean(text)
    if not words:
        return [_choice(unit) for unit in found]
    named = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(abbreviation__iexact=words)
    named |= Q(aliases__icontains=words)
    choices = [_choice(unit) for unit in found.filter(named)]
    seen = {choice.unit_id for choice in choices}
    for old in Organisation.objects.filter(named, valid_until__lte=on).order_by("sort_key"):
        heirs = [unit for unit in found.filter(pk__in=_final_successors(old.pk)) if unit.pk not in seen]
        choices += [_choice(unit, was_called=old.name) for unit in heirs]
    return choices


def _choice(unit: Organisation, was_called: str = "") -> UnitChoice:
    under = unit.parent.name if unit.parent else ""
    return UnitChoice(unit_id=unit.pk, name=unit.name, under=under, phone=unit.phone, was_called=was_called)


def _final_successors(organisation_id: UUID) -> set[UUID]:
    """What an organisation became in the end, through any number of mergers."""
    reached: set[UUID] = set()
    ahead = {organisation_id}
    while ahead:
        ahead = set(Succession.objects.filter(predecessor__in=ahead).values_list("successor_id", flat=True)) - reached
        reached |= ahead
    return reached


def ancestors(organisation_id: UUID) -> list[UUID]:
    """The organisation and everything above it, nearest first."""
    rows = Organisation.objects.raw(
        """WITH RECURSIVE up (id, parent_id, depth) AS (
               SELECT id, parent_id, 0 FROM organisations_organisation WHERE id = %s
               UNION ALL
               SELECT o.id, o.parent_id, up.depth + 1 FROM organisations_organisation o JOIN up ON o.id = up.parent_id
               WHERE up.depth < 30)
           SELECT id FROM up ORDER BY depth""",
        [organisation_id],
    )
    return [row.pk for row in rows]


def coordinating_unit_above(unit_a_id: UUID, unit_b_id: UUID, *, on: date) -> Organisation:
    """The nearest coordinating unit above both units, else the municipality's own (domain.md 3).

    A coordinating unit stands above those whose ancestors include its parent. Only one that has somebody who may
    own what is lifted counts. Raises NotFound if the municipality has none.
    """
    of_a, of_b = ancestors(unit_a_id), set(ancestors(unit_b_id))
    common = [node for node in of_a if node in of_b]
    municipality = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality_code=settings.RODTRAD_MUNICIPALITY
    ).values_list("pk", flat=True)
    places = [*common, *municipality]
    staffed = Post.objects.active_on(on).with_role(Role.COORDINATING_UNIT).values("unit")
    candidates = Organisation.objects.active_on(on).filter(
        kind=OrganisationKind.COORDINATING_UNIT, parent__in=places, pk__in=staffed
    )
    found = sorted(candidates, key=lambda unit: (places.index(unit.parent_id), unit.code))  # type: ignore[arg-type]
    if not found:
        raise NotFound(_("No coordinating unit has been set up with somebody in it. Tell the administrator."))
    return found[0]


def escalation_owners(unit_id: UUID, *, on: date) -> list[PostLine]:
    """Those who may own a lifted case at a coordinating unit, those present first."""
    lines = _of_role(unit_id, on, Role.COORDINATING_UNIT)
    return sorted(lines, key=lambda line: (line.away_until is not None, line.name, str(line.post_id)))


def absence_lines(unit_id: UUID, *, on: date) -> list[Absence]:
    """Absences at a unit that have not ended, planned ones too."""
    return list(
        Absence.objects.filter(post__unit_id=unit_id, ends_on__gt=on)
        .select_related("post__user", "stand_in__user")
        .order_by("starts_on", "pk")
    )


def loans(unit_id: UUID, *, on: date) -> list[LentAuthority]:
    return list(
        LentAuthority.objects.filter(post__unit_id=unit_id, ends_on__gt=on)
        .select_related("post__user")
        .order_by("starts_on", "pk")
    )


def unit_ids_by_code() -> dict[str, UUID]:
    """The id of every organisation under its code in the tree's file."""
    return dict(Organisation.objects.values_list("code", "pk"))


def district_codes() -> dict[str, str]:
    """The official district or municipality code of every organisation that has one."""
    rows = Organisation.objects.values_list("code", "district_code", "municipality_code")
    return {code: district or municipality for code, district, municipality in rows if district or municipality}
