"""NHS numbers: what is accepted, what is refused and in which words."""

import nhs_number as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import nhs_number

DIGITS = st.text("0123456789", min_size=10, max_size=10)


@pytest.mark.parametrize(
    "text",
    [
        "9990000018",
        "999 000 0018",
        "999-000-0018",
        " 999\u00a0000\u00a00018 ",
        "9990000018.0",
        "9990000018,00",
        "'9990000018",
        "999 0000 018",
    ],
)
def test_a_number_is_read_in_any_dress_that_keeps_its_digits(text):
    assert nhs_number.read(text) == "9990000018"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("999 123 4567", "has a digit wrong"),
        ("9990000019", "has a digit wrong"),
        ("1.00E+10", "rounded"),
        ("9.99E+09", "rounded"),
        ("1,00E+10", "rounded"),
        ("9990000018.5", "other characters"),
        ("QQ 12 34 56 C", "National Insurance"),
        ("ab123456", "National Insurance"),
        ("999000001", "This has 9 digits"),
        ("99900000180", "This has 11 digits"),
        ("0000000000", "filler"),
        ("9999999999", "filler"),
        ("٩٩٩٠٠٠٠٠١٨", "other characters"),
        ("<b>999</b>", "other characters"),
        ("", "There is no NHS number"),
    ],
)
def test_a_wrong_number_is_refused_in_words(text, words):
    assert words in nhs_number.problem(text)
    with pytest.raises(nhs_number.WrongNumber):
        nhs_number.read(text)


def test_a_right_number_has_no_problem():
    assert nhs_number.problem("999 000 0026") == ""


def test_it_is_shown_in_threes_that_never_break():
    assert nhs_number.show("9990000018") == "999\u00a0000\u00a00018"


def test_a_national_insurance_number_is_known_for_what_it_is():
    assert nhs_number.is_national_insurance("QQ 12 34 56 C")
    assert not nhs_number.is_national_insurance("9990000018")


@given(DIGITS)
def test_ten_digits_are_judged_as_the_library_judges_them(digits):
    is_filler = len(set(digits)) == 1
    assert (nhs_number.problem(digits) == "") == (bool(library.is_valid(digits)) and not is_filler)


@given(st.sampled_from(library.generate(quantity=200)))
def test_every_number_survives_being_shown(number):
    assert nhs_number.read(nhs_number.show(number)) == number


@given(st.text())
def test_no_text_does_anything_but_read_or_be_refused(text):
    said = nhs_number.problem(text)
    assert said or len(nhs_number.read(text)) == 10


@given(DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_digit_changed_is_always_noticed(digits, place, shift):
    if nhs_number.problem(digits):
        return
    other = str((int(digits[place]) + shift) % 10)
    assert nhs_number.problem(digits[:place] + other + digits[place + 1 :])
