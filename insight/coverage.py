"""Who of the people in the programme was measured, how, and who was not and why: counted in one query.

Everybody counts once: on the list now, old enough, with a signed session. Nobody's name is read.
"""

import dataclasses
import datetime as dt
from collections import Counter

from django.db import connection

from outreach.grouping import PERSON, Rows, born_by, folded, in_order, named
from practice.models import Practice

NEEDS = ("A need is noted", "No need noted")

# What each person's row says: how they stand, how they were measured, and the groups they belong to.
# A questionnaire counts here where it has levels: the others say something else about somebody. Facts are stacked
# and put together by person: a join would depend on what the planner believes, and took twenty seconds when it erred.
_WHO = f"""
WITH leveled AS MATERIALIZED (
    SELECT id FROM activation_instrument WHERE coalesce(jsonb_array_length(definition -> 'bands'), 0) > 0),
measured AS (
    SELECT DISTINCT ON (patient_id) patient_id, mode FROM activation_measurement
    WHERE practice_id = %(practice)s AND completed_at IS NOT NULL AND entered_in_error_at IS NULL AND level <> ''
    ORDER BY patient_id, (mode = 'judged'), measured_on DESC, id DESC),
asked AS (
    SELECT DISTINCT ON (patient_id) patient_id, CASE WHEN completed_at IS NOT NULL THEN 'no_level'
        WHEN ended_at IS NOT NULL THEN not_done_because ELSE 'waiting' END AS came_of_it
    FROM activation_measurement WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL
    AND instrument_id IN (SELECT id FROM leveled) ORDER BY patient_id, asked_at DESC, id DESC),
facts AS (
    SELECT p.id AS patient, {PERSON}, s.measured_on, NULL AS mode, NULL AS came_of_it, false AS need
    FROM patients_patient p JOIN patients_summary s ON s.practice_id = p.practice_id AND s.patient_id = p.id
    WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL
    AND p.birth_date <= %(from_18)s AND s.sessions > 0
    UNION ALL SELECT patient_id, NULL, NULL, NULL, NULL, NULL, NULL, mode, NULL, false FROM measured
    UNION ALL SELECT patient_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, came_of_it, false FROM asked
    UNION ALL SELECT patient_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true
        FROM patients_need WHERE practice_id = %(practice)s AND ended_at IS NULL),
who AS (
    SELECT max(ethnic) AS ethnic, max(sex) AS sex, max(language) AS language, max(fifth) AS fifth,
        max(age) AS age, bool_or(need) AS need,
        CASE WHEN max(measured_on) IS NOT NULL THEN 'measured' ELSE coalesce(max(came_of_it), 'never') END AS state,
        CASE WHEN max(measured_on) IS NOT NULL THEN max(mode) END AS how
    FROM facts GROUP BY patient HAVING max(age) IS NOT NULL)
SELECT grouping(state, how, fifth, ethnic, language, age, sex, need),
    coalesce(state, how, fifth::text, ethnic, language, age::text, sex, need::text, ''),
    count(*), count(*) FILTER (WHERE is_measured)
FROM (SELECT *, state = 'measured' AS is_measured FROM who) counted
GROUP BY GROUPING SETS ((state), (how), (fifth), (ethnic), (language), (age), (sex), (need))
"""  # noqa: S608 - our own words
# grouping() has a bit for each column that a row was not grouped by.
_SETS = ("state", "how", "fifth", "ethnic", "language", "age", "sex", "need")
_SET_OF = {255 - (1 << (len(_SETS) - 1 - at)): name for at, name in enumerate(_SETS)}


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A group: how many people, and how many of them were measured."""

    label: str
    people: int
    measured: int


@dataclasses.dataclass(frozen=True, slots=True)
class Coverage:
    """`states` and `how` count people by a code; `groups` are by the name of the grouping."""

    states: Counter[str]
    how: Counter[str]
    groups: dict[str, list[Part]]

    @property
    def people(self) -> int:
        return self.states.total()

    @property
    def measured(self) -> int:
        return self.states["measured"]


def coverage(practice: Practice, today: dt.date, *, least: int) -> Coverage:
    """Languages of fewer than `least` people are put together."""
    found = rows_of(practice, today)
    needs = folded(found["need"], lambda value: NEEDS[0] if value == "true" else NEEDS[1])
    groups = {**named(found, least=least), "Needs": in_order(needs, NEEDS)}
    return Coverage(
        states=Counter({state: counts[0] for state, counts in found["state"]}),
        how=Counter({mode: counts[0] for mode, counts in found["how"] if mode}),
        groups={name: [Part(label, *counts) for label, counts in rows] for name, rows in groups.items()},
    )


def rows_of(practice: Practice, today: dt.date) -> dict[str, Rows]:
    """By each grouping: what the records say, with people and measured people."""
    found: dict[str, Rows] = {name: [] for name in _SETS}
    with connection.cursor() as cursor:
        cursor.execute(_WHO, {"practice": practice.pk, **born_by(today)})
        for grouping, value, *counts in cursor.fetchall():
            found[_SET_OF[grouping]].append((value, tuple(counts)))
    return found
