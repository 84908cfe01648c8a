"""People by group, for the make-up of a wave and what came of it: one statement, and plain words for each group.

Each of the five groupings stands by itself: no table crosses two of them, so that nobody can be picked out.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from activation.languages import NAMES, code_of, speaks_english
from patients.groups import AGES, AGES_FROM, CENSUS, FIFTHS, SEXES, ethnic_group, sex
from patients.models.person import years_before

NOT_KNOWN = "Not known"
OTHERS = "Other languages"
_BY = ("fifth", "ethnic", "age", "sex", "language")
# grouping() has a bit for each column that a row was not grouped by; everybody together has all of them.
_SETS = {31 - (1 << (4 - at)): name for at, name in enumerate(_BY)} | {31: ""}
# Of a patient `p`. Where details are protected, how deprived a home is says where it is: it counts as not known.
PERSON = """
    CASE WHEN NOT p.restricted THEN (p.deprivation + 1) / 2 END AS fifth, p.ethnic_category AS ethnic, p.gender AS sex,
    lower(btrim(p.language)) AS language, (p.birth_date <= %(from_18)s)::int + (p.birth_date <= %(from_40)s)::int
        + (p.birth_date <= %(from_60)s)::int + (p.birth_date <= %(from_75)s)::int AS age
"""

Counts = tuple[int, ...]
Rows = list[tuple[str, Counts]]


def born_by(today: dt.date) -> dict[str, dt.date]:
    """The values that PERSON asks for."""
    return {f"from_{age}": years_before(today, age) for age in AGES_FROM}


def counted(who: str, columns: Sequence[str], values: dict[str, Any]) -> dict[str, Rows]:
    """By the name of each grouping its groups in their order, and under the empty word everybody.

    `who` is a statement that gives PERSON and, for each person, whether they count in each column.
    """
    counts = ", ".join(f"count(*) FILTER (WHERE {column})" for column in columns)
    sql = (
        f"WITH who AS ({who}) SELECT grouping({', '.join(_BY)}),"  # noqa: S608 - our own words
        f" coalesce(fifth::text, ethnic, age::text, sex, language, ''), {counts}"
        " FROM who GROUP BY GROUPING SETS ((fifth), (ethnic), (age), (sex), (language), ())"
    )
    found: dict[str, Rows] = {name: [] for name in (*_BY, "")}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for grouping, value, *row in cursor.fetchall():
            found[_SETS[grouping]].append((value, tuple(row)))
    return found


def named(found: dict[str, Rows], *, least: int) -> dict[str, Rows]:
    """In words. Languages that nobody counts `least` people of are put together."""
    languages = gathered(folded(found["language"], language_of), least)
    return {
        "Deprivation": in_order(folded(found["fifth"], fifth_of), FIFTHS),
        "Ethnic group": in_order(folded(found["ethnic"], ethnic_group), tuple(CENSUS)),
        "Age": in_order(folded(found["age"], lambda value: AGES[int(value)]), AGES),
        "Sex": in_order(folded(found["sex"], sex), tuple(SEXES.values())),
        "Language": in_order(languages, language_order(languages)),
    }


def everybody(found: dict[str, Rows]) -> Counts:
    """All of them together."""
    return found[""][0][1]


def folded(rows: Rows, name_of: Callable[[str], str]) -> dict[str, Counts]:
    """What the records say, as groups."""
    parts: dict[str, Counts] = {}
    for value, counts in rows:
        label = name_of(value) or NOT_KNOWN
        parts[label] = added(parts[label], counts) if label in parts else counts
    return parts


def added(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def fifth_of(value: str) -> str:
    return FIFTHS[int(value) - 1] if value else ""


def language_of(value: str) -> str:
    """By its English name where it is known; nothing typed is not known here."""
    if not value:
        return ""
    return "English" if speaks_english(value) else NAMES.get(code_of(value), value.capitalize())


def gathered(parts: dict[str, Counts], least: int) -> dict[str, Counts]:
    """Languages of few people together: by the first column, in which everybody counts."""
    kept = {
        label: counts
        for label, counts in parts.items()
        if label in ("English", NOT_KNOWN) or counts[0] >= least
    }
    for label, counts in parts.items():
        if label not in kept or label == OTHERS:
            kept[OTHERS] = added(kept[OTHERS], counts) if OTHERS in kept else counts
    return kept


def language_order(parts: dict[str, Counts]) -> tuple[str, ...]:
    """English, then the others by their names."""
    return ("English", *sorted(parts.keys() - {"English", NOT_KNOWN, OTHERS}), OTHERS)


def in_order(parts: dict[str, Counts], order: Sequence[str]) -> Rows:
    """Always the same order, groups with nobody left out, what is not known last."""
    return [(label, parts[label]) for label in (*order, NOT_KNOWN) if any(parts.get(label, ()))]
