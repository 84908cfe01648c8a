"""What did not arrive is tried again by a person's decision, never twice and never blindly."""

import pytest

from practice.actions import NotPossible
from reminders.actions import again
from reminders.kinds import Outcome
from reminders.models import Attempt
from reminders.providers import NotTaken, Refused, Unclear
from tests import build

SENT = {"days": 1, "hours": 2}
pytestmark = pytest.mark.usefixtures("one_reminder")


@pytest.fixture
def tried(post, mary, booked, asha):
    """`tried(problem)`: a reminder that met this problem on its day."""

    def send(*problems):
        post.by = asha
        booked(mary)
        post.plan()
        post.carrier.happens += problems
        post.tick(**SENT)
        return post

    return send


def once_more(post, *, wanted="", found_out=False):
    return again.try_again(message=post.message, wanted=wanted, found_out=found_out, by=post.by, now=post.now)


def test_what_failed_goes_under_a_reference_that_nobody_has_seen(tried):
    post = tried(Refused("The number does not exist."))
    before = post.message.reference
    once_more(post)
    assert post.message.reference != before
    post.tick()
    assert (post.message.outcome, len(post.carrier.taken)) == (Outcome.SENT, 1)
    assert post.results == ["refused", "again", "taken"]


def unknown(tried):
    """Nobody can say whether it arrived."""
    post = tried(Unclear("The line was cut."))
    post.carrier.forgets = True
    post.tick(minutes=2)
    assert post.message.outcome == Outcome.UNKNOWN
    return post


def test_what_may_have_arrived_is_tried_only_by_somebody_who_has_found_out(tried):
    post = unknown(tried)
    with pytest.raises(NotPossible, match="Find out"):
        once_more(post)
    once_more(post, found_out=True)
    post.tick()
    assert (post.message.outcome, post.carrier.calls.count("send")) == (Outcome.SENT, 2)


def test_what_had_arrived_after_all_is_not_sent_twice(tried):
    problem = Unclear("The line was cut.")
    problem.taken_all_the_same = True
    post = tried(problem)
    post.carrier.forgets = True
    post.tick(minutes=2)
    post.carrier.forgets = False
    once_more(post, found_out=True)
    post.tick()
    assert (post.message.outcome, post.carrier.calls.count("send")) == (Outcome.SENT, 1)


def until_settled(post):
    while post.message.outcome == "":
        post.clock.moment = post.due.due_at
        post.tick()


def test_tries_count_from_the_decision(tried):
    post = tried(*[NotTaken("Busy.")] * 10)
    until_settled(post)
    assert (post.message.outcome, len(post.results)) == (Outcome.FAILED, 8)
    once_more(post)
    until_settled(post)
    assert (post.message.outcome, post.results[8:]) == (Outcome.SENT, ["again", *["not_taken"] * 2, "taken"])


def test_a_decision_is_taken_back_before_it_went(tried):
    post = unknown(tried)
    reason = post.message.reason
    once_more(post, found_out=True)
    again.not_again(message=post.message, by=post.by, now=post.now)
    assert (post.message.outcome, post.message.reason) == (Outcome.UNKNOWN, reason)
    post.tick()
    assert post.carrier.calls.count("send") == 1


def test_nothing_is_tried_again_that_nobody_has_to_look_at(tried):
    post = tried()
    with pytest.raises(NotPossible, match="It has gone"):
        once_more(post)
    assert not Attempt.objects.filter(result="again").exists()


@pytest.fixture
def call(post, elm, asha, booked, point):
    """Nobody knew a number; now there is one."""
    patient, post.by = build.a_patient(elm), asha
    booked(patient)
    post.plan()
    post.tick(**SENT)
    assert post.message.state == "To call"
    point(patient)
    return post


def test_a_call_becomes_a_text_once_the_number_is_known(call):
    once_more(call)
    call.tick()
    assert call.message.outcome == Outcome.SENT


def test_a_call_that_was_to_become_a_text_is_a_call_again(call):
    call.clock.move(hours=11)
    once_more(call)
    call.tick()
    assert call.message.state == "Held"
    again.not_again(message=call.message, by=call.by, now=call.now)
    assert call.message.state == "To call"
