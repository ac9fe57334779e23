"""How serious a risk is: likelihood times severity on scales from one to five (ISO 31010:2019, consequence/likelihood matrix)."""

from enum import Enum

SCALE = range(1, 6)
HIGH_FROM, MIDDLE_FROM = 12, 6


class Level(Enum):
    LOW = "LOW"
    MIDDLE = "MIDDLE"
    HIGH = "HIGH"


def level(likelihood: int, severity: int) -> Level:
    """Raises ValueError outside the scale."""
    if likelihood not in SCALE or severity not in SCALE:
        raise ValueError("likelihood and severity run from one to five")
    product = likelihood * severity
    return Level.HIGH if product >= HIGH_FROM else Level.MIDDLE if product >= MIDDLE_FROM else Level.LOW
