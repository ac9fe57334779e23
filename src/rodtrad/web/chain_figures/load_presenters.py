"""Caseload and continuity as finished words."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.responsibility.holdings import Contact
from rodtrad.insight.chain_figures.caseload import Caseload, HeldRow, LoadRow
from rodtrad.insight.chain_figures.continuity import Continuity, ManyRow
from rodtrad.insight.chain_figures.coordinators import Coordinators
from rodtrad.web.chain_figures.forms import CaseloadForm
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of

PAGE = 50


@dataclass(frozen=True)
class LoadLine:
    name: str
    cases: int
    address: str
    is_here: bool


@dataclass(frozen=True)
class HeldLine:
    name: str
    address: str
    coordinator: str
    since: str


@dataclass(frozen=True)
class CaseloadPage:
    sentence: str
    lines: list[LoadLine]
    list_heading: str
    people: list[HeldLine]
    page: int
    pages: int
    query: str  # what the pager must keep


@dataclass(frozen=True)
class ManyLine:
    person_id: UUID
    name: str
    count: str
    contacts: list[str]


@dataclass(frozen=True)
class ContinuityPage:
    lead: str
    spread: list[tuple[str, int]]
    many: list[ManyLine]
    empty: str


def caseload_page(found: Caseload, form: CaseloadForm, *, page: int, now: datetime) -> CaseloadPage:
    chosen = form.chosen()
    said = {"unit": found.unit, "day": dates.day(found.on, now=now), "count": found.total}
    names = {_key(row): _who(row.name) for row in found.rows}
    people = [row for row in found.people if chosen not in names or row.coordinator == _name(found, chosen)]
    pages = max(1, ceil(len(people) / PAGE))
    page = min(page, pages)
    kept = {"unit": str(form.unit_id()), "on": found.on.isoformat()}
    return CaseloadPage(
        sentence=ngettext(
            "%(unit)s had the responsibility for %(count)s person, %(day)s.",
            "%(unit)s had the responsibility for %(count)s persons, %(day)s.",
            found.total,
        )
        % said,
        lines=[_load_line(row, chosen, kept) for row in found.rows],
        list_heading=_("%(who)s: %(count)s") % {"who": names.get(chosen, _("The whole unit")), "count": len(people)},
        people=[_held_line(row, now=now) for row in people[(page - 1) * PAGE : page * PAGE]],
        page=page,
        pages=pages,
        query=urlencode({**kept, "coordinator": chosen}),
    )


def _key(row: LoadRow) -> str:
    return str(row.post_id or "queue")


def _who(name: str) -> str:
    return name or _("Without a coordinator")


def _name(found: Caseload, chosen: str) -> str:
    return next(row.name for row in found.rows if _key(row) == chosen)


def _load_line(row: LoadRow, chosen: str, kept: dict[str, str]) -> LoadLine:
    address = f"{reverse('caseload')}?{urlencode({**kept, 'coordinator': _key(row)})}#people"
    return LoadLine(_who(row.name), row.cases, address, _key(row) == chosen)


def _held_line(row: HeldRow, *, now: datetime) -> HeldLine:
    return HeldLine(
        name=name_of(row.called, row.reference) if row.person_id else row.reference,
        address=reverse("person", args=[row.person_id]) if row.person_id else "",
        coordinator=_who(row.coordinator),
        since=dates.short_day(row.since, now=now),
    )


def continuity_page(found: Continuity, *, now: datetime) -> ContinuityPage:
    limit = {"limit": found.limit}
    return ContinuityPage(
        lead=ngettext(
            "%(count)s person with %(limit)s or more coordinators in a year.",
            "%(count)s persons with %(limit)s or more coordinators in a year.",
            len(found.many),
        )
        % {"count": len(found.many), **limit},
        spread=[(_coordinators(count), people) for count, people in found.by_count],
        many=[_many_line(row, now=now) for row in found.many],
        empty=_("Nobody has had %(limit)s or more coordinators in a year") % limit,
    )


def _coordinators(count: int) -> str:
    return ngettext("%(count)s coordinator", "%(count)s coordinators", count) % {"count": count}


def _many_line(row: ManyRow, *, now: datetime) -> ManyLine:
    return ManyLine(
        row.person_id,
        name_of(row.called, row.reference),
        _coordinators(row.count),
        [_contact(contact, now=now) for contact in row.contacts],
    )


def _contact(contact: Contact, *, now: datetime) -> str:
    said = {"name": contact.name, "unit": contact.unit, "since": dates.short_day(contact.since, now=now)}
    if contact.until is None:
        return _("%(name)s, %(unit)s, since %(since)s") % said
    return _("%(name)s, %(unit)s, %(since)s to %(until)s") % {
        **said,
        "until": dates.short_day(contact.until, now=now),
    }


@dataclass(frozen=True)
class CoordinatorLine:
    name: str
    note: str
    unit: str
    cases: int
    address: str  # the caseload of the unit


@dataclass(frozen=True)
class CoordinatorsPage:
    lead: str
    lines: list[CoordinatorLine]
    queues: list[CoordinatorLine]
    page: int
    pages: int


def coordinators_page(found: Coordinators) -> CoordinatorsPage:
    place = found.place or _("the whole city")
    lead = ngettext(
        "%(count)s who may be coordinator, %(place)s.", "%(count)s who may be coordinator, %(place)s.", found.total
    )
    return CoordinatorsPage(
        lead=lead % {"count": found.total, "place": place},
        lines=[
            CoordinatorLine(
                row.name, _("away") if row.is_away else row.title, row.unit, row.cases, _caseload(row.unit_id)
            )
            for row in found.rows
        ],
        queues=[CoordinatorLine("", "", row.unit, row.cases, _caseload(row.unit_id)) for row in found.queues],
        page=found.page,
        pages=found.pages,
    )


def _caseload(unit_id: UUID) -> str:
    return f"{reverse('caseload')}?{urlencode({'unit': unit_id})}"
