"""Worklists as finished words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.encounters.vocabulary import AgeBand
from rodtrad.insight.worklists.rows import (
    BoardGroup,
    BoardRow,
    CaseRow,
    ClarificationRow,
    DuplicateRow,
    MetRow,
    MyCases,
    UnitOverview,
)
from rodtrad.web.district_offers.presenters import DutyLine, duty_line
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of, reasons
from rodtrad.web.wording.requests import RequestLine, request_line
from rodtrad.web.wording.roles import role_names

LONG_WITHOUT = timedelta(days=3)


@dataclass(frozen=True)
class CaseLine:
    person_id: UUID
    name: str
    need: str
    since: str
    waited: str  # how long in the lead's queue; empty when somebody is named
    note: str
    is_long: bool


@dataclass(frozen=True)
class MyCasesPage:
    lead: str
    to_answer: list[RequestLine]
    to_explain: list[RequestLine]
    refused: list[RequestLine]
    without_coordinator: list[CaseLine]
    waiting: list[RequestLine]
    to_offer: list[DutyLine]
    cases: list[CaseLine]
    to_answer_count: int
    queue_count: int
    waiting_count: int
    case_count: int
    page: int
    pages: int


@dataclass(frozen=True)
class BoardLine:
    name: str
    address: str  # empty when there is nothing to open: only a unit to call
    unit: str
    to_unit: str
    since: str
    note: str
    is_late: bool
    owner: str = ""


@dataclass(frozen=True)
class BoardSection:
    key: str
    heading: str
    empty: str
    note: str
    total: int
    lines: list[BoardLine]
    has_asked: bool  # whether the group is about units that were asked
    left: int  # how many more the group's own page holds
    page: int
    pages: int


def my_cases_page(found: MyCases, *, now: datetime) -> MyCasesPage:
    def lines(rows: tuple) -> list[RequestLine]:  # type: ignore[type-arg]
        return [request_line(row, now=now) for row in rows]

    return MyCasesPage(
        lead=_lead(found, now=now),
        to_answer=lines(found.to_answer),
        to_explain=lines(found.to_explain),
        refused=lines(found.refused),
        without_coordinator=[case_line(row, now=now) for row in found.without_coordinator],
        waiting=lines(found.waiting_for_others),
        to_offer=[duty_line(row, now=now) for row in found.to_offer],
        cases=[case_line(row, now=now) for row in found.cases],
        to_answer_count=found.to_answer_count,
        queue_count=found.queue_count,
        waiting_count=found.waiting_count,
        case_count=found.case_count,
        page=found.page,
        pages=found.pages,
    )


def _lead(found: MyCases, *, now: datetime) -> str:
    """What matters today, in a sentence."""
    late = sum(row.is_late for row in found.to_answer)
    today = dates.full_day(now)
    if found.to_answer:
        count = found.to_answer_count
        said = ngettext(
            "%(today)s. One request waits for your unit's answer.",
            "%(today)s. %(count)s requests wait for your unit's answer.",
            count,
        ) % {"today": today, "count": count}
        if late:
            said += " " + ngettext("One is late.", "%(count)s are late.", late) % {"count": late}
        return said
    return _("%(today)s. No requests wait for your unit's answer.") % {"today": today}


def case_line(row: CaseRow, *, now: datetime) -> CaseLine:
    note = ""
    if row.stands_in_for:
        note = _("for %(name)s, who is away") % {"name": row.stands_in_for}
    return CaseLine(
        person_id=row.person_id,
        name=name_of(row.called, row.reference),
        need=row.need,
        since=dates.short_day(row.unit_since, now=now),
        waited="" if row.coordinator else dates.how_long(row.held_since, now=now),
        note=note,
        is_long=now - row.held_since > LONG_WITHOUT,
    )


def board_section(group: BoardGroup, *, now: datetime) -> BoardSection:
    heading, empty, note = _board_words()[group.key]
    lines = [_board_line(row, now=now) for row in group.rows]
    return BoardSection(
        key=group.key,
        heading=heading,
        empty=empty,
        note=note,
        total=group.total,
        lines=lines,
        has_asked=any(line.to_unit for line in lines),
        left=group.total - len(lines),
        page=group.page,
        pages=group.pages,
    )


def _board_words() -> dict[str, tuple[str, str, str]]:
    """Heading, what an empty list says, and what to do, for each group."""
    return {
        "nobodys": (
            _("Nobody's"),
            _("Nobody is without anybody. This is how it should be."),
            _("Nobody who is there has the ball. Call the unit now."),
        ),
        "lifted": (
            _("Escalated to you"),
            _("Nothing is escalated to you. What is declined twice, or left unanswered, comes here."),
            _("You decide who takes over, or that it stays."),
        ),
        "met": (
            _("Want help, and nobody has taken them"),
            _("Whoever was met and wants help has been taken by somebody."),
            _("Not on record yet. Call the unit that met them: it takes them, and a case opens."),
        ),
        "late": (_("Late"), _("No hand-over is late."), ""),
        "bounced": (_("Sent back"), _("Nobody has been sent back."), ""),
        "waiting": (_("Waiting for an answer"), _("No hand-over waits for an answer."), ""),
        "without": (_("Without a coordinator"), _("Everybody has a coordinator."), ""),
        "quiet": (
            _("Quiet for long"),
            _("Something has happened with everybody lately."),
            _("No encounter, task or request for longer than the rule says. Ask the unit how they are."),
        ),
        "disputed": (
            _("Disputed belonging"),
            _("No belonging is disputed"),
            _("Never stops help: the unit that has the ball keeps it meanwhile."),
        ),
        "duplicates": (_("May be the same person"), _("No two records look like one person"), ""),
    }


def _board_line(row: BoardRow | MetRow | ClarificationRow | DuplicateRow, *, now: datetime) -> BoardLine:
    if isinstance(row, MetRow):
        return _met_line(row, now=now)
    if isinstance(row, ClarificationRow):
        return _disputed_line(row, now=now)
    if isinstance(row, DuplicateRow):
        return BoardLine(
            name=f"{row.first_reference} / {row.second_reference}",
            address=reverse("duplicate", args=[row.hint_id]),
            unit="",
            to_unit="",
            since=dates.how_long(row.found_at, now=now),
            note=reasons(row.reasons),
            is_late=False,
        )
    is_late = row.deadline_at is not None and row.deadline_at <= now
    parts = [row.note] if row.note else []
    if row.bounces:
        parts.append(ngettext("sent back once", "sent back %(count)s times", row.bounces) % {"count": row.bounces})
    if row.deadline_at and not row.note:
        parts.append(_deadline(row.deadline_at, is_late=is_late, now=now))
    return BoardLine(
        name=name_of(row.called, row.reference) if row.called or row.leads_to else row.reference,
        address=reverse("decide", args=[row.leads_to]) if row.leads_to else "",
        unit=row.unit,
        to_unit=row.to_unit,
        since=dates.how_long(row.since, now=now),
        note=", ".join(parts),
        is_late=is_late,
        owner=row.owner,
    )


def _met_line(row: MetRow, *, now: datetime) -> BoardLine:
    age = str(AgeBand(row.age_band).label) if row.age_band else _("age not known")
    return BoardLine(
        name=row.place or _("At the unit"),
        address="",
        unit=f"{row.unit} · {row.unit_phone}" if row.unit_phone else row.unit,
        to_unit="",
        since=dates.how_long(row.since, now=now),
        note=age,
        is_late=False,
    )


def _disputed_line(row: ClarificationRow, *, now: datetime) -> BoardLine:
    claims = ngettext("%(count)s statement", "%(count)s statements", row.claims) % {"count": row.claims}
    return BoardLine(
        name=row.reference,
        address=reverse("clarification", args=[row.clarification_id]),
        unit=row.unit,
        to_unit="",
        since=dates.how_long(row.opened_at, now=now),
        note=f"{claims}, {_deadline(row.deadline_at, is_late=row.is_late, now=now)}",
        is_late=row.is_late,
    )


def _deadline(at: datetime, *, is_late: bool, now: datetime) -> str:
    words = _("the deadline passed %(when)s") if is_late else _("answer by %(when)s")
    return words % {"when": dates.moment(at, now=now)}


def staff_lines(found: UnitOverview, *, now: datetime) -> list[dict[str, object]]:
    return [
        {
            "post_id": row.post_id,
            "name": row.name,
            "title": row.title or role_names(row.roles),
            "roles": role_names(row.roles),
            "cases": row.cases,
            "away": _("away until %(day)s") % {"day": dates.short_day(row.away_until, now=now)}
            if row.away_until
            else "",
        }
        for row in found.staff
    ]
