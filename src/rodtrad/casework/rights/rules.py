"""Codes and PINs that can be read aloud, and how long they live."""

import re
import secrets
from datetime import timedelta
from itertools import pairwise

# No letter or digit that can be taken for another: no 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPRTWXY"
CODE_LENGTH = 12  # 22^12 is about 2^53: with the throttle nobody guesses one
PIN_LENGTH = 6
WRONG_TRIES = 5
LONGEST_DAYS = 30
VISIT_LASTS = timedelta(minutes=60)
_NOT_OURS = re.compile(rf"[^{ALPHABET}]")


def new_code() -> str:
    """A code in groups of four, such as 3ACD-EFGH-9KMN."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def new_pin() -> str:
    """Six digits that are not all one digit and not a run."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _place in range(PIN_LENGTH))
        if not is_easy(pin):
            return pin


def is_easy(pin: str) -> bool:
    """Whether somebody would try this PIN first."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(set(pin)) < 3 or steps in ({1}, {-1})


def clean_code(text: str) -> str:
    """What was typed or scanned, as it was made; small letters, blanks and missing dashes do not matter."""
    return _NOT_OURS.sub("", text.upper())[:CODE_LENGTH]
