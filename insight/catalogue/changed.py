"""Measures of what changed: each later measurement or rating beside the first one of the same person's way.

By the day of the later one, and as it stood then: what is measured afterwards changes no month that is over. Each
questionnaire by itself: points of two scales are never put together.
"""

from insight.catalogue.days import day, on, share
from insight.catalogue.measure import Good, Kind, Measure
from insight.pairs import DAYS_BEFORE

OF = "What changed in coaching"
QUESTIONNAIRES = {
    "own": (
        "skerry-13",
        "Looking after myself",
        " Its scale is provisional until it is calibrated from data.",
    ),
    "pam": ("pam", "PAM", " Of scores from a licensed tool."),
}
COUNTED = (
    "The last measurement of a day, of people in coaching, beside their first in the programme on an earlier day and on"
    " the same scale; without what entered in error and what waits for a word with the person."
)


def beside(key: str, what: str) -> str:
    """Each measurement that has a first one before it."""
    return f"""
SELECT m.measured_on AS day, m.patient_id, {what} FROM activation_measurement m
JOIN insight_way w ON w.practice_id = m.practice_id AND w.patient_id = m.patient_id AND w.aim = 'coaching'
CROSS JOIN LATERAL insight_pairs(m.practice_id, m.patient_id, w.first_on, m.measured_on + 1) pair
WHERE m.practice_id = %(practice)s AND {on("m.measured_on")} AND m.completed_at IS NOT NULL
    AND m.entered_in_error_at IS NULL AND m.score IS NOT NULL
    AND pair.latest_id = m.id AND pair.instrument = '{key}' AND pair.points IS NOT NULL
"""  # noqa: S608 - our own words


_POINTS = "pair.points AS n, 1::float8 AS d"
_UP = "(pair.judged = 'up')::int::float8 AS n, (pair.judged <> '')::int::float8 AS d"
_RATED = f"""
SELECT day, patient_id, {share("attained > first")} FROM (
    SELECT r.patient_id, {day("r.rated_at")} AS day, r.attained, row_number() OVER goal AS nth,
        first_value(r.attained) OVER goal AS first
    FROM coaching_goalrating r
    JOIN coaching_goal g ON g.practice_id = r.practice_id AND g.id = r.goal_id AND g.cancelled_at IS NULL
    JOIN insight_way w ON w.practice_id = r.practice_id AND w.patient_id = r.patient_id AND w.aim = 'coaching'
        AND {day("r.rated_at")} >= w.first_on - {DAYS_BEFORE}
    WHERE r.practice_id = %(practice)s AND r.cancelled_at IS NULL
    WINDOW goal AS (PARTITION BY r.goal_id ORDER BY r.rated_at, r.id)) rated
WHERE nth > 1 AND {on("day")}
"""  # noqa: S608 - our own words


def mean(name: str, key: str, words: str, note: str) -> Measure:
    return Measure(
        f"change-{name}",
        f"Change since the first measurement ({words})",
        f"{COUNTED} The difference, on average.{note}",
        "points",
        Kind.MEAN,
        Good.UP,
        OF,
        beside(key, _POINTS),
    )


def beyond(name: str, key: str, words: str, note: str) -> Measure:
    return Measure(
        f"beyond-noise-{name}",
        f"Up beyond noise since the first measurement ({words})",
        f"{COUNTED} The share that lies further up than the noise of measuring explains: by chance alone about 2.5 in"
        f" 100.{note}",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        beside(key, _UP),
    )


MEASURES = (
    *(mean(name, *about) for name, about in QUESTIONNAIRES.items()),
    *(beyond(name, *about) for name, about in QUESTIONNAIRES.items()),
    Measure(
        "goals-higher",
        "Goals that stand higher than at first",
        "Of ratings of a goal that was rated before, on the person’s own scale: the share that stands higher than its"
        " first rating in the programme. Cancelled goals and ratings do not count.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _RATED,
    ),
)
