"""Intervals agree with worked examples of the literature, and with the same numbers found another way."""

import math
from dataclasses import astuple
from fractions import Fraction
from statistics import NormalDist, fmean, stdev

import pytest

from insight import funnel_limits, intervals
from insight.intervals import Interval

NEAR = 1e-6


def alike(found: Interval, wanted: Interval) -> bool:
    return astuple(found) == pytest.approx(astuple(wanted), abs=NEAR)


# R. G. Newcombe, Stat Med 1998;17:857-72, table I, method 3: four digits are printed.
@pytest.mark.parametrize(
    ("n", "d", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_as_printed(n, d, low, high):
    found = intervals.wilson(n, d)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_the_ends_of_a_share_are_where_a_test_just_says_chance():
    found, z = intervals.wilson(81, 263), NormalDist().inv_cdf(0.975)
    for end in (found.low, found.high):
        assert abs(81 / 263 - end) / math.sqrt(end * (1 - end) / 263) == pytest.approx(z, abs=NEAR)
    assert intervals.wilson(20, 20) == Interval(1.0, pytest.approx(1 - intervals.wilson(0, 20).high), 1.0)
    assert intervals.wilson(0, 0) == Interval(None, 0.0, 1.0)


# R. G. Newcombe, Stat Med 1998;17:873-90, table II, method 10.
@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_as_printed(counts, low, high):
    found = intervals.difference(*counts)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_a_difference_is_made_of_two_shares():
    one, other = intervals.wilson(56, 70), intervals.wilson(48, 80)
    low = 0.2 - math.hypot(0.8 - one.low, other.high - 0.6)
    high = 0.2 + math.hypot(one.high - 0.8, 0.6 - other.low)
    assert alike(intervals.difference(56, 70, 48, 80), Interval(0.2, low, high))
    assert intervals.difference(1, 2, 0, 0) == Interval(None, None, None)


def test_a_ratio_as_printed():
    """Placebo over aspirin in the Physicians' Health Study: A. Agresti, Categorical Data Analysis, 2.2.2 and 3.1.3."""
    found = intervals.ratio(189, 11034, 104, 11037)
    assert (round(found.value, 2), round(found.low, 2), round(found.high, 2)) == (1.82, 1.43, 2.31)
    error = math.sqrt(float(Fraction(1, 189) - Fraction(1, 11034) + Fraction(1, 104) - Fraction(1, 11037)))
    value = float(Fraction(189 * 11037, 11034 * 104))
    away = math.exp(1.959963984540054 * error)
    assert alike(found, Interval(value, value / away, value * away))


def test_a_ratio_with_nobody_has_the_ends_that_are_known():
    nobody = intervals.ratio(0, 10, 5, 10)
    middle = math.log(Fraction(1, 2) / 11) - math.log(Fraction(11, 2) / 11)
    error = math.sqrt(2 - 1 / 11 + 2 / 11 - 1 / 11)
    assert (nobody.value, nobody.low) == (0.0, 0.0)
    assert nobody.high == pytest.approx(math.exp(middle + 1.959963984540054 * error), abs=NEAR)
    to_nobody = intervals.ratio(5, 10, 0, 10)
    assert (to_nobody.value, to_nobody.high) == (None, None)
    assert to_nobody.low == pytest.approx(1 / nobody.high)
    assert intervals.ratio(5, 5, 5, 5).low < 1 < intervals.ratio(5, 5, 5, 5).high
    assert intervals.ratio(1, 2, 0, 0) == Interval(None, None, None)


# As every table of Student's t prints them.
@pytest.mark.parametrize(
    ("share", "freedom", "printed"),
    [
        (0.975, 1, 12.7062047),
        (0.975, 2, 4.3026527),
        (0.975, 5, 2.5705818),
        (0.95, 10, 1.8124611),
        (0.975, 30, 2.0422725),
        (0.995, 120, 2.6174211),
        (0.975, 1000, 1.9623391),
    ],
)
def test_students_t(share, freedom, printed):
    assert intervals.t_quantile(share, freedom) == pytest.approx(printed, abs=NEAR)


def test_the_series_takes_over_where_the_sum_ends():
    z = NormalDist().inv_cdf(0.995)
    for freedom in (intervals.MANY - 2, intervals.MANY - 1):
        assert intervals.t_quantile(0.995, freedom) == pytest.approx(intervals.t_series(z, freedom), abs=1e-9)


def test_a_mean():
    """The sleep of ten patients: Student, Biometrika 1908;6:1-25 (the differences of his table)."""
    more = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    found = intervals.mean(10, fmean(more), stdev(more))
    assert alike(found, Interval(1.58, 0.7001142, 2.4598858))
    assert intervals.mean(1, 3.0, 0.0) == Interval(3.0, None, None)


def fitted(groups: list[tuple[int, int]]) -> Fraction:
    """The slope by the normal equations, in whole numbers."""
    everybody, before = sum(d for _n, d in groups), 0
    w = sx = sy = sxx = sxy = Fraction(0)
    for n, d in groups:
        x, y = Fraction(2 * before + d, 2 * everybody), Fraction(n, d)
        before += d
        w, sx, sy, sxx, sxy = w + d, sx + d * x, sy + d * y, sxx + d * x * x, sxy + d * x * y
    return (w * sxy - sx * sy) / (w * sxx - sx * sx)


def test_a_slope_is_the_line_of_least_squares():
    groups = [(12, 310), (30, 420), (25, 205), (40, 390), (61, 275)]
    found = intervals.slope(groups)
    assert found.value == pytest.approx(float(fitted(groups)), abs=1e-12)
    assert found.low < found.value < found.high
    even = [(10, 100), (20, 100), (30, 100), (40, 100), (50, 100)]
    assert intervals.slope(even).value == pytest.approx(0.5)
    assert intervals.relative_slope(even).value == pytest.approx(0.5 / 0.3)


def test_the_slope_of_two_groups_is_twice_their_difference():
    twice = intervals.difference(56, 70, 48, 80).times(2)
    assert alike(intervals.slope([(48, 80), (56, 70)]), twice)
    assert alike(intervals.slope([(48, 80), (0, 0), (56, 70)]), twice)
    assert intervals.slope([(1, 2), (0, 0)]) == Interval(None, None, None) == intervals.relative_slope([])
    assert intervals.slope([(0, 9), (0, 9)]).value == 0


@pytest.mark.parametrize(
    ("centre", "size"), [(Fraction(1, 10), 50), (Fraction(2, 5), 137), (Fraction(1, 50), 10)]
)
@pytest.mark.parametrize("level", funnel_limits.LEVELS)
def test_limits_of_a_funnel_are_those_of_the_binomial(centre, size, level):
    """Spiegelhalter's r - a over n, from whole numbers."""
    found = []
    for share in (Fraction(1 - level) / 2, 1 - Fraction(1 - level) / 2):
        total = Fraction(0)
        for count in range(size + 1):
            exactly = math.comb(size, count) * centre**count * (1 - centre) ** (size - count)
            total += exactly
            if total > share:
                found.append(max(0.0, float((count - (total - share) / exactly) / size)))
                break
    assert funnel_limits.limits(float(centre), size, level) == pytest.approx(tuple(found), abs=NEAR)


def test_outside_of_a_funnel():
    assert funnel_limits.outside(0.5, 50, 100) == ""
    assert funnel_limits.outside(0.5, 61, 100) == "just above"
    assert funnel_limits.outside(0.5, 30, 100) == "far below"
    assert funnel_limits.outside(0.5, 0, 0) == ""
    assert funnel_limits.limits(0.0, 10) == (0.0, 0.0)
