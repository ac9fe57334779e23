"""Loading forums as the documents tell of them. Members are organisations; a rhythm that is not stated is not guessed."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.forums.models import Decision, Forum, Membership, Rhythm
from rodtrad.programme.forums.vocabulary import ForumKind, Level, Seat
from rodtrad.registry.organisations.queries import unit_ids_by_code

FIRST_DAY = date(1900, 1, 1)
Row = dict[str, Any]


def known_forums() -> list[Row]:
    """The forums of the documents, without meetings around one person and roles, which are no forums."""
    content = (files("rodtrad.programme.forums") / "data" / "forums.yaml").read_text()
    rows: list[Row] = yaml.safe_load(content)["forums"]
    return [row for row in rows if row["kind"] in ForumKind.values and row["level"] in Level.values]


@transaction.atomic
def load_forums(rows: list[Row], *, by: Actor, at: datetime) -> int:
    """Load forums that are not there yet. Returns how many; loading twice adds nothing."""
    units, there = unit_ids_by_code(), set(Forum.objects.values_list("code", flat=True))
    new = [row for row in rows if row["id"] not in there]
    for row in new:
        forum = Forum.objects.create(
            code=row["id"],
            name=row["nb"],
            name_en=row["en"],
            kind=row["kind"],
            level=row["level"],
            **_both(row, "purpose", "mandate"),
            **_both(row, "note", "note"),
            follows_plans=row["kind"] == ForumKind.GOVERNING,
            opened_on=_day(row.get("valid_from")) or FIRST_DAY,
            closed_on=_day(row.get("valid_until")) or OPEN_ENDED_ON,
            sources=row["source"],
        )
        _seats(forum, row, units)
        _rhythms(forum, row)
        _decisions(forum, row)
        audit.record("forums.forum.loaded", by=by, at=at, subject_id=forum.pk)
    for row in new:
        above = Forum.objects.filter(code__in=row.get("reports_to", [])).first()
        Forum.objects.filter(code=row["id"]).update(reports_to=above)
    return len(new)


def _seats(forum: Forum, row: Row, units: dict[str, UUID]) -> None:
    periods = {one["org"]: one for one in row.get("member_periods", [])}
    codes = dict.fromkeys([*row["members"], *periods, *([row["chair"]] if "chair" in row else [])])
    for code in codes:
        said = periods.get(code, {})
        Membership.objects.create(
            forum=forum,
            unit_id=units[code],
            seat=Seat.CHAIR if code == row.get("chair") else Seat.MEMBER,
            starts_on=_day(said.get("from")) or forum.opened_on,
            ends_on=_day(said.get("until")) or forum.closed_on,
        )


def _rhythms(forum: Forum, row: Row) -> None:
    Rhythm.objects.bulk_create(
        Rhythm(
            forum=forum,
            rule=said.get("rrule", ""),
            text=said["text"]["nb"],
            text_en=said["text"]["en"],
            starts_on=_day(said.get("from")),
            ends_on=_day(said.get("until")),
        )
        for said in row.get("rhythm", [])
    )


def _decisions(forum: Forum, row: Row) -> None:
    Decision.objects.bulk_create(_decision_rows(forum, row))


def _decision_rows(forum: Forum, row: Row) -> Iterator[Decision]:
    """A decision with points is one row for each point, as they are followed one by one."""
    for said in row.get("decisions", []):
        points = said.get("points") or [{}]
        for point in points:
            number = f"-{point['number']}" if point else ""
            text = point or said
            yield Decision(
                forum=forum,
                code=f"{said['id']}{number}",
                decided_on=_first_day(str(said["date"])),
                text=text.get("nb", said.get("nb", "")),
                text_en=text.get("en", said.get("en", "")),
                outcome=said["outcome"],
                external_case=said.get("case", ""),
                is_from_document=True,
                sources=text.get("source", said.get("source", [])),
            )


def _first_day(text: str) -> date:
    """The day, the first of several, or the first of a year when the document gives only that."""
    first = text.split("/", maxsplit=1)[0]
    return date(int(first), 1, 1) if len(first) == 4 else date.fromisoformat(first)


def _both(row: Row, key: str, name: str) -> dict[str, str]:
    text = row.get(key) or {}
    return {name: text.get("nb", ""), f"{name}_en": text.get("en", "")}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(str(text)) if text else None
