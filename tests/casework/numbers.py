"""Synthetic national numbers, worked out here on their own: months 81 to 92 are Test-Norge's."""

WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def number(nine: str, *, remainder: int = 0) -> str | None:
    """The nine digits with both control digits, or None where the rule has no digit; the remainders 1 to 3 come in 2032."""
    first = _missing(sum(w * int(d) for w, d in zip(WEIGHTS_1, nine, strict=True)), remainder)
    if first is None:
        return None
    second = _missing(sum(w * int(d) for w, d in zip(WEIGHTS_2, nine + first, strict=True)), 0)
    return None if second is None else nine + first + second


def _missing(total: int, remainder: int) -> str | None:
    """The digit that gives the sum the wanted remainder after division by eleven."""
    return next((str(digit) for digit in range(10) if (total + digit) % 11 == remainder), None)


def synthetic(serial: int = 0) -> str:
    """One of many valid synthetic numbers, born 3 February 1975."""
    found = [n for n in (number(f"038275{tail:03d}") for tail in range(serial, serial + 20)) if n]
    return found[0]
