"""A year of made-up coaching, so that every screen of the demo is alive."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from coaching import demo_goals
from coaching.actions.replying import CANNOT_COME
from coaching.demo_besides import besides
from coaching.demo_programmes import WAITING, coach_away, first_working_day, programme_begins, ways_happen
from coaching.models import FollowUp, Goal, GoalRating, Programme, Session, Step
from patients.models import Patient, Summary
from practice import trail
from practice.actors import Actor
from practice.models import Membership, Practice
from practice.permissions import Role

SEED = 2026
FEW = 5
MATTERS = (
    "I want to walk to my daughter’s without stopping twice.",
    "Sleeping through. I am no good to anybody when I am this tired.",
    "Being able to get down on the floor with the little ones.",
    "Not ending up on more tablets.",
    "Getting out of the house more. The days are long.",
    "Cooking something that is not from a packet.",
    "Feeling in charge of my sugar, and not the other way round.",
)
NOTES = (
    "Has tried going out after breakfast; knees are better on the flat. A neighbour is willing to come along.",
    "Spoke about what gets in the way: shift work, and eating late. Knows what helps, finds evenings hard.",
    "Went through what the diabetes nurse said. Told it back in own words without any trouble.",
    "Low week after a family worry. We kept to one thing and left the rest for another day.",
    "Pleased with the last fortnight. Counted the good days together: nine of fourteen.",
)
MODES = ("face_to_face", "face_to_face", "face_to_face", "phone", "phone", "video", "home", "walk")
CHANNELS = ("phone", "phone", "text", "face_to_face")


def year_happens(practice: Practice, coach: Membership, *, people: int, by: Actor, now: dt.datetime) -> int:
    """Sessions of one coach with `people` patients over a year, and what is booked from now on."""
    chance = random.Random(f"{SEED} {practice.ods_code}")  # noqa: S311 - made-up data
    adults = Patient.objects.on_list().adults(now.date(), practice.minimum_age)
    able = list(
        adults.filter(practice=practice, restricted=False, conditions__isnull=False).distinct().order_by("pk")
    )
    chosen = chance.sample(able, min(people, len(able)))
    planned = [session for patient in chosen for session in course(chance, practice, patient, coach, now)]
    planned += today(practice, chosen, coach, now)
    others = [patient for patient in able if patient not in set(chosen)]
    programme = programme_begins(practice, coach, now)
    ways_happen(programme, planned, others, coach, now)
    talk = random.Random(f"{SEED} goals {practice.ods_code}")  # noqa: S311 - made-up data
    sessions = stored(talk, planned)
    FollowUp.objects.bulk_create(follow_ups(chance, sessions, coach, now), batch_size=500)
    colleagues_coach_too(programme, others[WAITING:], now)
    summarise(practice, sessions)
    besides(practice, coach, sessions, now=now)
    trail.record("demo.year_happened", by=by, now=now, practice=practice, details={"sessions": len(sessions)})
    return len(sessions)


def stored(talk: random.Random, planned: list[Session]) -> list[Session]:
    """Sessions with what was said in them, and the goals and steps that came of it."""
    demo_goals.conversations(talk, planned)
    sessions = Session.objects.bulk_create(planned, batch_size=500)
    goals_happen(talk, sessions)
    return sessions


def colleagues_coach_too(programme: Programme, people: list[Patient], now: dt.datetime) -> None:
    """A few people each see the GP for ten minutes, or the link worker: their *Today* and caseload are not empty."""
    practice = programme.practice
    for at, role in enumerate((Role.CLINICIAN, Role.LINK_WORKER)):
        colleague = practice.memberships.filter(role=role, ended_at=None).first()
        theirs = people[at * FEW : (at + 1) * FEW]
        if colleague is None or not theirs:
            continue
        chance = random.Random(f"{SEED} {role} {practice.ods_code}")  # noqa: S311 - made-up data
        planned = list(a_few(chance, practice, theirs, colleague, now))
        ways_happen(programme, planned, [], colleague, now)
        sessions = stored(chance, planned)
        agreed = list(follow_ups(chance, sessions, colleague, now))
        for day, one in zip((-1, 0, 0), agreed, strict=False):
            one.due_on, one.done_at, one.done_by = now.date() + dt.timedelta(days=day), None, None
        FollowUp.objects.bulk_create(agreed, batch_size=500)
        summarise(practice, sessions)


def a_few(
    chance: random.Random, practice: Practice, people: list[Patient], by: Membership, now: dt.datetime
) -> Iterator[Session]:
    """Each was seen in the last weeks; the first two are booked for today, the third note was not finished."""
    start = now.replace(hour=9, minute=0, second=0, microsecond=0)
    for number, patient in enumerate(people):
        day = working_day(now.date() - dt.timedelta(days=9 + 4 * number))
        yield held(chance, practice, patient, by, moment(chance, day, now))
    for hours, patient in zip((2, 5), people, strict=False):
        yield booked(practice, patient, by, start + dt.timedelta(hours=hours))
    for patient in people[2:3]:
        left = start - dt.timedelta(days=1) + dt.timedelta(hours=4)
        yield booked(practice, patient, by, left, started_at=left, started_by=by)


def goals_happen(chance: random.Random, sessions: list[Session]) -> None:
    """A goal for each person, a step from each session, and how far they had come."""
    goals = Goal.objects.bulk_create(demo_goals.goals(sessions), batch_size=500)
    Step.objects.bulk_create(demo_goals.steps(chance, sessions, goals), batch_size=500)
    GoalRating.objects.bulk_create(demo_goals.ratings(chance, sessions, goals), batch_size=500)


def course(
    chance: random.Random, practice: Practice, patient: Patient, coach: Membership, now: dt.datetime
) -> Iterator[Session]:
    """One person's sessions, two to five weeks apart; most of those of the month without the coach came later."""
    day = now.date() - dt.timedelta(days=chance.randrange(10, 360))
    away, back = coach_away(now.date())
    for _ in range(chance.choice((1, 2, 3, 4, 4, 5, 6))):
        if away <= day < back and patient.pk % 4:
            day = first_working_day(back) + dt.timedelta(days=patient.pk % 9)
        if day >= now.date():
            return
        at = moment(chance, working_day(day), now)
        yield (
            missed(practice, patient, coach, at)
            if chance.random() < 0.09
            else held(chance, practice, patient, coach, at)
        )
        silence = 80 if chance.random() < 0.08 else 0
        day += dt.timedelta(days=silence + chance.randrange(14, 36))


