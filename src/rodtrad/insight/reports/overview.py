"""How it all stands on one page: for whoever steers, in figures that each say what they are, as of when, and lead further."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rodtrad.casework.responsibility.certificates import certificates
from rodtrad.foundation.actor import Actor
from rodtrad.insight.reports.chain_and_scenes import count_chain, count_scenes
from rodtrad.insight.reports.persons import count_persons
from rodtrad.insight.reports.programme_figures import count_decisions, count_measures, count_plans
from rodtrad.insight.reports.sheet import Scope, Sheet, own
from rodtrad.programme.measures.queries import visions
from rodtrad.programme.reports.operations import CountedFigure, CountedTable
from rodtrad.registry.organisations.queries import local_day

RESULTS = ("measures-done", "measures-on-track", "decisions-in-time", "meetings-held")
SETBACKS = ("measures-late", "measures-silent", "decisions-late", "parts-declined", "cases-without-owner", "bounces")
PEOPLE = ("cases", "followed-up", "acute-nights", "answers")
NIGHTLY = ("cases", "cases-without-owner")  # counted by the certificate, which may be old


@dataclass(frozen=True)
class Tile:
    """A figure on the page. `is_old` when it rests on something that should have been newer."""

    figure: CountedFigure
    is_old: bool


@dataclass(frozen=True)
class Overview:
    vision: str
    since: datetime
    results: list[Tile]
    setbacks: list[Tile]
    people: list[Tile]
    scenes: CountedTable
    values: dict[str, str]


def overview(by: Actor, *, at: datetime) -> Overview:
    """The last twelve months up to now. Figures about people are only those that everybody may read."""
    on = local_day(at)
    scope = Scope(on - timedelta(days=365), on + timedelta(days=1), by, at)
    sheet = Sheet()
    for count in (count_plans, count_measures, count_decisions, count_scenes, count_chain, count_persons):
        count(sheet, scope)
    is_old = certificates(at=at).is_old

    def tiles(keys: tuple[str, ...]) -> list[Tile]:
        return [Tile(sheet.figures[key], is_old and key in NIGHTLY) for key in keys if key in sheet.figures]

    return Overview(
        vision=next((own(aim.title, aim.title_en) for aim in visions()), ""),
        since=at - timedelta(days=365),
        results=tiles(RESULTS),
        setbacks=tiles(SETBACKS),
        people=tiles(PEOPLE),
        scenes=sheet.tables["scenes"],
        values={key: figure.value for key, figure in sheet.figures.items()},
    )
