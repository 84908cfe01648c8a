"""Who of the people in the programme was measured, how, and who was not and why: counted in one query.

Everybody counts once: on the list now, old enough, with a signed session. Nobody's name is read.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.db import connection

from activation.languages import NAMES, code_of, speaks_english
from patients.groups import AGES, AGES_FROM, CENSUS, FIFTHS, SEXES, ethnic_group, sex
from patients.models.person import years_before
from practice.models import Practice

ADULT = 18
NOT_KNOWN = "Not known"
NEEDS = ("A need is noted", "No need noted")
OTHERS = "Other languages"

# What each person's row says: how they stand, how they were measured, and the groups they belong to.
# A questionnaire counts here where it has levels: the others say something else about somebody. Facts are stacked
# and put together by person: a join would depend on what the planner believes, and took twenty seconds when it erred.
_WHO = """
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
    SELECT p.id AS patient, p.ethnic_category AS ethnic, p.gender AS sex, lower(btrim(p.language)) AS language,
        CASE WHEN NOT p.restricted THEN (p.deprivation + 1) / 2 END AS fifth,
        (p.birth_date <= %(from_40)s)::int + (p.birth_date <= %(from_60)s)::int
            + (p.birth_date <= %(from_75)s)::int AS age,
        s.measured_on, NULL AS mode, NULL AS came_of_it, false AS need
    FROM patients_patient p JOIN patients_summary s ON s.practice_id = p.practice_id AND s.patient_id = p.id
    WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL
    AND p.birth_date <= %(adult)s AND s.sessions > 0
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
"""
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


Rows = list[tuple[str, int, int]]


def coverage(practice: Practice, today: dt.date, *, least: int) -> Coverage:
    """Languages of fewer than `least` people are put together."""
    found = rows_of(practice, today)
    languages = folded(found["language"], language_of)
    return Coverage(
        states=Counter({state: people for state, people, _measured in found["state"]}),
        how=Counter({mode: people for mode, people, _measured in found["how"] if mode}),
        groups={
            "Deprivation": in_order(folded(found["fifth"], fifth_of), FIFTHS),
            "Ethnic group": in_order(folded(found["ethnic"], ethnic_group), tuple(CENSUS)),
            "Language": in_order(gathered(languages, least), language_order(languages, least)),
            "Age": in_order(folded(found["age"], age_of), AGES[1:]),
            "Sex": in_order(folded(found["sex"], sex), tuple(SEXES.values())),
            "Needs": in_order(folded(found["need"], need_of), NEEDS),
        },
    )


def rows_of(practice: Practice, today: dt.date) -> dict[str, Rows]:
    """By each grouping: what the records say, with people and measured people."""
    given: dict[str, int | dt.date] = {"practice": practice.pk, "adult": years_before(today, ADULT)}
    given |= {f"from_{age}": years_before(today, age) for age in AGES_FROM[1:]}
    found: dict[str, Rows] = {name: [] for name in _SETS}
    with connection.cursor() as cursor:
        cursor.execute(_WHO, given)
        for grouping, value, people, measured in cursor.fetchall():
            found[_SET_OF[grouping]].append((value, people, measured))
    return found


def folded(rows: Rows, name_of: Callable[[str], str]) -> dict[str, Part]:
    """What the records say, as groups."""
    parts: dict[str, Part] = {}
    for value, people, measured in rows:
        label = name_of(value) or NOT_KNOWN
        before = parts.get(label, Part(label, 0, 0))
        parts[label] = Part(label, before.people + people, before.measured + measured)
    return parts


def fifth_of(value: str) -> str:
    return FIFTHS[int(value) - 1] if value else ""


def age_of(value: str) -> str:
    return AGES[1 + int(value)]


def need_of(value: str) -> str:
    return NEEDS[0] if value == "true" else NEEDS[1]


def language_of(value: str) -> str:
    """By its English name where it is known; nothing typed is not known here."""
    if not value:
        return ""
    return "English" if speaks_english(value) else NAMES.get(code_of(value), value.capitalize())


def gathered(parts: dict[str, Part], least: int) -> dict[str, Part]:
    """Languages of few people together."""
    kept = {label: part for label, part in parts.items() if stands_alone(part, least)}
    rest = [part for label, part in parts.items() if label not in kept]
    if rest:
        kept[OTHERS] = Part(OTHERS, sum(p.people for p in rest), sum(p.measured for p in rest))
    return kept


def stands_alone(part: Part, least: int) -> bool:
    return part.label in ("English", NOT_KNOWN) or part.people >= least


def language_order(parts: dict[str, Part], least: int) -> tuple[str, ...]:
    """English, then the others by their names."""
    named = sorted(label for label, part in parts.items() if stands_alone(part, least))
    return ("English", *(label for label in named if label not in ("English", NOT_KNOWN)), OTHERS)


def in_order(parts: dict[str, Part], order: tuple[str, ...]) -> list[Part]:
    """Always the same order, groups with nobody left out, what is not known last."""
    return [parts[label] for label in (*order, NOT_KNOWN) if label in parts]
