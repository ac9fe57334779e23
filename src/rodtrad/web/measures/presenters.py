"""Measures in sentences."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.measures.queries import (
    ActionPlan,
    Coverage,
    LogEntry,
    Measure,
    MeasureLine,
    MeasurePage,
    Part,
    PlanPage,
    Relative,
)
from rodtrad.programme.measures.vocabulary import Answer, Basis, PartRole, PlanState, Standing, Status
from rodtrad.web.wording import dates
from rodtrad.web.wording.two_languages import own_language

LOOK = {
    Standing.LATE: ("danger", "ExclamationmarkTriangle"),
    Standing.DUE_SOON: ("warning", "Clock"),
    Standing.SILENT: ("neutral", "Hourglass"),
    Standing.NOT_STARTED: ("neutral", "Calendar"),
    Standing.ON_TRACK: ("success", "CheckmarkCircle"),
    Standing.DONE: ("success", "Checkmark"),
    Standing.ENDED: ("neutral", "MinusCircle"),
    Standing.HISTORY: ("neutral", "InformationSquare"),
}
ANSWER_LOOK = {
    Answer.NOT_ASKED: ("neutral", "InformationSquare"),
    Answer.NOT_ANSWERED: ("warning", "Clock"),
    Answer.ACCEPTED: ("success", "Checkmark"),
    Answer.DECLINED: ("danger", "XMark"),
}


@dataclass(frozen=True)
class Tag:
    color: str
    icon: str
    text: str


@dataclass(frozen=True)
class MeasureRow:
    measure_id: UUID
    number: int
    title: str
    heading: str
    units: str
    note: str  # what is not settled about who does it
    deadline: str
    tag: Tag
    news: str
    plan: str


@dataclass(frozen=True)
class PartRow:
    part_id: UUID
    unit: str
    role: str
    tag: Tag
    note: str


@dataclass(frozen=True)
class EntryRow:
    when: str
    status: str
    text: str
    who: str


@dataclass(frozen=True)
class RelativeRow:
    measure_id: UUID
    title: str
    plan: str
    note: str


@dataclass(frozen=True)
class MeasureView:
    measure_id: UUID
    plan_id: UUID
    plan: str
    title: str
    lead: str
    tag: Tag
    facts: list[tuple[str, str]]
    parts: list[PartRow]
    log: list[EntryRow]
    earlier: list[RelativeRow]
    later: list[RelativeRow]
    factors: list[str]
    evaluation: list[tuple[str, str]]
    review: str
    my_part: UUID | None
    may_edit: bool
    may_tell: bool
    may_end: bool
    version: int


@dataclass(frozen=True)
class AimRow:
    title: str
    note: str
    sources: str


@dataclass(frozen=True)
class AimsView:
    plan_id: UUID
    plan: str
    groups: list[tuple[str, list[AimRow]]]
    adoptions: list[tuple[str, str, str]]
    may_edit: bool


@dataclass(frozen=True)
class CoverageView:
    plan_id: UUID
    plan: str
    lead: str
    factors: list[tuple[int, str, str, bool]]  # number, words, how many measures, whether nobody works on it
    rows: list[tuple[UUID, str, list[bool]]]


def plan_title(plan: ActionPlan) -> str:
    return own_language(plan.title, plan.title_en)


def measure_title(measure: Measure) -> str:
    return own_language(measure.title, measure.title_en)


def period(plan: ActionPlan, *, now: datetime) -> str:
    """From when to when; the end is the last day that counts."""
    first = dates.short_day(plan.valid_from, now=now)
    if plan.valid_until == OPEN_ENDED_ON:
        return _("from %(first)s") % {"first": first}
    last = dates.short_day(date.fromordinal(plan.valid_until.toordinal() - 1), now=now)
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def deadline(measure: Measure, *, now: datetime) -> str:
    """As the plan writes it, else the last day, else what kind of deadline it is."""
    if said := own_language(measure.deadline_text, measure.deadline_text_en):
        return said
    if measure.due_on:
        return dates.short_day(measure.due_on, now=now)
    return str(measure.get_deadline_kind_display())


def measure_row(line: MeasureLine, *, now: datetime) -> MeasureRow:
    measure = line.measure
    return MeasureRow(
        measure_id=measure.pk,
        number=measure.number,
        title=measure_title(measure),
        heading=own_language(measure.heading, measure.heading_en),
        units=", ".join(part.unit.name for part in line.parts if part.role == PartRole.RESPONSIBLE) or _("Nobody yet"),
        note=_answers(line),
        deadline=deadline(measure, now=now),
        tag=standing_tag(line),
        news=own_language(line.news, line.news_en),
        plan=plan_title(measure.plan),
    )


def _answers(line: MeasureLine) -> str:
    said = []
    if line.answers_missing:
        said.append(
            ngettext("%(count)s unit has not answered", "%(count)s units have not answered", line.answers_missing)
            % {"count": line.answers_missing}
        )
    if line.is_declined:
        said.append(_("a unit has declined"))
    return ", ".join(said)


def standing_tag(line: MeasureLine) -> Tag:
    """How it goes. In a closed plan the words are the document's own."""
    if line.measure.is_out_of_scope:
        return Tag("neutral", "InformationSquare", _("Outside the purpose of the platform"))
    color, icon = LOOK[line.standing]
    if line.standing == Standing.HISTORY:
        return Tag(color, icon, str(line.measure.get_status_display()))
    return Tag(color, icon, str(line.standing.label))


