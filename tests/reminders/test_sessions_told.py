"""Sessions: the same day, moved, cancelled and opened again, and what follows when nobody came."""

import datetime as dt

import pytest

from coaching.actions import alerting, booking
from coaching.models import RiskAlert
from coaching.note import NextContact
from patients.actions.noting import note
from patients.models import Supporter
from practice.clock import LONDON
from reminders import reasons
from reminders.demo import a_session_moves
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import MessageRule
from reminders.subjects.sessions import GRACE
from tests import build

HOUR = dt.timedelta(hours=1)


def moved(session, asha, when: dt.datetime):
    session.refresh_from_db()
    same = {"coach": asha, "mode": "phone", "minutes": 30, "by": asha, "now": build.NOW}
    return booking.move(session=session, version=session.version, booked_for=when, **same)


def cancelled(session, asha, now):
    session.refresh_from_db()
    return booking.cancel(session=session, version=session.version, because="Ill", by=asha, now=now)


def kinds(post) -> list[str]:
    return list(post.practice.messages.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def told(post, mary, booked):
    """Mary has had the reminder of a session on Thursday at ten."""
    session = booked(mary)
    post.tick(days=1, hours=1)
    assert post.message.outcome == Outcome.SENT
    return session


def test_a_reminder_of_the_day_goes_two_hours_before_by_text(post, told):
    post.tick(days=1, hours=12)
    assert kinds(post) == [Kind.SESSION, Kind.SOON]
    soon = post.practice.messages.get(kind=Kind.SOON)
    assert (told.booked_for - soon.due_at, soon.channel) == (2 * HOUR, Channel.TEXT)


def test_what_was_booked_on_the_spot_needs_none(post, mary, booked):
    booked(mary, booked_for=post.now + HOUR)
    post.plan()
    assert kinds(post) == []


def test_who_was_told_of_another_time_hears_of_the_new_one_once_and_not_twice(post, told, asha):
    moved(told, asha, post.now + dt.timedelta(hours=30))
    post.plan()
    post.tick(minutes=6)
    assert kinds(post) == [Kind.SESSION, Kind.CHANGED]
    change = post.practice.messages.get(kind=Kind.CHANGED)
    assert change.outcome == Outcome.SENT
    assert "Wed 4 March at 4pm" in change.words


def test_what_nobody_had_been_told_is_no_change(post, mary, booked, asha):
    moved(booked(mary), asha, build.NOW + dt.timedelta(days=4))
    post.plan()
    assert kinds(post) == [Kind.SESSION]


def test_the_demo_has_a_session_that_moved_after_it_was_told(post, elm, mary, asha, booked):
    booked(build.a_patient(elm, nhs_number="9990000042"))  # who has no texts
    session = booked(mary)
    told = a_session_moves(elm, asha, now=post.now)
    assert told is not None and "Thu 5 March at 10am" in told.words
    post.plan()
    news = elm.messages.get(kind=Kind.CHANGED)
    session.refresh_from_db()
    assert (news.patient, news.about_at) == (mary, session.booked_for)


def test_moved_by_mistake_and_back_tells_nobody(post, told, asha):
    moved(told, asha, told.booked_for + HOUR)
    post.plan()
    moved(told, asha, told.booked_for)
    post.tick(minutes=6)
    change = post.practice.messages.get(kind=Kind.CHANGED)
    assert (change.outcome, change.reason) == (Outcome.DROPPED, reasons.MOVED)


def test_a_practice_says_in_its_own_words_that_a_session_is_cancelled(post, told, asha):
    said = {"cancelled": "{practice}: not {day} {time}", "set_at": build.NOW, "set_by": asha}
    MessageRule.objects.create(practice=post.practice, kind=Kind.CHANGED, **said)
    cancelled(told, asha, post.now)
    post.tick()
    post.tick(minutes=6)
    assert post.practice.messages.get(kind=Kind.CHANGED).words == "Elm Surgery: not Thu 5 March 10am"


def test_a_cancelled_session_is_told_and_told_again_when_it_stands_again(post, told, asha):
    cancelled(told, asha, post.now)
    post.plan()
    post.tick(minutes=6)
    off = post.practice.messages.get(kind=Kind.CHANGED)
    assert "Thu 5 March at 10am is off" in off.words
    booking.reopen(session=told, by=asha, now=post.now)
    post.plan()
    post.tick(minutes=6)
    again = post.practice.messages.filter(kind=Kind.CHANGED).latest("pk")
    assert "Thu 5 March at 10am" in again.words
    assert "off" not in again.words.split()


def test_a_change_waits_long_enough_to_be_undone(post, told, asha):
    cancelled(told, asha, post.now)
    post.plan()
    assert post.practice.messages.get(kind=Kind.CHANGED).due_at == post.now + GRACE


def did_not_attend(session, by, now, absence="did_not_attend"):
    session.refresh_from_db()
    next_contact = NextContact(none_because="We write to them")
    about = {"session": session, "version": session.version, "absence": absence, "next_contact": next_contact}
    return booking.did_not_attend(**about, by=by, now=now)


@pytest.fixture
def missed(post, mary, booked, asha):
    """`missed()`: nobody came this morning at ten, and it is noon."""

    def miss(absence: str = "did_not_attend"):
        session = booked(mary, booked_for=build.NOW + HOUR)
        post.clock.move(hours=3)
        did_not_attend(session, asha, post.now, absence)
        post.plan()
        return post.practice.messages.get(kind=Kind.MISSED)

    return miss


def test_who_did_not_come_gets_a_text_the_next_day(post, missed):
    message = missed()
    assert message.due_at == dt.datetime(2026, 3, 3, 10, tzinfo=LONDON)
    post.tick(days=1)
    message.refresh_from_db()
    assert (message.outcome, message.channel) == (Outcome.SENT, Channel.TEXT)


def test_who_has_another_session_is_not_asked_to_ring(post, missed, mary, booked):
    message = missed()
    booked(mary)
    post.tick(days=1)
    message.refresh_from_db()
    assert (message.outcome, message.reason) == (Outcome.DROPPED, reasons.GONE)


def worried(mary, asha):
    alerting.raise_alert(patient=mary, kind=RiskAlert.Kind.SELF_HARM, by=asha, now=build.NOW)


def helped(mary, asha):
    values = {"name": "Ann", "relation": "Mother", "authority": Supporter.Authority.ATTORNEY}
    note(patient=mary, model=Supporter, values=values, by=asha, now=build.NOW)


@pytest.mark.care(10)
@pytest.mark.parametrize(
    "case", [(worried, "did_not_attend"), (helped, "did_not_attend"), (None, "was_not_brought")]
)
def test_who_may_be_at_risk_or_depends_on_others_is_rung(post, missed, mary, asha, case):
    makes, absence = case
    if makes:
        makes(mary, asha)
    message = missed(absence)
    post.tick(days=1)
    message.refresh_from_db()
    assert (message.outcome, message.channel) == (Outcome.BY_HAND, Channel.CALL)
    assert (message.reason, message.words) == (reasons.RING_THEM, "")
