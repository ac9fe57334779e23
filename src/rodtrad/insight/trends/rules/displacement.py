"""Did the people go away, or next door? Weighted displacement quotient and difference between areas, before and after.

Bowers & Johnson 2003 (quotient), Guerette 2009 (net effects), Wheeler & Ratcliffe 2018 (weighted displacement difference).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rodtrad.insight.statistics.rules.quantiles import Array, Z, batches

ROLES = ("target", "buffer", "control", "buffer_control")
PHASES = ("before", "after")
FEWEST_ROUNDS = 8


@dataclass(frozen=True)
class Areas:
    """Counts of whole rounds, a row a round in order of time, a column a role that is there."""

    roles: tuple[str, ...]
    before: Array
    after: Array

    @property
    def has_buffer(self) -> bool:
        return "buffer" in self.roles

    @property
    def has_both(self) -> bool:
        return self.has_buffer and "buffer_control" in self.roles


@dataclass(frozen=True)
class Measures:
    """The measures of one set of means; arrays when there are many replicates. NaN or infinity where they do not exist."""

    success: Array
    buffer: Array
    effect_ratio: Array
    wdq: Array
    wdd: Array
    total_net: Array


def measures(means: Mapping[tuple[str, str], Array]) -> Measures:
    """From means by (role, phase)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        control_before, control_after = means["control", "before"], means["control", "after"]
        target_before, target_after = means["target", "before"], means["target", "after"]
        success = target_after / control_after - target_before / control_before
        ratio = (target_after / control_after) / (target_before / control_before)
        wdd = (target_after - target_before) - (control_after - control_before)
        buffer = quotient = total = np.full_like(success, np.nan)
        if ("buffer", "before") in means:
            near_before, near_after = means["buffer", "before"], means["buffer", "after"]
            buffer = near_after / control_after - near_before / control_before
            quotient = buffer / success
            growth = control_after / control_before
            total = target_before * growth - target_after + near_before * growth - near_after
            if ("buffer_control", "before") in means:
                far = means["buffer_control", "after"] - means["buffer_control", "before"]
                wdd = wdd + (near_after - near_before) - far
    return Measures(success, buffer, ratio, quotient, wdd, total)


def means_of(areas: Areas) -> dict[tuple[str, str], Array]:
    """Mean count a round, by role and phase."""
    tables = {"before": areas.before, "after": areas.after}
    return {
        (role, phase): np.asarray(table[:, column].mean())
        for phase, table in tables.items()
        for column, role in enumerate(areas.roles)
    }


def difference_error(areas: Areas) -> float:
    """Poisson error of the weighted displacement difference over the areas it uses."""
    used = [c for c, role in enumerate(areas.roles) if areas.has_both or role in ("target", "control")]
    return float(np.sqrt(sum(table[:, used].sum() / len(table) ** 2 for table in (areas.before, areas.after))))


def poisson_ratio_limits(areas: Areas, ratio: float) -> tuple[float, float] | tuple[None, None]:
    """Limits of the effect ratio if counts were Poisson: SE of its log is √Σ 1/count. None with a count of 0."""
    used = [areas.roles.index(role) for role in ("target", "control")]
    sums = np.concatenate([table[:, used].sum(axis=0) for table in (areas.before, areas.after)])
    if not sums.all():
        return None, None
    factor = float(np.exp(Z * np.sqrt(np.sum(1 / sums))))
    return ratio / factor, ratio * factor


def block_bootstrap(areas: Areas, *, block: int, replicates: int, seed: int) -> Measures:
    """Moving blocks of neighbouring whole rounds, all areas together, within each phase."""
    draw = np.random.default_rng(seed)
    means: dict[tuple[str, str], Array] = {}
    for phase, table in (("before", areas.before), ("after", areas.after)):
        averages = np.empty((replicates, len(areas.roles)))
        for part in batches(replicates, table.size):
            averages[part] = table[_block_rows(draw, len(table), min(block, len(table)), len(part))].mean(axis=1)
        means |= {(role, phase): averages[:, column] for column, role in enumerate(areas.roles)}
    return measures(means)


def _block_rows(draw: np.random.Generator, number: int, block: int, replicates: int) -> Array:
    """Row numbers of each replicate: as many rounds as there are, in blocks of neighbours."""
    blocks = -(-number // block)
    starts = draw.integers(0, number - block + 1, size=(replicates, blocks))
    rows = starts[:, :, None] + np.arange(block)
    found: Array = rows.reshape(replicates, -1)[:, :number]
    return found


def reading(quotient: float) -> str:
    """What a quotient says, once the drop in the target is shown."""
    if quotient > 1:
        return "DIFFUSION_EXCEEDS_EFFECT"
    if quotient >= 0:
        return "DIFFUSION"
    if quotient > -1:
        return "DISPLACEMENT_SMALLER_THAN_EFFECT"
    return "DISPLACEMENT_EQUALS_OR_EXCEEDS_EFFECT"
