"""The pack writes itself: what has changed since the last meeting. The same day gives the same pack."""

import hashlib
import json
from datetime import date, datetime, timedelta
from typing import Any

from rodtrad.programme.forums.agenda import late_decisions, meeting_before
from rodtrad.programme.forums.models import Decision, Meeting
from rodtrad.programme.forums.vocabulary import TO_FOLLOW_UP
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.measures.changes import changes_since
from rodtrad.programme.measures.queries import MeasureLine
from rodtrad.programme.measures.vocabulary import PartRole, Standing

FIRST_LOOK_BACK = timedelta(days=90)  # for a forum that has not met before
Line = dict[str, str]
Section = dict[str, Any]


def since(meeting: Meeting) -> datetime:
    before = meeting_before(meeting)
    return before.starts_at if before else meeting.starts_at - FIRST_LOOK_BACK


def write_pack(meeting: Meeting, *, on: date, figures: tuple[Line, ...] = ()) -> list[Section]:
    """Sections by code, each with lines that say what they open. Late comes first; an empty section says so by having none.

    `figures` come from whoever may count: label, value and where it is explained.
    """
    start = since(meeting)
    lines = measures.lines_in_force(on=on) if meeting.forum.follows_plans else []
    return [
        _section("LATE_DECISIONS", [_decision(one) for one in late_decisions(meeting, on=on)]),
        _section("LATE_MEASURES", [_measure(line) for line in lines if line.standing == Standing.LATE]),
        _section("DECLINED", [_declined(line) for line in lines if line.is_declined]),
        _section("CHANGED", _changes(meeting, start)),
        _section("DECIDED", [_decision(one) for one in _decided_since(meeting, start)]),
        _section("DONE", [_decision(one) for one in _done_since(meeting, start)]),
        _section("DUE_SOON", [_measure(line) for line in lines if line.standing == Standing.DUE_SOON]),
        _section("SILENT", [_measure(line) for line in lines if line.standing == Standing.SILENT]),
        _section("FIGURES", list(figures)),
    ]


def _section(code: str, lines: list[Line]) -> Section:
    return {"code": code, "lines": lines}


def _changes(meeting: Meeting, start: datetime) -> list[Line]:
    if not meeting.forum.follows_plans:
        return []
    return [
        {
            "kind": "MEASURE",
            "id": str(entry.measure_id),
            "text": entry.measure.title,
            "note": entry.text,
            "status": entry.status,
        }
        for entry in changes_since(start, until=meeting.starts_at)
    ]


def _measure(line: MeasureLine) -> Line:
    units = ", ".join(part.unit.name for part in line.parts if part.role == PartRole.RESPONSIBLE)
    due = line.measure.due_on.isoformat() if line.measure.due_on else ""
    return {"kind": "MEASURE", "id": str(line.measure.pk), "text": line.measure.title, "note": units, "due": due}


def _declined(line: MeasureLine) -> Line:
    said = "; ".join(f"{part.unit.name}: {part.reason}" for part in line.parts if part.answer == "DECLINED")
    return {"kind": "MEASURE", "id": str(line.measure.pk), "text": line.measure.title, "note": said}


def _decision(one: Decision) -> Line:
    owner = one.owner.name if one.owner else ""
    due = one.due_on.isoformat() if one.due_on else ""
    return {"kind": "DECISION", "id": str(one.pk), "text": one.text, "note": owner, "due": due}


def _decided_since(meeting: Meeting, start: datetime) -> list[Decision]:
    rows = Decision.objects.filter(forum=meeting.forum_id, decided_on__gte=start.date(), outcome__in=TO_FOLLOW_UP)
    return list(rows.select_related("owner").order_by("decided_on", "code"))


def _done_since(meeting: Meeting, start: datetime) -> list[Decision]:
    rows = Decision.objects.filter(forum=meeting.forum_id, done_at__gte=start)
    return list(rows.select_related("owner").order_by("done_at", "code"))


def snapshot(*, on: date) -> dict[str, Any]:
    """Every measure of the plans in force as it is on a day."""
    return {
        str(line.measure.pk): {
            "title": line.measure.title,
            "plan": line.measure.plan.title,
            "status": line.measure.status,
            "standing": line.standing.value,
            "due": line.measure.due_on.isoformat() if line.measure.due_on else "",
            "responsible": ", ".join(part.unit.name for part in line.parts if part.role == PartRole.RESPONSIBLE),
        }
        for line in measures.all_lines_in_force(on=on)
    }


def checksum(content: Any) -> str:
    """SHA-256 of JSON with sorted keys: the same content always gives the same sum."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
