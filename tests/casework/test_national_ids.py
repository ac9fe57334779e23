"""National numbers: what is taken, what is refused and why, against digits worked out another way."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rodtrad.casework.persons.national_ids import InvalidNationalId, classify, masked
from rodtrad.casework.persons.vocabulary import NationalIdKind
from tests.casework.numbers import number

DAYS, MONTHS, TAILS = st.integers(1, 28), st.integers(1, 12), st.integers(0, 999_99)
SHAPES = {
    NationalIdKind.FNR: (0, 0, False),
    NationalIdKind.DNR: (40, 0, False),
    NationalIdKind.HNR: (0, 40, False),
    NationalIdKind.SYNTHETIC_FNR: (0, 80, True),
    NationalIdKind.SYNTHETIC_DNR: (40, 65, True),
}


@given(kind=st.sampled_from(list(SHAPES)), day=DAYS, month=MONTHS, tail=TAILS, remainder=st.integers(0, 3))
def test_every_kind_of_number_is_known_by_the_rules_of_today_and_of_2032(
    kind: NationalIdKind, day: int, month: int, tail: int, remainder: int
) -> None:
    more_days, more_months, is_synthetic = SHAPES[kind]
    digits = number(f"{day + more_days:02d}{month + more_months:02d}{tail:05d}", remainder=remainder)
    assume(digits is not None)
    assert digits is not None

    found = classify(f"{digits[:6]} {digits[6:]}")

    assert (found.digits, found.kind, found.is_synthetic) == (digits, kind, is_synthetic)


@given(day=DAYS, month=MONTHS, tail=TAILS, place=st.integers(0, 8), change=st.integers(1, 9))
def test_one_wrong_digit_is_never_taken_for_a_number_of_today(
    day: int, month: int, tail: int, place: int, change: int
) -> None:
    digits = number(f"{day:02d}{month + 80:02d}{tail:05d}")
    assume(digits is not None)
    assert digits is not None
    wrong = f"{digits[:place]}{(int(digits[place]) + change) % 10}{digits[place + 1 :]}"

    with pytest.raises(InvalidNationalId):
        classify(wrong)


@given(st.text(max_size=30))
def test_any_text_gets_a_number_or_a_sentence(text: str) -> None:
    try:
        assert len(classify(text).digits) == 11
    except InvalidNationalId as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0382751234", "this one has 10"),
        ("03827512a45", "digits only"),
        ("٠٣٨٢٧٥١٢٣٤٥", "digits only"),
        ("03827500000", "control digits"),
        (next(filter(None, (number(f"320275{tail}") for tail in range(100, 120)))), "not a date"),
    ],
)
def test_each_fault_is_named(text: str, said: str) -> None:
    with pytest.raises(InvalidNationalId, match=said):
        classify(text)


def test_the_screen_shows_the_date_part_only() -> None:
    assert masked("03827512345") == "038275 •••••"
