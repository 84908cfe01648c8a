"""What people are asked without a press: how a step goes, and the same questionnaire once more."""

import datetime as dt

import pytest

from activation.models import Measurement
from coaching.actions import enrolling, programmes
from practice.clock import LONDON
from reminders.actions.ruling import set_rule
from reminders.kinds import Kind, Outcome
from reminders.rules import rule_for
from tests import build
from tests.activation import made
from tests.coaching.made import a_booked, a_finished

DAY = dt.timedelta(days=1)


def steps_of(post):
    return post.practice.messages.filter(kind=Kind.STEP)


def test_after_a_week_they_are_asked_how_it_goes_without_naming_the_step(post, mary, asha):
    a_finished(mary, asha, next_step="Swim on Tuesday")
    post.tick()
    assert steps_of(post).get().due_at == dt.datetime(2026, 3, 9, 10, tzinfo=LONDON)
    post.tick(days=7, hours=2)
    message = steps_of(post).get()
    assert message.outcome == Outcome.SENT
    assert "swim" not in message.words.lower()


def test_who_comes_soon_is_asked_when_they_come(post, mary, asha):
    a_finished(mary, asha)
    a_booked(mary, asha, booked_for=build.NOW + 9 * DAY)
    post.plan()
    assert not steps_of(post).exists()


def test_of_several_steps_only_the_last_is_asked_about(post, mary, asha):
    a_finished(mary, asha)
    later = a_finished(mary, asha, now=build.NOW + dt.timedelta(hours=1))
    post.tick(hours=2)
    assert [m.subject_id for m in steps_of(post)] == [later.steps_agreed.get().pk]


@pytest.fixture
def answered(elm, mary, asha, member):
    """Mary is in a programme that asks the thirteen statements, and answered them today."""
    about = {"name": "Steady", "aim": "", "who_for": "", "sessions_planned": 6}
    programme = programmes.start(
        practice=elm, **about, measures=[("skerry-13", "start")], by=member("mo"), now=build.NOW
    )
    way = {"kind": "enrolled", "coach": asha, "route": "gp", "reason": "", "knows_of_it": True}
    enrolling.begin(patient=mary, programme=programme, **way, by=asha, now=build.NOW)
    return made.done(mary, asha)


@pytest.fixture
def asks_again(elm, member):
    own = {"is_on": True, "amount": 0, "at": None, "channels": [], "working_days_only": None, "words": ""}
    return set_rule(practice=elm, kind=Kind.AGAIN, version=0, values=own, by=member("mo"), now=build.NOW)


def test_nobody_is_asked_again_before_a_practice_says_so(post, answered):
    post.tick(days=70, hours=3)
    assert not rule_for(post.practice.pk, Kind.AGAIN).is_on
    assert not post.practice.messages.filter(kind=Kind.AGAIN).exists()


def test_a_questionnaire_is_put_again_when_its_time_is_over(post, answered, asks_again, asha):
    post.tick(days=70, hours=3)
    message = post.practice.messages.get(kind=Kind.AGAIN)
    assert (message.outcome, message.subject_id) == (Outcome.SENT, answered.pk)
    begun = Measurement.objects.exclude(pk=answered.pk).get()
    assert (begun.mode, begun.asked_by, begun.instrument) == ("link", asha, answered.instrument)
    assert (
        "/m/" in post.carrier.taken[message.reference][1]
        or "http" in post.carrier.taken[message.reference][1]
    )


def test_who_was_asked_since_is_not_asked_by_itself(post, mary, answered, asks_again, asha):
    made.begun(mary, asha, now=build.NOW + DAY)
    post.tick(days=70, hours=3)
    assert not post.practice.messages.filter(kind=Kind.AGAIN).exists()
