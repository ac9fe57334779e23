"""Figures of plans, measures, answers, meetings and decisions."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rodtrad.insight.reports.sheet import Scope, Sheet, own
from rodtrad.programme.forums.periods import in_period
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.measures.queries import MeasureLine
from rodtrad.programme.measures.vocabulary import Answer, PartRole, PlanState, Standing
from rodtrad.programme.reports.operations import CountedTable
from rodtrad.registry.organisations.queries import local_day

AHEAD = timedelta(days=90)


def count_measures(sheet: Sheet, scope: Scope) -> None:
    """How the measures of the plans in force stand, and what was done in the period."""
    on = local_day(scope.at)
    lines = [line for line in measures.all_lines_in_force(on=on) if line.standing != Standing.HISTORY]
    is_open = [line for line in lines if line.standing not in (Standing.DONE, Standing.ENDED)]
    source = _("The measures of every plan in force")
    said = {
        "measures-open": (
            _("Open measures"),
            is_open,
            _("Measures of plans in force that are neither done nor ended."),
        ),
        "measures-on-track": (
            _("Measures on track"),
            _with(lines, Standing.ON_TRACK),
            _("Open measures with news lately and no deadline passed or near."),
        ),
        "measures-late": (
            _("Late measures"),
            _with(lines, Standing.LATE),
            _("Open measures whose last day has passed."),
        ),
        "measures-silent": (
            _("Measures without news"),
            _with(lines, Standing.SILENT),
            _("Open measures that nobody has told of for the time the rules set."),
        ),
        "measures-without-owner": (
            _("Measures without anybody responsible"),
            [line for line in is_open if not line.has_owner],
            _("Open measures on which no unit stands as responsible."),
        ),
        "measures-done": (
            _("Measures done"),
            _with(lines, Standing.DONE),
            _("Measures of plans in force that have been told to be done."),
        ),
    }
    for key, (label, found, definition) in said.items():
        sheet.put(key, len(found), label, definition, source, "programme")
    _count_answers(sheet, is_open)
    late = [*_with(lines, Standing.LATE), *_with(lines, Standing.SILENT)]
    sheet.table(_table("measures-behind", _("Measures that are late or without news"), late, source))
    sheet.table(_table("measures-finished", _("Measures that are done"), _with(lines, Standing.DONE), source))
    soon = [line for line in is_open if line.measure.due_on and on <= line.measure.due_on < on + AHEAD]
    soon.sort(key=lambda line: line.measure.due_on or on)
    sheet.table(_table("measures-ahead", _("Measures with a deadline in the next 90 days"), soon, source))


def _with(lines: list[MeasureLine], standing: Standing) -> list[MeasureLine]:
    return [line for line in lines if line.standing == standing]


def _count_answers(sheet: Sheet, lines: list[MeasureLine]) -> None:
    parts = [part for line in lines for part in line.parts]
    source = _("The parts of open measures, by the unit that was asked")
    for answer, key, label in (
        (Answer.ACCEPTED, "parts-accepted", _("Parts accepted")),
        (Answer.NOT_ANSWERED, "parts-unanswered", _("Parts without an answer")),
        (Answer.DECLINED, "parts-declined", _("Parts declined")),
    ):
        count = sum(part.answer == answer for part in parts)
        definition = _("A unit's part of an open measure, by what the unit itself has answered.")
        sheet.put(key, count, label, definition, source, "programme")


def _table(key: str, title: str, lines: list[MeasureLine], source: str) -> CountedTable:
    rows = [
        (
            [
                own(line.measure.title, line.measure.title_en),
                ", ".join(part.unit.name for part in line.parts if part.role == PartRole.RESPONSIBLE) or _("Nobody"),
                date_format(line.measure.due_on) if line.measure.due_on else "",
                str(line.standing.label),
            ],
            f"measure:{line.measure.pk}",
        )
        for line in lines
    ]
    columns = [_("Measure"), _("Responsible"), _("Last day"), _("How it goes")]
    return CountedTable(key, title, _("One row for each measure; each opens its log."), source, columns, rows)


def count_plans(sheet: Sheet, scope: Scope) -> None:
    """The plans in force, and which success factors nobody works on."""
    on = local_day(scope.at)
    plans = [line for line in measures.plans(on=on) if line.plan.state == PlanState.IN_FORCE and line.total]
    source = _("The register of action plans")
    label, definition = _("Plans in force"), _("Plans with measures that a body has adopted and that are not closed.")
    sheet.put("plans", len(plans), label, definition, source, "plans")
    rows = [
        (
            [own(line.plan.title, line.plan.title_en), str(line.total), str(line.done), str(line.late)],
            f"plan:{line.plan.pk}",
        )
        for line in plans
    ]
    columns = [_("Plan"), _("Measures"), _("Done"), _("Late")]
    title, definition = _("Plans at work"), _("Measures of each plan in force, those done, and those past their day.")
    sheet.table(CountedTable("plans", title, definition, source, columns, rows))
    _count_factors(sheet, [line.plan.pk for line in plans])


def _count_factors(sheet: Sheet, plan_ids: list[object]) -> None:
    counts: dict[str, int] = {}
    for plan_id in plan_ids:
        found = measures.coverage(plan_id)  # type: ignore[arg-type]
        for factor, count in zip(found.factors, found.counts, strict=True):
            name = f"{factor.number}. {own(factor.title, factor.title_en)}"
            counts[name] = counts.get(name, 0) + count
    source = _("The tags of measures in plans in force")
    empty = sum(count == 0 for count in counts.values())
    definition = _("The success factors of the programme that are in use.")
    sheet.put("factors", len(counts), _("Success factors"), definition, source, "plans")
    definition = _("Success factors that no measure of a plan in force is tied to.")
    sheet.put("factors-empty", empty, _("Success factors nobody works on"), definition, source, "plans")
    rows = [([name, str(count)], "") for name, count in counts.items()]
    title, definition = _("Measures for each success factor"), _("A measure may be tied to several.")
    columns = [_("Success factor"), _("Measures")]
    sheet.table(CountedTable("factors", title, definition, source, columns, rows, bars=1))


def count_decisions(sheet: Sheet, scope: Scope) -> None:
    """Meetings planned and held, and what became of decisions."""
    found = in_period(scope.starts_on, ends_on=scope.ends_on, on=local_day(scope.at))
    meetings, decisions = _("The meetings of every forum"), _("The decision log of every forum")
    planned, held = _("Meetings that should have been held in the period."), _("Meetings of the period that were held.")
    sheet.put("meetings-planned", found.planned, _("Meetings planned"), planned, meetings, "forums")
    sheet.put("meetings-held", found.held, _("Meetings held"), held, meetings, "forums")
    for key, value, label, definition in (
        ("decisions", found.decided, _("Decisions"), _("Decisions of the period that somebody must follow up.")),
        ("decisions-done", found.done, _("Decisions done"), _("Decisions that were told to be done in the period.")),
        (
            "decisions-in-time",
            found.in_time,
            _("Decisions done in time"),
            _("Decisions that were done in the period, by their day."),
        ),
        ("decisions-late", found.late, _("Late decisions"), _("Decisions not done whose day has passed.")),
    ):
        sheet.put(key, value, label, definition, decisions, "decisions")
