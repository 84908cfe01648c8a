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
_EACH = "CASE WHEN \"grouping\" = '' THEN practice_id END"
# One walk over the rows: a second one for the practices took half as long again.
_COUNTED = f"""
SELECT {_EACH}, min(counted_at), "grouping", "group", {_SUMS} FROM insight_areacount
WHERE aim = %(aim)s AND practice_id = ANY(%(practices)s) GROUP BY 1, "grouping", "group"
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """`groups` by grouping, as insight.how_far.counted gives them; `each` by the id of the practice."""

    groups: dict[str, Rows]
    each: dict[int, Counts]
    oldest: dt.datetime | None
    newest: dt.datetime | None


def area(practices: Sequence[Practice], aim: str) -> Area:
    """At one statement, however many practices."""
    given: dict[str, Any] = {"aim": aim, "practices": [practice.pk for practice in practices]}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, given)
        rows = cursor.fetchall()
    each = {practice: tuple(map(int, counts)) for practice, _at, _by, _group, *counts in rows if practice}
    groups = gathered([row[2:] for row in rows if not row[0]])
    if each:
        groups[""] = [("", tuple(map(sum, zip(*each.values(), strict=True))))]
    times = [counted_at for practice, counted_at, *_rest in rows if practice]
    return Area(groups, each, min(times, default=None), max(times, default=None))
