"""What time does to measures: questions without an answer, deadlines that come and pass, silence, nobody responsible."""

from datetime import datetime

from rodtrad.programme.measures import notices, queries
from rodtrad.programme.measures.models import Part
from rodtrad.programme.measures.vocabulary import Answer, PlanState, Standing
from rodtrad.registry.organisations.queries import local_day

REMINDS = {
    Standing.LATE: "MEASURE_LATE",
    Standing.DUE_SOON: "MEASURE_DUE_SOON",
    Standing.SILENT: "MEASURE_SILENT",
}


def remind(*, at: datetime) -> None:
    """Remind whoever must act. Looking again sends nothing twice; what is answered is no longer asked for."""
    on = local_day(at)
    for line in queries.lines_in_force(on=on):
        measure = line.measure
        office = notices.office_of(measure.plan, on=on)
        if not line.parts:
            notices.remind("MEASURE_WITHOUT_OWNER", measure, office, since="", at=at)
        kind = REMINDS.get(line.standing)
        if kind is None:
            continue
        since = measure.last_news_on if line.standing == Standing.SILENT else measure.due_on
        units = {part.unit_id for part in line.parts if part.answer != Answer.DECLINED}
        for unit_id in sorted(units | ({office} if line.standing == Standing.LATE else set())):
            notices.remind(kind, measure, unit_id, since=since, at=at)
    _unanswered(at=at)


def _unanswered(*, at: datetime) -> None:
    late = Part.objects.filter(
        answer=Answer.NOT_ANSWERED, answer_by__lt=at, left_at=None, measure__plan__state=PlanState.IN_FORCE
    ).select_related("measure__plan")
    for part in late:
        office = notices.office_of(part.measure.plan, on=local_day(at))
        notices.remind("MEASURE_ANSWER_LATE", part.measure, office, since=part.pk.hex[-12:], at=at)
