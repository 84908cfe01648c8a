"""Trial 25 at full size: ten thousand people, random work, mistakes, merges, moves; every figure counted by hand."""

import datetime as dt
import random
from collections import defaultdict

import pytest

from coaching.actions import following
from coaching.actions.striking import strike
from coaching.models import FollowUp, Session
from insight import counting, months
from patients.actions.leaving import say_left
from patients.actions.merging import merge
from patients.models import Patient, Summary
from practice.tenancy import in_view
from tests import build
from tests.coaching import made as sessions
from tests.reminders import made as many

pytestmark = pytest.mark.fault
PEOPLE, HELD, MERGED, LEFT = 10_000, 4_000, 150, 150
TODAY = build.NOW.date()


def works(chance: random.Random, people: list[Patient], coaches: list) -> None:
    """A session somewhere in fourteen months; some were a mistake, some follow-ups are done."""
    now = build.NOW - dt.timedelta(days=chance.randrange(420))
    coach, patient = chance.choice(coaches), chance.choice(people)
    next_contact = sessions.NextContact(
        due_on=TODAY + dt.timedelta(days=chance.randrange(-20, 20)), channel="phone"
    )
    session = sessions.a_finished(patient, coach, now=now, next_contact=next_contact)
    if chance.random() < 0.2:
        strike(session=session, because="Wrong person", by=coach, now=build.NOW)
    elif chance.random() < 0.3:
        following.done(follow_up=session.follow_ups.get(), by=coach, now=build.NOW)


def comes_together(chance: random.Random, people: list[Patient], by) -> None:
    kept, gone = (Patient.objects.get(pk=chance.choice(people).pk) for _ in range(2))
    if kept != gone and not (kept.merged_into_id or gone.merged_into_id):
        merge(kept=kept, gone=gone, take=(), versions=(kept.version, gone.version), by=by, now=build.NOW)


def moves(chance: random.Random, people: list[Patient], by) -> None:
    """To Oak: one record ends, another begins there."""
    patient = Patient.objects.get(pk=chance.choice(people).pk)
    if not (patient.merged_into_id or patient.left_on):
        where = {"left_on": TODAY, "left_for": "Oak Surgery", "kind": "moved"}
        say_left(patient=patient, **where, by=by, now=build.NOW)


@pytest.fixture
def busy(elm, member):
    """Fourteen months of a practice of ten thousand, as made by the actions."""
    chance = random.Random(25)  # noqa: S311 - the same each time
    people = many.people(elm, PEOPLE)
    Summary.objects.bulk_create(Summary(practice=elm, patient=patient) for patient in people)
    asha = member("asha")
    for _number in range(HELD):
        works(chance, people, [asha, member("ben"), member("lena")])
    for _number in range(MERGED):
        comes_together(chance, people, asha)
    for _number in range(LEFT):
        moves(chance, people, asha)
    for _number in range(HELD // 10):
        works(chance, people[:50], [asha])
    return people


def held() -> list[Session]:
    """Every session that stands, found without the product's own words for it."""
    rows = Session.objects.select_related("coach__user")
    return [one for one in rows if one.finished_at is not None and one.entered_in_error_at is None]


def check_months(elm, stands: list[Session]) -> None:
    found = defaultdict(list)
    for session in stands:
        found[session.held_on.replace(day=1)].append(session.patient_id)
    for month, load in counting.by_month(elm, TODAY).items():
        assert (load.sessions, load.people) == (len(found[month]), len(set(found[month])))


def check_coaches(elm, stands: list[Session]) -> None:
    for month in months.year_up_to(TODAY):
        found = defaultdict(list)
        for session in stands:
            if session.held_on.replace(day=1) == month:
                found[session.coach.name].append(session.patient_id)
        loads = {name: (load.sessions, load.people) for name, load in counting.by_coach(elm, month)}
        assert loads == {name: (len(people), len(set(people))) for name, people in found.items()}


def check_follow_ups(elm) -> None:
    opened = [one for one in FollowUp.objects.all() if one.done_at is None and one.cancelled_at is None]
    week = [TODAY + dt.timedelta(days=day) for day in range(7)]
    assert counting.follow_ups(elm, TODAY) == {
        "overdue": sum(one.due_on < TODAY for one in opened),
        "due": sum(one.due_on in week for one in opened),
    }


def check_people(stands: list[Session]) -> None:
    days = defaultdict(list)
    for session in stands:
        days[session.patient_id].append(session.held_on)
    for kept in Summary.objects.all():
        own = days[kept.patient_id]
        counted = kept.sessions, kept.first_session_on, kept.last_session_on
        assert counted == (len(own), min(own, default=None), max(own, default=None))


def test_25_every_figure_of_ten_thousand_people_equals_a_recount(elm, oak, busy):
    stands = held()
    assert len(stands) > HELD / 2
    check_months(elm, stands)
    check_coaches(elm, stands)
    check_follow_ups(elm)
    check_people(stands)
    with in_view([oak]):
        assert sum(load.sessions for load in counting.by_month(oak, TODAY).values()) == 0
