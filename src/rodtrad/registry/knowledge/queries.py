"""Reading pages as they held on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.directory.permissions import can_add
from rodtrad.registry.knowledge.models import Page, Version

MOST = 200


@dataclass(frozen=True)
class PageLine:
    page: Page
    version: Version  # the one in force, or the coming one where none is yet
    is_coming: bool
    is_late: bool  # its review has passed


@dataclass(frozen=True)
class PageView:
    line: PageLine
    versions: tuple[Version, ...]  # newest first
    services: tuple[tuple[UUID, str], ...]
    may_write: bool


def pages(
    text: str = "", *, kind: str = "", service_id: UUID | None = None, public: bool = False, on: date
) -> list[PageLine]:
    """Pages by their title; words are looked for in the version in force. At most MOST."""
    found = _all()
    if kind:
        found = found.filter(kind=kind)
    if service_id:
        found = found.filter(links__service=service_id)
    if public:
        found = found.filter(is_public=True)
    lines = [_line(page, on) for page in found.order_by("sort_key", "pk")]
    words = fold(text).split()
    return [line for line in lines if all(word in fold(f"{line.version.title} {line.version.text}") for word in words)][
        :MOST
    ]


def page_view(page_id: UUID, *, on: date, by: Actor | None = None) -> PageView:
    """A page as it held on a day. Nobody in particular reads only what is public. Raises NotFound."""
    page = _all().filter(Q(pk=page_id) & (Q() if by else Q(is_public=True))).first()
    if page is None:
        raise NotFound(_("There is no such page."))
    services = page.links.order_by("service__sort_key").values_list("service_id", "service__name")
    may_write = by is not None and can_add(page.owner_id, by=by)
    return PageView(_line(page, on), tuple(page.versions.all()), tuple(services), may_write)


def _all() -> QuerySet[Page]:
    versions = Version.objects.order_by("-number")
    return Page.objects.select_related("owner").prefetch_related(Prefetch("versions", queryset=versions))


def _line(page: Page, on: date) -> PageLine:
    versions = list(page.versions.all())
    held = next((one for one in versions if one.valid_from <= on), None)
    return PageLine(page, held or versions[-1], held is None, page.review_on < on)
