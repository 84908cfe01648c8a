"""How long a text is, and that no name makes it longer than one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders import gsm7, words
from reminders.kinds import Kind

MOMENT = dt.datetime(2026, 9, 30, 17, 45, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "septets"), [("", 0), ("Pat", 3), ("£@é", 3), ("€", 2), ("[x]", 5), ("a\nb", 3), ("^{}\\~|", 12)]
)
def test_letters_are_counted_as_the_network_counts_them(text, septets):
    assert gsm7.length(text) == septets


@pytest.mark.parametrize("text", ["ł", "😀", "’", "Ж"])
def test_a_letter_outside_the_tables_is_not_counted_wrongly(text):
    with pytest.raises(ValueError, match="text message"):
        gsm7.length(text)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz", "Lukasz"),
        ("Zoë", "Zoe"),
        ("José", "José"),
        ("O’Brien", "O'Brien"),
        ("Ana 😀", "Ana"),
        ("Ōtani\r\nBcc: x", "Otani Bcc: x"),
        ("Ирина", ""),
    ],
)
def test_names_are_written_with_the_letters_there_are(name, plain):
    assert gsm7.plain(name) == plain


def test_a_long_name_is_cut_between_words():
    assert gsm7.shortened("Maria Fernanda Gonzalez Oliveira", 24) == "Maria Fernanda Gonzalez"
    assert gsm7.shortened("Wolfeschlegelsteinhausenbergerdorff", 24) == "Wolfeschlegelsteinhausen"


@given(st.text(max_size=120), st.text(max_size=220), st.sampled_from(list(Kind)))
def test_every_message_is_one_text(name, practice, kind):
    said = words.fill(kind, name=name, practice=practice, about_at=MOMENT)
    assert gsm7.length(said) <= gsm7.LIMIT
    assert "\n" not in said


def test_the_longest_values_fit_too():
    long = words.fill(Kind.GLASS, name="{" * 50, practice="€" * 90, about_at=MOMENT)
    assert gsm7.length(long) <= gsm7.LIMIT


def test_the_name_comes_first_and_nothing_of_the_matter():
    said = words.fill(Kind.SESSION, name="Pat", practice="Elm Surgery", about_at=MOMENT)
    assert said == (
        "Pat: your appointment with Elm Surgery is on Wed 30 September at 6:45pm. "
        "If you cannot make it, please ring us."
    )


def test_a_follow_up_names_no_programme():
    said = words.fill(Kind.FOLLOW_UP, name="Pat", practice="Elm Surgery", about_at=MOMENT)
    assert said == ("Pat: Elm Surgery said we would be in touch about now. Please ring us when it suits you.")


def test_a_name_is_never_a_template():
    said = words.fill(Kind.SESSION, name="{practice}{7*7}", practice="{{7*7}}", about_at=MOMENT)
    assert said.startswith("{practice}{7*7}: your appointment with {{7*7}} is on")


def test_a_name_without_any_letter_that_a_text_can_carry():
    said = words.fill(Kind.SESSION, name="Ирина", practice="Elm Surgery", about_at=MOMENT)
    assert said.startswith("Hello: your appointment")
