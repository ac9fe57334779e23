"""How the chain stands now: the certificate of the night, and who should coordinate but has nobody to do it."""

from dataclasses import dataclass
from datetime import datetime

from rodtrad.casework.district_offers.queries import InTime, in_time
from rodtrad.casework.responsibility.certificates import Certificates, certificates
from rodtrad.foundation.actor import Actor
from rodtrad.insight.chain_figures.figures import ChainFigures, Measure, chain_figures
from rodtrad.insight.chain_figures.hiding import FEWEST
from rodtrad.insight.chain_figures.months import Month, last_month
from rodtrad.insight.chain_figures.permissions import check_can_read_figures
from rodtrad.registry.organisations.coordination import Coordination, coordination
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class ChainOverview:
    certificates: Certificates
    coordination: tuple[Coordination, ...]
    figures: tuple[ChainFigures, ...]  # of the newest month that has ended
    in_time: InTime | None  # offers to the district due in that month; None when it would give a small number away


def chain_overview(by: Actor, *, at: datetime) -> ChainOverview:
    check_can_read_figures(by)
    month = last_month(at=at)
    return ChainOverview(
        certificates(at=at),
        tuple(coordination(on=local_day(at))),
        tuple(chain_figures(measure, month, by=by) for measure in Measure),
        _in_time(month),
    )


def _in_time(month: Month) -> InTime | None:
    found = in_time(since=month.since, until=month.until)
    small = range(1, FEWEST)
    return None if found.due in small or found.late in small or found.due - found.late in small else found
