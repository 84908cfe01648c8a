"""Finding a patient: exactly, and where that finds hardly anybody, by a name that sounds much like it.

Written in SQL and measured: under a row policy only comparisons of the leakproof kind use an index, so a
prefix is a range, and misspelt names go over the practice's small dictionary of surnames.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from patients.names import after
from patients.query_words import Query, Span

MOST = 25
HARDLY_ANYBODY = 3
NEAREST = 5


class Found(NamedTuple):
    """One line of the answer, as the database gives it."""

    id: int
    practice_id: int
    given_name: str
    family_name: str
    known_as: str
    birth_date: dt.date
    nhs_number: str | None
    died_on: dt.date | None
    left_on: dt.date | None
    restricted: bool
    contact_with_care: bool
    shut: bool


class Answer(NamedTuple):
    """Who fits, who might be meant instead, and whether there are more."""

    exact: list[Found]
    near: list[Found]
    more: bool


_COLUMNS = """p.id, p.practice_id, p.given_name, p.family_name, p.known_as, p.birth_date, p.nhs_number, p.died_on,
       p.left_on, p.restricted, p.contact_with_care"""
_SHUT = """EXISTS (SELECT FROM patients_recordblock b WHERE b.practice_id = p.practice_id AND b.patient_id = p.id
               AND b.ended_at IS NULL AND (b.user_id = %(user)s OR b.kind = 'own')) AS shut"""
_LINE = f"SELECT {_COLUMNS}, {_SHUT}"
_HERE = "p.practice_id = ANY(%(practices)s)"
# A number of a carer or parent is another person's. Where a restricted person can be reached leads to nobody.
_BY_TELEPHONE = """p.id = ANY(ARRAY(SELECT k.patient_id FROM patients_contactpoint k
WHERE k.practice_id = ANY(%(practices)s) AND k.dialled = %(telephone)s AND k.ended_at IS NULL
AND k.whose IN ('own', 'shared', 'not_known'))) AND NOT p.restricted"""
_BY_POSTCODE = "p.postcode = %(postcode)s AND NOT p.restricted"
# A superseded number leads to the record that now stands for the person.
_BY_NUMBER = f"""{_LINE} FROM patients_patient p WHERE {_HERE} AND p.merged_at IS NULL
AND (p.nhs_number = %(number)s OR p.id = ANY(ARRAY(
    SELECT old.merged_into_id FROM patients_patient old WHERE old.practice_id = ANY(%(practices)s)
    AND old.nhs_number = %(number)s AND old.merged_at IS NOT NULL)))"""  # noqa: S608 - our own text
_ORDER = "(p.died_on IS NOT NULL OR p.left_on IS NOT NULL), p.family_key, p.given_key, p.birth_date, p.id"
# The second part of a double name, whichever was typed.
_SECOND_PARTS = """p.family_key = ANY(ARRAY(SELECT s.family_key FROM patients_surname s
WHERE s.practice_id = ANY(%(practices)s) AND s.word >= %(f{0})s AND s.word < %(f{0}_)s AND s.word <> s.family_key))"""
# A letter too many, missing, wrong, or two in the wrong order: one mistake each. The last is two to
# Levenshtein, so those spellings are asked for by themselves.
_NEAREST = f"""(SELECT family_key, min(mistakes) AS mistakes, %(g{{0}})s AS given, %(g{{0}}_)s AS given_to FROM (
    SELECT s.family_key, least(levenshtein_less_equal(s.word, %(f{{0}})s, 2),
        CASE WHEN s.word = ANY(%(swapped{{0}})s) THEN 1 END) AS mistakes
    FROM patients_surname s
    WHERE s.practice_id = ANY(%(practices)s) AND length(s.word) BETWEEN %(size{{0}})s - 2 AND %(size{{0}})s + 2
    OFFSET 0) words WHERE mistakes <= %(allowed{{0}})s GROUP BY family_key
 ORDER BY 2, left(family_key, 1) <> left(%(f{{0}})s, 1), 1 LIMIT {NEAREST})"""  # noqa: S608
_GIVEN_MISTAKES = """CASE WHEN near.given = '' OR (p.given_key >= near.given AND p.given_key < near.given_to)
    OR (p.known_key >= near.given AND p.known_key < near.given_to) THEN 0
    ELSE least(levenshtein_less_equal(p.given_key, near.given, 2),
               levenshtein_less_equal(nullif(p.known_key, ''), near.given, 2)) END"""


def find(query: Query, *, practices: Sequence[int], user: int) -> Answer:
    """At most 25 people of these practices; the same few statements however many there are."""
    params: dict[str, Any] = {"practices": list(practices), "user": user, "most": MOST + 1}
    if query.number:
        return Answer(rows(_BY_NUMBER, params | {"number": query.number}), [], False)
    exact = rows(*exact_sql(query, params))
    near = []
    few = 0 if query.has_full_date else HARDLY_ANYBODY
    if len(exact) <= few and query.words:
        known = {line.id for line in exact}
        asked = born_then_sql if query.has_full_date else near_sql
        near = [line for line in rows(*asked(query, params)) if line.id not in known]
    return Answer(exact[:MOST], near[: MOST - len(exact)] if near else [], len(exact) > MOST)


def rows(sql: str, params: dict[str, Any]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(map(Found._make, cursor.fetchall()))


def exact_sql(query: Query, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """One look at one table: each reading of the names is an index range, the planner joins them."""
    params = params | born_params(query.born)
    named, others = [], []
    for place, (family, given) in enumerate(query.pairs):
        params |= pair_params(place, family, given)
        if family:
            named += family_ranges(place, given)
        if family in query.words:
            others.append(_SECOND_PARTS.format(place) + first_name(place, given))
        if not family:
            others += [given_range(place), known_range(place)]
    wanted = always(query, params)
    if query.pairs:
        wanted.append(f"({' OR '.join(named + others)})")
    first = f"({' OR '.join(named)}) DESC, " if named else ""
    sql = f"{_LINE} FROM patients_patient p WHERE {' AND '.join(wanted)} ORDER BY {first}{_ORDER} LIMIT %(most)s"
    return sql, params


def family_ranges(place: int, given: str) -> list[str]:
    """The last name, with the first name or what they like to be called where one was typed."""
    family = f"p.family_key >= %(f{place})s AND p.family_key < %(f{place}_)s"
    if not given:
        return [f"({family})"]
    return [f"({family} AND {first})" for first in (given_range(place), known_range(place))]


def first_name(place: int, given: str) -> str:
    return f" AND ({given_range(place)} OR {known_range(place)})" if given else ""


def given_range(place: int) -> str:
    return f"(p.given_key >= %(g{place})s AND p.given_key < %(g{place}_)s)"


def known_range(place: int) -> str:
    return f"(p.known_key <> '' AND p.known_key >= %(g{place})s AND p.known_key < %(g{place}_)s)"


def near_sql(query: Query, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The closest surnames of the dictionary, then everybody who bears one of them."""
    params = params | born_params(query.born)
    dictionaries = []
    for place, (family, given) in enumerate(query.likely_pairs):
        params |= pair_params(place, family, given) | spelling_params(place, family)
        dictionaries.append(_NEAREST.format(place))
    wanted = [*always(query, params), f"{_GIVEN_MISTAKES} <= 2"]
    closest = f"""SELECT DISTINCT ON (p.id) p.*, near.mistakes + {_GIVEN_MISTAKES} AS mistakes
    FROM ({" UNION ALL ".join(dictionaries)}) near JOIN patients_patient p ON p.family_key = near.family_key
    WHERE {" AND ".join(wanted)} ORDER BY p.id, mistakes"""  # noqa: S608 - values go in as parameters
    return f"{_LINE} FROM ({closest}) p ORDER BY p.mistakes, {_ORDER} LIMIT %(most)s", params