def working_day(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def moment(chance: random.Random, day: dt.date, now: dt.datetime) -> dt.datetime:
    """Within the surgery's hours, in its own time zone."""
    return dt.datetime.combine(day, dt.time(chance.randrange(9, 17), chance.choice((0, 30))), now.tzinfo)


def booked(practice: Practice, patient: Patient, coach: Membership, at: dt.datetime, **facts: Any) -> Session:
    asked = at - dt.timedelta(days=9)
    return Session(
        practice=practice,
        patient=patient,
        coach=coach,
        booked_for=at,
        booked_at=asked,
        booked_by=coach,
        **facts,
    )


def held(
    chance: random.Random, practice: Practice, patient: Patient, coach: Membership, at: dt.datetime
) -> Session:
    return booked(
        practice,
        patient,
        coach,
        at,
        mode=chance.choice(MODES),
        started_at=at,
        started_by=coach,
        finished_at=at + dt.timedelta(minutes=chance.randrange(25, 50)),
        finished_by=coach,
        held_on=at.date(),
        what_matters=chance.choice(MATTERS),
        notes=chance.choice(NOTES),
        next_step=chance.choice(tuple(demo_goals.STEPS)),
    )


def missed(practice: Practice, patient: Patient, coach: Membership, at: dt.datetime) -> Session:
    return booked(
        practice,
        patient,
        coach,
        at,
        did_not_attend_at=at + dt.timedelta(minutes=20),
        did_not_attend_by=coach,
        absence=Session.Absence.DID_NOT_ATTEND,
    )


def today(
    practice: Practice, chosen: list[Patient], coach: Membership, now: dt.datetime
) -> Iterator[Session]:
    """One session left unfinished yesterday, three booked for today, two for later this week, one called off."""
    start = now.replace(hour=9, minute=0, second=0, microsecond=0)
    yesterday = start - dt.timedelta(days=1) + dt.timedelta(hours=5)
    yield booked(practice, chosen[0], coach, yesterday, started_at=yesterday, started_by=coach)
    for place, hours in enumerate((1, 3, 6, 27, 52), start=1):
        said = {"confirmed_at": yesterday} if hours == 3 else {}
        yield booked(practice, chosen[place], coach, start + dt.timedelta(hours=hours), **said)
    off = {"cancelled_at": yesterday, "cancelled_because": CANNOT_COME}
    yield booked(practice, chosen[5], coach, start + dt.timedelta(hours=29), **off)


def follow_ups(
    chance: random.Random, sessions: list[Session], coach: Membership, now: dt.datetime
) -> Iterator[FollowUp]:
    """Each session that was held agreed on one; old ones are done, some recent ones wait or are late."""
    for session in sessions:
        if session.held_on is None:
            continue
        due = working_day(session.held_on + dt.timedelta(days=chance.choice((7, 10, 14, 21))))
        done = due < now.date() - dt.timedelta(days=5) or (due < now.date() and chance.random() < 0.5)
        yield FollowUp(
            practice_id=session.practice_id,
            patient_id=session.patient_id,
            session=session,
            owner=coach,
            due_on=due,
            channel=chance.choice(CHANNELS),
            words="Ask how the step went.",
            done_at=dt.datetime.combine(due, dt.time(15, 0), now.tzinfo) if done else None,
            done_by=coach if done else None,
        )


def summarise(practice: Practice, sessions: list[Session]) -> None:
    """Bring each person's narrow row up to date."""
    days: dict[int, list[dt.date]] = {}
    for session in sessions:
        if session.held_on:
            days.setdefault(session.patient_id, []).append(session.held_on)
    rows = list(Summary.objects.filter(practice=practice, patient_id__in=days))
    for row in rows:
        held_on = days[row.patient_id]
        row.sessions, row.first_session_on, row.last_session_on = len(held_on), min(held_on), max(held_on)
    Summary.objects.bulk_update(rows, ["sessions", "first_session_on", "last_session_on"], batch_size=500)
