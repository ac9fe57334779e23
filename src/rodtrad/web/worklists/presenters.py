"""Worklists as finished words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.insight.worklists.rows import Board, BoardRow, CaseRow, MyCases, UnitOverview
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
    cases: list[CaseLine]
    case_count: int
    page: int
    pages: int


@dataclass(frozen=True)
class BoardLine:
    name: str
    unit: str
    to_unit: str
    since: str
    note: str
    is_late: bool
    owner: str
    leads_to: UUID | None
    case_id: UUID | None


@dataclass(frozen=True)
class BoardGroup:
    id: str
    heading: str
    empty: str
    lines: list[BoardLine]
    note: str = ""


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
        cases=[case_line(row, now=now) for row in found.cases],
        case_count=found.case_count,
        page=found.page,
        pages=found.pages,
    )


def _lead(found: MyCases, *, now: datetime) -> str:
    """What matters today, in a sentence."""
    late = sum(row.is_late for row in found.to_answer)
    today = dates.full_day(now)
    if found.to_answer:
        count = len(found.to_answer)
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
        note=note,
        is_long=now - row.held_since > LONG_WITHOUT,
    )


def board_groups(board: Board, *, now: datetime) -> list[BoardGroup]:
    """The groups in the order of urgency."""
    return [
        BoardGroup(
            "nobodys",
            _("Nobody's"),
            _("Nobody is without anybody. This is how it should be."),
            _lines(board.nobodys, now=now),
            _("Nobody who is there has the ball. Call the unit now."),
        ),
        BoardGroup(
            "lifted",
            _("Escalated to you"),
            _("Nothing is escalated to you. What is declined twice, or left unanswered, comes here."),
            _lines(board.lifted, now=now),
            _("You decide who takes over, or that it stays."),
        ),
        BoardGroup("late", _("Late"), _("No hand-over is late."), _lines(board.late, now=now)),
        BoardGroup("bounced", _("Sent back"), _("Nobody has been sent back."), _lines(board.bounced, now=now)),
        BoardGroup(
            "waiting",
            _("Waiting for an answer"),
            _("No hand-over waits for an answer."),
            _lines(board.waiting, now=now),
        ),
        BoardGroup(
            "without",
            _("Without a coordinator"),
            _("Everybody has a coordinator."),
            _lines(board.without_coordinator, now=now),
        ),
    ]


def _lines(rows: tuple[BoardRow, ...], *, now: datetime) -> list[BoardLine]:
    return [_board_line(row, now=now) for row in rows]


def _board_line(row: BoardRow, *, now: datetime) -> BoardLine:
    is_late = row.deadline_at is not None and row.deadline_at <= now
    parts = [row.note] if row.note else []
    if row.bounces:
        parts.append(ngettext("sent back once", "sent back %(count)s times", row.bounces) % {"count": row.bounces})
    if row.deadline_at and not row.note:
        when = dates.moment(row.deadline_at, now=now)
        late, ahead = _("the deadline passed %(when)s"), _("answer by %(when)s")
        parts.append((late if is_late else ahead) % {"when": when})
    return BoardLine(
        name=name_of(row.called, row.reference) if row.called or row.leads_to else row.reference,
        unit=row.unit,
        to_unit=row.to_unit,
        since=dates.how_long(row.since, now=now),
        note=", ".join(parts),
        is_late=is_late,
        owner=row.owner,
        leads_to=row.leads_to,
        case_id=row.case_id,
    )


def disputed_lines(board: Board, *, now: datetime) -> list[dict[str, object]]:
    return [
        {
            "id": row.clarification_id,
            "reference": row.reference,
            "unit": row.unit,
            "deadline": dates.moment(row.deadline_at, now=now),
            "is_late": row.is_late,
            "claims": row.claims,
        }
        for row in board.disputed
    ]


def duplicate_lines(board: Board, *, now: datetime) -> list[dict[str, object]]:
    return [
        {
            "id": row.hint_id,
            "first": row.first_reference,
            "second": row.second_reference,
            "reasons": reasons(row.reasons),
            "found": dates.moment(row.found_at, now=now),
        }
        for row in board.duplicates
    ]


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
