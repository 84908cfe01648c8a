"""Emails to services: one a day to an address, counted from when they went, and of who does not come after all."""

import datetime as dt

import pytest

from practice.wording import date_and_time
from prescribing.actions import answering, choosing
from reminders.kinds import Outcome
from tests.prescribing import services
from tests.reminders.test_services import (
    address,
    another,
    chased,
    given,
    lena,
    now_of,
    sent,
    to_services,
    tokens,
)

__all__ = ["address", "lena", "sent"]
NOT_COMING = "is not coming to Walking group after all"


def withdraw(placement, by, now):
    placement.refresh_from_db()
    said = {"version": placement.version, "because": "Too far for her"}
    choosing.withdraw(placement=placement, **said, by=by, now=now)


@pytest.mark.care(20)
def test_what_is_new_on_the_same_day_waits_and_goes_in_one_mail(post, elm, sent, lena, address):
    post.tick()
    post.tick(hours=1)
    another(elm, lena, address, now=post.now)
    answering.write(placement=sent, words="She likes mornings", by=lena, now=post.now)
    other = services.an_address(services.a_service(elm, "Choir"), lena, email="choir@example.org")
    another(elm, lena, other, "Una", now=post.now)
    assert [post.tick(minutes=1), post.tick(hours=20), post.tick(hours=3), post.tick(hours=1)] == [1, 0, 1, 0]
    assert [len(tokens(words)) for words in given(post)] == [1, 1, 2]


def test_a_service_that_was_told_hears_that_somebody_does_not_come(post, sent, lena):
    post.tick()
    post.tick(days=2)
    withdraw(sent, lena, post.now)
    assert [post.tick(minutes=1), post.tick(days=2), post.tick(days=2)] == [1, 0, 0]
    words = given(post)[-1]
    assert NOT_COMING in words and "first wrote to you about on 2 March 2026 at 9am" in words
    assert "If you cannot tell whom we mean, please ring us." in words and "was booked" not in words
    assert (tokens(words), "Too far" in words, "Mary" in words, "The link" in words) == (
        [],
        False,
        False,
        False,
    )


@pytest.mark.care(20)
def test_of_who_does_not_come_the_booked_place_says_which_booking_is_free(post, sent, lena):
    post.tick()
    post.tick(days=2)
    booked_for = post.now.replace(hour=10, minute=0) + dt.timedelta(days=5)
    answering.answer(placement=sent, kind="booked", booked_for=booked_for, by=lena, now=post.now)
    withdraw(sent, lena, post.now)
    post.tick(minutes=1)
    assert f"A place was booked for them on {date_and_time(booked_for)}." in given(post)[-1]
    assert "Mary" not in given(post)[-1]


def test_of_who_does_not_come_one_line_stands_beside_a_new_one(post, elm, sent, lena, address):
    post.tick()
    post.tick(days=2)
    withdraw(sent, lena, post.now)
    another(elm, lena, address, now=post.now)
    post.tick()
    words = given(post)[-1]
    assert NOT_COMING in words and "Somebody would like to come" in words and len(tokens(words)) == 1


def test_a_service_that_was_never_told_hears_nothing(post, sent, lena):
    post.plan()
    withdraw(sent, lena, post.now)
    post.tick()
    post.tick(days=2)
    assert (given(post), [message.outcome for message in to_services(post)]) == ([], [Outcome.DROPPED])


def test_a_mail_that_was_late_is_given_its_time(post, sent):
    """Nobody worked the queue for a month: the service is told, not reminded in the same breath."""
    post.tick(days=30)
    assert chased(post, 2) == 0
    assert now_of(sent).needs_somebody_at is None
    assert chased(post, 1) == 1