def measure_page(found: MeasurePage, *, now: datetime) -> MeasureView:
    line, measure = found.line, found.line.measure
    return MeasureView(
        measure_id=measure.pk,
        plan_id=measure.plan_id,
        plan=plan_title(measure.plan),
        title=measure_title(measure),
        lead=own_language(measure.concrete, measure.concrete_en),
        tag=standing_tag(line),
        facts=_facts(found, now=now),
        parts=[_part_row(part, now=now) for part in line.parts],
        log=[_entry_row(entry, now=now) for entry in found.log],
        earlier=[_relative(one) for one in found.line_of_descent if one.steps < 0],
        later=[_relative(one) for one in found.line_of_descent if one.steps > 0],
        factors=[f"{one.number}. {own_language(one.title, one.title_en)}" for one in found.factors],
        evaluation=_evaluation(found),
        review=_review(found),
        my_part=found.my_part.pk if found.my_part else None,
        may_edit=found.may_edit,
        may_tell=found.may_tell,
        may_end=found.may_tell and line.standing not in (Standing.DONE, Standing.ENDED),
        version=measure.version,
    )


def _facts(found: MeasurePage, *, now: datetime) -> list[tuple[str, str]]:
    measure = found.line.measure
    question = ""
    if measure.open_question and measure.question_due_on:
        question = _("%(question)s To be answered by %(day)s.") % {
            "question": measure.open_question,
            "day": dates.short_day(measure.question_due_on, now=now),
        }
    aim = own_language(measure.aim.title, measure.aim.title_en) if measure.aim else ""
    rows = [
        (_("Deadline"), deadline(measure, now=now)),
        (_("Status told"), str(measure.get_status_display())),
        (_("Goal"), aim),
        (_("Serves"), "; ".join(own_language(one.title, one.title_en) for one in found.serves)),
        (_("Heading in the plan"), own_language(measure.heading, measure.heading_en)),
        (_("Kind"), str(measure.get_kind_display()) if measure.kind else ""),
        (_("Legal basis"), measure.legal_basis),
        (_("Comment"), own_language(measure.comment, measure.comment_en)),
        (_("Open question"), question),
        (_("About the source"), own_language(measure.note, measure.note_en)),
        (_("Source"), ", ".join(measure.sources)),
    ]
    return [(label, said) for label, said in rows if said]


def _part_row(part: Part, *, now: datetime) -> PartRow:
    color, icon = ANSWER_LOOK[Answer(part.answer)]
    notes = [part.reason] if part.reason else []
    if part.answer == Answer.NOT_ANSWERED and part.answer_by:
        notes.append(_("answer by %(when)s") % {"when": dates.short_day(part.answer_by, now=now)})
    if part.answered_at:
        notes.append(dates.short_day(part.answered_at, now=now))
    if part.is_inferred:
        notes.append(_("paired in order by us, since the printed columns had come apart"))
    return PartRow(
        part.pk, part.unit.name, str(part.get_role_display()), Tag(color, icon, str(part.get_answer_display())),
        ", ".join(notes),
    )  # fmt: skip


