"""Goals rated twice or more within the programme: where the latest rating stands beside the first."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection

from insight.changed.people import Person
from insight.pairs import DAYS_BEFORE
from insight.period import Period
from practice.models import Practice

# The same as the way's own row says of a goal (insight/ways_sql.py), of one goal at a time.
_ROWS = f"""
SELECT g.id, g.patient_id, (array_agg(r.attained ORDER BY r.rated_at, r.id))[1],
    (array_agg(r.attained ORDER BY r.rated_at DESC, r.id DESC))[1], min(r.day), max(r.day)
FROM unnest(%(people)s::bigint[], %(began)s::date[]) who (id, began)
JOIN coaching_goal g ON g.practice_id = %(practice)s AND g.patient_id = who.id AND g.cancelled_at IS NULL
JOIN LATERAL (SELECT id, attained, rated_at, (rated_at AT TIME ZONE 'Europe/London')::date AS day
    FROM coaching_goalrating
    WHERE practice_id = g.practice_id AND goal_id = g.id AND cancelled_at IS NULL) r
    ON r.day >= who.began - {DAYS_BEFORE} AND r.day < %(until)s
GROUP BY g.id, g.patient_id HAVING count(*) > 1 AND max(r.day) >= %(since)s ORDER BY g.id
"""  # noqa: S608 - our own words
WORDS = {"up": "Higher than at first", "same": "As at first", "down": "Lower than at first"}


@dataclasses.dataclass(frozen=True, slots=True)
class Rated:
    """One goal, on its own scale from -2 to +2."""

    goal: int
    person: int
    first: int
    latest: int
    first_on: dt.date
    latest_on: dt.date

    @property
    def stands(self) -> str:
        if self.latest == self.first:
            return "same"
        return "up" if self.latest > self.first else "down"


def rated(practice: Practice, people: Sequence[Person], period: Period) -> list[Rated]:
    values: dict[str, Any] = {
        "practice": practice.pk,
        "people": [person.id for person in people],
        "began": [person.first_on for person in people],
        "since": period.since,
        "until": period.until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, values)
        return [Rated(*row) for row in cursor.fetchall()]


def stands(goals: Sequence[Rated]) -> Counter[str]:
    return Counter(goal.stands for goal in goals)
