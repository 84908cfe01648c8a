"""Counts of several practices, added up from what was kept of each; how old they are is said with them."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection

from insight.how_far import COLUMNS, gathered
from outreach.grouping import Counts, Rows, added
from practice.models import Practice

# As many are told apart: what one of them hides is looked for in the sums. Nobody takes away more of them by hand.
FEW = 30
_SUMS = ", ".join(f"sum({name})" for name in COLUMNS)
_EACH = "CASE WHEN \"grouping\" = '' THEN practice_id END"
# One walk over the rows: a second one for the practices took half as long again.
_MANY = f"""
SELECT {_EACH}, min(counted_at), "grouping", "group", {_SUMS} FROM insight_areacount
WHERE aim = %(aim)s AND practice_id = ANY(%(practices)s) GROUP BY 1, "grouping", "group"
"""  # noqa: S608 - our own words
_APART = f"""
SELECT practice_id, counted_at, "grouping", "group", {", ".join(COLUMNS)} FROM insight_areacount
WHERE aim = %(aim)s AND practice_id = ANY(%(practices)s)
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """`groups` by grouping, as insight.how_far.counted gives them; `each` by the id of the practice.

    `apart` are the groups of each practice, where there are few.
    """

    groups: dict[str, Rows]
    each: dict[int, Counts]
    oldest: dt.datetime | None
    newest: dt.datetime | None
    apart: dict[int, dict[str, Rows]]


def area(practices: Sequence[Practice], aim: str) -> Area:
    """At one statement, however many practices."""
    given: dict[str, Any] = {"aim": aim, "practices": [practice.pk for practice in practices]}
    few = len(practices) <= FEW
    with connection.cursor() as cursor:
        cursor.execute(_APART if few else _MANY, given)
        rows = cursor.fetchall()
    alone = [row for row in rows if not row[2]]
    each = {practice: tuple(map(int, counts)) for practice, _at, _by, _group, *counts in alone}
    times = [counted_at for _practice, counted_at, *_rest in alone]
    return Area(
        summed(rows), each, min(times, default=None), max(times, default=None), apart(rows) if few else {}
    )


def summed(rows: Sequence[tuple[Any, ...]]) -> dict[str, Rows]:
    """By grouping and group, of all of them."""
    found: dict[tuple[str, str], Counts] = {}
    for _practice, _at, grouping, group, *counts in rows:
        numbers = tuple(map(int, counts))
        found[grouping, group] = (
            added(found[grouping, group], numbers) if (grouping, group) in found else numbers
        )
    return gathered([(*name, *counts) for name, counts in found.items()])


def apart(rows: Sequence[tuple[Any, ...]]) -> dict[int, dict[str, Rows]]:
    """By the id of each practice."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for practice, _at, *row in rows:
        found.setdefault(practice, []).append(tuple(row))
    return {practice: gathered(groups) for practice, groups in found.items()}
