"""Entries of the directory as finished words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rodtrad.registry.directory.queries import Hit, PlaceView, SearchPage, ServiceView
from rodtrad.registry.directory.vocabulary import (
    Entrance,
    Gender,
    Openness,
    Price,
    ServiceStatus,
    Substance,
    TargetGroup,
)
from rodtrad.web.directory.hours_wording import CalendarDay, HoursLine, calendar, hours_lines, until
from rodtrad.web.wording import dates

Known = Hit | ServiceView  # both carry the entry as `service`
LOOKS = {
    Openness.OPEN: ("success", "DoorOpen"),
    Openness.CLOSED: ("neutral", "XMark"),
    Openness.UNKNOWN: ("warning", "InformationSquare"),
}


@dataclass(frozen=True)
class State:
    """Whether it is open, as a tag and a sentence beside it."""

    tag: str
    color: str
    icon: str
    sentence: str


@dataclass(frozen=True)
class HitLine:
    address: str
    name: str
    kinds: str
    state: State
    place: str
    conditions: str
    phone: str
    phone_link: str
    checked: str


@dataclass(frozen=True)
class Chip:
    """A choice that can be dropped from the page."""

    said: str
    without: str  # the address without it


@dataclass(frozen=True)
class FindPage:
    heading: str
    open_now: list[HitLine]
    others: list[HitLine]
    chips: list[Chip]
    moment: str
    page: int
    pages: int
    previous: str
    next: str


@dataclass(frozen=True)
class PlaceSection:
    place_id: UUID
    heading: str
    where: str
    map_link: str
    state: State
    hours: list[HoursLine]
    hours_text: str
    coming: list[CalendarDay]
    accessibility: str


@dataclass(frozen=True)
class Fact:
    label: str
    said: str


@dataclass(frozen=True)
class ServicePage:
    name: str
    kinds: str
    description: str
    owner: str
    phone: str
    phone_link: str
    email: str
    url: str
    places: list[PlaceSection]
    facts: list[Fact]
    staff_facts: list[Fact]
    notes: list[str]
    same_roof: list[tuple[str, str]]
    checked: str
    is_example: bool
    dates_address: str  # of the calendar of dates with other hours, if there are any


def find_page(
    found: SearchPage, asked: QueryDict, chips: list[Chip], *, now: datetime, page_name: str = "service"
) -> FindPage:
    lines = [
        (hit.openness is Openness.OPEN, hit_line(hit, instant=found.instant, now=now, page_name=page_name))
        for hit in found.hits
    ]
    heading = ngettext("%(count)s open", "%(count)s open", found.open_count) % {"count": found.open_count}
    if found.open_count == 0:
        heading = _("Nothing that fits is certain to be open")
    moment = "" if found.instant == now else dates.moment(found.instant, now=now)
    return FindPage(
        heading,
        [line for is_open, line in lines if is_open],
        [line for is_open, line in lines if not is_open],
        chips,
        moment,
        found.page,
        found.pages,
        _page_address(asked, found.page - 1) if found.page > 1 else "",
        _page_address(asked, found.page + 1) if found.page < found.pages else "",
    )


def _page_address(asked: QueryDict, page: int) -> str:
    there = asked.copy()
    there["page"] = str(page)
    return f"?{there.urlencode()}"


def hit_line(hit: Hit, *, instant: datetime, now: datetime, page_name: str = "service") -> HitLine:
    service = hit.service
    return HitLine(
        reverse(page_name, args=[service.pk]),
        in_language(service.name, service.name_en),
        ", ".join(in_language(kind.term.name, kind.term.name_en) for kind in service.kinds.all()),
        _hit_state(hit, instant=instant, now=now),
        ", ".join(filter(None, dict.fromkeys([_where(hit), _owner(hit)]))),
        ", ".join(conditions(hit)),
        service.phone,
        phone_link(service.phone),
        checked(service.verified_on, now=now),
    )


def _where(hit: Hit) -> str:
    """The address, or the name of the place where it says more than the name of the service."""
    return hit.address or (hit.location_name if hit.location_name != hit.service.name else "")


def _owner(known: Known) -> str:
    return known.service.organization.name if known.service.organization else ""


def _hit_state(hit: Hit, *, instant: datetime, now: datetime) -> State:
    return state(hit, hit.openness, hit.open_until, hit.opens_at, instant=instant, now=now)


def state(
    known: Known,
    openness: Openness,
    open_until: datetime | None,
    opens_at: datetime | None,
    *,
    instant: datetime,
    now: datetime,
) -> State:
    """The answer to "is it open?", with when it closes or opens next, and what is not certain."""
    status, verified_on = known.service.status, known.service.verified_on
    if status == ServiceStatus.PLANNED:
        return State(_("Planned"), "info", "Calendar", _("Not open yet."))
    if status == ServiceStatus.PAUSED:
        back = known.service.reopens_on
        said = (
            _("Opens again %(day)s.") % {"day": dates.day(back, now=now)} if back else _("It is not said until when.")
        )
        return State(_("Closed for a time"), "warning", "InformationSquare", said)
    if status == ServiceStatus.ENDED:
        return State(_("Closed for good"), "neutral", "XMark", "")
    color, icon = LOOKS[openness]
    if open_until:
        sentence = until(open_until, now=instant)
    elif opens_at:
        sentence = _("opens %(moment)s") % {"moment": dates.moment(opens_at, now=now)}
    else:
        sentence = _("hours not known") if openness is Openness.UNKNOWN else _("no opening in the coming weeks")
    if openness is Openness.UNKNOWN and (open_until or opens_at) and verified_on:
        sentence = _("%(hours)s, but not confirmed since %(day)s") % {
            "hours": sentence,
            "day": dates.short_day(verified_on, now=now),
        }
    return State(_tag(openness, is_now=instant == now), color, icon, sentence[:1].upper() + sentence[1:])


def _tag(openness: Openness, *, is_now: bool) -> str:
    if is_now:
        return str(openness.label)
    return {Openness.OPEN: _("Open then"), Openness.CLOSED: _("Closed then")}.get(openness, str(openness.label))


def conditions(known: Known) -> list[str]:
    return conditions_of(known.service)


def conditions_of(service: Any) -> list[str]:
    """For whom an entry is, in few words; what is not stated is not said here."""
    said = [
        service.gender != Gender.ALL and service.get_gender_display(),
        age_range(service.minimum_age, service.maximum_age),
        service.substance != Substance.NOT_STATED and service.get_substance_display(),
        service.for_relatives and _("For next of kin"),
        service.entrance != Entrance.NOT_STATED and service.get_entrance_display(),
        service.price == Price.FREE and service.get_price_display(),
    ]
    return [str(one) for one in said if one]


def age_range(youngest: int | None, oldest: int | None) -> str:
    if youngest is not None and oldest is not None:
        return _("%(from)s to %(to)s years") % {"from": youngest, "to": oldest}
    if youngest is not None:
        return _("from %(from)s years") % {"from": youngest}
    return _("up to %(to)s years") % {"to": oldest} if oldest is not None else ""


def phone_link(phone: str) -> str:
    return f"tel:{quote(phone.replace(' ', ''))}" if phone else ""


def checked(verified_on: date | None, *, now: datetime) -> str:
    """How old the entry is: the last time its owner said that it is right."""
    if not verified_on:
        return _("Not confirmed by its owner yet")
    return _("Confirmed by its owner %(day)s") % {"day": dates.short_day(verified_on, now=now)}


def in_language(nb: str, en: str) -> str:
    """The text in the reader's language, else in bokmål."""
    return en if en and (get_language() or "").startswith("en") else nb


