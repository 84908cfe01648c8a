"""Postcodes in one form, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import postcode


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("m33 6gq", "M33 6GQ"),
        ("M336GQ", "M33 6GQ"),
        (" SW1A\u00a01AA ", "SW1A 1AA"),
        ("EC1A1BB", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
        ("GIR 0AA", "GIR 0AA"),
        ("ZZ99 3VZ", "ZZ99 3VZ"),
        ("bfpo 105", "BFPO 105"),
    ],
)
def test_a_postcode_has_one_form(text, kept):
    assert postcode.read(text) == kept


@pytest.mark.parametrize("text", ["", "M33", "near the school", "90210", "M33 6GI", "<M33 6GQ>", "M33 6GQ 1"])
def test_anything_else_is_refused(text):
    with pytest.raises(postcode.WrongPostcode, match="not a full UK postcode"):
        postcode.read(text)


def test_the_district_is_the_part_before_the_space():
    assert postcode.district("M33 6GQ") == "M33"


@given(st.text(max_size=12))
def test_what_is_read_once_is_read_the_same_again(text):
    try:
        kept = postcode.read(text)
    except postcode.WrongPostcode:
        return
    assert postcode.read(kept) == kept
    assert len(kept) <= 8
