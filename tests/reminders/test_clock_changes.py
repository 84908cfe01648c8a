"""Times on the wall where the clocks change, in a leap year, and while a server's own clock jumps."""

import datetime as dt

import pytest

from practice.clock import LONDON
from reminders import hours
from reminders.kinds import Kind, Outcome
from reminders.models import Message, MessageRule
from tests.coaching.made import a_follow_up

SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2026, 10, 25)  # Sundays, as always


@pytest.fixture
def told_at(post, mary, asha):
    """`told_at(day, time)`: a follow-up is told then, at this time on the wall, on a Sunday too."""

    def agree(day: dt.date, time: dt.time) -> None:
        values = {"at": time, "working_days_only": False, "set_at": post.now, "set_by": asha}
        MessageRule.objects.create(practice=post.practice, kind=Kind.FOLLOW_UP, **values)
        a_follow_up(mary, asha, channel="text", due_on=day)

    return agree


def london(day: dt.date, *time: int, fold: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(*time), LONDON).replace(fold=fold)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), SPRING, AUTUMN, dt.date(2028, 2, 29)])
def test_nine_is_nine_on_the_days_when_the_clocks_change(post, told_at, day):
    """And not ten or eight, as 24 hours after yesterday's nine would be."""
    told_at(day, dt.time(9))
    sent = []
    for moment in (london(day - dt.timedelta(days=1), 9), london(day, 8, 59), london(day, 9)):
        post.clock.moment = moment
        sent.append(post.tick())
    assert sent == [0, 0, 1]
    assert post.message.sent_at.astimezone(LONDON).time() == dt.time(9)


@pytest.fixture
def no_quiet_hours(monkeypatch):
    monkeypatch.setattr(hours, "OPENS", dt.time(0))
    monkeypatch.setattr(hours, "CLOSES", dt.time.max)


def test_a_time_in_the_lost_hour_is_moved_on(post, told_at, no_quiet_hours):
    """At 1am the clocks show 2am: there is no half past one, so it goes at half past two."""
    told_at(SPRING, dt.time(1, 30))
    utc = dt.datetime(2027, 3, 28, 0, 0, tzinfo=dt.UTC)
    sent = {}
    for minutes in range(0, 120, 15):
        post.clock.moment = utc + dt.timedelta(minutes=minutes)
        sent[post.now.astimezone(LONDON).strftime("%H:%M")] = post.tick()
    assert [time for time, handled in sent.items() if handled] == ["02:30"]


def test_a_time_in_the_doubled_hour_is_sent_once_the_first_time(post, told_at, no_quiet_hours):
    told_at(AUTUMN, dt.time(1, 30))
    utc = dt.datetime(2026, 10, 25, 0, 0, tzinfo=dt.UTC)
    sent = []
    for minutes in range(0, 120, 15):
        post.clock.moment = utc + dt.timedelta(minutes=minutes)
        sent.append(post.tick())
    assert sent == [0, 0, 1, 0, 0, 0, 0, 0]
    assert (post.message.outcome, len(post.carrier.taken)) == (Outcome.SENT, 1)


def test_in_a_leap_year_two_days_before_2_march_is_29_february(post, mary, booked):
    post.clock.moment = london(dt.date(2028, 2, 25), 9)
    booked(mary, booked_for=london(dt.date(2028, 3, 2), 10))
    post.plan()
    assert Message.objects.get().due_at == london(dt.date(2028, 2, 29), 10)


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        (dt.date(2026, 3, 6), dt.date(2026, 3, 6)),
        (dt.date(2026, 3, 7), dt.date(2026, 3, 9)),
        (dt.date(2026, 4, 3), dt.date(2026, 4, 7)),  # Easter
        (dt.date(2026, 5, 4), dt.date(2026, 5, 5)),
        (dt.date(2026, 12, 25), dt.date(2026, 12, 29)),  # Boxing Day is a Saturday, so Monday is off too
        (dt.date(2022, 9, 19), dt.date(2022, 9, 20)),  # given once
        (dt.date(2026, 3, 28), dt.date(2026, 3, 30)),  # over the night of the short hour
    ],
)
def test_working_days_are_those_of_england(day, next_one):
    assert hours.on_working_day(london(day, 9, 30)) == london(next_one, 9, 30)