def service_page(view: ServiceView, *, now: datetime, page_name: str = "service") -> ServicePage:
    service = view.service
    return ServicePage(
        in_language(service.name, service.name_en),
        ", ".join(in_language(term.name, term.name_en) for term in view.kinds),
        in_language(service.description, service.description_en),
        _owner(view),
        service.phone,
        phone_link(service.phone),
        service.email,
        service.url,
        [_place_section(place, view, now=now) for place in view.places],
        _facts(view),
        _staff_facts(view),
        _notes(view, now=now),
        [(reverse(page_name, args=[one.pk]), in_language(one.name, one.name_en)) for one in view.under_the_same_roof],
        checked(service.verified_on, now=now),
        service.is_example,
        reverse("service-dates", args=[service.pk]) if any(place.exceptions for place in view.places) else "",
    )


def _place_section(place: PlaceView, view: ServiceView, *, now: datetime) -> PlaceSection:
    opens_at = place.next.starts_at if place.next and not place.open_until else None
    where = ", ".join(filter(None, [place.address, place.district]))
    if place.is_protected:
        where = _("The address is not told. Call first. District: %(district)s") % {"district": place.district}
    return PlaceSection(
        place.place_id,
        place.name or _("Place"),
        where,
        f"geo:0,0?q={quote(place.address + ', ' + 'Oslo')}" if place.address else "",
        state(view, place.openness, place.open_until, opens_at, instant=now, now=now),
        hours_lines(place.hours),
        place.hours_text if not place.hours.is_known else "",
        calendar(place.hours, dates.local_date(now), now=now) if place.hours.rows else [],
        place.accessibility,
    )


def _facts(view: ServiceView) -> list[Fact]:
    service = view.service
    groups = ", ".join(str(TargetGroup(code).label) for code in service.groups)
    price = service.price_text or str(Price(service.price).label)
    facts = [
        (_("For whom"), service.get_gender_display()),
        (_("Age"), age_range(service.minimum_age, service.maximum_age) or _("No age limit stated")),
        (_("Especially for"), groups),
        (_("Drugs and alcohol"), service.get_substance_display()),
        (_("Other conditions"), service.eligibility),
        (_("How to come in"), service.application_process or service.get_entrance_display()),
        (_("Price"), price),
        (_("Languages"), ", ".join(service.languages)),
        (_("Bring"), ", ".join(view.documents)),
        (_("For people from"), ", ".join(view.areas)),
        (_("Together with"), ", ".join(view.partners)),
        (_("Run by users"), _("Yes") if service.user_run else ""),
    ]
    return [Fact(label, str(said)) for label, said in facts if said]


def _staff_facts(view: ServiceView) -> list[Fact]:
    facts = [(_("Direct number for staff"), view.staff_phone), (_("Note for staff"), view.staff_note)]
    return [Fact(label, said) for label, said in facts if said]


def _notes(view: ServiceView, *, now: datetime) -> list[str]:
    """What the reader must know before going there."""
    service, notes = view.service, []
    if view.is_stale and service.verified_on:
        day = dates.short_day(service.verified_on, now=now)
        notes.append(_("Not confirmed since %(day)s. Call before you go.") % {"day": day})
    if service.status == ServiceStatus.PLANNED:
        notes.append(_("This is planned and not open yet."))
    if service.status == ServiceStatus.PAUSED:
        notes.append(_("This is closed for a time."))
    if service.status == ServiceStatus.ENDED and service.ended_on:
        notes.append(_("Closed for good since %(day)s.") % {"day": dates.short_day(service.ended_on, now=now)})
        if service.replaced_by:
            notes.append(_("Instead: %(name)s") % {"name": service.replaced_by.name})
    return notes
