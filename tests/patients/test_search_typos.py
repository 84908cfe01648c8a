"""One slip of the finger in a last name: at least 95 in a hundred are found among three thousand people."""

import random

from patients import names
from patients.finding import find
from patients.query_words import understand
from tests import build

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TRIES = 400


def slip(r: random.Random, word: str) -> str:
    """A letter wrong, missing, too many, or two the other way round."""
    while True:
        i = r.randrange(len(word))
        wrong = r.choice(LETTERS)
        typed = r.choice(
            [
                word[:i] + wrong + word[i + 1 :],
                word[:i] + word[i + 1 :],
                word[:i] + wrong + word[i:],
                word[:i] + word[i : i + 2][::-1] + word[i + 2 :],
            ]
        )
        if typed != word and len(typed) > 1:
            return typed


def finds(elm, person, typed: str) -> bool:
    query = understand(f"{typed} {person.given_name}", today=build.NOW.date())
    answer = find(query, practices=[elm.pk], user=1)
    return person.pk in {line.id for line in [*answer.exact, *answer.near]}


def named(elm, person, typed: str) -> bool:
    """The last name alone: somebody of that name is among the answers."""
    answer = find(understand(typed, today=build.NOW.date()), practices=[elm.pk], user=1)
    return person.family_name in {line.family_name for line in [*answer.exact, *answer.near]}


def test_at_least_95_of_100_slips_are_found(elm, many_people):
    """In the last name with the first one beside it, and in the last name alone; the three thousand move in once."""
    r = random.Random(95)  # noqa: S311 - repeatable on purpose, no secret
    people = [p for p in r.sample(many_people, TRIES) if names.key(p.family_name).isascii()]
    found = sum(finds(elm, p, slip(r, p.family_key)) for p in people)
    assert found / len(people) >= 0.95
    found = sum(named(elm, p, slip(r, p.family_key)) for p in people)
    assert found / len(people) >= 0.95
