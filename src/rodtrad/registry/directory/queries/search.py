"""Finding help. Open services first; hours that nobody confirmed are neither open nor closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, Value, When

from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory.models import Opening, Service, ServiceAtLocation
from rodtrad.registry.directory.rules.wishes import understand
from rodtrad.registry.directory.vocabulary import Gender, Openness, ServiceStatus, Substance
from rodtrad.registry.organisations.queries import local_day

PAGE_SIZE = 20
NIGHT = time(2)  # whoever is open then is open through the night
FOUND = (ServiceStatus.PUBLISHED, ServiceStatus.PAUSED, ServiceStatus.PLANNED)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is looked for. Empty means that it does not matter."""

    text: str = ""
    when: str = ""  # NOW, TONIGHT, AT with `at`, or empty
    at: datetime | None = None
    kind: str = ""
    life_area: str = ""
    area: str = ""  # a district code or a zone
    gender: str = ""
    age: int | None = None
    substance: str = ""
    relatives: bool = False
    group: str = ""
    entrance: str = ""
    price: str = ""
    user_run: bool = False
    with_not_stated: bool = False  # also those that have not said what is asked for
    dropped: tuple[str, ...] = ()  # what plain words asked for, and the reader took away again


@dataclass(frozen=True)
class Hit:
    """A service at a place, and whether it is open at the instant asked for."""

    place_id: UUID
    service: Service
    location_name: str
    address: str
    district_code: str
    openness: Openness
    open_until: datetime | None
    opens_at: datetime | None  # the next time, if it is not open


@dataclass(frozen=True)
class SearchPage:
    hits: tuple[Hit, ...]
    total: int
    open_count: int
    page: int
    pages: int
    instant: datetime  # the moment that open and closed are told for
    understood: dict[str, str]  # what plain words in the text asked for


