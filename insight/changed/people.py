"""Everybody of a programme in a stretch of time, with their first and latest measurement: one query.

Who counts: came at least once (in social prescribing: was in contact with a link worker), or answered a questionnaire,
before the end; and was either still in the programme when the time began or answered within it. Each person once;
nobody whose record became another one.
"""

import dataclasses
import datetime as dt
from typing import Any

from django.db import connection

from insight.models.ways import Aim
from insight.pairs import DAYS_BEFORE
from insight.period import Period
from outreach.grouping import PERSON, born_by, fifth_of, language_of
from patients.groups import AGES, ethnic_group, sex
from practice.models import Practice

NOT_KNOWN = "Not known"
# What stands on the record as the level that counts; judged, where nothing has been measured.
_ROWS = f"""
WITH way AS (
    SELECT w.patient_id, w.first_on, coalesce(w.ended_on >= %(since)s, true) AS going,
        CASE w.aim WHEN 'coaching' THEN w.attended_on ELSE w.reached_on END < %(until)s AS came,
        (SELECT max(m.measured_on) FROM activation_measurement m WHERE m.practice_id = w.practice_id
            AND m.patient_id = w.patient_id AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL
            AND m.measured_on >= w.first_on - {DAYS_BEFORE} AND m.measured_on < %(until)s) AS answered_on
    FROM insight_way w WHERE w.practice_id = %(practice)s AND w.aim = %(aim)s AND w.first_on < %(until)s),
cohort AS (
    SELECT patient_id, first_on FROM way
    WHERE (came OR answered_on IS NOT NULL) AND (going OR answered_on >= %(since)s)),
who AS (
    SELECT p.id, p.practice_id, cohort.first_on, {PERSON}, coalesce(s.level, '') AS level,
        s.level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM activation_measurement m
            WHERE m.practice_id = p.practice_id AND m.patient_id = p.id AND m.completed_at IS NOT NULL
            AND m.entered_in_error_at IS NULL AND m.level <> '' AND m.mode <> 'judged') AS judged
    FROM cohort JOIN patients_patient p
        ON p.practice_id = %(practice)s AND p.id = cohort.patient_id AND p.merged_at IS NULL
    LEFT JOIN patients_summary s ON s.practice_id = p.practice_id AND s.patient_id = p.id)
SELECT who.id, who.first_on, who.fifth, who.ethnic, who.age, who.sex, who.language, who.level, who.judged,
    pair.instrument, pair.instrument_id, pair.days, pair.first_on, pair.first_score, pair.first_level,
    pair.latest_on, pair.latest_score, pair.latest_level, pair.same_scale, pair.provisional, pair.points, pair.judged
FROM who LEFT JOIN LATERAL insight_pairs(who.practice_id, who.id, who.first_on, %(until)s::date) pair ON true
ORDER BY who.id
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """Of one questionnaire. `points` is nothing where no two days of one scale can be compared; `judged` is up, same
    or down beyond noise, and nothing where nobody can tell."""

    instrument: str
    version: int
    days: int
    first_on: dt.date
    first_score: float
    first_level: str
    latest_on: dt.date
    latest_score: float
    latest_level: str
    same_scale: bool
    provisional: bool
    points: float | None
    judged: str


@dataclasses.dataclass(slots=True)
class Person:
    """`groups` are by the name of the grouping; `level` is the one that stands on their record now."""

    id: int
    first_on: dt.date
    groups: dict[str, str]
    level: str
    judged: bool
    pairs: dict[str, Pair] = dataclasses.field(default_factory=dict)

    def place(self, instrument: str, since: dt.date) -> str:
        """Where they stand with this questionnaire; everybody stands in one place."""
        pair = self.pairs.get(instrument)
        if pair is None:
            return "never"
        if pair.latest_on < since:
            return "earlier"
        if pair.days < 2:
            return "once"
        return "pair" if pair.points is not None else "other_scale"


def everybody(practice: Practice, aim: str, period: Period, today: dt.date) -> list[Person]:
    values: dict[str, Any] = {"practice": practice.pk, "aim": Aim(aim).value, **born_by(today)}
    found: dict[int, Person] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, values | {"since": period.since, "until": period.until})
        for row in cursor.fetchall():
            person = found.setdefault(row[0], person_of(row))
            if row[9] is not None:
                person.pairs[row[9]] = Pair(*row[9:])
    return list(found.values())


def person_of(row: tuple[Any, ...]) -> Person:
    key, first_on, fifth, ethnic, age, gender, language, level, judged = row[:9]
    groups = {
        "Deprivation": fifth_of(str(fifth) if fifth else ""),
        "Ethnic group": ethnic_group(ethnic or ""),
        "Age": AGES[age] if age is not None else "",
        "Sex": sex(gender or ""),
        "Language": language_of(language or ""),
    }
    named = {name: label or NOT_KNOWN for name, label in groups.items()}
    return Person(key, first_on, named, level, judged)
