"""What kind of national number a text is, and whether its control digits hold. Pure; knows no person.

Source: the Directorate of Taxes on fødselsnummer and D-number, with the rules of 2032 where the first control
digit may be any of four; ranges of synthetic numbers from Test-Norge (month + 80) and Norsk helsenett (month + 65).
Birth date and sex are never derived from a number: from 2032 they are not in it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.no.fodselsnummer import calc_check_digit2

from rodtrad.casework.persons.vocabulary import NationalIdKind
from rodtrad.foundation.errors import DomainError

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_REMAINDERS_OF_2032 = range(4)


class InvalidNationalId(DomainError):
    """The number cannot be right; the sentence says what is wrong with it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message, field="national_id")


@dataclass(frozen=True)
class NationalNumber:
    digits: str
    kind: NationalIdKind
    is_synthetic: bool


def classify(text: str) -> NationalNumber:
    """The number in a text as people write it, with or without spaces. Raises InvalidNationalId."""
    digits = "".join(text.split()).replace("-", "").replace(".", "")
    if not digits.isascii() or not digits.isdigit():
        raise InvalidNationalId(_("A national number has digits only. Check what was typed."))
    if len(digits) != 11:
        raise InvalidNationalId(
            _("A national number has 11 digits, and this one has %(count)s. Check what was typed.")
            % {"count": len(digits)}
        )
    if not has_valid_check_digits(digits):
        raise InvalidNationalId(_("The control digits do not match, so a digit is wrong. Check the number again."))
    return _by_range(digits)


def _by_range(digits: str) -> NationalNumber:
    if digits[0] in "89":
        return NationalNumber(digits, NationalIdKind.COMMON_AID, is_synthetic=False)
    day, month = int(digits[:2]), int(digits[2:4])
    is_d_number = day > 40
    day -= 40 if is_d_number else 0
    is_h_number = 41 <= month <= 52
    is_synthetic = 66 <= month <= 77 or 81 <= month <= 92
    month -= 40 if is_h_number else 65 if 66 <= month <= 77 else 80 if is_synthetic else 0
    if not (1 <= month <= 12 and 1 <= day <= 31) or (month == 2 and day > 29) or (month in {4, 6, 9, 11} and day > 30):
        raise InvalidNationalId(_("The first six digits are not a date. Check the number again."))
    if is_h_number:
        kind = NationalIdKind.HNR
    elif is_synthetic:
        kind = NationalIdKind.SYNTHETIC_DNR if is_d_number else NationalIdKind.SYNTHETIC_FNR
    else:
        kind = NationalIdKind.DNR if is_d_number else NationalIdKind.FNR
    return NationalNumber(digits, kind, is_synthetic)


def has_valid_check_digits(digits: str) -> bool:
    """Whether both control digits hold, by the rule of today or of 2032."""
    total = sum(weight * int(digit) for weight, digit in zip(_FIRST_WEIGHTS, digits, strict=False)) % 11
    allowed = {(11 + r - total) % 11 if 11 + r - total > 10 else 11 + r - total for r in _REMAINDERS_OF_2032}
    return int(digits[9]) in allowed and calc_check_digit2(digits) == digits[10]


def masked(digits: str) -> str:
    """What the screen shows: the date part, and five dots."""
    return f"{digits[:6]} •••••"
