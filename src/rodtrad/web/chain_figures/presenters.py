"""The chain as finished words."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.district_offers.queries import InTime
from rodtrad.casework.responsibility.certificates import CertificateLine, Certificates, Night
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.chain_figures.overview import ChainOverview
from rodtrad.registry.organisations.coordination import Coordination
from rodtrad.web.chain_figures.figure_presenters import FigureLink, figure_link
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class Mark:
    """A status: its words, colour and icon."""

    words: str
    color: str
    icon: str


@dataclass(frozen=True)
class NightRow:
    day: str
    mark: Mark
    said: str


@dataclass(frozen=True)
class CertificateBox:
    """The certificate as it is shown on any page: one sentence to read, and what to do if it is not clean."""

    sentence: str
    mark: Mark
    made: str
    what_to_do: str
    nights: list[NightRow]


@dataclass(frozen=True)
class PlaceRow:
    place: str
    unit: str
    mark: Mark


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class ChainPage:
    certificate: CertificateBox
    month: str
    figures: list[FigureLink]
    in_time: str
    links: list[Link]  # rooms that only some of the readers have
    places: list[PlaceRow]
    missing: str
    whole: list[PlaceRow]


def chain_page(found: ChainOverview, *, by: Actor, now: datetime) -> ChainPage:
    rows = [(place, _place_row(place)) for place in found.coordination]
    missing = [row for place, row in rows if place.is_missing]
    return ChainPage(
        certificate=certificate_box(found.certificates, now=now),
        month=dates.month(found.figures[0].month.first_day),
        in_time=_in_time(found.in_time, dates.month(found.figures[0].month.first_day)),
        links=_links(by),
        figures=[figure_link(one) for one in found.figures],
        places=missing,
        missing=_missing(len(missing), len(rows)),
        whole=[row for place, row in rows if not place.is_missing],
    )


def _in_time(found: InTime | None, month: str) -> str:
    if found is None:
        return _("Hidden in %(month)s: fewer than five, or it would give such a number away.") % {"month": month}
    if not found.due:
        return _("None in %(month)s.") % {"month": month}
    return ngettext(
        "%(count)s was to be offered in %(month)s; %(late)s too late or not at all.",
        "%(count)s were to be offered in %(month)s; %(late)s too late or not at all.",
        found.due,
    ) % {"count": found.due, "late": found.late, "month": month}


def _links(by: Actor) -> list[Link]:
    is_lead = by.has(Role.UNIT_LEAD) and by.gives_care
    links = []
    if is_lead or by.has(Role.COORDINATING_UNIT):
        links.append(Link(_("Caseload"), reverse("caseload")))
    if is_lead:
        links.append(Link(_("Coordinators over time"), reverse("continuity")))
    return links


def certificate_box(found: Certificates, *, now: datetime) -> CertificateBox:
    """Also for other pages that show whether the chain holds."""
    latest = found.latest
    return CertificateBox(
        sentence=certificate_sentence(latest) if latest else _("No certificate has ever been made."),
        mark=_mark(latest, is_old=found.is_old),
        made=_made(latest, now=now) if latest else "",
        what_to_do=_what_to_do(latest, is_old=found.is_old),
        nights=[_night_row(night, now=now) for night in found.nights],
    )


def certificate_sentence(line: CertificateLine) -> str:
    said = _("Unowned %(unowned)s, doubly owned %(doubly)s.") % {"unowned": line.unowned, "doubly": line.doubly_owned}
    if line.other_flaws:
        said += " " + ngettext("One other fault.", "%(count)s other faults.", line.other_flaws) % {
            "count": line.other_flaws
        }
    return said


def _made(line: CertificateLine, *, now: datetime) -> str:
    said = {"count": line.cases, "when": dates.moment(line.checked_at, now=now)}
    return (
        ngettext("%(count)s case was looked at %(when)s.", "%(count)s cases were looked at %(when)s.", line.cases)
        % said
    )


def _mark(line: CertificateLine | None, *, is_old: bool = False) -> Mark:
    if line is None:
        return Mark(_("Missing"), "danger", "ExclamationmarkTriangle")
    if not line.is_clean:
        return Mark(_("Failed"), "danger", "ExclamationmarkTriangle")
    if is_old:
        return Mark(_("Too old"), "warning", "Hourglass")
    return Mark(_("Holds"), "success", "ShieldCheckmark")


def _what_to_do(line: CertificateLine | None, *, is_old: bool) -> str:
    if line is not None and not line.is_clean:
        return _("The coordinating unit and the administrator have a task. Ask them what was wrong, and for whom.")
    if line is None or is_old:
        return _("It is made every night. Ask the administrator whether the jobs run; until then nothing is proved.")
    return ""


def _night_row(night: Night, *, now: datetime) -> NightRow:
    line = night.certificate
    said = certificate_sentence(line) if line else _("No certificate that day.")
    return NightRow(dates.day(night.day, now=now), _mark(line), said)


def _place_row(place: Coordination) -> PlaceRow:
    if not place.unit:
        return PlaceRow(place.place, "", Mark(_("No coordinating unit"), "danger", "ExclamationmarkTriangle"))
    if not place.is_staffed:
        return PlaceRow(place.place, place.unit, Mark(_("Nobody works there"), "danger", "ExclamationmarkTriangle"))
    return PlaceRow(place.place, place.unit, Mark(_("In place"), "success", "CheckmarkCircle"))


def _missing(missing: int, total: int) -> str:
    if not missing:
        return _("Every district and hospital has a coordinating unit.")
    return ngettext(
        "%(count)s of %(total)s districts and hospitals has no coordinating unit.",
        "%(count)s of %(total)s districts and hospitals have no coordinating unit.",
        missing,
    ) % {"count": missing, "total": total}
