"""Trials 4 and 10: what is due in three hours and in ninety days goes once, and a clock that jumps changes nothing."""

import datetime as dt

import pytest

from reminders.kinds import Kind
from reminders.settling import settle_everywhere
from tests import build

MINUTE = dt.timedelta(minutes=1)
HOURS, DAYS = dt.timedelta(hours=3), dt.timedelta(days=90, hours=2)


@pytest.fixture
def both(post, mary, booked):
    """Two sessions of one person, of which they are to hear two days before; and only of those."""
    for ahead in (HOURS, DAYS):
        booked(mary, booked_for=build.NOW + dt.timedelta(days=2) + ahead)
    return post


def told(post) -> int:
    return post.practice.messages.filter(kind=Kind.SESSION, outcome="sent").count()


def test_each_at_its_time_and_once(both):
    counts = []
    for moment in (HOURS - MINUTE, HOURS, HOURS, DAYS - MINUTE, DAYS, DAYS):
        both.clock.moment = build.NOW + moment
        both.tick()
        counts.append(told(both))
    assert counts == [0, 1, 1, 1, 2, 2]


def test_a_clock_that_jumps_ahead_and_back(both):
    sent = []
    for jump in (3, -2, -2, 2, 2):
        both.tick(hours=jump)
        settle_everywhere(both.now)
        sent.append(told(both))
    assert sent == [1, 1, 1, 1, 1]
    assert both.practice.messages.get(kind=Kind.SESSION, outcome="sent").attempts.count() == 1
