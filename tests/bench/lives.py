"""What happened with the made-up people: three sessions each, follow-ups, the trail of it, a coach's day today."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import psycopg

from activation.actions.answering import put_worth
from activation.definition import definition_of
from activation.models import Instrument, Measurement
from coaching.models import Enrolment, FollowUp, Programme, Session
from patients.models import Summary
from practice.models import TrailEvent
from tests.bench.rows import ids, put

SESSIONS = 3
LONG = 500  # sessions of one person in each practice
CASELOAD = 300  # people on their way with each coach, where there are so many
MEASUREMENTS = 2
SHEETS = 40  # different sets of answers: scoring takes longer than writing
TODAY = 9  # sessions in each coach's day
DUE = 12  # follow-ups that each coach has open
MATTERS = (
    "Being able to walk to the allotment and back without stopping.",
    "Sleeping through, and having the energy to play with the grandchildren.",
    "Getting back to work three days a week; money has been tight since the summer.",
    "Understanding what the tablets are for, and whether all of them are needed.",
)
NOTES = (
    "Talked through the last fortnight. The diary was kept on most days and shows that mornings are hardest. ",
    "Has walked to the shop four times and to the park once. The knee held, the breath was short on the hill. ",
    "Cooked twice from the leaflet; the family liked the soup, less the lentils. Snacks in the evening remain. ",
    "Worried about the letter from the landlord, which took most of the time today; agreed who to ask for advice. ",
    "Confidence was four and is six now. What helped: a neighbour who comes along, and the plan on the fridge. ",
)
STEPS = ("Walk to the park on Tuesday and Friday", "Ring the advice line on Monday", "Fill in the diary", "")
SESSION = (
    "practice_id patient_id coach_id mode booked_for minutes booked_at booked_by_id started_at started_by_id"
    " finished_at finished_by_id held_on what_matters notes next_step sensitive version"
)
FOLLOW_UP = "practice_id patient_id session_id owner_id due_on channel words done_at done_by_id"
TRAIL = "practice_id at actor_kind actor_id verb subject_type subject_id patient_id details"
HOUR = dt.timedelta(hours=1)


def moves_in(
    connection: psycopg.Connection, practice: int, coaches: list[int], patients: list[int], now: dt.datetime
) -> None:
    """One practice's history."""
    r = random.Random(practice)  # noqa: S311 - repeatable on purpose
    past = [held(r, practice, coaches, patient, now) for patient in patients for _ in range(SESSIONS)]
    past += [held(r, practice, coaches, patients[0], now) for _ in range(LONG - SESSIONS)]
    put(connection, Session, SESSION, past)
    sessions = list(zip(ids(connection, Session, practice), past, strict=True))
    day = [
        booked(practice, coach, r.choice(patients), now, place) for coach in coaches for place in range(TODAY)
    ]
    put(connection, Session, SESSION, day)
    put(connection, FollowUp, FOLLOW_UP, follow_ups(r, coaches, sessions, now))
    put(connection, TrailEvent, TRAIL, trail(practice, sessions))
    put(connection, Summary, SUMMARY, summaries(practice, patients, past))
    put(connection, Measurement, MEASURED, measured(r, practice, coaches, patients, now))
    caseloads(connection, practice, coaches, patients, now)


def held(
    r: random.Random, practice: int, coaches: list[int], patient: int, now: dt.datetime
) -> tuple[Any, ...]:
    """A session of the last two years, finished on its day."""
    at = (now - dt.timedelta(days=1 + int(r.random() ** 2 * 730))).replace(hour=9 + int(r.random() * 8))
    who = r.choice(coaches)
    words = (r.choice(MATTERS), "".join(r.sample(NOTES, 3)), r.choice(STEPS))
    signed = (at, who, at + HOUR, who, at.date(), *words, r.random() < 0.02, 3)
    return (practice, patient, who, r.choice(("face_to_face", "phone")), at, 30, at - 24 * HOUR, who, *signed)


def booked(practice: int, coach: int, patient: int, now: dt.datetime, place: int) -> tuple[Any, ...]:
    """One of today's."""
    at = now + place * HOUR - (HOUR / 2 if place else HOUR * 0)
    nothing_yet = (None, None, None, None, None, "", "", "", False, 1)
    return (practice, patient, coach, "phone", at, 30, now - 48 * HOUR, coach, *nothing_yet)


