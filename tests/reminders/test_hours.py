"""Quiet hours and times on the wall, on ordinary days and on the nights when the clocks change."""

import datetime as dt

import pytest

from practice.clock import LONDON
from reminders import hours


def london(*numbers: int, fold: int = 0) -> dt.datetime:
    return dt.datetime(*numbers, tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("time", "quiet"),
    [((0, 0), True), ((7, 59), True), ((8, 0), False), ((19, 59), False), ((20, 0), True), ((23, 59), True)],
)
@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 7, 15), (2026, 3, 29), (2026, 10, 25)])
def test_nothing_goes_out_between_eight_and_eight(day, time, quiet):
    moment = london(*day, *time)
    assert hours.is_quiet(moment) is quiet
    assert hours.is_quiet(moment.astimezone(dt.UTC)) is quiet


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (london(2026, 3, 2, 21, 0), london(2026, 3, 3, 8, 0)),
        (london(2026, 3, 3, 6, 0), london(2026, 3, 3, 8, 0)),
        (london(2026, 3, 28, 22, 0), london(2026, 3, 29, 8, 0)),  # 9 hours on, the night is short
        (london(2026, 10, 24, 22, 0), london(2026, 10, 25, 8, 0)),  # 11 hours on
        (london(2028, 2, 28, 20, 0), london(2028, 2, 29, 8, 0)),
        (london(2026, 12, 31, 23, 0), london(2027, 1, 1, 8, 0)),
    ],
)
def test_the_next_opening_is_eight_on_the_wall(now, opens):
    assert hours.next_opening(now) == opens
    assert hours.next_opening(now.astimezone(dt.UTC)) == opens


def test_the_short_night_has_ten_hours_less_one():
    evening = london(2026, 3, 28, 22, 0)
    waited = hours.next_opening(evening).astimezone(dt.UTC) - evening.astimezone(dt.UTC)
    assert waited == dt.timedelta(hours=9)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2027, 3, 28), dt.date(2026, 10, 25)])
def test_nine_o_clock_stays_nine_o_clock(day):
    """A day is not 24 hours: adding those would say 10am in spring and 8am in autumn."""
    assert hours.at_wall(day, dt.time(9)).astimezone(LONDON).time() == dt.time(9)
    assert hours.days_before(hours.at_wall(day + dt.timedelta(days=1), dt.time(9)), 2).time() == dt.time(9)


def test_a_time_in_the_lost_hour_is_moved_on():
    assert hours.at_wall(dt.date(2027, 3, 28), dt.time(1, 30)).time() == dt.time(2, 30)


def test_a_time_in_the_doubled_hour_is_the_first_of_the_two():
    moment = hours.at_wall(dt.date(2026, 10, 25), dt.time(1, 30))
    assert moment.utcoffset() == dt.timedelta(hours=1)
    assert (moment.time(), moment.fold) == (dt.time(1, 30), 0)
