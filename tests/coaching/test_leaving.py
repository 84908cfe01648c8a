"""Somebody dies or leaves: nothing goes on by itself, and a mistake is taken back whole."""

import datetime as dt

import pytest

from coaching.models import FollowUp, Session
from patients.actions import leaving
from patients.models import Patient
from practice.actors import System
from tests import build
from tests.coaching import made
from tests.coaching.test_pages import post

DAY = dt.date(2026, 3, 1)
LIST = System("import")


@pytest.fixture
def open_work(mary, asha):
    """A booked session, a started one and a follow-up."""
    booked = made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=2))
    return booked, made.a_started(mary, asha), made.a_follow_up(mary, asha)


def now_of(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.mark.care(22)
def test_what_was_booked_and_promised_stops(mary, asha, open_work):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    booked, begun, promised = (now_of(thing) for thing in open_work)
    assert (booked.cancelled_because, booked.cancelled_by) == ("The patient died", asha)
    assert promised.cancelled_because == "The patient died"
    assert begun.is_open


def test_a_list_may_say_so_and_nobody_is_named(mary, open_work):
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=LIST, now=build.NOW)
    assert now_of(open_work[0]).cancelled_by is None
    assert now_of(open_work[2]).cancelled_because == "The patient left the list"


@pytest.mark.care(22)
def test_a_mistake_is_taken_back(mary, asha, open_work):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert Session.objects.open().filter(patient=mary).count() == 2
    assert FollowUp.objects.open().filter(patient=mary).count() == 1


def test_what_was_cancelled_before_stays_so(mary, asha, open_work):
    from coaching.actions.booking import cancel

    cancel(session=open_work[0], version=1, because="Away", by=asha, now=build.NOW)
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert now_of(open_work[0]).cancelled_because == "Away"


def test_who_left_and_died_stays_stopped_while_one_is_true(mary, asha, open_work):
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=asha, now=build.NOW)
    leaving.mark_died(patient=Patient.objects.get(pk=mary.pk), died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_left(patient=mary, by=asha, now=build.NOW)
    assert not FollowUp.objects.open().filter(patient=mary).exists()


def test_nothing_is_planned_for_somebody_who_is_gone(browser, mary, asha, open_work, at):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    answer = post(browser, at("finish", open_work[1]), made.TYPED)
    assert answer.status_code == 422
    assert "nothing can be planned" in answer.text
    page = browser.get(at("session", open_work[0]))
    assert "Cancelled by Asha Rao" in page.text
