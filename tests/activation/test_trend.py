"""A drawing of scores over time: every mark has its place, and no number lies over another."""

import datetime as dt
import itertools

from activation.change import Reading
from activation.trend import APART, draw

FIRST = dt.date(2026, 1, 1)


def drawn(*days: int):
    readings = [
        Reading(on=FIRST + dt.timedelta(days=day), score=50 + day % 7, error=4, scale=("a",)) for day in days
    ]
    return draw("Confidence", readings, [("Low", 40), ("High", 100)])


def test_the_latest_score_always_has_its_number():
    assert [mark.labelled for mark in drawn(0, 99, 100).marks] == [True, False, True]


def test_no_number_lies_over_another():
    named = [mark.x for mark in drawn(*range(0, 200, 9)).marks if mark.labelled]
    assert len(named) > 5
    assert all(b - a >= APART for a, b in itertools.pairwise(named))


def test_marks_stay_in_their_order():
    xs = [mark.x for mark in drawn(0, 1, 2, 90).marks]
    assert xs == sorted(xs)


def test_everything_stands_inside_the_drawing():
    trend = drawn(0, 400)
    assert all(0 <= mark.x <= trend.width and 14 <= mark.label_y <= trend.height for mark in trend.marks)
