"""Makes the people of one practice's list, core columns only: fast enough for a million.

Who somebody is depends on the seed, the practice and their place on the list alone, never on the day they are
made: the same list on any day, so that a sample file made later meets the same people. Ages are drawn as they
stand on ANCHOR; what was asked, agreed or confirmed lately is told from `today`.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .chance import pick
from .names import FAMILIES, GIVEN, era_of
from .numbers import RESERVED, VALID_NUMBERS, numbers
from .person import Core
from .places import PLACES_OF_HALF, Place
from .population import AGE_BANDS, DEATHS, DEATHS_FROM, ETHNIC_OF_DECILE, GENDERS, GPS, LANGUAGES_OF, ORIGINS

ANCHOR = date(2026, 3, 2)
DEMO_SEED = 1948
GPS_PER_PRACTICE = 5
_ANCHOR_DAY = ANCHOR.toordinal()
_YEAR = 365.25
_day = date.fromordinal


def chance_for(seed: int, practice_index: int, purpose: str) -> random.Random:
    """A stream of chance of its own for each purpose, so that one never shifts another."""
    return random.Random(f"{seed}/{practice_index}/{purpose}")  # noqa: S311 - repeatable on purpose, no secret


class _Identity(NamedTuple):
    family_name: str
    given_name: str
    birth_date: date
    gender: str
    ethnic_category: str
    language: str


def _identity(r: random.Random, age: float, decile: int, place: int) -> _Identity:
    """Names and language that go with the ethnic category, which goes with the place."""
    born = _day(_ANCHOR_DAY - int(age * _YEAR))
    gender = pick(r, GENDERS[age > 75])
    ethnic = pick(r, ETHNIC_OF_DECILE[decile])
    origin = pick(r, ORIGINS[ethnic])
    sex = gender if gender in "12" else "12"[place % 2]
    family, given = pick(r, FAMILIES[origin, sex]), pick(r, GIVEN[origin, sex, era_of(born.year)])
    return _Identity(family, given, born, gender, ethnic, pick(r, LANGUAGES_OF[origin]))


def _address(r: random.Random, home: Place) -> tuple[str, str, str, int | None]:
    """A house, now and then a flat, and for a few people no address at all."""
    kind, house = r.random(), 1 + int(r.random() * 138)
    if kind < 0.003:
        return "", "", "", None
    flat = f"Flat {1 + house % 24}, " if kind > 0.83 else ""
    return f"{flat}{house} {home.street}, {home.town}", home.postcode, home.lsoa, home.decile


def _ending(r: random.Random, age: float, since: int) -> tuple[date | None, date | None]:
    """The day somebody left and the day they died: neither for most, and the older, the more deaths."""
    draw, back = r.random(), _day(_ANCHOR_DAY - int(min(since, 2 * _YEAR) * r.random()))
    dead = DEATHS[bisect_right(DEATHS_FROM, age)] / 1000
    if draw < dead:
        return None, back
    return (back, None) if draw > 0.985 else (None, None)


def bulk_rows(*, seed: int, count: int, practice_index: int, today: date) -> Iterator[Core]:
    """The list as plain rows; `people` gives the same list with everything else about each of them."""
    if today < ANCHOR:
        raise ValueError(f"made-up people stand as they are from {ANCHOR} on, not on {today}")
    if count > VALID_NUMBERS - len(RESERVED):
        raise ValueError(f"{count:,} made-up people are too many for one practice, numbers run out")
    r = chance_for(seed, practice_index, "list")
    supply = numbers(practice_index)
    for place in range(count):
        yield _row(r, next(supply), practice_index, place)


def _row(r: random.Random, number: str, practice_index: int, place: int) -> Core:
    home = pick(r, PLACES_OF_HALF[practice_index % 2])
    age = pick(r, AGE_BANDS) + 5 * r.random()
    who = _identity(r, age, home.decile, place)
    since = int(age * _YEAR * r.random() * r.random())
    gp = (practice_index + int(r.random() * GPS_PER_PRACTICE) * 2) % len(GPS)
    return Core(
        number if r.random() > 0.002 else None,
        f"{20_000 + practice_index * 1_000_000 + place}",
        who.family_name,
        who.given_name,
        who.birth_date,
        who.gender,
        who.ethnic_category,
        who.language,
        *_address(r, home),
        GPS[gp],
        _day(_ANCHOR_DAY - since),
        *_ending(r, age, since),
        r.random() < 0.0008,
    )
