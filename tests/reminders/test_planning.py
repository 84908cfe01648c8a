"""Facts become messages: once, at the right moment, also after a missed day, and again when they stand again."""

import datetime as dt

import pytest

from coaching.actions.booking import cancel, move, reopen
from coaching.actions.following import done, undo_done
from practice.clock import LONDON
from practice.tenancy import in_view
from reminders import reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Due, Message
from reminders.planning import plan
from tests import build
from tests.coaching.made import a_follow_up


def test_a_booked_session_is_told_two_days_before(post, mary, booked):
    session = booked(mary)
    assert post.plan() == 1
    message = post.message
    assert (message.kind, message.subject_id, message.patient_id) == (Kind.SESSION, session.pk, mary.pk)
    assert message.due_at == session.booked_for - dt.timedelta(days=2)
    assert (message.channel, message.contact_point.value) == (Channel.TEXT, "07700 900123")
    assert post.due.due_at == message.due_at


def test_planning_twice_changes_nothing(post, mary, booked):
    booked(mary)
    before = post.plan(), list(Message.objects.values()), list(Due.objects.values())
    assert post.plan() == 0
    assert before == (1, list(Message.objects.values()), list(Due.objects.values()))


def test_a_planner_that_did_not_see_the_others_message_adds_none(post, mary, booked, monkeypatch):
    """Two at once: both find the fact new, the unique key lets one of them in."""
    booked(mary)
    post.plan()
    monkeypatch.setattr("reminders.subjects.sessions.told_of", lambda *a, **k: Message.objects.none())
    assert post.plan() == 0
    assert (Message.objects.count(), Due.objects.count()) == (1, 1)


def test_a_session_booked_for_tomorrow_needs_no_reminder(post, mary, booked):
    booked(mary, booked_for=post.now + dt.timedelta(days=1))
    assert post.plan() == 0


def test_a_session_far_ahead_is_planned_when_it_comes_near(post, mary, booked):
    booked(mary, booked_for=post.now + dt.timedelta(days=20))
    assert post.plan() == 0
    post.clock.move(days=12)
    assert post.plan() == 1


def test_a_missed_day_catches_up(post, mary, booked):
    booked(mary, booked_for=post.now + dt.timedelta(days=10))
    post.tick(days=9)  # nobody ticked on the day it was due, nor on the next
    assert post.message.outcome == Outcome.SENT


def test_a_session_that_is_over_is_not_told(post, mary, booked):
    booked(mary)
    post.clock.move(days=4)
    assert post.plan() == 0


@pytest.mark.parametrize(
    ("agreed", "way"),
    [("text", "text"), ("phone", "call"), ("face_to_face", "call"), ("letter", "call")],
)
def test_a_follow_up_goes_the_way_that_was_agreed(post, mary, asha, agreed, way):
    """The letter becomes a call, because no address is known."""
    a_follow_up(mary, asha, channel=agreed)
    post.plan()
    assert post.message.channel == way


def test_a_follow_up_is_told_at_nine_on_its_day(post, mary, asha):
    a_follow_up(mary, asha, channel="text", due_on=dt.date(2026, 3, 5))
    post.plan()
    assert post.message.due_at == dt.datetime(2026, 3, 5, 9, 0, tzinfo=LONDON)


def test_one_follow_up_makes_one_message_however_late_it_is_seen(post, mary, asha):
    a_follow_up(mary, asha, channel="text")
    for days in (0, 1, 5, 30):
        post.clock.move(days=days)
        post.plan()
        assert post.practice.messages.filter(patient=mary).count() == 1


def test_a_moved_session_is_told_anew_and_the_old_message_dropped(post, mary, asha, booked):
    session = booked(mary)
    post.plan()
    later = session.booked_for + dt.timedelta(days=2)
    to = {"mode": "phone", "booked_for": later, "minutes": 30, "coach": asha, "by": asha}
    move(session=session, version=session.version, now=post.now, **to)
    post.tick(days=3, hours=2)
    told = {m.about_at: (m.outcome, m.reason) for m in Message.objects.all()}
    assert told == {later: (Outcome.SENT, ""), session.booked_for: (Outcome.DROPPED, reasons.MOVED)}
    [(_to, words)] = post.carrier.taken.values()
    assert "Sat 7 March" in words


def test_a_cancelled_session_that_stands_again_is_told_after_all(post, mary, asha, booked):
    session = booked(mary)
    post.tick()
    stopped = cancel(session=session, version=session.version, because="Ill", by=asha, now=post.now)
    post.tick(days=1, hours=2)
    assert (post.message.outcome, post.carrier.taken) == (Outcome.DROPPED, {})
    reopen(session=stopped, by=asha, now=post.now)
    post.tick()
    assert (post.message.outcome, len(post.carrier.taken)) == (Outcome.SENT, 1)


def test_a_call_is_not_asked_for_once_the_follow_up_is_done(post, mary, asha):
    follow_up = a_follow_up(mary, asha, channel="phone")
    post.tick()
    assert post.message.needs_somebody
    done(follow_up=follow_up, by=asha, now=post.now)
    post.tick()
    assert (post.message.outcome, post.message.needs_somebody) == (Outcome.DROPPED, False)
    undo_done(follow_up=follow_up, by=asha, now=post.now)
    post.tick()
    assert post.message.needs_somebody


def test_nobody_is_planned_for_who_is_gone(post, elm, point, booked):
    for fact in ({"died_on": post.now.date()}, {"left_on": post.now.date()}):
        patient = build.a_patient(elm)
        point(patient)
        booked(patient)
        type(patient).objects.filter(pk=patient.pk).update(**fact)
    assert post.plan() == 0


def test_each_practice_is_planned_by_itself(elm, oak, mary, booked, now):
    booked(mary)
    with in_view([elm, oak], build.TEST):
        assert plan(oak, now) == 0
        assert plan(elm, now) == 1
