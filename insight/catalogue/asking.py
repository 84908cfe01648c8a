"""What the catalogue's statements answer: by week or month, for one stretch of time, and who stands behind."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from insight.catalogue.measure import Kind, Measure
from practice.models import Practice


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One period: the sums of n and d, how many people stand behind n, and whether the period is over."""

    start: dt.date
    n: float
    d: float
    people: int
    whole: bool
    kind: Kind

    @property
    def value(self) -> float | None:
        """The measure's number, in its unit; nothing where nothing could count."""
        return number(self.kind, self.n, self.d, self.people)


def number(kind: Kind, n: float, d: float, people: int) -> float | None:
    if kind is Kind.COUNT:
        return n
    if kind is Kind.PEOPLE:
        return float(people)
    if not d:
        return None
    return 100 * n / d if kind is Kind.SHARE else n / d


_SERIES = """
WITH counted AS ({rows}), period AS (
    SELECT start::date AS start, (start + '1 {by}'::interval)::date AS next
    FROM generate_series(date_trunc('{by}', %(since)s::timestamp), %(until)s::timestamp - '1 day'::interval,
        '1 {by}'::interval) start)
SELECT period.start, period.next, coalesce(sum(n), 0), coalesce(sum(d), 0),
    count(DISTINCT patient_id) FILTER (WHERE n > 0)
FROM period LEFT JOIN counted ON counted.day >= period.start AND counted.day < period.next
GROUP BY period.start, period.next ORDER BY period.start
"""
_SUMS = """
SELECT coalesce(sum(n), 0), coalesce(sum(d), 0), count(DISTINCT patient_id) FILTER (WHERE n > 0) FROM ({rows}) counted
"""

_SPREAD = """
SELECT count(*), sum(n) / nullif(sum(d), 0), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY n), max(n)
FROM ({rows}) counted WHERE d > 0
"""
# Whose record is shut to the reader is not listed, as nowhere else.
_PEOPLE = """
SELECT patient_id, count(*), sum(n), max(day) FROM ({rows}) counted
WHERE patient_id IS NOT NULL AND {which} AND NOT EXISTS (SELECT FROM patients_recordblock b
    WHERE b.practice_id = %(practice)s AND b.patient_id = counted.patient_id AND b.ended_at IS NULL
        AND (b.user_id = %(user)s OR b.kind = 'own'))
GROUP BY patient_id ORDER BY max(day) DESC, patient_id LIMIT %(most)s OFFSET %(first)s
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Spread:
    """Of single values, such as days waited: how many, average, quarters, the middle one, the largest."""

    count: int
    mean: float | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    most: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Behind:
    """One person who stands behind a number: how often, with how much, and when last."""

    patient_id: int
    times: int
    n: float
    last_on: dt.date


Wanted = tuple[Measure, str, dt.date]  # which, by week or month, from which day on


def series(practice: Practice, measure: Measure, *, by: str, since: dt.date, until: dt.date) -> list[Point]:
    """Every `week` (from Monday) or `month` from the one of `since` to the last before `until`, empty ones too.

    The last one is not `whole` where `until` comes before its end: `until` is tomorrow for what is still going on.
    """
    found = asked(_series_of(measure, by), practice, first_of(by, since), until)
    return [point(measure, until, row) for row in found]


def several(practice: Practice, wanted: Iterable[Wanted], *, until: dt.date) -> dict[Wanted, list[Point]]:
    """The same of several, each from its own day on, in one question."""
    asks = list(dict.fromkeys(wanted))
    if not asks:
        return {}
    parts, since = [], {}
    for at, (measure, by, day) in enumerate(asks):
        sql = _series_of(measure, by).replace("%(since)s", f"%(since_{at})s")
        parts.append(f"SELECT {at}, one.* FROM ({sql}) one")  # noqa: S608 - our own words
        since[f"since_{at}"] = first_of(by, day)
    found: dict[Wanted, list[Point]] = {one: [] for one in asks}
    for at, *row in sorted(asked(" UNION ALL ".join(parts), practice, until, until, **since)):
        found[asks[at]].append(point(asks[at][0], until, row))
    return found


def first_of(by: str, day: dt.date) -> dt.date:
    """The first day of its week or month."""
    return day - dt.timedelta(day.weekday()) if by == "week" else day.replace(day=1)


def _series_of(measure: Measure, by: str) -> str:
    return _SERIES.format(rows=measure.rows, by={"week": "week", "month": "month"}[by])


def point(measure: Measure, until: dt.date, row: Sequence[Any]) -> Point:
    start, after, n, d, people = row
    return Point(start, float(n), float(d), people, after <= until, measure.kind)


def total(practice: Practice, measure: Measure, *, since: dt.date, until: dt.date) -> Point:
    """The same of the whole stretch."""
    ((n, d, people),) = asked(_SUMS.format(rows=measure.rows), practice, since, until)
    return Point(since, float(n), float(d), people, True, measure.kind)


def totals(
    practice: Practice, measures: Iterable[Measure], *, since: dt.date, until: dt.date
) -> dict[str, Point]:
    """The totals of several, by name, in one question."""
    kinds = {measure.name: measure.kind for measure in measures}
    found = together(_SUMS, practice, measures, since, until)
    return {name: Point(since, float(n), float(d), people, True, kinds[name]) for name, n, d, people in found}


def spreads(
    practice: Practice, measures: Iterable[Measure], *, since: dt.date, until: dt.date
) -> dict[str, Spread]:
    """Of averages what lies behind them, by name."""
    found = together(_SPREAD, practice, measures, since, until)
    none = (None, None, None)
    return {name: Spread(count, mean, *(parts or none), most) for name, count, mean, parts, most in found}  # type: ignore[call-arg]


def together(
    sql: str, practice: Practice, measures: Iterable[Measure], since: dt.date, until: dt.date
) -> list[tuple[Any, ...]]:
    """The same asked of each; its name comes first in each row. Words of our own only."""
    each = (f"SELECT '{one.name}', one.* FROM ({sql.format(rows=one.rows)}) one" for one in measures)  # noqa: S608
    return asked(" UNION ALL ".join(each), practice, since, until)


def people(
    practice: Practice,
    measure: Measure,
    *,
    since: dt.date,
    until: dt.date,
    user: int,
    others: bool = False,
    first: int = 0,
    most: int = 50,
) -> list[Behind]:
    """Who stands behind it, the latest first; with `others` those of a share who are not in it.

    `user` reads the list: records shut to them are left out.
    """
    which = "d > 0" if measure.kind is Kind.MEAN else "n <= 0 AND d > 0" if others else "n > 0"
    more = {"user": user, "first": first, "most": most}
    found = asked(_PEOPLE.format(rows=measure.rows, which=which), practice, since, until, **more)
    return [Behind(patient, times, float(n), last) for patient, times, n, last in found]


def asked(
    sql: str, practice: Practice, since: dt.date, until: dt.date, **more: int | dt.date
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"practice": practice.pk, "since": since, "until": until, **more})
        return cursor.fetchall()
