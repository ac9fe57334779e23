"""What persons are counted for: each register with its definition, its dimensions, and how far it may be opened.

A changed definition is a new version, and figures of two versions never stand on one line.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

BASE = 3  # every count is a multiple of it (Langsrud & Heldal 2018)
FLOOR = 3  # no open page shows fewer than this, whoever asks for it
FEWEST = 5  # where nobody has chosen
AGES = ((0, "AGE_0_17"), (18, "AGE_18_24"), (25, "AGE_25_49"), (50, "AGE_50_UP"))
UNKNOWN, OTHER = "UNKNOWN", "OTHER"

DIMENSIONS: dict[str, Text] = {"age": _("Age"), "district": _("District"), "gender": _("Gender")}
AGE_LABELS: dict[str, Text] = {
    "AGE_0_17": _("Under 18"),
    "AGE_18_24": _("18–24 years"),
    "AGE_25_49": _("25–49 years"),
    "AGE_50_UP": _("50 years and over"),
    UNKNOWN: _("Not known"),
}


@dataclass(frozen=True)
class Register:
    """One thing persons are counted for. `within` names the register whose persons these are some of."""

    code: str
    name: Text
    definition: Text
    version: int = 1
    within: str = ""
    takes_higher: bool = False  # tells of health or need: the threshold is never below the default
    opened: tuple[str, ...] = ("age", "district")  # what an open page shows; pages inside show all dimensions

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(sorted(DIMENSIONS))


REGISTERS: dict[str, Register] = {
    one.code: one
    for one in (
        Register(
            "followed-up",
            _("Persons followed up"),
            _(
                "Unique persons for whom a unit was responsible on at least one day of the quarter. Age on the last day; "
                "district by belonging on the last day."
            ),
        ),
        Register(
            "new",
            _("New persons"),
            _("Unique persons for whom a unit became responsible for the first time ever in the quarter."),
        ),
        Register(
            "acute-nights",
            _("Persons with acute stays"),
            _(
                "Unique persons, among those followed up, who stayed at least one night at an acute place in the quarter."
            ),
            within="followed-up",
            takes_higher=True,
        ),
    )
}


def age_level(years: int | None) -> str:
    """The band of an age in whole years."""
    if years is None:
        return UNKNOWN
    return [code for from_age, code in AGES if years >= from_age][-1]
