"""The pack in sentences. What was frozen is shown as it was; each line opens what it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.programme.forums.queries import Pack
from rodtrad.programme.forums.rules import Difference
from rodtrad.programme.measures.vocabulary import Standing, Status
from rodtrad.web.forums.presenters import forum_name
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class PackLine:
    text: str
    note: str
    address: str


@dataclass(frozen=True)
class PackSection:
    code: str
    heading: str
    lines: list[PackLine]
    nothing: str


@dataclass(frozen=True)
class PackView:
    meeting_id: UUID
    heading: str
    lead: str
    since: str
    sections: list[PackSection]
    frozen: str
    may_write: bool
    is_quiet: bool


@dataclass(frozen=True)
class ChangesView:
    meeting_id: UUID
    heading: str
    lead: str
    changes: list[tuple[str, str, str]]  # measure id, title, what changed in words


def _words() -> dict[str, tuple[str, str]]:
    """The heading of a section, and what it says when there is nothing."""
    return {
        "LATE_DECISIONS": (_("Decisions past their day"), _("No decision is late.")),
        "LATE_MEASURES": (_("Measures past their deadline"), _("No measure is late.")),
        "DECLINED": (_("Declined by a unit"), _("No unit has declined its part.")),
        "CHANGED": (_("New since the last meeting"), _("Nobody has told anything new.")),
        "DECIDED": (_("Decided last time"), _("Nothing to follow up was decided.")),
        "DONE": (_("Done since then"), _("No decision has been done.")),
        "DUE_SOON": (_("Due soon"), _("Nothing is due in the next two weeks.")),
        "SILENT": (_("No news"), _("Somebody has told how every measure goes.")),
        "FIGURES": (_("Figures"), _("No figures were put into this pack.")),
    }


def pack_page(pack: Pack, *, may_write: bool, now: datetime) -> PackView:
    sections = [_section(row, now=now) for row in pack.content]
    frozen = ""
    if pack.frozen_at:
        frozen = _("Sent %(when)s and frozen. Checksum %(sum)s.") % {
            "when": dates.moment(pack.frozen_at, now=now),
            "sum": pack.hash[:12],
        }
    return PackView(
        meeting_id=pack.meeting_id,
        heading=_("Pack for %(forum)s, %(day)s")
        % {"forum": forum_name(pack.meeting.forum), "day": dates.short_day(pack.meeting.starts_at, now=now)},
        lead=pack.lead,
        since=_("What has changed since %(day)s. Written %(when)s.")
        % {"day": dates.short_day(pack.since, now=now), "when": dates.moment(pack.made_at, now=now)},
        sections=sections,
        frozen=frozen,
        may_write=may_write and not pack.frozen_at,
        is_quiet=not any(section.lines for section in sections if section.code != "figures"),
    )


def _section(row: dict[str, Any], *, now: datetime) -> PackSection:
    heading, nothing = _words()[row["code"]]
    return PackSection(row["code"].lower(), heading, [_line(line, now=now) for line in row["lines"]], nothing)


def _line(line: dict[str, str], *, now: datetime) -> PackLine:
    note = line.get("note", "")
    if line.get("status"):
        note = f"{Status(line['status']).label}. {note}".strip()
    if line.get("due"):
        due = dates.short_day(date.fromisoformat(line["due"]), now=now)
        note = " · ".join(said for said in (note, _("by %(day)s") % {"day": due}) if said)
    pages = {"MEASURE": "measure", "DECISION": "decision"}
    page = pages.get(line["kind"])
    return PackLine(line["text"], note, reverse(page, args=[line["id"]]) if page else line.get("address", ""))


def changes_page(pack: Pack, before: Pack | None, changed: list[Difference], *, now: datetime) -> ChangesView:
    if before is None:
        lead = _("This is the forum's first pack, so there is nothing to compare with.")
    elif not changed:
        lead = _("No difference: the plans stand as they did.")
    else:
        lead = _("What has changed in the plans since %(day)s.") % {"day": dates.short_day(before.made_at, now=now)}
    rows = [(one.measure_id, one.title, _said(one, now=now)) for one in changed]
    return ChangesView(pack.meeting_id, forum_name(pack.meeting.forum), lead, rows)


def _said(one: Difference, *, now: datetime) -> str:
    if one.what == "ADDED":
        return _("New in the plan")
    if one.what == "GONE":
        return _("No longer in a plan in force")
    labels = {
        "STATUS": _("Status"),
        "STANDING": _("How it goes"),
        "DUE": _("Deadline"),
        "RESPONSIBLE": _("Responsible"),
    }
    before, after = (_value(one.what, value, now=now) for value in (one.before, one.after))
    return _("%(what)s: from %(before)s to %(after)s") % {"what": labels[one.what], "before": before, "after": after}


def _value(what: str, value: str, *, now: datetime) -> str:
    if not value:
        return _("nothing")
    if what == "STATUS":
        return f"“{Status(value).label}”"
    if what == "STANDING":
        return f"“{Standing(value).label}”"
    return dates.short_day(date.fromisoformat(value), now=now) if what == "DUE" else value
