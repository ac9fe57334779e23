"""Numbers, codes and fingerprints: pure."""

import hashlib
import json
import re
import secrets
from collections.abc import Sequence

from stdnum.no import orgnr

Letter = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # headings, each with its lines of label and text
_CONTROL = re.compile(r"politi|police|kripos|utlendingsdirektorat|utlendingsnemnd|\b(pst|udi|une)\b", re.IGNORECASE)
ALPHABET = "34679ACDEFGHJKMNPRTWXY"  # no sign that can be taken for another
# Bases that are a duty to tell: then it is recorded since the law demands it (GDPR article 6 no. 1 c).
DUTIES = frozenset({"BVL-13-2", "HPL-33", "HOL-10-1", "SPHL-2-5"})
DANGER = frozenset({"HPL-31"})  # and here since it guards a life (no. 1 d)


def fingerprint(letter: Letter) -> str:
    """SHA-256 of a letter, word for word, as hexadecimal."""
    return hashlib.sha256(json.dumps(letter, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def new_receipt() -> str:
    """A code for the slip that goes along, such as K7M4-3P9D. It says nothing of whom it is about."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def clean_number(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def is_organisation_number(number: str) -> bool:
    """Nine digits with the check digit of the Central Coordinating Register for Legal Entities (modulus 11)."""
    return bool(orgnr.is_valid(number))


def names_the_police(recipient: str) -> bool:
    """Whether a name typed in says police or immigration control, in Norwegian or English."""
    return bool(_CONTROL.search(recipient))


def processing_code(release_code: str) -> str:
    """What allows the recording, by what lifts the confidentiality."""
    if release_code in DUTIES:
        return "GDPR-6-1C"
    return "GDPR-6-1D" if release_code in DANGER else "GDPR-6-1E"
