"""Overdoses and prevention as finished sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.overdose.queries import OverdoseLine, PreventionPage, StepLine
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class Row:
    overdose_id: UUID
    heading: str
    said: str
    state: str
    color: str
    is_filled_in: bool


@dataclass(frozen=True)
class StepRow:
    label: str
    when: str
    color: str
    state: str


def overdose_row(line: OverdoseLine, *, now: datetime) -> Row:
    """When and where, and what the form says."""
    words = [str(Substance(code).label) for code in line.substances]
    words += [str(Cause(code).label) for code in line.causes] + [str(Help(code).label) for code in line.helped_with]
    state = str(Outcome(line.outcome).label) if line.is_filled_in else _("The form is missing")
    return Row(
        overdose_id=line.overdose_id,
        heading=f"{dates.moment(line.occurred_at, now=now)}, {str(Place(line.place).label).lower()}",
        said=", ".join(words),
        state=state,
        color="neutral" if line.is_filled_in else "warning",
        is_filled_in=line.is_filled_in,
    )


def card_words(line: OverdoseLine, *, now: datetime) -> dict[str, object]:
    """The card: until when, and whether that has passed. Nothing makes it last longer."""
    return {
        "until": dates.moment(line.card_until, now=now),
        "is_over": line.card_until <= now,
        "line": line,
    }


def prevention_context(page: PreventionPage, *, now: datetime) -> dict[str, object]:
    """What is done and what is not, the overdue first."""
    given = next(step for step in page.steps if step.kind == StepKind.NALOXONE_GIVEN)
    trained = next(step for step in page.steps if step.kind == StepKind.NALOXONE_TRAINED)
    return {
        "page": page,
        "name": name_of(page.called, page.reference),
        "low": dates.short_day(page.low_until, now=now) if page.low_until else "",
        "untrained": given.done_on is not None and trained.done_on is None,
        "steps": [_step(step, now=now) for step in page.steps],
    }


def _step(step: StepLine, *, now: datetime) -> StepRow:
    label = str(StepKind(step.kind).label)
    when = f"{dates.short_day(step.done_on, now=now)}, {step.who}" if step.done_on else ""
    if step.is_overdue:
        return StepRow(label, when, "danger", _("Overdue"))
    return StepRow(label, when, "success" if when else "neutral", _("Done") if when else _("Not yet"))