def born_then_sql(query: Query, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The date is right and the name is not: everybody born on that day."""
    params = params | born_params(query.born)
    wanted = " AND ".join(always(query, params))
    return f"{_LINE} FROM patients_patient p WHERE {wanted} ORDER BY {_ORDER} LIMIT %(most)s", params


def always(query: Query, params: dict[str, Any]) -> list[str]:
    """What holds for everybody in the answer, whatever their name; the values are put beside."""
    params |= {"telephone": query.telephone, "postcode": query.postcode}
    clauses = [_HERE, "p.merged_at IS NULL", *born_clause(query.born)]
    if query.telephone:
        clauses.append(_BY_TELEPHONE)
    if query.postcode:
        clauses.append(_BY_POSTCODE)
    return clauses


def born_clause(born: Sequence[Span]) -> list[str]:
    ranges = (f"p.birth_date BETWEEN %(from{i})s AND %(to{i})s" for i in range(len(born)))
    return [f"({' OR '.join(ranges)})"] if born else []


def born_params(born: Iterable[Span]) -> dict[str, Any]:
    return {
        key: day
        for i, span in enumerate(born)
        for key, day in ((f"from{i}", span.first), (f"to{i}", span.last))
    }


def pair_params(place: int, family: str, given: str) -> dict[str, Any]:
    return {
        f"f{place}": family,
        f"f{place}_": after(family),
        f"g{place}": given,
        f"g{place}_": after(given),
    }


def spelling_params(place: int, family: str) -> dict[str, Any]:
    return {
        f"size{place}": len(family),
        f"allowed{place}": 1 if len(family) < 4 else 2,
        f"swapped{place}": swapped(family),
    }


def swapped(word: str) -> list[str]:
    """Every spelling with two neighbours the other way round."""
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
