from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.stays.queries import ManyStays, ReviewLine, StaysPage
from rodtrad.casework.stays.rules import Often
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class StayLine:
    stay_id: UUID
    heading: str
    when: str
    who: str
    is_open: bool


@dataclass(frozen=True)
class ManyLine:
    person_id: UUID
    name: str
    count: str
    coordinator: str


@dataclass(frozen=True)
class PromiseLine:
    row_id: UUID
    person_id: UUID
    name: str
    count: str
    promise: str
    who: str
    is_kept: bool
    is_carried: bool


def stays_context(page: StaysPage, *, now: datetime) -> dict[str, object]:
    """The page of one person's stays, and why they are on the list if they are."""
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "many": _why(page) if page.often.is_many else "",
        "count": how_often(page.often, months=page.months),
        "stays": [
            StayLine(
                stay_id=stay.pk,
                heading=", ".join(filter(None, [str(StayKind(stay.kind).label), stay.place])),
                when=_when(stay.starts_on, stay.ends_on, stay.planned_end_on, now=now),
                who=stay.recorded_by.user.display_name,
                is_open=stay.ends_on == OPEN_ENDED_ON,
            )
            for stay in page.stays
        ],
    }


def _when(start: date, end: date, planned: date | None, *, now: datetime) -> str:
    said = {"start": dates.short_day(start, now=now)}
    if end != OPEN_ENDED_ON:
        nights = (end - start).days
        said |= {"end": dates.short_day(end, now=now)}
        length = ngettext("%(count)s night", "%(count)s nights", nights) % {"count": nights}
        return f"{_('%(start)s to %(end)s') % said} · {length}"
    if planned:
        return _("since %(start)s, planned to %(end)s") % {**said, "end": dates.short_day(planned, now=now)}
    return _("since %(start)s") % said


def how_often(how: Often, *, months: int) -> str:
    """Both numbers, so that one long stay is not forgotten."""
    stays = ngettext("%(count)s acute stay", "%(count)s acute stays", how.stays) % {"count": how.stays}
    days = ngettext("%(count)s night", "%(count)s nights", how.days) % {"count": how.days}
    within = ngettext("in %(count)s month", "in %(count)s months", months) % {"count": months}
    return f"{stays}, {days} {within}"


def _why(page: StaysPage) -> str:
    return _(
        "Many acute stays: the rule is %(limit)s or more in %(months)s months. "
        "Only the unit that has the ball and those it shares stays with can see this."
    ) % {"limit": page.limit, "months": page.months}


def many_line(row: ManyStays, *, months: int) -> ManyLine:
    return ManyLine(
        person_id=row.person_id,
        name=name_of(row.called, row.reference),
        count=how_often(row.often, months=months),
        coordinator=row.coordinator or _("No coordinator yet"),
    )


def promise_line(line: ReviewLine, *, now: datetime) -> PromiseLine:
    who = ""
    if line.owner and line.due_on:
        late = line.due_on < local_day(now) and not line.is_kept
        by = _("%(who)s, the day passed: %(day)s") if late else _("%(who)s, by %(day)s")
        who = by % {"who": line.owner, "day": dates.short_day(line.due_on, now=now)}
    count = ngettext("%(count)s acute stay", "%(count)s acute stays", line.stays) % {"count": line.stays}
    nights = ngettext("%(count)s night", "%(count)s nights", line.days) % {"count": line.days}
    return PromiseLine(
        row_id=line.row_id,
        person_id=line.person_id,
        name=name_of(line.called, line.reference),
        count=f"{count}, {nights}",
        promise=line.promise,
        who=who,
        is_kept=line.is_kept,
        is_carried=line.is_carried,
    )
