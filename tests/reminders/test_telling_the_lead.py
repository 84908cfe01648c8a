"""A record opened in an emergency is told to the lead at once, and to nobody twice."""

import datetime as dt

import pytest

from patients.models import GlassBreak
from practice.actions import take_duty
from practice.models import Duty
from reminders import reasons
from reminders.models import Message


@pytest.fixture
def broken_glass(post, mary, asha):
    return GlassBreak.objects.create(
        practice=post.practice, patient=mary, member=asha, reason="Collapsed", at=post.now,
        until=post.now + dt.timedelta(minutes=30),
    )  # fmt: skip


def test_the_lead_is_told_at_once_of_a_record_opened_in_an_emergency(post, broken_glass, member):
    holds(member("ben"), "safeguarding_lead", member("mo"), post.now)
    post.tick(hours=13)  # ten at night
    told = dict(post.carrier.taken.values())
    assert told.keys() == {"ben@elm.example.org"}
    assert told["ben@elm.example.org"] == (
        "Ben: a record at Elm Surgery was opened in an emergency on Mon 2 March at 9am. Please sign in."
    )


def holds(member, kind, by, now):
    Duty.objects.filter(kind=kind).update(ended_at=now, ended_by=by)
    take_duty(holder=member, kind=kind, starts_on=now.date(), ends_on=None, by=by, now=now)


def test_nobody_is_told_only_of_what_they_did_themselves(post, broken_glass, member):
    Duty.objects.update(ended_at=post.now, ended_by=member("mo"))
    holds(member("asha"), "safeguarding_lead", member("mo"), post.now)
    post.tick()
    assert [to for to, _words in post.carrier.taken.values()] == ["mo@elm.example.org"]


def test_where_nobody_holds_the_duty_the_manager_is_told(post, broken_glass, member):
    Duty.objects.update(ended_at=post.now, ended_by=member("mo"))
    post.tick()
    assert [to for to, _words in post.carrier.taken.values()] == ["mo@elm.example.org"]
    assert (post.message.patient_id, post.message.member.name) == (None, "Mo Haddad")


def test_what_was_seen_already_is_not_told(post, broken_glass, member):
    post.plan()
    GlassBreak.objects.update(seen_at=post.now, seen_by=member("mo"))
    post.tick()
    outcomes = set(Message.objects.values_list("outcome", "reason"))
    assert (outcomes, post.carrier.taken) == ({("dropped", reasons.GONE)}, {})