def search(wish: Wish, *, page: int = 1, page_size: int = PAGE_SIZE, at: datetime) -> SearchPage:
    """One page of what fits, open first. Keeps nothing about who asked or for what."""
    understood = understand(wish.text)
    kept = {name: value for name, value in understood.asks.items() if name not in wish.dropped}
    asked = {**kept, **_said(wish)}
    instant = _instant(asked.get("when", ""), wish.at, at)
    found = _matching(wish, asked, understood.words)
    total = found.count()
    open_count = found.filter(_is_open(instant)).count()
    pages = max(1, -(-total // page_size))
    page = min(page, pages)
    if page * page_size <= open_count:  # the open come first: no need to sort the others
        found = found.filter(_is_open(instant))
    ordered = _in_order(found, understood.words, instant)
    rows = list(
        ordered.select_related("service__organization", "location").prefetch_related("service__kinds__term")[
            (page - 1) * page_size : page * page_size
        ]
    )
    return SearchPage(tuple(hits(rows, instant)), total, open_count, page, pages, instant, kept)


def hits(rows: list[ServiceAtLocation], instant: datetime) -> Iterable[Hit]:
    """Rows with their openness at an instant; one question to the database for all of them."""
    openings: dict[UUID, list[tuple[datetime, datetime]]] = {}
    ahead = Opening.objects.filter(place__in=[row.pk for row in rows], ends_at__gt=instant).order_by("starts_at")
    for place_id, starts_at, ends_at in ahead.values_list("place", "starts_at", "ends_at"):
        openings.setdefault(place_id, []).append((starts_at, ends_at))
    for row in rows:
        mine = openings.get(row.pk, [])
        is_on = bool(mine) and mine[0][0] <= instant
        hidden = row.location.is_protected
        yield Hit(
            row.pk,
            row.service,
            "" if hidden else row.location.name,
            "" if hidden else row.location.address,
            row.location.district_code,
            openness(row, is_on=is_on, instant=instant),
            in_one_go(mine) if is_on else None,
            mine[0][0] if mine and not is_on else None,
        )


def in_one_go(openings: list[tuple[datetime, datetime]]) -> datetime:
    """When the first opening ends, with those that follow on it without a break."""
    end = openings[0][1]
    for starts_at, ends_at in openings[1:]:
        if starts_at > end:
            break
        end = max(end, ends_at)
    return end


def openness(row: ServiceAtLocation, *, is_on: bool, instant: datetime) -> Openness:
    """The answer to "is it open?" from what was worked out, the life of the entry and when it was last confirmed."""
    service = row.service
    if service.status != ServiceStatus.PUBLISHED:
        return Openness.CLOSED
    if not row.hours_known or service.verify_by is None or service.verify_by < local_day(instant):
        return Openness.UNKNOWN
    return Openness.OPEN if is_on else Openness.CLOSED


def _said(wish: Wish) -> dict[str, Any]:
    """What was chosen in the form, which wins over what plain words asked for."""
    said = {
        "when": wish.when,
        "gender": wish.gender,
        "age": wish.age,
        "substance": wish.substance,
        "relatives": "YES" if wish.relatives else "",
        "price": wish.price,
        "entrance": wish.entrance,
    }
    return {name: value for name, value in said.items() if value not in ("", None)}


def _instant(when: str, chosen: datetime | None, at: datetime) -> datetime:
    """The moment asked about: now, the coming night, or the one chosen."""
    if when == "AT" and chosen is not None:
        return chosen
    if when == "TONIGHT":
        local = at.astimezone(OSLO)
        day = local.date() if local.time() < NIGHT else local.date() + timedelta(days=1)
        return datetime.combine(day, NIGHT, tzinfo=OSLO)
    return at


def _matching(wish: Wish, asked: dict[str, Any], words: tuple[str, ...]) -> QuerySet[ServiceAtLocation]:
    found = ServiceAtLocation.objects.filter(service__status__in=FOUND)
    for word in words:
        found = found.filter(Q(search_text__trigram_word_similar=word) | Q(search_text__contains=word))
    if wish.kind:
        found = found.filter(service__kinds__term__code=wish.kind)
    if wish.life_area:
        of_area = Service.objects.filter(kinds__term__life_area=wish.life_area)
        found = found.filter(service__in=of_area)
    if wish.area:
        is_for = Q(service__areas__area_code=wish.area)
        here = Q(location__district_code=wish.area) | Q(location__zone=wish.area) | is_for
        found = found.filter(pk__in=ServiceAtLocation.objects.filter(here).values("pk"))
    if wish.group:
        found = found.filter(service__groups__contains=[wish.group])
    if wish.user_run:
        found = found.filter(service__user_run=True)
    return found.filter(_is_for(asked, with_not_stated=wish.with_not_stated))


def _is_for(asked: dict[str, Any], *, with_not_stated: bool) -> Q:
    fits = Q()
    if asked.get("gender"):
        fits &= Q(service__gender=asked["gender"]) | (Q(service__gender=Gender.ALL) if with_not_stated else Q(pk=None))
    if asked.get("age") is not None:
        age = int(asked["age"])
        fits &= Q(service__minimum_age=None) | Q(service__minimum_age__lte=age)
        fits &= Q(service__maximum_age=None) | Q(service__maximum_age__gte=age)
    for name in ("substance", "price", "entrance"):
        if asked.get(name):
            wanted = [asked[name], *([Substance.NOT_STATED] if with_not_stated else [])]
            fits &= Q(**{f"service__{name}__in": wanted})
    if asked.get("relatives"):
        fits &= Q(service__for_relatives=True)
    return fits


def _is_open(instant: datetime) -> Q:
    return Q(
        pk__in=Opening.objects.at(instant).values("place"),
        service__status=ServiceStatus.PUBLISHED,
        service__verify_by__gte=local_day(instant),
        hours_known=True,
    )


def _in_order(
    found: QuerySet[ServiceAtLocation], words: tuple[str, ...], instant: datetime
) -> QuerySet[ServiceAtLocation]:
    """Open, then perhaps open, then the rest; the best match of the words first, then the name."""
    perhaps = Q(pk__in=Opening.objects.at(instant).values("place"), service__status=ServiceStatus.PUBLISHED)
    likeness: Any = Value(0.0, output_field=FloatField())
    for word in words:
        likeness = likeness + TrigramWordSimilarity(word, F("search_text"))
    standing = Case(
        When(_is_open(instant), then=0),
        When(perhaps, then=1),
        When(service__status=ServiceStatus.PUBLISHED, then=2),
        default=3,
        output_field=IntegerField(),
    )
    return found.annotate(standing=standing, likeness=likeness).order_by(
        "standing", "-likeness", "service__sort_key", "pk"
    )
