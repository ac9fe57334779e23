"""The work list and the month as finished words."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.foundation.actor import Actor
from rodtrad.insight.work_list.month import UnitMonth
from rodtrad.insight.work_list.rows import Drop, Group, WorkList, WorkRow
from rodtrad.insight.work_list.vocabulary import Reason, Whose
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of
from rodtrad.web.work_list.forms import ALL, WorkForm

COLORS = {Reason.TO_ANSWER: "warning", Reason.OVERDUE: "danger", Reason.REFUSED: "warning"}


@dataclass(frozen=True)
class WorkLine:
    name: str
    address: str  # empty for a unit one must act from another post to open
    unit: str
    coordinator: str
    due: str


@dataclass(frozen=True)
class WorkSection:
    key: str
    heading: str
    note: str
    lines: list[WorkLine]
    more: str


@dataclass(frozen=True)
class DropLine:
    sentence: str
    address: str


@dataclass(frozen=True)
class WorkPage:
    lead: str
    sections: list[WorkSection]
    drops: list[DropLine]
    has_units: bool


def unit_choices(actors: list[Actor]) -> list[tuple[str, str]]:
    return [(str(actor.unit_id), actor.unit_name) for actor in actors]


def work_page(found: WorkList, form: WorkForm, *, by: Actor, now: datetime) -> WorkPage:
    shown = sum(group.count for group in found.groups)
    said = {"shown": shown, "total": found.total}
    return WorkPage(
        lead=ngettext("%(shown)s of %(total)s on the list.", "%(shown)s of %(total)s on the list.", shown) % said,
        sections=[_section(group, by=by, now=now) for group in found.groups],
        drops=[_drop(drop, form) for drop in found.drops],
        has_units=len(found.units) > 1,
    )


def _section(group: Group, *, by: Actor, now: datetime) -> WorkSection:
    note = _("next %(when)s") % {"when": dates.moment(group.next_at, now=now)} if group.next_at else ""
    left = group.count - len(group.rows)
    more = ngettext("And %(count)s more; narrow the list.", "And %(count)s more; narrow the list.", left)
    return WorkSection(
        key=group.reason.value.lower(),
        heading=_("%(reason)s: %(count)s") % {"reason": group.reason.label, "count": group.count},
        note=note,
        lines=[_line(row, by=by, now=now) for row in group.rows],
        more=more % {"count": left} if left else "",
    )


def _line(row: WorkRow, *, by: Actor, now: datetime) -> WorkLine:
    address = reverse("request", args=[row.request_id]) if row.request_id else reverse("person", args=[row.person_id])
    return WorkLine(
        name=name_of(row.called, row.reference),
        address=address if row.unit_id == by.unit_id else "",
        unit=row.unit,
        coordinator=row.coordinator,
        due=dates.moment(row.due_at, now=now) if row.due_at else "",
    )


def _drop(drop: Drop, form: WorkForm) -> DropLine:
    words = {
        "reason": ngettext("Leave out why: %(count)s is left", "Leave out why: %(count)s are left", drop.hits),
        "unit": ngettext("Leave out the unit: %(count)s is left", "Leave out the unit: %(count)s are left", drop.hits),
        "whose": ngettext("Leave out whose: %(count)s is left", "Leave out whose: %(count)s are left", drop.hits),
    }
    usual = {"reason": ALL, "unit": ALL, "whose": Whose.ALL.value}
    kept = {**form.data, drop.name: usual[drop.name]}
    return DropLine(
        words[drop.name] % {"count": drop.hits}, f"{reverse('work-list')}?{urlencode({k: kept[k] for k in usual})}"
    )


@dataclass(frozen=True)
class MonthTable:
    unit: str
    rows: list[tuple[str, str]]


def month_tables(found: list[UnitMonth], *, at: datetime) -> list[MonthTable]:
    """All together first, when there are several."""
    tables = [MonthTable(one.unit, _facts([one], at=at)) for one in found]
    return [MonthTable(_("All my units"), _facts(found, at=at)), *tables] if len(found) > 1 else tables


def _declined(found: list[UnitMonth], *, at: datetime) -> list[tuple[str, str]]:
    """Why, in the words of the list of that day, each as a row under the number."""
    words = {code.code: code.label for code in rulebook.codes("codes.decline_reasons", on=local_day(at))}
    reasons: Counter[str] = Counter()
    for one in found:
        reasons.update(dict(one.declines))
    return [
        (_("Not accepted: %(why)s") % {"why": words.get(code, code).lower()}, str(n))
        for code, n in reasons.most_common()
    ]


def _leaving(found: list[UnitMonth]) -> list[tuple[str, str]]:
    """How people left places, with n."""

    def of(name: str) -> int:
        return sum(getattr(one.leaving, name) for one in found)

    part = _("%(part)s of %(whole)s")
    return [
        (_("Let go of without a place to live"), part % {"part": of("overridden"), "whole": of("happened")}),
        (_("Let go of without a home of their own"), part % {"part": of("without_own_home"), "whole": of("happened")}),
        (_("Left a place unplanned"), str(of("left"))),
        (_("Of them told of a day or more later"), part % {"part": of("told_late"), "whole": of("left")}),
    ]


def _facts(found: list[UnitMonth], *, at: datetime) -> list[tuple[str, str]]:
    def of(name: str) -> int:
        return sum(getattr(one, name) for one in found)

    part = _("%(part)s of %(whole)s")
    met = {"part": of("meetings_held"), "whole": of("meetings_held") + of("meetings_not_held")}
    offers = {"part": sum(one.offers.late for one in found), "whole": sum(one.offers.due for one in found)}
    return [
        (_("Came in at the unit"), str(of("came_in"))),
        (_("Taken over from others"), str(of("taken_over"))),
        (_("Handed over to others"), str(of("handed_over"))),
        (_("Closed"), str(of("closed"))),
        (
            _("Of them with ordinary district services in place"),
            part % {"part": of("to_ordinary_services"), "whole": of("closed")},
        ),
        (_("Hand-overs answered after the deadline"), part % {"part": of("answered_late"), "whole": of("answered")}),
        (_("Not accepted, or left unanswered"), str(of("bounces"))),
        *_declined(found, at=at),
        (_("Joint meetings held, of those settled"), part % met),
        (_("Offered too late to their district, or not at all"), part % offers),
        *_leaving(found),
        (_("The unit's people at the end"), str(of("held"))),
        (_("Of them without a coordinator"), str(of("without_coordinator"))),
    ]
