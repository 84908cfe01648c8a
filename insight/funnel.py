"""How far people came whose way began in a stretch of time: each stage counted by itself, each person once.

One statement over the narrow rows that the database keeps, for one aim or for both.
"""

import dataclasses
import datetime as dt
from collections import Counter
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from insight.funnel_sql import FUNNELS, ORDER
from insight.funnel_words import STAGES, Reason
from insight.models import Way
from insight.models.ways import Aim
from insight.period import Period
from outreach import counting
from practice.clock import LONDON
from practice.models import Practice

COUNTED = (*ORDER, "measured", "known", "better")
# What is known and what is not: SAFETY's "not known" is never "no better".
_KNOWN = Q(change__in=("up", "same", "down")) | ~Q(goal="")
_GONE = """
SELECT count(p.died_on), count(p.left_on) FILTER (WHERE p.died_on IS NULL)
FROM insight_way w JOIN patients_patient p ON p.practice_id = w.practice_id AND p.id = w.patient_id
WHERE w.practice_id = %(practice)s AND w.aim = %(aim)s AND w.first_on >= %(since)s AND w.first_on < %(until)s
    AND (p.died_on IS NOT NULL OR p.left_on IS NOT NULL)
"""


@dataclasses.dataclass(slots=True)
class Funnel:
    """`counts` by the names of COUNTED; `why` says, by the furthest stage somebody came to, how they stand."""

    people: int = 0
    counts: Counter[str] = dataclasses.field(default_factory=Counter)
    why: dict[str, Counter[Reason]] = dataclasses.field(
        default_factory=lambda: {stage: Counter() for stage in STAGES}
    )

    def furthest(self, stage: str) -> int:
        """People who came to this stage and to none after it."""
        return self.why[stage].total()


def funnels(practice: Practice, period: Period) -> dict[str, Funnel]:
    """Of both aims."""
    found = {aim: Funnel() for aim in Aim.values}
    with connection.cursor() as cursor:
        cursor.execute(FUNNELS, values(practice, period))
        for aim, furthest, stands, ended_how, route, people, *counts in cursor.fetchall():
            one = found[aim]
            one.people += people
            one.counts.update(dict(zip(COUNTED, counts, strict=True)))
            one.why[furthest][stands, ended_how, route] += people
    return found


def values(practice: Practice, period: Period) -> dict[str, Any]:
    return {"practice": practice.pk, "since": period.since, "until": period.until}


def gone(practice: Practice, aim: str, period: Period) -> tuple[int, int]:
    """How many of them have died, and how many have left."""
    with connection.cursor() as cursor:
        cursor.execute(_GONE, {**values(practice, period), "aim": aim})
        died, left = cursor.fetchall()[0]
    return died, left


def invited(practice: Practice, aim: str, period: Period, today: dt.date) -> dict[str, int]:
    """Of the waves that began in this time and invite to it: people by what came of it."""
    since, until = (dt.datetime.combine(day, dt.time(), LONDON) for day in (period.since, period.until))
    which = "w.aim = %(aim)s AND w.started_at >= %(since)s AND w.started_at < %(until)s"
    counts, _groups = counting.found(practice.pk, which, {"aim": aim, "since": since, "until": until}, today)
    return dict(zip(counting.NAMES, counts, strict=True))


def ways(practice: Practice, aim: str, period: Period) -> QuerySet[Way]:
    """The rows themselves."""
    return Way.objects.filter(
        practice=practice, aim=aim, first_on__gte=period.since, first_on__lt=period.until
    )


def part(rows: QuerySet[Way], of: str) -> QuerySet[Way] | None:
    """Who stands behind a number: `people`, `attended`, `no-attended`, `far-offered`, `known`, `not-known`."""
    start, _hyphen, stage = of.rpartition("-")
    if of == "people":
        return rows
    if of in ("known", "not-known"):
        return rows.exclude(_KNOWN) if start else rows.filter(_KNOWN)
    if of == "better":
        return rows.filter(better=True)
    if start in ("", "no") and stage in (*STAGES, "measured"):
        return rows.filter(**{f"{stage}_on__isnull": start == "no"})
    if start == "far" and stage in STAGES:
        return came_to(rows, stage)
    return None


def came_to(rows: QuerySet[Way], stage: str) -> QuerySet[Way]:
    """Who came to this stage and to none after it."""
    names = list(STAGES)
    after = {f"{name}_on": None for name in names[names.index(stage) + 1 :]}
    return rows.filter(**{f"{stage}_on__isnull": False}, **after)
