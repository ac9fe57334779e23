"""Year on year: how one period compares with the next, on the sites and slots counted in both.

Model site x slot + site x period + season (Poisson); the ratio of what the model expects over the sites counted in both
periods; sandwich clustered on the round, because the zones of one round share weather, police and observers.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.poisson import Fit, fit_poisson
from rodtrad.insight.statistics.rules.quantiles import Array, Indices, t_quantile
from rodtrad.insight.trends.rules.panel import Panel

FEWEST_ROUNDS = 8


@dataclass(frozen=True)
class Change:
    """Between two neighbouring periods; the numbers are None when there are too few rounds or nobody was counted."""

    from_period: int
    to_period: int
    ratio: float | None
    lower: float | None
    upper: float | None
    rounds_from: int
    rounds_to: int
    sites_compared: int


def year_on_year(panel: Panel, zone: Indices, slot: Indices) -> list[Change]:
    """Changes between neighbours. `zone` and `slot` belong to the sites of the panel. Raises CannotCompute."""
    model = _fit(panel, zone, slot)
    return [_change(panel, model, zone, slot, earlier) for earlier in range(len(panel.periods) - 1)]


@dataclass(frozen=True)
class _Model:
    fit: Fit | None
    rows: Array  # which rows of the panel were fitted
    clusters: Indices
    place: dict[tuple[int, int], int]  # zone, period -> block
    slots: sparse.csr_matrix  # site -> columns
    seasons: sparse.csr_matrix

    def rows_of(self, sites: Indices, season: int) -> sparse.csr_matrix:
        """The columns of sites in a season."""
        seasons = self.seasons[np.full(len(sites), season)]
        return sparse.csr_matrix(sparse.hstack([self.slots[sites], seasons], format="csr"))


def _fit(panel: Panel, zone: Indices, slot: Indices) -> _Model:
    """A zone in a period without one person is expected to have none, and leaves the fit; likewise a zone's slot."""
    pair = zone[panel.site] * len(panel.periods) + panel.period
    persons = np.bincount(pair, panel.counts)[pair] > 0
    persons &= panel.persons_per_site()[panel.site] > 0
    slots = _slot_columns(zone, slot)
    seasons = sparse.eye(len(panel.seasons), format="csr")[:, 1:]
    if not persons.any():
        return _Model(None, persons, np.empty(0, np.int64), {}, slots, seasons)
    rows = panel.rows(persons)
    blocks, block = np.unique(pair[persons], return_inverse=True)
    design = sparse.csr_matrix(sparse.hstack([slots[rows.site], seasons[rows.season]], format="csr"))
    fit = fit_poisson(rows.counts, block.astype(np.int64), design, offset=-np.log(rows.weights), may_repeat=True)
    clusters = np.unique(rows.cluster, return_inverse=True)[1].astype(np.int64)
    place = {divmod(int(code), len(panel.periods)): number for number, code in enumerate(blocks)}
    return _Model(fit, persons, clusters, place, slots, seasons)


def _slot_columns(zone: Indices, slot: Indices) -> sparse.csr_matrix:
    """A column for every site but the first slot of each zone."""
    first = {int(z): int(s) for z, s in sorted(zip(zone, slot, strict=True), reverse=True)}
    later = [number for number, (z, s) in enumerate(zip(zone, slot, strict=True)) if first[int(z)] != int(s)]
    columns = sparse.lil_matrix((len(zone), len(later)))
    for column, number in enumerate(later):
        columns[number, column] = 1.0
    return columns.tocsr()


def _change(panel: Panel, model: _Model, zone: Indices, slot: Indices, earlier: int) -> Change:
    here, there = panel.period == earlier, panel.period == earlier + 1
    rounds = [len(np.unique(panel.cluster[rows])) for rows in (here, there)]
    both = np.intersect1d(panel.site[here], panel.site[there])
    names = (panel.periods[earlier], panel.periods[earlier + 1])
    numbers: tuple[float | None, float | None, float | None] = (None, None, None)
    if min(rounds) >= FEWEST_ROUNDS and len(both):
        numbers = _ratio(panel, model, zone, both, earlier, sum(rounds) - 2)
    return Change(*names, *numbers, rounds[0], rounds[1], len(both))


def _ratio(
    panel: Panel, model: _Model, zone: Indices, both: Indices, earlier: int, df: int
) -> tuple[float | None, float | None, float | None]:
    fit = model.fit
    if fit is None:
        return None, None, None
    sums, blocks, others = np.zeros(2), np.zeros((2, len(fit.per_block))), np.zeros((2, len(fit.others)))
    persons = panel.persons_per_site() > 0
    for side in (0, 1):
        known = [s for s in both.tolist() if persons[s] and (int(zone[s]), earlier + side) in model.place]
        block = np.array([model.place[int(zone[s]), earlier + side] for s in known], np.int64)
        for season in range(len(panel.seasons)):
            rows = model.rows_of(np.array(known, np.int64), season)
            expected = np.exp(fit.per_block[block] + rows @ fit.others)
            sums[side] += expected.sum()
            blocks[side] += np.bincount(block, expected, len(fit.per_block))
            others[side] += rows.T @ expected
    if not sums.all():
        return None, None, None
    gradient = np.array([[-1 / sums[0], 1 / sums[1]]])
    se = float(np.sqrt(fit.clustered(gradient @ blocks, gradient @ others, model.clusters)[0, 0]))
    ratio, factor = sums[1] / sums[0], float(np.exp(t_quantile(df) * se))
    return float(ratio), float(ratio / factor), float(ratio * factor)
