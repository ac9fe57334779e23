"""What needs somebody today: for the programme office across all plans in force, for a unit its own parts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.measures import queries
from rodtrad.programme.measures.models import Evaluation, Part
from rodtrad.programme.measures.queries import MeasureLine, PlanLine
from rodtrad.programme.measures.vocabulary import Answer, PlanState, Standing
from rodtrad.registry.organisations.queries import local_day

LATELY = timedelta(days=90)


@dataclass(frozen=True)
class WorkingView:
    """Each list in the order of its plans; a measure may stand in several."""

    is_office: bool
    plans: list[PlanLine]
    to_answer: list[Part]  # parts of the own unit
    late: list[MeasureLine]
    soon: list[MeasureLine]
    silent: list[MeasureLine]
    unanswered: list[MeasureLine]
    declined: list[MeasureLine]
    without_owner: list[MeasureLine]
    questions: list[MeasureLine]
    on_track: int
    done_lately: int
    ended_without_evaluation: int


def working_view(by: Actor, *, at: datetime) -> WorkingView:
    """The programme office sees everything in force; a unit sees what it has a part in."""
    on, is_office = local_day(at), by.has(Role.PROGRAMME)
    lines = queries.lines_in_force(on=on, unit_id=None if is_office else by.unit_id)
    plans = [line for line in queries.plans(on=on) if line.plan.state != PlanState.CLOSED]
    ended = Evaluation.objects.filter(recorded_at__gt=at - LATELY)
    return WorkingView(
        is_office=is_office,
        plans=plans,
        to_answer=_to_answer(by),
        late=[line for line in lines if line.standing == Standing.LATE],
        soon=[line for line in lines if line.standing == Standing.DUE_SOON],
        silent=[line for line in lines if line.standing == Standing.SILENT],
        unanswered=[line for line in lines if line.answers_missing],
        declined=[line for line in lines if line.is_declined],
        without_owner=[line for line in lines if not line.has_owner],
        questions=[line for line in lines if line.measure.open_question],
        on_track=sum(line.standing == Standing.ON_TRACK for line in lines),
        done_lately=ended.filter(measure__status="DONE").count(),
        ended_without_evaluation=ended.filter(what_was_done="").count(),
    )


def _to_answer(by: Actor) -> list[Part]:
    parts = Part.objects.filter(
        unit=by.unit_id, answer=Answer.NOT_ANSWERED, left_at=None, measure__plan__state=PlanState.IN_FORCE
    )
    return list(parts.select_related("measure__plan").order_by("answer_by", "measure__number"))
