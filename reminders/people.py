"""What has to be known of people before they are written to, asked in one statement for many."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

CONTACT_METHOD = "contact_method"  # the kind of need that says how to reach them


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One open number or address; without an id it is a colleague's own."""

    id: int | None
    kind: str
    value: str
    whose: str
    may_send: bool | None
    safe_times: str
    failures: int
    confirmed_on: str | None = None
    # The days on which it was put in the place of another one, or another of its kind was ended.
    changed_on: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Agreed:
    """What a person said to one way of reaching them; an ended agreement counts as taken back."""

    kind: str
    agreed: bool
    ended: bool
    from_on: str
    until_on: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the question "may we write to them?" sees them."""

    id: int
    called: str
    birth_date: dt.date
    died: bool
    left: bool
    merged: bool
    restricted: bool
    contact_with_care: bool
    language: str
    interpreter_needed: bool | None
    has_address: bool
    minimum_age: int
    points: tuple[Point, ...]
    consents: tuple[Agreed, ...]
    contact_needs: tuple[str, ...]
    other_needs: tuple[str, ...] = ()


# Columns of one row, because this is asked for every message at the moment of sending.
COLUMNS = """
p.id, coalesce(nullif(p.known_as, ''), p.given_name), p.birth_date, p.died_on IS NOT NULL,
p.left_on IS NOT NULL, p.merged_at IS NOT NULL, p.restricted, p.contact_with_care, p.language,
p.interpreter_needed, p.address <> '', w.minimum_age,
(SELECT json_agg(json_build_array(c.id, c.kind, c.value, c.whose, c.may_send, c.safe_times, c.failures,
                                  c.confirmed_on, c.changed_on, c.ended_at::date)
                 ORDER BY c.confirmed_on DESC NULLS LAST, c.id)
 FROM patients_contactpoint c WHERE c.practice_id = p.practice_id AND c.patient_id = p.id),
(SELECT json_agg(json_build_array(a.kind, a.agreed, a.ended_at IS NOT NULL, a.from_on, a.until_on)
                 ORDER BY a.from_on, a.id)
 FROM patients_consent a WHERE a.practice_id = p.practice_id AND a.patient_id = p.id),
(SELECT json_agg(json_build_array(n.kind, n.words) ORDER BY n.id) FROM patients_need n
 WHERE n.practice_id = p.practice_id AND n.patient_id = p.id AND n.ended_at IS NULL)
"""
QUESTION = f"""
SELECT {COLUMNS} FROM patients_patient p JOIN practice_practice w ON w.id = p.practice_id
WHERE p.practice_id = %s AND p.id = ANY (%s)
"""  # noqa: S608 - nothing in it comes from outside


def known(practice_id: int, patient_ids: Iterable[int]) -> dict[int, Person]:
    """These people of the practice, by id."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [practice_id, list(patient_ids)])
        return {row[0]: person_of(row) for row in cursor.fetchall()}


def person_of(row: Sequence[Any]) -> Person:
    """One row of `COLUMNS`."""
    *plain, points, consents, needs = row
    consents = tuple(Agreed(*consent) for consent in _read(consents))
    how = tuple(words for kind, words in _read(needs) if kind == CONTACT_METHOD)
    others = tuple(words for kind, words in _read(needs) if kind != CONTACT_METHOD)
    return Person(*[*plain, points_of(_read(points)), consents, how, others])


def points_of(rows: list[list[Any]]) -> tuple[Point, ...]:
    """The open ones; of each when it was changed, or another of its kind was ended."""
    ended = [(kind, value, on) for _id, kind, value, *_rest, on in rows if on]
    points = []
    for *row, changed_on, ended_on in rows:
        if not ended_on:
            others = [on for kind, value, on in ended if kind == row[1] and value != row[2]]
            points.append(Point(*[*row, (*changed_on, *others)]))
    return tuple(points)


def _read(value: str | list | None) -> list:
    return json.loads(value) if isinstance(value, str) else value or []