def _entry_row(entry: LogEntry, *, now: datetime) -> EntryRow:
    who = entry.unit.name if entry.unit else _("From the document")
    if entry.post:
        who = f"{entry.post.user.display_name}, {who}"
    return EntryRow(
        when=dates.day(entry.occurred_on, now=now),
        status=str(Status(entry.status).label),
        text=own_language(entry.text, entry.text_en),
        who=who,
    )


def _relative(one: Relative) -> RelativeRow:
    return RelativeRow(
        one.measure.pk, measure_title(one.measure), plan_title(one.measure.plan), str(Basis(one.basis).label)
    )


def _evaluation(found: MeasurePage) -> list[tuple[str, str]]:
    one = found.evaluation
    if one is None:
        return []
    rows = [
        (_("What was done"), one.what_was_done),
        (_("What it gave"), one.what_it_gave),
        (_("Should resources move?"), one.should_resources_move),
        (_("Decision"), one.decision),
        (_("Why there is no evaluation"), one.why_none),
    ]
    return [(label, said) for label, said in rows if said]


def _review(found: MeasurePage) -> str:
    one = found.review
    if one is None:
        return ""
    said = str(one.get_choice_display())
    return f"{said}: {one.reason}" if one.reason else said


def aims_page(found: PlanPage, adoptions: list[tuple[str, date, str]], *, now: datetime) -> AimsView:
    groups: dict[str, list[AimRow]] = {}
    for aim in found.aims:
        serves = [own_language(link.serves.title, link.serves.title_en) for link in aim.serves.all()]
        count = aim.measure_count  # type: ignore[attr-defined]  # counted in the query
        said = [_("serves: %(aims)s") % {"aims": "; ".join(serves)}] if serves else []
        if count:
            said.append(ngettext("%(count)s measure", "%(count)s measures", count) % {"count": count})
        number = f"{aim.number}. " if aim.number else ""
        row = AimRow(number + own_language(aim.title, aim.title_en), " · ".join(said), ", ".join(aim.sources))
        groups.setdefault(str(aim.get_kind_display()), []).append(row)
    return AimsView(
        plan_id=found.plan.pk,
        plan=plan_title(found.plan),
        groups=list(groups.items()),
        adoptions=[(body, dates.short_day(on, now=now), note) for body, on, note in adoptions],
        may_edit=found.may_edit,
    )


def coverage_page(found: Coverage) -> CoverageView:
    empty = sum(count == 0 for count in found.counts)
    lead = ngettext(
        "%(count)s success factor has no measure in this plan.",
        "%(count)s success factors have no measure in this plan.",
        empty,
    ) % {"count": empty}
    if not empty:
        lead = _("Every success factor has at least one measure in this plan.")
    if found.untagged:
        lead += " " + ngettext(
            "%(count)s measure is not tied to any.", "%(count)s measures are not tied to any.", found.untagged
        ) % {"count": found.untagged}
    factors = [
        (one.number, own_language(one.title, one.title_en), str(count), count == 0)
        for one, count in zip(found.factors, found.counts, strict=True)
    ]
    rows = [(measure.pk, f"{measure.number}. {measure_title(measure)}", marks) for measure, marks in found.rows]
    return CoverageView(found.plan.pk, plan_title(found.plan), lead, factors, rows)


def file_named(code: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{code}.csv"'}


def table_rows(found: PlanPage, *, now: datetime) -> list[list[str]]:
    """The five columns of a plan's table, with heading, answers and newest word. A cell never begins a formula."""
    head = [
        _("No."),
        _("Heading"),
        _("Measure"),
        _("Concrete step"),
        _("Responsible"),
        _("Deadline"),
        _("Status"),
        _("News"),
    ]
    rows = [head]
    for line in found.lines:
        row = measure_row(line, now=now)
        concrete = own_language(line.measure.concrete, line.measure.concrete_en)
        cells = [str(row.number), row.heading, row.title, concrete, row.units, row.deadline, row.tag.text, row.news]
        rows.append(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
    return rows


def is_closed(plan: ActionPlan) -> bool:
    return plan.state == PlanState.CLOSED
