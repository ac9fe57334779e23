"""The cube of the product: every count a multiple of the base, the same again when nothing changed, and open or hidden.

A count is its multiple of the base plus a rest of 0..base-1, and the rest is rounded to 0 or base by the method of
Langsrud & Heldal (2018). Rounding the larger counts too is stricter than the method: then no difference either, between
two months or two areas, can be smaller than the base. A cell that has not changed keeps its rounding from one cube to the
next, so that nothing can be learnt by waiting and taking the mean.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

import numpy as np

from rodtrad.insight.statistics.rules.cube import Margins, Shape
from rodtrad.insight.statistics.rules.hiding import Limits, Release, primary_codes
from rodtrad.insight.statistics.rules.protection import protect
from rodtrad.insight.statistics.rules.quantiles import Indices, Mask
from rodtrad.insight.statistics.rules.rounding import round_cube

ALGORITHM = "gate-1"  # a new number whenever the same counts could give other figures
NEARLY_ALL = 4  # N - T of so many or fewer tells of nearly everybody
SMALL_GROUP = 9


@dataclass(frozen=True)
class Counted:
    """A cube's true counts and what was shown for them."""

    counts: Indices
    rounded: Indices


def rounded(shape: Shape, counts: Indices, *, base: int, key: bytes, before: Counted | None = None) -> Indices:
    """Multiples of the base, as close in every margin as can be; what is as it was `before` keeps its rounding."""
    whole = base * (counts // base)
    kept = None
    if before is not None:
        same = before.counts == counts
        kept = (same, np.where(same, before.rounded - whole, 0))
    said = json.dumps([ALGORITHM, counts.tolist()])
    own_key = hmac.new(key, said.encode(), hashlib.sha256).digest()
    found: Indices = whole + round_cube(shape, counts % base, base=base, key=own_key, kept=kept)
    return found


def opened(
    margins: Margins,
    now: Counted,
    *,
    base: int,
    fewest: int,
    population: Indices | None = None,
    earlier: tuple[Counted, Mask] | None = None,
) -> Mask:
    """Which cells of which margins stay hidden on an open page; `earlier` is a release of the same quarter and what it hid.

    Judged on the true counts. The attacker is given every figure shown, counts in multiples of the base, and no reason
    for a hidden cell: each could still be at least three things. Raises CannotCompute when nothing can be made safe.
    """
    limits = Limits(fewest - 1, NEARLY_ALL, SMALL_GROUP)
    codes = primary_codes(margins, now.counts, population, limits)
    # The group of which nearly all are counted gives itself away; a group nobody is counted in does not.
    true = (margins.sums @ now.counts).tolist()
    codes = [None if count == 0 else code for count, code in zip(true, codes, strict=True)]
    release = Release(margins, now.rounded // base, codes, Limits(), 1)
    if earlier is None:
        protect(release)
    else:
        before, hidden = earlier
        old_codes = ["HIDDEN" if one else None for one in hidden]
        old = Release(margins, before.rounded // base, old_codes, Limits(), 1)
        protect(release, earlier=old, unchanged=before.counts == now.counts)
    return release.is_hidden()


def collapse(shape: Shape, kept: tuple[str, ...], values: Indices) -> tuple[Shape, Indices]:
    """The cube over fewer dimensions: sums of its cells."""
    place = shape.place_in(kept)
    fewer = Shape(kept, tuple(shape.levels[shape.dimensions.index(name)] for name in kept))
    found: Indices = np.bincount(place, weights=values, minlength=fewer.size).round().astype(np.int64)
    return fewer, found
