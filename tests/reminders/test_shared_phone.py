"""What comes with the product fits a shared phone, and what matters less waits for what matters more."""

import datetime as dt

import pytest

from reminders import caps, reasons, rule_words
from reminders.caps import Caps, Other
from reminders.kinds import Channel, Kind
from reminders.shipped import SHIPPED, Group, To
from tests import build

MATTER = (
    *(
        "coach",
        "programme",
        "prescrib",
        "referr",
        "service",
        "goal",
        "step",
        "score",
        "questionnaire",
        "plan for",
    ),
    *("health", "condition", "activation", "wellbeing", "diabet", "weight", "mental", "lonel", "money"),
)
TO_PEOPLE = [kind for kind, one in SHIPPED.items() if one.to is To.PERSON and Channel.TEXT in one.channels]


@pytest.mark.care(9)
@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_what_is_shipped_names_nothing_of_the_matter(kind):
    said = f"{SHIPPED[kind].words} {SHIPPED[kind].cancelled}".lower()
    assert [word for word in MATTER if word in said] == []
    assert "{practice}" in said or kind is Kind.PLAN  # its words are made with the plan, and tried there


@pytest.mark.care(9)
@pytest.mark.parametrize("word", ["coaching", "diabetes", "Mental", "goal"])
def test_words_of_a_practice_s_own_that_tell_the_matter_are_refused(word):
    said = "{name}: {practice}, " + word + " on {day} at {time}. {link}"
    refused = [f"Leave out “{word}”: somebody else may hold their telephone"]
    assert rule_words.problems(Kind.SESSION, said, "Elm Health Centre") == refused
    off = "{name}: {practice}: your " + word + " on {day} at {time} is off"
    assert rule_words.cancelled_problems(Kind.CHANGED, off, "Elm") == refused
    assert rule_words.problems(Kind.UNFINISHED, word + " {practice} {counts}", "Elm") == []


@pytest.mark.care(10)
def test_appointments_then_check_ins_then_questionnaires_then_invitations():
    order = (Kind.SESSION, Kind.STEP, Kind.MEASURE, Kind.INVITE)
    assert [SHIPPED[kind].group for kind in order] == sorted(Group)
    soon = build.NOW + dt.timedelta(hours=3)
    for number, kind in enumerate(order):
        for other in order:
            found = caps.wait(kind, [Other(other, soon, has_gone=False)], Caps(), build.NOW)
            waits = other in order[:number]
            assert found == ((soon, reasons.FIRST) if waits else None), (kind, other)
