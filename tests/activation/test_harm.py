"""The few words that ask a person to look: they may call too often, and must not miss what is said plainly."""

import pytest

from patients.harm import names_harm


@pytest.mark.parametrize(
    "words",
    [
        "Sometimes I think of suicide",
        "I want to kill myself",
        "I have been cutting myself",
        "I don't want to live any more",
        "I don’t want to wake up",
        "They would be better off without me",
        "there is no point in living",
        "I can't go on",
        "My husband hits me",
        "he hurts my children",
        "I am scared to go home",
        "I am not safe at home",
        "took an overdose last year",
        "SELF HARM",
        "I wish I was dead",
    ],
)
def test_harm_said_plainly_is_seen(words):
    assert names_harm(words)


@pytest.mark.parametrize(
    "words", ["My knee hurts", "Walking more", "The rent", "I want to live by the sea", ""]
)
def test_everyday_words_are_not(words):
    assert not names_harm(words)