def follow_ups(
    r: random.Random, coaches: list[int], sessions: list[tuple[int, tuple]], now: dt.datetime
) -> Iterator[tuple[Any, ...]]:
    """Every third session had one, long done; each coach has some open around today."""
    for session, (practice, patient, coach, _mode, at, *_rest) in sessions[::3]:
        done = min(at + 14 * 24 * HOUR, now - 48 * HOUR)
        yield (practice, patient, session, coach, done.date(), "phone", "How did the week go?", done, coach)
    for coach in coaches:
        for session, (practice, patient, *_rest) in r.sample([s for s in sessions if s[1][2] == coach], DUE):
            due = now.date() + dt.timedelta(days=r.randint(-4, 6))
            yield (practice, patient, session, coach, due, "phone", "Ask about the diary", None, None)


def trail(practice: int, sessions: list[tuple[int, tuple]]) -> Iterator[tuple[Any, ...]]:
    """Two events a patient: the record opened, and the last session finished."""
    from psycopg.types.json import Jsonb

    for session, (_practice, patient, coach, _mode, at, *_rest) in sessions[: SESSIONS - LONG : SESSIONS]:
        who, none = ("member", coach), Jsonb({})
        yield (practice, at, *who, "patient.opened", "patients.patient", patient, patient, none)
        yield (practice, at + HOUR, *who, "session.finished", "coaching.session", session, patient, none)


SUMMARY = "practice_id patient_id sessions first_session_on last_session_on"


def summaries(practice: int, patients: list[int], past: list[tuple]) -> Iterator[tuple[Any, ...]]:
    """The narrow row from which figures are counted."""
    for place, patient in enumerate(patients):
        theirs = past[place * SESSIONS : (place + 1) * SESSIONS]
        if place == 0:
            theirs = theirs + past[SESSIONS * len(patients) :]
        days = sorted(session[12] for session in theirs)
        yield (practice, patient, len(days), days[0], days[-1])


PROGRAMME = "practice_id name sessions_planned started_at started_by_id version"
ENROLMENT = (
    "practice_id patient_id programme_id coach_id route reason knows_of_it weight stands stands_since opened_at"
    " opened_by_id version"
)


def caseloads(
    connection: psycopg.Connection, practice: int, coaches: list[int], patients: list[int], now: dt.datetime
) -> None:
    """Each coach has people of their own on the way through one programme, all of them enrolled lately."""
    r = random.Random(practice)  # noqa: S311 - repeatable on purpose
    put(connection, Programme, PROGRAMME, [(practice, "Health coaching", 6, now, coaches[0], 1)])
    (programme,) = ids(connection, Programme, practice)
    each = min(CASELOAD, len(patients) // len(coaches))
    people = iter(r.sample(patients, each * len(coaches)))
    rows = []
    for coach in (coach for coach in coaches for _person in range(each)):
        since, weight = (
            now.date() - dt.timedelta(days=r.randint(1, 40)),
            r.choice(("light", "usual", "heavy")),
        )
        way = (practice, next(people), programme, coach, "gp", "Sleeps badly", True, weight)
        rows.append((*way, "enrolled", since, now, coach, 1))
    put(connection, Enrolment, ENROLMENT, rows)


WORTH = (
    "instrument_id calibration_id answers answered raw percent measure measure_se score score_se level"
    " level_probability flags"
)
MEASURED = (
    f"practice_id patient_id asked_at asked_by_id completed_at completed_by_id measured_on mode {WORTH}"
)


def measured(
    r: random.Random, practice: int, coaches: list[int], patients: list[int], now: dt.datetime
) -> Iterator[tuple[Any, ...]]:
    """Each answered twice, half a year apart."""
    sheets = scored_sheets(r)
    for patient in patients:
        for place in range(MEASUREMENTS):
            at, who = now - dt.timedelta(days=30 + 180 * place + int(r.random() * 90)), r.choice(coaches)
            yield (practice, patient, at, who, at, who, at.date(), "desk", *r.choice(sheets))


def scored_sheets(r: random.Random) -> list[tuple[Any, ...]]:
    """Sets of answers with what they are worth, as the columns of WORTH."""
    from psycopg.types.json import Jsonb

    instrument = Instrument.objects.get(practice=None, key="skerry-13")
    definition, scale = definition_of(instrument), instrument.calibrations.latest("number")
    rows = []
    for _ in range(SHEETS):
        row = Measurement(instrument=instrument, answers={i.id: r.randrange(4) for i in definition.items})
        put_worth(row, definition, scale)
        values = [getattr(row, column) for column in WORTH.split()]
        rows.append(tuple(Jsonb(v) if isinstance(v, dict | list) else v for v in values))
    return rows
