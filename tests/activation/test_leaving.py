"""Somebody dies or leaves: what they were asked ends, and comes back if it was a mistake."""

import datetime as dt

import pytest

from activation.actions.answering import sheet_of
from activation.models import Measurement
from patients.actions import leaving
from practice.actors import System
from tests import build
from tests.activation import made

DAY = dt.date(2026, 3, 1)
LIST = System("import")


@pytest.fixture
def half(mary, asha) -> Measurement:
    begun = made.begun(mary, asha, mode="link")
    made.keep(begun, (3, 2))
    return begun


def now_of(measurement):
    return Measurement.objects.get(pk=measurement.pk)


def test_open_ones_end_as_far_as_they_were_answered(mary, asha, half):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    stopped = now_of(half)
    assert (stopped.state, stopped.answered) == ("Half finished", 2)
    assert (stopped.ended_by, stopped.not_done_words) == (asha, "The patient died")


def test_a_list_may_say_so_and_nobody_is_named(mary, half):
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=LIST, now=build.NOW)
    assert now_of(half).ended_by is None


def test_a_mistake_is_taken_back_with_the_answers(mary, asha, half):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert now_of(half).is_open
    assert sheet_of(half).answers == {"part-effect": 3, "part-say": 2}
    assert now_of(half).answers == {}


def test_what_was_given_up_before_stays_so(mary, asha, half):
    from activation.actions.asking import give_up

    give_up(measurement=half, because="no_time", by=asha, now=build.NOW)
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert now_of(half).not_done_because == "no_time"


def test_scores_stand(mary, asha):
    result = made.done(mary, asha)
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    assert now_of(result).state == "Answered"


def test_who_left_and_died_stays_stopped_while_one_is_true(mary, asha, half):
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=asha, now=build.NOW)
    mary.refresh_from_db()
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_left(patient=mary, by=asha, now=build.NOW)
    assert not now_of(half).is_open
