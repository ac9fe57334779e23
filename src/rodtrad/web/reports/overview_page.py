"""The one page in sentences and tiles. No tile is green: none of them has a target."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rodtrad.insight.reports.overview import Overview, Tile
from rodtrad.web.reports.addresses import address_of
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class TilePage:
    key: str
    label: str
    value: str
    definition: str
    as_of: str
    address: str
    is_old: bool


@dataclass(frozen=True)
class SceneLine:
    name: str
    said: str
    address: str


@dataclass(frozen=True)
class OverviewPage:
    vision: str
    lead: str
    groups: list[tuple[str, str, list[TilePage]]]
    scenes: list[SceneLine]


def overview_page(found: Overview, *, now: datetime) -> OverviewPage:
    values = {key: value or "–" for key, value in found.values.items()}
    lead = _(
        "%(done)s measures are done and %(track)s are on track; %(late)s are late and %(silent)s have had no news. "
        "%(intime)s decisions were done in time; %(dlate)s are late. Of the series of counts %(falling)s fall and %(rising)s rise."
    ) % {
        "done": values["measures-done"],
        "track": values["measures-on-track"],
        "late": values["measures-late"],
        "silent": values["measures-silent"],
        "intime": values["decisions-in-time"],
        "dlate": values["decisions-late"],
        "falling": values["series-falling"],
        "rising": values["series-rising"],
    }
    return OverviewPage(
        vision=found.vision,
        lead=lead,
        groups=[
            ("results", _("Results"), [_tile(one, now=now) for one in found.results]),
            ("setbacks", _("Setbacks"), [_tile(one, now=now) for one in found.setbacks]),
            ("people", _("People"), [_tile(one, now=now) for one in found.people]),
        ],
        scenes=[
            SceneLine(f"{cells[0]} ({cells[1]}): {cells[2]}", cells[3], address_of(opens))
            for cells, opens in found.scenes.rows
        ],
    )


def _tile(tile: Tile, *, now: datetime) -> TilePage:
    figure = tile.figure
    return TilePage(
        key=figure.key,
        label=figure.label,
        value=figure.value or _("not open"),
        definition=figure.definition,
        as_of=_("Source: %(source)s. As of %(when)s.") % {"source": figure.source, "when": dates.moment(now, now=now)},
        address=address_of(figure.opens),
        is_old=tile.is_old,
    )
