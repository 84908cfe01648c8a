"""Measurements as rows, on known days: many at once, for what is counted from them."""

import datetime as dt
from typing import Any

from activation.models import Calibration, Measurement
from coaching.models import Goal, GoalRating
from patients.models import Patient
from practice.models import Membership
from tests import build
from tests.activation import made

TODAY = build.NOW.date()


def at(days_ago: int) -> dt.datetime:
    return build.NOW - dt.timedelta(days=days_ago)


def row(person: Patient, by: Membership, days_ago: int, score: float | None, **more: Any) -> Measurement:
    """Answered at the desk by the product's own questionnaire, unless it says otherwise; not saved yet."""
    then = at(days_ago)
    said: dict[str, Any] = {"instrument": made.instrument(), "mode": "desk", "score_se": 3.5, "level": "2"}
    said |= {"asked_at": then, "asked_by": by, "completed_at": then, "completed_by": by}
    return Measurement(
        practice_id=person.practice_id,
        patient=person,
        measured_on=then.date(),
        score=score,
        **said | more,
    )


def kept(rows: list[Measurement]) -> list[Measurement]:
    return Measurement.objects.bulk_create(rows)


def scale(by: Membership, number: int = 2, basis: str = "data") -> Calibration:
    """A calibration of the product's own questionnaire that was published from data."""
    own = made.instrument()
    parameters = own.calibrations.latest("number").parameters
    said = {"basis": basis, "parameters": parameters, "published_at": build.NOW, "published_by": by.user}
    return Calibration.objects.create(practice=by.practice, instrument=own, number=number, **said)


def with_a_goal(people: list[Patient], by: Membership, days_ago: int) -> None:
    """Their way begins."""
    Goal.objects.bulk_create(
        Goal(practice_id=one.practice_id, patient=one, words="To walk", set_at=at(days_ago), set_by=by)
        for one in people
    )


def later_than_before(person: Patient, by: Membership) -> None:
    """Two of our own scale, two of a licensed tool, and a goal rated twice, the latest of each higher."""
    tool = {"instrument": made.instrument("pam"), "mode": "entry", "score_se": None}
    data = {"calibration": scale(by)}
    kept([row(person, by, days, 80.0 - days, **data) for days in (20, 2)])
    kept([row(person, by, days, 80.0 - days, **tool) for days in (20, 2)])
    a_goal(person, by, {15: -1, 2: 1})


def a_goal(person: Patient, by: Membership, ratings: dict[int, int], **more: Any) -> Goal:
    """By how many days ago each rating was."""
    about = {"practice_id": person.practice_id, "patient": person}
    first = max(ratings)
    goal = Goal.objects.create(**about, words="Walk to the shop", set_at=at(first), set_by=by, **more)
    GoalRating.objects.bulk_create(
        GoalRating(**about, goal=goal, attained=attained, rated_at=at(days), rated_by=by)
        for days, attained in ratings.items()
    )
    return goal
