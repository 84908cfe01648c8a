"""Measures of the way through care: people who came to a stage for the first time, and how long that took.

All of them read the one row that the database keeps for each person and aim, so they agree with the funnel.
"""

from insight.catalogue.days import ONE, on
from insight.catalogue.measure import Good, Kind, Measure

COACHING, PRESCRIBING = "coaching", "prescribing"
OF = {COACHING: "Coaching, by stage", PRESCRIBING: "Social prescribing, by stage"}
# Of an aim, a stage: title, how it is counted.
STAGES = {
    COACHING: {
        "offered": (
            "People newly offered coaching",
            "a way through a programme was opened for them, or they were asked in a wave that invites to coaching",
        ),
        "accepted": ("People who accepted coaching", "they were enrolled, or said yes to an invitation"),
        "reached": (
            "People reached for coaching",
            "somebody spoke with them, on the telephone (from 31 days before the rest) or in a session",
        ),
        "planned": (
            "People with a first plan in coaching",
            "a next step was agreed in a signed session, or they set a goal",
        ),
        "attended": ("New people in coaching", "they came to their first signed session"),
    },
    PRESCRIBING: {
        "offered": (
            "People newly offered social prescribing",
            "a referral was opened, or they were asked in a wave that invites to it",
        ),
        "accepted": (
            "People accepted for social prescribing",
            "a link worker took them, or they said yes to an invitation",
        ),
        "reached": (
            "People reached by a link worker",
            "a link worker, or somebody who rang for it, spoke with them",
        ),
        "planned": ("People with a plan from a link worker", "a plan was agreed with them"),
        "attended": ("People who got to a service", "they went somewhere at least once"),
    },
}


def stage(aim: str, name: str) -> Measure:
    title, what = STAGES[aim][name]
    rows = f"""
SELECT {name}_on AS day, patient_id, {ONE} FROM insight_way
WHERE practice_id = %(practice)s AND aim = '{aim}' AND {on(f"{name}_on")}
"""  # noqa: S608 - our own words
    how = f"People for whom it was in these days, for the first time, that {what}. Each person once, as in the funnel."
    return Measure(f"{aim}-{name}", title, how, "people", Kind.COUNT, Good.UP, OF[aim], rows)


def days_between(aim: str, first: str, then: str) -> str:
    """Days from one stage to the other of those who came to the second in these days, where it came second."""
    return f"""
SELECT {then}_on AS day, patient_id, ({then}_on - {first}_on)::float8 AS n, 1::float8 AS d FROM insight_way
WHERE practice_id = %(practice)s AND aim = '{aim}' AND {first}_on <= {then}_on AND {on(f"{then}_on")}
"""  # noqa: S608 - our own words


MEASURES = (
    *(stage(aim, name) for aim, names in STAGES.items() for name in names),
    Measure(
        "days-to-first-session",
        "Days from offer to first session",
        "Of people whose first signed session was in these days: days from the day on which coaching was first offered,"
        " on average. Who came without having been offered it before does not count.",
        "days",
        Kind.MEAN,
        Good.DOWN,
        OF[COACHING],
        days_between(COACHING, "offered", "attended"),
    ),
    Measure(
        "days-waiting",
        "Days from offer to yes",
        "Of people who accepted coaching in these days, by being enrolled or by saying yes: days since it was first"
        " offered, on average.",
        "days",
        Kind.MEAN,
        Good.DOWN,
        OF[COACHING],
        days_between(COACHING, "offered", "accepted"),
    ),
)
