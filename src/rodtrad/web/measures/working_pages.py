"""The working view in sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.programme.measures.queries import MeasureLine
from rodtrad.programme.measures.working_view import WorkingView
from rodtrad.web.measures.plan_pages import PlanRow, plan_row
from rodtrad.web.measures.presenters import MeasureRow, measure_row, measure_title, plan_title
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class WorkGroup:
    key: str
    heading: str
    note: str
    rows: list[MeasureRow]


@dataclass(frozen=True)
class AskedRow:
    part_id: UUID
    measure_id: UUID
    title: str
    note: str


@dataclass(frozen=True)
class WorkingPage:
    is_office: bool
    lead: str
    to_answer: list[AskedRow]
    groups: list[WorkGroup]
    plans: list[PlanRow]


def working_page(found: WorkingView, *, now: datetime) -> WorkingPage:
    return WorkingPage(
        is_office=found.is_office,
        lead=_lead(found),
        to_answer=[
            AskedRow(
                part.pk,
                part.measure_id,
                measure_title(part.measure),
                _("%(plan)s, answer by %(day)s")
                % {"plan": plan_title(part.measure.plan), "day": dates.short_day(part.answer_by, now=now)},
            )
            for part in found.to_answer
            if part.answer_by
        ],
        groups=[
            WorkGroup(key, heading, note, [measure_row(line, now=now) for line in lines])
            for key, heading, note, lines in _groups(found)
            if lines
        ],
        plans=[plan_row(line, now=now) for line in found.plans],
    )


def _groups(found: WorkingView) -> list[tuple[str, str, str, list[MeasureLine]]]:
    return [
        ("late", _("Late"), _("The deadline has passed and nobody has ended the measure."), found.late),
        ("soon", _("Due soon"), "", found.soon),
        ("declined", _("Declined by a unit"), _("The steering group sees why."), found.declined),
        ("unanswered", _("Not answered"), _("A unit has not said whether it takes its part."), found.unanswered),
        ("without-owner", _("Nobody responsible"), "", found.without_owner),
        ("silent", _("No news"), _("Nobody has told how it goes. Grey, never green."), found.silent),
        ("questions", _("Open questions"), "", found.questions),
    ]


def _lead(found: WorkingView) -> str:
    late = len(found.late)
    if found.is_office:
        said = ngettext("%(count)s measure is late", "%(count)s measures are late", late) % {"count": late}
        done = found.done_lately
        also = ngettext("%(count)s was done in the last 90 days.", "%(count)s were done in the last 90 days.", done) % {
            "count": done
        }
        return f"{said}; {also}"
    asked = len(found.to_answer)
    if asked:
        return ngettext(
            "Your unit is asked for its part of %(count)s measure.",
            "Your unit is asked for its part of %(count)s measures.",
            asked,
        ) % {"count": asked}
    if late:
        return ngettext(
            "%(count)s measure that your unit has a part in is late.",
            "%(count)s measures that your unit has a part in are late.",
            late,
        ) % {"count": late}
    return _("Nothing waits for your unit.")
