"""Which requests stand behind a figure: for the two units they are between."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import Request
from rodtrad.casework.responsibility.vocabulary import RequestState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.chain_figures.figures import Measure, measured
from rodtrad.insight.chain_figures.months import Month
from rodtrad.insight.chain_figures.permissions import check_can_read_figures, may_open_requests
from rodtrad.registry.organisations.queries import unit_names


@dataclass(frozen=True)
class BehindRow:
    """One request behind a figure, by the person's short code. A unit that sent it or was asked may open it."""

    request_id: UUID
    reference: str
    began_at: datetime
    ended_at: datetime
    hours: float
    is_over: bool
    state: str


@dataclass(frozen=True)
class Behind:
    from_unit: str
    to_unit: str
    rows: tuple[BehindRow, ...]


def behind(measure: Measure, month: Month, *, from_id: UUID, to_id: UUID, by: Actor) -> Behind:
    """The longest first. Raises NotFound for others than the two units, who do not learn whether there are any."""
    check_can_read_figures(by)
    names = unit_names([from_id, to_id])
    if not may_open_requests(by, (from_id, to_id)) or len(names) < 2:
        raise NotFound(_("Only the two units see which requests stand behind a figure."))
    found = [w for w in measured(measure, month) if (w.from_unit_id, w.to_unit_id) == (from_id, to_id)]
    requests = Request.objects.select_related("case__person").in_bulk([wait.request_id for wait in found])
    rows = [
        BehindRow(
            wait.request_id,
            requests[wait.request_id].case.person.reference,
            wait.began_at,
            wait.ended_at,
            wait.hours,
            wait.is_over,
            str(RequestState(requests[wait.request_id].state).label),
        )
        for wait in sorted(found, key=lambda wait: -wait.hours)
    ]
    return Behind(names[from_id], names[to_id], tuple(rows))
