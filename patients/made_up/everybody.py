"""Makes whole people: a row of the list, and everything else that a practice knows about somebody."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from .chance import pick, spread
from .conditions import conditions_of
from .contacts import contact_points
from .life import alerts_of, circumstances_of, consents_of, supporters_of
from .listing import ANCHOR, bulk_rows, chance_for
from .names import ENGLISH, GIVEN, SHORT_FORMS, era_of
from .needs import interpreter_needed, needs_of
from .person import Core, MadeUpPerson

_NO_NUMBER = (
    "New to the United Kingdom, number applied for",
    "Not traced yet",
    "Details do not match the tracing",
)
_LEFT_FOR = spread(
    [("", 6), ("another practice in town", 2), ("abroad", 1), ("a practice in the next county", 2)], 100
)


def people(*, seed: int, count: int, practice_index: int, today: date) -> Iterator[MadeUpPerson]:
    """The same list as `bulk_rows`, whole; Pat and Omar are not on it and join the first practice by name."""
    r = chance_for(seed, practice_index, "lives")
    for row in bulk_rows(seed=seed, count=count, practice_index=practice_index, today=today):
        yield _person(r, row, today)


def _person(r: random.Random, row: Core, today: date) -> MadeUpPerson:
    age = (ANCHOR - row.birth_date).days / 365.25
    return MadeUpPerson(
        **row._asdict(),
        **_called(r, row, age),
        **_reached(r, row, age, today),
        conditions=conditions_of(
            r, birth_date=row.birth_date, gender=row.gender, decile=row.deprivation, today=ANCHOR
        ),
        circumstances=circumstances_of(r, age=age, decile=row.deprivation, today=today),
        supporters=supporters_of(r, age=age, family_name=row.family_name, today=today),
        consents=consents_of(r, age=age, today=today),
        alerts=alerts_of(r, age=age, today=today),
    )


def _called(r: random.Random, row: Core, age: float) -> dict[str, Any]:
    """Middle names, the name somebody likes, and why there is no NHS number or where they went."""
    sex = row.gender if row.gender in "12" else "2"
    middle = pick(r, GIVEN[ENGLISH, sex, era_of(row.birth_date.year)]) if r.random() < 0.4 else ""
    short = SHORT_FORMS.get(row.given_name, "") if r.random() < 0.45 else ""
    why, where = pick(r, _NO_NUMBER), pick(r, _LEFT_FOR)
    return {
        "middle_names": middle if middle != row.given_name else "",
        "known_as": short or (middle if age > 60 and r.random() < 0.06 else ""),
        "no_nhs_number_because": "" if row.nhs_number else why,
        "left_for": where if row.left_on else "",
    }


def _reached(r: random.Random, row: Core, age: float, today: date) -> dict[str, Any]:
    """How to reach somebody and how to talk with them."""
    return {
        "interpreter_needed": interpreter_needed(r, age=age, language=row.language),
        "needs": needs_of(r, age=age, language=row.language),
        "contact_with_care": r.random() < 0.006,
        "contact_points": contact_points(
            r,
            age=age,
            given_name=row.given_name,
            family_name=row.family_name,
            source_id=row.source_id,
            today=today,
        ),
    }
