"""Writing pages: each change is a new version from a day on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.norwegian_text import clean, sort_key
from rodtrad.registry.directory.permissions import can_add
from rodtrad.registry.knowledge.models import Page, PageService, Version
from rodtrad.registry.organisations.queries import local_day

LONGEST = 6000
_ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .]?\d{5}(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a version says, and from when."""

    title: str
    text: str
    valid_from: date
    source: str = ""
    change: str = ""


@transaction.atomic
def add_page(
    code: str,
    *,
    kind: str,
    owner_id: UUID,
    text: Text,
    review_on: date,
    is_public: bool = False,
    service_ids: Sequence[UUID] = (),
    by: Actor,
    at: datetime,
) -> Page:
    """A new page with its first version. Raises DomainError naming the field."""
    _check_can_write(owner_id, by=by)
    _check(text, review_on, on=local_day(at))
    page = Page.objects.create(
        code=code, kind=kind, owner_id=owner_id, is_public=is_public, review_on=review_on, sort_key=sort_key(text.title)[:400]
    )  # fmt: skip
    _write(page, text, number=1, by=by, at=at)
    _link(page, service_ids)
    audit.record("knowledge.page.added", by=by, at=at, subject_id=page.pk)
    return page


@transaction.atomic
def change_page(
    page_id: UUID, *, text: Text, review_on: date, is_public: bool, service_ids: Sequence[UUID], by: Actor, at: datetime
) -> Version:
    """A new version from a day that has not passed. The earlier ones stay as they were."""
    page = _locked(page_id)
    _check_can_write(page.owner_id, by=by)
    _check(text, review_on, on=local_day(at))
    newest = page.versions.order_by("-number").first()
    assert newest is not None
    if text.valid_from < local_day(at):
        raise DomainError(
            _("A new version holds from today or later. What held before is not changed."), field="valid_from"
        )
    if text.valid_from <= newest.valid_from:
        raise DomainError(_("There is a version from that day already. Choose a later day."), field="valid_from")
    page.review_on, page.is_public, page.sort_key = review_on, is_public, sort_key(text.title)[:400]
    page.save()
    version = _write(page, text, number=newest.number + 1, by=by, at=at)
    _link(page, service_ids)
    audit.record("knowledge.page.changed", by=by, at=at, subject_id=page.pk)
    return version


@transaction.atomic
def reviewed(page_id: UUID, *, next_on: date, by: Actor, at: datetime) -> Page:
    """Its owner has read it and it still holds, until the next review."""
    page = _locked(page_id)
    _check_can_write(page.owner_id, by=by)
    if next_on <= local_day(at):
        raise DomainError(_("Choose a day that has not come yet."), field="next_on")
    page.review_on = next_on
    page.save(update_fields=["review_on"])
    audit.record("knowledge.page.reviewed", by=by, at=at, subject_id=page.pk)
    return page


def _check_can_write(owner_id: UUID, *, by: Actor) -> None:
    if not can_add(owner_id, by=by):
        raise NotAllowed(_("Only the owner of a page and the directory's editor write it."))


def _check(text: Text, review_on: date, *, on: date) -> None:
    if not clean(text.title):
        raise DomainError(_("Write a title."), field="title")
    if not text.text.strip():
        raise DomainError(_("Write the text."), field="text")
    if len(text.text) > LONGEST:
        raise DomainError(_("Keep it short: at most 6000 letters. Divide it into two pages."), field="text")
    for field, said in (("title", text.title), ("text", text.text), ("change", text.change), ("source", text.source)):
        if _ELEVEN_DIGITS.search(said):
            raise DomainError(
                _("There are eleven digits here that may be somebody's number. Take them out."), field=field
            )
    if review_on <= on:
        raise DomainError(_("Choose a day that has not come yet."), field="review_on")


def _write(page: Page, text: Text, *, number: int, by: Actor, at: datetime) -> Version:
    return Version.objects.create(
        page=page, number=number, title=clean(text.title), text=text.text.strip(), source=text.source,
        change=text.change, valid_from=text.valid_from, written_at=at, written_by_id=by.post_id,
    )  # fmt: skip


def _link(page: Page, service_ids: Sequence[UUID]) -> None:
    PageService.objects.filter(page=page).delete()
    PageService.objects.bulk_create(PageService(page=page, service_id=one) for one in set(service_ids))


def _locked(page_id: UUID) -> Page:
    page = Page.objects.select_for_update().filter(pk=page_id).first()
    if page is None:
        raise NotFound(_("There is no such page."))
    return page
