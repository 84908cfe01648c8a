"""Made-up goals, the steps towards them and what came of each, for a year of made-up coaching."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator

from coaching.models import Goal, GoalRating, Session, Step

GOALS = (
    ("Walk to my daughter’s without stopping twice", "She lives up the hill and the boys run ahead"),
    ("Sleep through most nights", "I am no good to anybody when I am this tired"),
    ("Get down on the floor with the little ones, and up again", "They are only small once"),
    ("Go out three times a week", "The days are long on my own"),
    ("Cook from fresh four evenings", "It was something we used to do together"),
    ("Be in charge of my sugar", "My father lost his sight to it"),
)
LEARNED = (
    "Easier in company.",
    "Mornings work, evenings do not.",
    "It was the rain, not the knee.",
    "Smaller was better.",
    "Putting the shoes by the door helped.",
)
# Each with when.
STEPS = {
    "Walk to the post box and back": "Monday and Thursday, after breakfast",
    "Lights out at half past ten": "Four nights this week",
    "Ring the swimming pool and ask about the quiet hour": "Tuesday",
    "Swap the afternoon biscuit for fruit": "On work days",
    "Write down the sugar reading": "Every other day, before breakfast",
    "Ask Jean to come along to the library group": "Friday",
}
OUTCOMES = ("done", "done", "done", "partly", "partly", "not", "changed")


def conversations(chance: random.Random, sessions: Iterable[Session]) -> None:
    """Words for what each signed session held beside its notes; before the sessions are stored."""
    for course in courses(sessions):
        goal, why = chance.choice(GOALS)
        for session in course:
            session.goal_words, session.goal_why = goal, why
            session.importance = chance.randrange(6, 11)
            session.step_when = STEPS[session.next_step]
            session.confidence = chance.choice((4, 5, 6, 7, 7, 8, 8, 9))
            if session.confidence < 7 and chance.random() < 0.8:
                session.confidence_help = "Made it smaller: half as far."
                session.confidence_after = session.confidence + 3


def signed_at(session: Session) -> dt.datetime:
    """These have all been signed."""
    assert session.finished_at is not None  # noqa: S101 - `courses` leaves the others out
    return session.finished_at


def courses(sessions: Iterable[Session]) -> Iterator[list[Session]]:
    """The signed sessions of each person, oldest first."""
    found: dict[int, list[Session]] = {}
    for session in sessions:
        if session.finished_at:
            found.setdefault(session.patient_id, []).append(session)
    for course in found.values():
        yield sorted(course, key=lambda session: session.booked_for)


def goals(sessions: Iterable[Session]) -> Iterator[Goal]:
    """Set in a person's first session."""
    for course in courses(sessions):
        first = course[0]
        yield Goal(
            practice_id=first.practice_id,
            patient_id=first.patient_id,
            session=first,
            words=first.goal_words,
            why=first.goal_why,
            set_at=signed_at(first),
            set_by_id=first.coach_id,
        )


def steps(chance: random.Random, sessions: Iterable[Session], goals: Iterable[Goal]) -> Iterator[Step]:
    """One from each session; what came of it is told in the next."""
    goal_of = {goal.patient_id: goal for goal in goals}
    for course in courses(sessions):
        for session, following in zip(course, [*course[1:], None], strict=True):
            yield Step(
                practice_id=session.practice_id,
                patient_id=session.patient_id,
                goal=goal_of[session.patient_id],
                session=session,
                what=session.next_step,
                times=session.step_when,
                confidence=session.confidence_after or session.confidence,
                agreed_at=signed_at(session),
                agreed_by_id=session.coach_id,
                **(told(chance, following) if following else {}),
            )


def told(chance: random.Random, session: Session) -> dict[str, object]:
    outcome = chance.choice(OUTCOMES)
    return {
        "outcome": outcome,
        "learned": chance.choice(LEARNED),
        "celebrated": outcome == "done" and chance.random() < 0.6,
        "outcome_in": session,
        "outcome_at": session.finished_at,
        "outcome_by_id": session.coach_id,
    }


def ratings(
    chance: random.Random, sessions: Iterable[Session], goals: Iterable[Goal]
) -> Iterator[GoalRating]:
    """From a little less than hoped for, slowly up for most."""
    goal_of = {goal.patient_id: goal for goal in goals}
    for course in courses(sessions):
        at = -1
        for session in course:
            yield GoalRating(
                practice_id=session.practice_id,
                goal=goal_of[session.patient_id],
                patient_id=session.patient_id,
                session=session,
                attained=at,
                rated_at=signed_at(session),
                rated_by_id=session.coach_id,
            )
            at = max(-2, min(2, at + chance.choice((0, 0, 1, 1, -1))))
