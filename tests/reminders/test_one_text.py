"""Whatever the name, a message is one text and says nothing of the matter."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import gsm7
from reminders import words
from reminders.kinds import Kind

MOMENT = dt.datetime(2026, 9, 30, 17, 45, tzinfo=dt.UTC)


@given(st.text(max_size=120), st.text(max_size=220), st.sampled_from(list(words.TEMPLATES)))
def test_every_message_is_one_text(name, practice, kind):
    said = words.fill(kind, name=name, practice=practice, about_at=MOMENT)
    assert gsm7.length(said) <= gsm7.LIMIT
    assert "\n" not in said


def test_the_longest_values_fit_too():
    long = words.fill(Kind.GLASS, name="{" * 50, practice="€" * 90, about_at=MOMENT)
    assert gsm7.length(long) <= gsm7.LIMIT


@pytest.mark.care(9)
def test_the_name_comes_first_and_nothing_of_the_matter():
    said = words.fill(Kind.SESSION, name="Pat", practice="Elm Surgery", about_at=MOMENT)
    assert said == ("Pat: Elm Surgery appointment Wed 30 September at 6:45pm. Can you come? ")


@pytest.mark.care(9)
def test_a_follow_up_names_no_programme():
    said = words.fill(Kind.FOLLOW_UP, name="Pat", practice="Elm Surgery", about_at=MOMENT)
    assert said == ("Pat: Elm Surgery said we would be in touch about now. Talk to us: ")


def test_a_name_is_never_a_template():
    said = words.fill(Kind.SESSION, name="{practice}{7*7}", practice="{{7*7}}", about_at=MOMENT)
    assert said.startswith("{practice}{7*7}: {{7*7}} appointment")


def test_a_name_without_any_letter_that_a_text_can_carry():
    said = words.fill(Kind.SESSION, name="Ирина", practice="Elm Surgery", about_at=MOMENT)
    assert said.startswith("Hello: Elm Surgery appointment")
