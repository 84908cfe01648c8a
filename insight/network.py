"""Counts of several practices, added up from what was kept of each; how old they are is said with them."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection

from insight.how_far import COLUMNS, gathered
from outreach.grouping import Counts, Rows
from practice.models import Practice

_SUMS = ", ".join(f"sum({name})" for name in COLUMNS)
_GROUPS = f"""
SELECT "grouping", "group", {_SUMS} FROM insight_areacount
WHERE aim = %(aim)s AND practice_id = ANY(%(practices)s) GROUP BY "grouping", "group"
"""  # noqa: S608 - our own words
_PRACTICES = f"""
SELECT practice_id, counted_at, {", ".join(COLUMNS)} FROM insight_areacount
WHERE aim = %(aim)s AND practice_id = ANY(%(practices)s) AND "grouping" = ''
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """`groups` by grouping, as insight.how_far.counted gives them; `each` by the id of the practice."""

    groups: dict[str, Rows]
    each: dict[int, Counts]
    oldest: dt.datetime | None
    newest: dt.datetime | None


def area(practices: Sequence[Practice], aim: str) -> Area:
    """At two statements, however many practices."""
    given: dict[str, Any] = {"aim": aim, "practices": [practice.pk for practice in practices]}
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, given)
        groups = gathered(cursor.fetchall())
        cursor.execute(_PRACTICES, given)
        rows = cursor.fetchall()
    times = [counted_at for _practice, counted_at, *_counts in rows]
    each = {practice: tuple(counts) for practice, _counted_at, *counts in rows}
    return Area(groups, each, min(times, default=None), max(times, default=None))
