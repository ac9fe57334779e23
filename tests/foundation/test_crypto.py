"""What is sealed opens in its own place only, and a text of the log carries no number and no line break."""

import json
import logging
import sys
from uuid import UUID

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation import crypto
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.logging import AllowListedJson

ROW = UUID(int=7)
PLACE = {"table": "persons_nationalid", "column": "number", "row_id": ROW}
MOVED = [{"table": "x"}, {"column": "x"}, {"row_id": UUID(int=8)}]


@given(st.text(max_size=300))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert crypto.unseal(crypto.seal(text, section="IDENTITY", **PLACE), **PLACE) == text


@pytest.mark.parametrize("moved", MOVED, ids=str)
def test_what_is_moved_to_another_place_does_not_open(moved: dict[str, object]) -> None:
    sealed = crypto.seal("kanari", section="IDENTITY", **PLACE)
    with pytest.raises(crypto.Unreadable):
        crypto.unseal(sealed, **{**PLACE, **moved})  # type: ignore[arg-type]


def test_what_was_sealed_in_another_municipality_or_under_another_section_does_not_open() -> None:
    sealed = crypto.seal("kanari", section="IDENTITY", **PLACE)
    with override_settings(RODTRAD_MUNICIPALITY="4601"), pytest.raises(crypto.Unreadable):
        crypto.unseal(sealed, **PLACE)
    with pytest.raises(crypto.Unreadable):
        crypto.unseal(sealed.replace(b"IDENTITY", b"HEALTH"), **PLACE)


@given(st.integers(0, 60), st.integers(1, 255))
def test_no_changed_byte_opens(place: int, change: int) -> None:
    sealed = bytearray(crypto.seal("kanari", section="IDENTITY", **PLACE))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(crypto.Unreadable):
        crypto.unseal(bytes(sealed), **PLACE)


def test_ten_thousand_seals_of_one_word_are_all_different_and_none_holds_it() -> None:
    sealed = {crypto.seal("kanari", section="IDENTITY", table="t", column="c", row_id=new_id()) for _ in range(10_000)}

    assert len({value.split(b"|")[2] for value in sealed}) == 10_000, "each has a nonce of its own"
    assert not any(b"kanari" in value for value in sealed)


def test_the_index_finds_equals_and_cannot_be_made_without_the_key() -> None:
    assert crypto.blind_index("03827500012", kind="number") == crypto.blind_index("03827500012", kind="number")
    assert crypto.blind_index("03827500012", kind="number") != crypto.blind_index("03827500012", kind="log")
    with override_settings(RODTRAD_MASTER_KEY="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="):
        other = crypto.blind_index("03827500012", kind="number")
    assert other != crypto.blind_index("03827500012", kind="number")


def test_a_line_of_the_log_holds_no_number_no_break_and_no_value_of_a_fault() -> None:
    try:
        raise ValueError("kanari 030275 12345")
    except ValueError:
        fault = sys.exc_info()
    said = "Feil\r\nfor 030275 12345 og 03027512345"
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, said, None, fault)
    record.person = "kanari"
    line = AllowListedJson().format(record)

    assert "kanari" not in line
    assert "12345" not in line
    assert "\n" not in json.loads(line)["message"]
