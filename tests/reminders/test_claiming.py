"""One statement settles a message and claims the next; senders give way to pages."""

import datetime as dt
import os
import threading

import psycopg
import pytest
from django.db import connection

from practice import prepared
from reminders import handing, queue, sending
from reminders.kinds import Outcome
from reminders.models import Due, Message
from tests import build

DAY = {"days": 1, "hours": 1}  # when a session in three days is told


@pytest.fixture
def two(post, point, booked) -> None:
    """Two people with a session in three days, whose messages are due."""
    for number in range(2):
        patient = build.a_patient(post.practice, family_name=f"Of{number}")
        point(patient)
        booked(patient)
    post.plan()
    post.clock.move(**DAY)


def claim(post) -> queue.Claim:
    found = queue.claim_next(post.now, sending.LEASE)
    assert found is not None
    return found


def test_what_settles_one_claims_the_next(post, two):
    first = claim(post)
    second = sending.handle(first, post.now, go_on=True)
    assert second is not None and second.due_id != first.due_id
    rows = dict(Due.objects.values_list("pk", "state"))
    assert rows == {first.due_id: "settled", second.due_id: "waiting"}
    kept = Due.objects.get(pk=second.due_id)
    assert (kept.attempts, kept.lease_until) == (1, post.now + sending.LEASE)


def test_whoever_is_not_to_go_on_claims_nothing(post, two):
    assert sending.handle(claim(post), post.now) is None
    assert sorted(Due.objects.values_list("state", "attempts")) == [("settled", 1), ("waiting", 0)]


def test_it_never_claims_what_it_settles_though_the_lease_is_over(post, two):
    first = claim(post)
    sending.handle(claim(post), post.now)
    post.clock.move(minutes=5)
    assert sending.handle(first, post.now, go_on=True) is None
    assert set(Due.objects.values_list("state", "attempts", "lease_until")) == {("settled", 1, None)}


def test_what_is_put_back_for_now_is_claimed_again_at_once(post, two, monkeypatch):
    first = claim(post)
    back = queue.Upshot(queue.Channel.TEXT, None, due_at=post.now - dt.timedelta(days=9), attempts=0)
    monkeypatch.setattr(sending, "deliver", lambda *_args: back)
    again = sending.handle(first, post.now, go_on=True)
    assert again == first


def test_words_are_kept_as_they_would_be_without_the_link(post, two):
    first = claim(post)
    job = queue.hold(first, post.now)
    sending.handle(first, post.now)
    message = Message.objects.by_outcome(Outcome.SENT).get()
    _to, sent = post.carrier.taken[message.reference]
    assert message.words == handing.words_of(job) != sent
    assert message.words.count("[link]") == 1


def test_one_cursor_for_a_connection_and_none_of_another(db):
    first = prepared.cursor_of(connection.connection)
    assert prepared.cursor_of(connection.connection) is first
    with psycopg.connect(connection.connection.info.dsn) as other:
        assert prepared.cursor_of(other).connection is other
    assert prepared.cursor_of(connection.connection).connection is connection.connection


def test_senders_give_way_and_whoever_began_them_does_not():
    before, seen = os.getpriority(os.PRIO_PROCESS, 0), []

    def one() -> None:
        sending.give_way()
        sending.give_way()
        seen.append(os.getpriority(os.PRIO_PROCESS, 0))

    thread = threading.Thread(target=one)
    thread.start()
    thread.join()
    assert (seen, os.getpriority(os.PRIO_PROCESS, 0)) == ([max(sending.NICE, before)], before)
