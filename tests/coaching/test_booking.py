"""Booking, starting, moving, cancelling, missing, opening again."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from coaching.actions import booking
from coaching.models import FollowUp, Session
from coaching.note import NextContact
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import History, TrailEvent
from tests import build
from tests.coaching import made

TOMORROW = build.NOW + dt.timedelta(days=1)
EARLIER = build.NOW - dt.timedelta(hours=1)


def verbs(thing) -> list[str]:
    events = TrailEvent.objects.filter(patient_id=thing.patient_id).exclude(verb__startswith="patient.")
    return list(events.order_by("pk").values_list("verb", flat=True))


def test_a_time_is_agreed(mary, asha, ben):
    booked = booking.book(
        patient=mary, coach=ben, mode="video", booked_for=TOMORROW, minutes=45, by=asha, now=build.NOW
    )
    assert (booked.coach, booked.booked_by, booked.state, booked.version) == (ben, asha, "Booked", 1)
    assert verbs(booked) == ["session.booked"]


@pytest.mark.parametrize("fact", ["died_on", "left_on"])
def test_nothing_is_booked_for_somebody_who_is_gone(elm, asha, fact):
    gone = build.a_patient(elm, **{fact: dt.date(2026, 2, 1)})
    with pytest.raises(NotPossible, match="not on the list any more"):
        made.a_booked(gone, asha)
    with pytest.raises(NotPossible, match="not on the list any more"):
        made.a_started(gone, asha)


def test_somebody_is_here_and_a_session_begins(mary, asha):
    begun = made.a_started(mary, asha)
    assert (begun.booked_for, begun.started_at, begun.started_by) == (build.NOW, build.NOW, asha)
    assert begun.state == "Not finished"


def test_starting_twice_finds_the_first_one(mary, asha, ben):
    first = made.a_started(mary, asha)
    assert made.a_started(mary, asha, build.NOW + dt.timedelta(minutes=5)) == first
    assert made.a_started(mary, ben) != first


def test_starting_now_begins_the_session_booked_for_today(mary, asha):
    booked = made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=23, minute=59))
    begun = made.a_started(mary, asha)
    assert (begun, begun.started_at, begun.booked_for) == (booked, build.NOW, booked.booked_for)
    assert verbs(booked) == ["session.booked", "session.started"]
    assert mary.sessions.open().count() == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_a_booking_of_another_day_still_waits(mary, asha, days):
    booked = made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=days))
    assert made.a_started(mary, asha) != booked


def test_only_ones_own_open_booking_is_begun(mary, asha, ben):
    theirs = made.a_booked(mary, ben)
    done = made.a_finished(mary, asha)
    assert made.a_started(mary, asha) not in (theirs, done)


def test_of_two_bookings_today_neither_is_guessed(mary, asha):
    two = [made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=hour)) for hour in (10, 15)]
    assert made.a_started(mary, asha) not in two


def test_a_session_booked_for_tomorrow_takes_place_today(mary, asha):
    begun = booking.start(session=made.a_booked(mary, asha, booked_for=TOMORROW), by=asha, now=build.NOW)
    assert begun.booked_for == build.NOW


def test_a_session_of_earlier_today_keeps_its_time(mary, asha):
    begun = booking.start(session=made.a_booked(mary, asha, booked_for=EARLIER), by=asha, now=build.NOW)
    assert begun.booked_for == EARLIER


def move(session, asha, **given):
    values = {"version": session.version, "coach": asha, "mode": "phone", "minutes": 20} | given
    return booking.move(session=session, booked_for=TOMORROW, by=asha, now=build.NOW, **values)


def test_another_time_and_what_stood_before_is_kept(mary, asha):
    moved = move(made.a_booked(mary, asha), asha)
    assert (moved.booked_for, moved.mode, moved.minutes, moved.version) == (TOMORROW, "phone", 20, 2)
    before = History.objects.filter(table_name="coaching_session", row_id=moved.pk, operation="update").get()
    assert before.before["mode"] == "face_to_face"
    assert before.patient_id == mary.pk


def test_moving_what_somebody_else_moved_is_refused(mary, asha):
    booked = made.a_booked(mary, asha)
    move(booked, asha)
    with pytest.raises(Stale):
        booking.cancel(session=booked, version=1, because="Ill", by=asha, now=build.NOW)


def test_a_cancelled_session_says_why(mary, asha):
    booked = made.a_booked(mary, asha)
    gone = booking.cancel(session=booked, version=1, because="They are away", by=asha, now=build.NOW)
    assert (gone.cancelled_by, gone.cancelled_because, gone.state) == (asha, "They are away", "Cancelled")
    with pytest.raises(Stale):
        booking.start(session=gone, by=asha, now=build.NOW)


def test_a_started_session_is_not_cancelled(started, asha):
    with pytest.raises(NotPossible, match="has started"):
        booking.cancel(session=started, version=started.version, because="Ill", by=asha, now=build.NOW)


def miss(session, asha, next_contact=made.IN_TWO_WEEKS, absence="did_not_attend"):
    return booking.did_not_attend(
        session=session,
        version=session.version,
        absence=absence,
        next_contact=next_contact,
        by=asha,
        now=build.NOW,
    )


def test_nobody_came_and_what_is_next(mary, asha):
    missed = miss(made.a_booked(mary, asha, booked_for=EARLIER), asha, absence="was_not_brought")
    assert missed.state == "Was not brought"
    assert missed.follow_ups.get().due_on == dt.date(2026, 3, 16)
    assert verbs(missed) == ["session.booked", "session.missed", "follow_up.planned"]


def test_nobody_can_miss_what_has_not_begun(mary, asha):
    with pytest.raises(NotPossible, match="not begun yet"):
        miss(made.a_booked(mary, asha, booked_for=TOMORROW), asha)


def test_they_came_after_all(mary, asha):
    missed = miss(made.a_booked(mary, asha, booked_for=EARLIER), asha)
    again = booking.reopen(session=missed, by=asha, now=build.NOW)
    assert (again.state, again.absence, again.did_not_attend_at) == ("Booked", "", None)
    assert FollowUp.objects.get(session=missed).cancelled_by == asha


def test_only_what_is_cancelled_or_missed_is_opened_again(finished, asha):
    with pytest.raises(NotPossible, match="nothing to undo"):
        booking.reopen(session=finished, by=asha, now=build.NOW)


def test_no_reason_is_kept_when_none_was_needed(mary, asha):
    missed = miss(made.a_booked(mary, asha), asha, next_contact=NextContact(none_because="They moved away"))
    assert not missed.follow_ups.exists()
    assert missed.no_follow_up_because == "They moved away"


@pytest.mark.parametrize("sql", ["cancelled_at = now()", "held_on = current_date", "finished_at = now()"])
def test_the_database_refuses_half_a_fact(started, sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE coaching_session SET {sql} WHERE id = %s", [started.pk])


def test_every_state_has_its_word(started):
    started.entered_in_error_at = started.finished_at = build.NOW
    assert (started.state, started.state_meaning) == ("Entered in error", "quiet")
    assert Session(started_at=None).state == "Booked"
