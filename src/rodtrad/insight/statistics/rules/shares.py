"""Shares and means of persons by written rules: of rounded numbers, never of a hidden one, never of too few."""

from collections.abc import Sequence

FEWEST_FOR_MEAN = 5


def percent_of(part: int | None, whole: int | None) -> int | None:
    """Whole per cent, rounded half up. None where a number is hidden or there is nobody to share among."""
    if part is None or whole is None or whole <= 0 or not 0 <= part <= whole:
        return None
    return (200 * part + whole) // (2 * whole)


def mean_of(values: Sequence[float]) -> float | None:
    """The mean; None for fewer than five."""
    return sum(values) / len(values) if len(values) >= FEWEST_FOR_MEAN else None
