"""Many people with answers, made up by the model that scores them."""

import datetime as dt
import random

from activation.demo import Maker, summarise
from activation.models import Measurement
from patients.models import Patient
from practice.models import Membership, Practice
from tests import build
from tests.activation.made import instrument

ETHNIC = "AAAABBCDHHJMNRSZ"


def people_of(practice: Practice, count: int, seed: int = 5) -> list[Patient]:
    chance = random.Random(seed)  # noqa: S311 - the same people every time
    people = [
        build.a_patient(
            practice,
            given_name=f"Person {number}",
            gender=chance.choice("12"),
            birth_date=dt.date(chance.randrange(1930, 2006), 5, 4),
            ethnic_category=chance.choice(ETHNIC),
        )
        for number in range(count)
    ]
    for decile in range(1, 11):
        lives_in(people[decile - 1 :: 10], decile)
    return people


def lives_in(people: list[Patient], decile: int) -> None:
    """An area of this decile; the product looks it up by postcode."""
    Patient.objects.filter(pk__in=[person.pk for person in people]).update(deprivation=decile)


def answer_all(
    people: list[Patient], coach: Membership, *, seed: int = 6, days_ago: int = 30, harder: str = ""
) -> None:
    """Each of them once; the statement that is `harder` by 1.2 logits says something else about them."""
    chance = random.Random(seed)  # noqa: S311
    maker = Maker(chance, instrument(), coach, build.NOW)
    if harder:
        maker.thresholds[harder] = [step + 1.2 for step in maker.thresholds[harder]]
    day = build.NOW.date() - dt.timedelta(days=days_ago)
    rows = [maker.answered(person, day, chance.gauss(0.3, 1.2)) for person in people]
    Measurement.objects.bulk_create(rows)
    summarise(coach.practice, rows)


def crowd(practice: Practice, coach: Membership, count: int) -> list[Patient]:
    people = people_of(practice, count)
    answer_all(people, coach)
    return people
