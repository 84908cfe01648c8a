"""How far everybody on a practice's list came in a stretch of time, by every grouping: one statement, two uses.

Pages of one practice ask it when they are opened; what pages of several practices add up is the same, kept a while.
`on_list` is everybody aged 18 or over on the list today, and whoever of the counted has died or left since: so who
came to a stage is always a part of it.
"""

import datetime as dt
from typing import Any

from django.db import connection

from insight.coverage import NEEDS
from insight.months import name as month_name
from insight.period import Period
from outreach.grouping import PERSON, Counts, Rows, born_by, folded, in_order, language_of
from outreach.grouping import named as by_person
from patients.models.person import years_before
from practice.models import Practice

ADULT = 18
STAGES = ("offered", "accepted", "reached", "planned", "attended", "measured")
COLUMNS = ("on_list", "people", *STAGES, "known", "better")
BY = ("fifth", "ethnic", "age", "sex", "language", "need", "route", "month")

_FLAGS = ", ".join(f"w.{stage}_on IS NOT NULL AS {stage}" for stage in STAGES)
_NAME = " ".join(f"WHEN grouping({name}) = 0 THEN '{name}'" for name in BY)
_VALUE = ", ".join(f"{name}::text" for name in BY)
_OTHERS = ", ".join((*(name for name in BY if name != "language"), *COLUMNS))
_COUNTS = ", ".join(f"count(*) FILTER (WHERE {name})" for name in COLUMNS)
# Of a grouping's rows those that nobody counted belongs to are only the rest of the list: a route begins with coming.
STATEMENT = f"""
SELECT CASE {_NAME} ELSE '' END, coalesce({_VALUE}, ''), {_COUNTS}
FROM (SELECT left(language, 40) AS language, {_OTHERS} FROM (SELECT {PERSON},
        p.id IN (SELECT patient_id FROM patients_need WHERE practice_id = %(practice)s AND ended_at IS NULL) AS need,
        w.route, to_char(w.first_on, 'YYYY-MM') AS month, true AS on_list, w.id IS NOT NULL AS people, {_FLAGS},
        w.goal <> '' OR w.change IN ('up', 'same', 'down') AS known, w.better
    FROM patients_patient p LEFT JOIN insight_way w ON w.practice_id = p.practice_id AND w.patient_id = p.id
        AND w.aim = %(aim)s AND w.first_on >= %(since)s AND w.first_on < %(until)s
    WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND (w.id IS NOT NULL
        OR p.died_on IS NULL AND p.left_on IS NULL AND p.birth_date <= %(grown)s)) person) who
GROUP BY GROUPING SETS ({", ".join(f"({name})" for name in BY)}, ())
HAVING grouping(route, month) = 3 OR bool_or(people)
"""  # noqa: S608 - our own words


def values(practice: Practice, aim: str, period: Period, today: dt.date) -> dict[str, Any]:
    """What the statement asks for."""
    given = {"practice": practice.pk, "aim": aim, "since": period.since, "until": period.until}
    return {**given, **born_by(today), "grown": years_before(today, ADULT)}


def counted(practice: Practice, aim: str, period: Period, today: dt.date) -> dict[str, Rows]:
    """By each grouping what the records say, and under the empty word everybody."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values(practice, aim, period, today))
        return gathered(cursor.fetchall())


def gathered(found: list[tuple[Any, ...]]) -> dict[str, Rows]:
    """Rows of (grouping, group, a number for each of COLUMNS)."""
    rows: dict[str, Rows] = {name: [] for name in (*BY, "")}
    for grouping, value, *counts in found:
        rows[grouping].append((value, tuple(int(count) for count in counts)))
    return rows


def everybody(found: dict[str, Rows]) -> Counts:
    """All of them together; where nothing was counted yet, nobody."""
    return found[""][0][1] if found[""] else (0,) * len(COLUMNS)


def named(found: dict[str, Rows], *, least: int) -> dict[str, Rows]:
    """In words: the groupings of the list, in their order. Languages of fewer than `least` are put together."""
    needs = folded(found["need"], lambda value: NEEDS[0] if value == "true" else NEEDS[1])
    return {**by_person(found, least=least), "Needs": in_order(needs, NEEDS)}


def folded_languages(found: dict[str, Rows]) -> dict[str, Counts]:
    """Each language by itself, however few speak it."""
    return {label: counts for label, counts in folded(found["language"], language_of).items() if any(counts)}


def by_month(found: dict[str, Rows]) -> Rows:
    """By the month in which somebody's way began, in words."""
    return [
        (month_name(dt.date.fromisoformat(f"{month}-01")), counts) for month, counts in sorted(found["month"])
    ]


def by_route(found: dict[str, Rows], words: dict[str, str]) -> Rows:
    """By how they came; in the order of the words."""
    return in_order(
        folded(found["route"], lambda value: words.get(value, "")), tuple(dict.fromkeys(words.values()))
    )


def listed(counts: Counts, under: int) -> Counts:
    """With the list in steps of `under`, upwards.

    The list holds those of the counted who died or left since, so that two stretches of time or two aims would say by
    how much theirs differ how many these are.
    """
    on_list, *others = counts
    return counts if on_list < under or not under else (-(-on_list // under) * under, *others)


def number(counts: Counts, name: str) -> int:
    """One of COLUMNS."""
    return counts[COLUMNS.index(name)]


def column(rows: Rows, name: str) -> list[tuple[str, int]]:
    """One number of each group."""
    return [(label, number(counts, name)) for label, counts in rows]
