"""Caps and yields: how much is too much for one person, what gives way to what, and who counts."""

import datetime as dt

import pytest

from patients.actions.reaching import change_contact_point, confirm_contact_point, end_contact_point
from reminders import caps, people, reach, reasons
from reminders.caps import Caps, Other
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Due, Limits, Message, Refusal
from tests import build
from tests.coaching.made import a_follow_up

NOW = build.NOW
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def went(kind: Kind, ago: dt.timedelta) -> Other:
    return Other(kind, NOW - ago, has_gone=True)


def comes(kind: Kind, away: dt.timedelta) -> Other:
    return Other(kind, NOW + away, has_gone=False)


@pytest.mark.care(10)
@pytest.mark.parametrize(
    ("kind", "others", "until", "reason"),
    [
        # What matters as much or more went within a day.
        (Kind.FOLLOW_UP, [went(Kind.SESSION, HOUR)], NOW + 23 * HOUR, reasons.YIELDS),
        (Kind.GOT_THERE, [went(Kind.FOLLOW_UP, HOUR)], NOW + 23 * HOUR, reasons.YIELDS),
        (Kind.MEASURE, [went(Kind.STEP, HOUR)], NOW + 23 * HOUR, reasons.YIELDS),
        # What matters more goes within a day; one that is overdue is looked at again in a while.
        (Kind.MEASURE, [comes(Kind.STEP, 5 * HOUR)], NOW + 5 * HOUR, reasons.FIRST),
        (Kind.STEP, [comes(Kind.SESSION, -HOUR)], NOW + caps.QUARTER, reasons.FIRST),
        # Two a day, three a week, those about appointments among them.
        (
            Kind.FOLLOW_UP,
            [went(Kind.MEASURE, 2 * HOUR), went(Kind.MEASURE, 3 * HOUR)],
            NOW + 21 * HOUR,
            reasons.DAY_FULL,
        ),
        (
            Kind.FOLLOW_UP,
            [went(Kind.SESSION, 2 * DAY), went(Kind.MEASURE, 3 * DAY), went(Kind.SOON, 6 * DAY)],
            NOW + DAY,
            reasons.WEEK_FULL,
        ),
        (Kind.STEP, None, NOW + caps.MOMENT, reasons.BESIDE),
    ],
)
def test_it_waits(kind, others, until, reason):
    assert caps.wait(kind, others, Caps(), NOW) == (until, reason)


@pytest.mark.care(10)
@pytest.mark.parametrize(
    ("kind", "others"),
    [
        (Kind.SESSION, [went(Kind.SESSION, HOUR)] * 9),  # what is about an appointment is never held
        (Kind.CHANGED, None),
        (Kind.FOLLOW_UP, [went(Kind.MEASURE, HOUR)]),
        (
            Kind.FOLLOW_UP,
            [comes(Kind.MEASURE, HOUR), comes(Kind.STEP, HOUR)],
        ),  # equals do not wait for equals
        (Kind.MEASURE, [comes(Kind.STEP, DAY + HOUR)]),
        (Kind.MEASURE, [went(Kind.STEP, DAY)]),
        (Kind.FOLLOW_UP, [went(Kind.SESSION, 7 * DAY)] * 3),
    ],
)
def test_it_goes(kind, others):
    assert caps.wait(kind, others, Caps(), NOW) is None


def told(post) -> dict[str, tuple[str, str]]:
    return {m.kind: (m.outcome, m.reason) for m in post.practice.messages.all()}


def test_a_check_in_keeps_a_day_away_from_an_appointment(post, mary, asha, booked):
    """It is due at nine, the reminder of a session at noon."""
    a_follow_up(mary, asha, channel="text")
    booked(mary, booked_for=post.now + dt.timedelta(days=2, hours=3))
    post.tick()
    assert told(post)[Kind.FOLLOW_UP] == ("", reasons.FIRST)
    post.tick(hours=3)
    post.tick(minutes=15)
    assert told(post) == {Kind.SESSION: (Outcome.SENT, ""), Kind.FOLLOW_UP: ("", reasons.YIELDS)}
    assert post.tick(hours=23, minutes=44) == 0
    post.tick(minutes=1)
    assert told(post)[Kind.FOLLOW_UP] == (Outcome.SENT, "")


@pytest.mark.care(10)
def test_a_practice_sets_its_own_caps_and_send_now_passes_them(post, mary, asha, now):
    Limits.objects.create(practice=post.practice, a_day=1, a_week=1, set_at=now, set_by=asha)
    a_follow_up(mary, asha, channel="text")
    a_follow_up(mary, asha, channel="text", due_on=dt.date(2026, 3, 5))
    post.tick()
    post.tick(days=3)
    second = Message.objects.get(outcome="")
    assert (second.reason, second.held_until) == (reasons.WEEK_FULL, now + dt.timedelta(days=7))
    Message.objects.filter(pk=second.pk).update(pressed_at=post.now, pressed_by=asha)
    Due.objects.filter(message=second).update(due_at=post.now)
    post.tick()
    assert len(post.carrier.taken) == 2


def test_what_somebody_refused_does_not_go_and_the_rest_does(post, mary, asha, booked, now):
    Refusal.objects.create(practice=post.practice, patient=mary, kind=Kind.FOLLOW_UP, said_at=now)
    a_follow_up(mary, asha, channel="text")
    booked(mary)
    post.tick()
    post.tick(days=1, hours=1)
    assert told(post) == {
        Kind.SESSION: (Outcome.SENT, ""),
        Kind.FOLLOW_UP: (Outcome.DROPPED, reasons.REFUSED),
    }


def test_while_another_sender_has_this_person_in_hand_a_check_in_waits_a_moment(post, mary, asha, owner_sql):
    """Two senders at once would both find that nothing had gone yet."""
    in_hand = "hashtext('skerry messages'), hashint8(%s)"
    owner_sql(f"SELECT pg_advisory_lock({in_hand})", [mary.pk])
    a_follow_up(mary, asha, channel="text")
    post.tick()
    assert told(post)[Kind.FOLLOW_UP] == ("", reasons.BESIDE)
    owner_sql(f"SELECT pg_advisory_unlock({in_hand})", [mary.pk])
    post.tick(seconds=5)
    assert told(post)[Kind.FOLLOW_UP] == (Outcome.SENT, "")


@pytest.mark.care(8)
def test_a_number_that_was_changed_twice_is_checked_before_anything_goes_there(post, mary, asha, point):
    """Once in its place, once by a new row: the list and colleagues do either."""
    for value in ("07700 900124", "07700 900125"):
        one = mary.contact_points.get()
        to = {"value": value}
        change_contact_point(point=one, version=one.version, values=to, by=asha, now=post.now)
    a_follow_up(mary, asha, channel="text")
    post.tick()
    assert post.message.reason == "The mobile number has changed again and again: check it first."
    for value in ("07700 900126", "07700 900127"):
        end_contact_point(point=mary.contact_points.get(ended_at=None), by=asha, now=post.now)
        last = point(mary, value=value)
    assert usable(mary)[1].startswith("The mobile number has changed again and again")
    confirm_contact_point(point=last, by=asha, now=post.now)
    assert usable(mary)[0].value == "07700 900127"


def usable(patient):
    person = people.known(patient.practice_id, [patient.pk])[patient.pk]
    return reach.usable(Channel.TEXT, person.points, NOW.date())
