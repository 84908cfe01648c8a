"""How far each person came: the database keeps it with every fact, and it equals a recount by hand."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from activation.actions import correcting
from coaching.actions import enrolling, striking
from coaching.models import Contact
from insight.models import Way
from outreach.actions import answering
from patients.actions.merging import merge, unmerge
from patients.models import Summary
from prescribing.actions import closing, contacting, referring, triaging
from tests import build
from tests.activation import made as measured
from tests.coaching import made, ways
from tests.insight.measured import with_a_goal
from tests.insight.wandering import Wanderer
from tests.insight.ways_by_hand import OUT_OF, TOLD, Hand, kept
from tests.outreach.asking import a_wave_for, of
from tests.prescribing.ways import referred
from tests.reminders.made import people

TODAY = build.NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def mary(elm):
    return build.a_patient(elm)


@pytest.fixture
def lena(member):
    return member("lena")


def live() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*OUT_OF, *TOLD])} FROM insight_way_live")
        return sorted(cursor.fetchall())


def way(patient, aim: str = "coaching") -> Way | None:
    """Whatever it says, it is what the definition says now."""
    assert kept() == live()
    return Way.objects.filter(patient=patient, aim=aim).first()


def test_a_session_that_is_signed_and_struck(mary, asha):
    session = made.a_finished(mary, asha)
    seen = way(mary)
    assert (seen.offered_on, seen.reached_on, seen.planned_on, seen.attended_on) == (
        None,
        TODAY,
        TODAY,
        TODAY,
    )
    striking.strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    assert way(mary) is None


def test_a_programme_from_offer_to_end(mary, asha):
    enrolment = ways.begun(mary, asha, "referred")
    assert (way(mary).offered_on, way(mary).accepted_on, way(mary).stands) == (TODAY, None, "referred")
    ways.taken(enrolment, "enrolled", asha)
    assert (way(mary).accepted_on, way(mary).worker, way(mary).route) == (TODAY, asha, "gp")
    ways.taken(enrolment, "withdrew", asha, whose_choice="theirs", because="Moved")
    assert (way(mary).stands, way(mary).ended_how, way(mary).ended_on) == ("withdrew", "theirs", TODAY)


def test_begun_by_mistake_was_offered_nobody(mary, asha):
    enrolment = ways.begun(mary, asha)
    undone = enrolling.undo(enrolment=enrolment, version=enrolment.version, by=asha, now=build.NOW)
    assert way(mary) is None
    enrolling.undo(enrolment=undone, version=undone.version, by=asha, now=build.NOW + DAY)
    assert (way(mary).offered_on, way(mary).accepted_on, way(mary).stands) == (TODAY, TODAY, "enrolled")


def test_an_enrolment_that_was_taken_back_accepted_nothing(mary, asha):
    enrolment = ways.taken(ways.begun(mary, asha, "referred"), "enrolled", asha)
    enrolling.undo(enrolment=enrolment, version=enrolment.version, by=asha, now=build.NOW)
    assert (way(mary).offered_on, way(mary).accepted_on, way(mary).stands) == (TODAY, None, "referred")


def test_a_referral_from_being_opened_to_its_outcome_and_struck(mary, lena):
    referral = triaging.take(referral=referred(mary, lena), worker=lena, by=lena, now=build.NOW)
    contacting.note_contact(referral=referral, mode="phone", result="spoke", by=lena, now=build.NOW)
    seen = way(mary, "prescribing")
    assert (seen.offered_on, seen.accepted_on, seen.reached_on, seen.attended_on) == (
        TODAY,
        TODAY,
        TODAY,
        None,
    )
    referral.refresh_from_db()
    about = {"referral": referral, "because": "Goes by herself", "by": lena, "now": build.NOW}
    ended = closing.close(**about, version=referral.version, outcome="better")
    assert (way(mary, "prescribing").ended_how, way(mary, "prescribing").stands) == ("better", "closed")
    referring.strike(**{**about, "referral": ended}, version=ended.version)
    assert way(mary, "prescribing") is None


def test_an_invitation_and_its_answer(mary, asha):
    wave = a_wave_for([mary], asha)
    assert way(mary) is None
    invited = answering.answer(invitation=of(mary), said="not_now", by=asha, now=build.NOW)
    seen = way(mary)
    assert (seen.offered_on, seen.accepted_on, seen.route, seen.ended_how) == (
        TODAY,
        None,
        "invited",
        "not_now",
    )
    answering.answer(invitation=invited, said="yes", by=asha, now=build.NOW)
    assert (way(mary).accepted_on, way(mary).stands, wave.aim) == (TODAY, "referred", "coaching")


def test_measured_from_a_month_before_and_struck(mary, asha):
    measured.done(mary, asha, now=build.NOW - 40 * DAY)
    counts = measured.done(mary, asha, now=build.NOW - 20 * DAY)
    assert way(mary) is None
    made.a_finished(mary, asha)
    assert way(mary).measured_on == TODAY - 20 * DAY
    correcting.strike(measurement=counts, because="Wrong person", by=asha, now=build.NOW)
    assert way(mary).measured_on is None


@pytest.mark.care(28)
def test_a_goal_of_their_own_that_stands_higher(mary, asha):
    goal = made.a_finished(mary, asha, goal_words="Garden", goal_attained=-1).goals_set.get()
    assert way(mary).goal == ""
    made.a_finished(mary, asha, now=build.NOW + DAY, goal=goal, goal_attained=1)
    assert (way(mary).goal, way(mary).better) == ("up", True)


def test_two_records_that_become_one_and_two_again(elm, asha, mary):
    other = build.a_patient(elm)
    for patient in (mary, other):
        made.a_finished(patient, asha)
    both = {"kept": mary, "gone": other, "take": (), "versions": (mary.version, other.version)}
    done = merge(**both, by=asha, now=build.NOW)
    assert way(mary) and way(other) is None
    unmerge(done=done, by=asha, now=build.NOW)
    assert way(mary) and way(other)


def test_whoever_changes_it_and_however(mary, asha):
    spoke = {"practice": mary.practice, "patient": mary, "kind": "spoke", "made_by": asha}
    Contact.objects.bulk_create([Contact(**spoke, made_at=build.NOW - days * DAY) for days in (3, 5, 90)])
    assert way(mary) is None  # being spoken with is nobody's way by itself
    with_a_goal([mary], asha, 2)
    assert way(mary).reached_on == TODAY - 5 * DAY
    struck = "UPDATE coaching_contact SET entered_in_error_at = now(), entered_in_error_by_id = made_by_id"
    with connection.cursor() as cursor:
        cursor.execute(f"{struck} WHERE made_at < %s", [build.NOW - 4 * DAY])
    assert way(mary).reached_on == TODAY - 3 * DAY
    Contact.objects.filter(patient=mary).update(entered_in_error_at=build.NOW, entered_in_error_by=asha)
    assert (way(mary).reached_on, way(mary).first_on) == (None, TODAY - 2 * DAY)


@pytest.mark.parametrize("sql", ["UPDATE insight_way SET better = true", "DELETE FROM insight_way"])
def test_nobody_else_writes_it(mary, asha, sql):
    made.a_finished(mary, asha)
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def wander(elm, asha, *, count: int, steps: int, merges: int, seed: int = 25) -> None:
    """So much happens to so many people, records come together and apart; the recount is another program."""
    everybody = people(elm, count)
    Summary.objects.bulk_create(Summary(practice=elm, patient=patient) for patient in everybody)
    at_large = Wanderer(everybody, asha, seed)
    for number in range(steps):
        at_large.step()
        if number % (steps // merges) == 0:
            at_large.comes_together() if number % 3 else at_large.comes_apart()
    by_hand = Hand(elm).ways()
    assert kept() == by_hand
    assert kept() == live()
    assert len(by_hand) > min(count / 2, steps / 5)


@pytest.mark.care(28)
def test_25_equal_to_a_recount_by_hand(elm, asha):
    wander(elm, asha, count=10, steps=120, merges=4)


@pytest.mark.fault
def test_25_equal_to_a_recount_by_hand_of_ten_thousand(elm, asha):
    wander(elm, asha, count=10_000, steps=4_000, merges=50)
