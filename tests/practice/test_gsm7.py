"""How long a text is, counted as the network counts it."""

import pytest

from practice import gsm7


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
