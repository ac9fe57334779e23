"""How the chain stands now: the certificate of the night, and who should coordinate but has nobody to do it."""

from dataclasses import dataclass
from datetime import datetime

from rodtrad.casework.responsibility.certificates import Certificates, certificates
from rodtrad.foundation.actor import Actor
from rodtrad.insight.chain_figures.figures import ChainFigures, Measure, chain_figures
from rodtrad.insight.chain_figures.months import last_month
from rodtrad.insight.chain_figures.permissions import check_can_read_figures
from rodtrad.registry.organisations.coordination import Coordination, coordination
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class ChainOverview:
    certificates: Certificates
    coordination: tuple[Coordination, ...]
    figures: tuple[ChainFigures, ...]  # of the newest month that has ended


def chain_overview(by: Actor, *, at: datetime) -> ChainOverview:
    check_can_read_figures(by)
    month = last_month(at=at)
    return ChainOverview(
        certificates(at=at),
        tuple(coordination(on=local_day(at))),
        tuple(chain_figures(measure, month, by=by) for measure in Measure),
    )
