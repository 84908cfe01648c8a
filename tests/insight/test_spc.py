"""Agreement with the published rules, on examples worked by hand or printed by others; and what must always hold."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight import spc
from insight.spc import Cause, Lines, Value, attributes, run, signals, xmr
from insight.spc.signals import groups, marks

# Costs of twenty loans: Montgomery, "Introduction to Statistical Quality Control", the example of charts of single
# values. Printed there: mean 300.5, mean moving range 7.79, limits 279.78 and 321.22.
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
SOME = st.lists(st.integers(-50, 50).map(float), min_size=2, max_size=30)


def marked(values, lines) -> dict:
    return marks(groups(values, [lines] * len(values)))


def places(found, cause: Cause) -> list[int]:
    return [at for at, mark in sorted(found.items()) if mark.cause is cause]


def values(*numbers) -> list[Value]:
    return [Value(number, number or 0, 0) for number in numbers]


def read(kind: str, numbers, settings=(), screen=False) -> spc.Reading:
    starts = [dt.date(2025, 1, 6) + dt.timedelta(7 * at) for at in range(len(numbers))]
    return spc.read(kind, values(*numbers), spc.phases(starts, settings), screen=screen)


def test_single_values_as_montgomery_prints_them():
    found = xmr.lines(LOANS)
    assert sum(xmr.moving_ranges(LOANS)) == 148
    assert [round(one, 2) for one in (found.centre, found.low, found.high)] == [300.5, 279.78, 321.22]


def test_near_limits_by_hand():
    """1, 3, 2, 4: mean 5/2, ranges 2, 1, 2, their mean 5/3."""
    found = xmr.lines([1, 3, 2, 4])
    assert (found.near_low, found.near_high) == pytest.approx((2.5 - 1.773 * 5 / 3, 2.5 + 1.773 * 5 / 3))
    assert (found.low, found.high) == pytest.approx((2.5 - 2.66 * 5 / 3, 2.5 + 2.66 * 5 / 3))


def test_shares_as_montgomery_prints_them():
    """Cans of orange juice: 347 of 30 samples of 50 do not fit; 0.2313, limits 0.0524 and 0.4102."""
    (found,) = attributes.share_lines([(347, 1500)], [50])
    assert [round(one, 2) for one in (found.centre, found.low, found.high)] == [23.13, 5.24, 41.02]


def test_counts_as_montgomery_prints_them():
    """Faults on printed circuit boards: 516 on 26 samples; from 19.85, as rounded there, limits 6.48 and 33.22."""
    found = attributes.count_lines([19.85] * 26)
    assert [round(one, 2) for one in (found.centre, found.low, found.high)] == [19.85, 6.48, 33.22]


def test_shares_stay_between_nothing_and_all_and_counts_above_nothing():
    few, many, none = attributes.share_lines([(1, 20)], [4, 400, 0])
    assert (few.low, many.low > 0, few.high > many.high, none) == (0, True, True, None)
    assert attributes.share_lines([(19, 20)], [4])[0].high == 100
    assert attributes.count_lines([1, 2]).low == 0 and attributes.count_lines([]) is None


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([1] * 6, []),
        ([1] * 6 + [-1], []),
        ([1] * 8 + [-1], list(range(8))),
        ([-1] * 8 + [1], list(range(8))),
        ([1] * 6 + [0] + [1] * 6, []),
        ([0] + [-1] * 7 + [0], list(range(1, 8))),
    ],
)
def test_seven_on_one_side_as_nhsrplotthedots_has_it(sides, expected):
    """Its own examples (tests of `ptd_seven_point_one_side_mean`), and a point on the mean, which ends a run."""
    assert places(marked(sides, Lines(0)), Cause.SHIFT) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], list(range(7))),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], list(range(1, 8))),
        ([7, 6, 5, 4, 3, 2, 1], list(range(7))),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], list(range(1, 8))),
    ],
)
def test_seven_trending_as_nhsrplotthedots_has_it(numbers, expected):
    """Its own examples (tests of `ptd_seven_point_trend`)."""
    assert places(marked(numbers, Lines(4)), Cause.TREND) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([2, 0, 2], [0, 2]),
        ([0, 2, 2], [1, 2]),
        ([2, 2, 0], [0, 1]),
        ([0, 0, 2, 0, 2, 0, 0], [2, 4]),
        ([2, 0, 0, 2], []),
        ([2, 0, 0, 2, 2], [3, 4]),
        ([2, -2, 2, -2], [0, 1, 2, 3]),
        ([2, -2, 0, 0], []),
        ([2, 2], []),
    ],
)
def test_two_of_three_beyond_the_same_near_limit(numbers, expected):
    """The examples of NHSRplotthedots (tests of `ptd_part_of_two_in_three`), and both limits at once."""
    lines = Lines(0, -3, 3, -1.5, 1.5)
    assert places(marked([float(one) for one in numbers], lines), Cause.NEAR) == expected


def test_a_point_takes_its_mark_from_the_first_rule_that_it_falls_under():
    lines = Lines(0, -3, 3, -1.5, 1.5)
    found = marked([0.2, 0.4, 0.6, 0.8, 1, 2, 2.5, 4, 1, 2, 1], lines)
    assert found[7].cause is Cause.OUTSIDE and found[0].cause is Cause.TREND
    assert found[9].cause is Cause.NEAR and found[10].cause is Cause.SHIFT


def test_a_group_is_whole_though_another_rule_marks_one_of_its_points():
    found = groups([1, 1, 1, 9, 1, 1, 1], [Lines(0, -3, 3, -2, 2)] * 7)
    assert [(group.cause, len(group.points)) for group in found] == [(Cause.OUTSIDE, 1), (Cause.SHIFT, 7)]


def test_on_the_limit_is_not_outside():
    assert marked([3, 0, -3], Lines(0, -3, 3, -1.5, 1.5)) == {}


def test_a_run_chart_counts_six_and_five_and_skips_the_median():
    """Median 5 by hand. Six above with one on the median between; then five falling, a like value not counted."""
    numbers = [4, 4, 4, 4, 6, 7, 5, 6, 7, 6, 7, 4, 3, 2, 2, 1]
    found = read("run", numbers)
    assert found.lines[0].centre == 4
    lines = [Lines(5)] * 16
    shift, trend = groups(numbers, lines, rules=run.RULES)
    assert (shift.cause, shift.points) == (Cause.SHIFT, (4, 5, 7, 8, 9, 10))
    assert (trend.up, trend.points) == (False, (10, 11, 12, 13, 14, 15))


def test_a_run_chart_is_not_read_under_ten_points():
    assert read("run", [1, 2, 3, 4, 5, 6, 7, 8, 9]).marks == {}
    assert len(read("run", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).marks) == 10


def test_screening_leaves_out_a_single_jump_and_is_off_unless_asked_for():
    """Ranges 1, 1, 1, 1, 1, 1, 100, 100 and ones after: the mean of all is far from that of the usual ones."""
    numbers = [*[1, 2] * 8, 101, *[1, 2] * 8]
    screened = read("xmr", numbers, screen=True)
    assert screened.lines[0].high - screened.lines[0].centre == pytest.approx(2.66)
    assert screened.marks[16].cause is Cause.OUTSIDE
    assert read("xmr", numbers).lines[0].high > screened.lines[0].high


def test_screening_leaves_equal_points_alone():
    assert xmr.lines([4, 4, 4], screen=True) == Lines(4, 4, 4, 4, 4)


def test_under_twelve_points_limits_are_trial_limits():
    assert [read("xmr", LOANS[:many]).parts[0].enough for many in (11, 12)] == [False, True]


def test_a_gap_is_left_out_and_a_hidden_point_breaks_every_run():
    """Nothing happened in between: neighbours follow one another. Something did that is not shown: they do not."""
    assert xmr.moving_ranges([1, None, 4]) == [3] and xmr.moving_ranges([1, None, 4], hidden=[1]) == []
    rising = [1.0, 2.0, 3.0, None, 4.0, 5.0, 6.0, 7.0]
    assert len(groups(rising, [Lines(0)] * 8)) == 2
    assert groups(rising, [Lines(0)] * 8, hidden=[3]) == []


def test_locked_limits_stay_and_a_new_phase_begins_anew():
    settings = [(dt.date(2025, 1, 6), dt.date(2025, 1, 20)), (dt.date(2025, 2, 3), None)]
    found = read("xmr", [1, 3, 2, 9, 20, 22, 21], settings)
    assert [found.lines[at].centre for at in (0, 3, 4)] == [2, 2, 21]
    assert (found.marks[3].cause, 4 in found.marks) == (Cause.OUTSIDE, False)
    assert [(part.points, part.phase.locked) for part in found.parts] == [(3, True), (3, False)]


def test_phases_begin_with_the_first_period_that_lies_in_them():
    starts = [dt.date(2025, 1, 1), dt.date(2025, 2, 1), dt.date(2025, 3, 1)]
    found = spc.phases(
        starts, [(dt.date(2024, 5, 1), None), (dt.date(2025, 1, 15), None), (dt.date(2026, 1, 1), None)]
    )
    assert [(one.start, one.stop, one.set_by) for one in found] == [(0, 1, 0), (1, 3, 1)]
    assert spc.phases([], []) == []


def test_lines_whose_baseline_lies_outside_the_chart_are_none():
    found = read("xmr", [1, 2, 3], [(dt.date(2024, 1, 1), dt.date(2024, 6, 1))])
    assert found.lines == (None, None, None) and found.marks == {}


@given(SOME, st.integers(-1000, 1000), st.sampled_from([0.25, 1, 8]))
def test_moving_and_stretching_all_values_changes_no_mark(numbers, by, times):
    other = [number * times + by for number in numbers]
    for kind in ("xmr", "run"):
        assert read(kind, other).marks == read(kind, numbers).marks


@given(SOME)
def test_turned_upside_down_every_mark_turns(numbers):
    turned = read("xmr", [-one for one in numbers]).marks
    assert {at: (mark.cause, not mark.up) for at, mark in turned.items()} == {
        at: (mark.cause, mark.up) for at, mark in read("xmr", numbers).marks.items()
    }


@given(SOME)
def test_lines_lie_in_their_order_and_gaps_at_the_ends_change_nothing(numbers):
    found = xmr.lines(numbers)
    assert found.low <= found.near_low <= found.centre <= found.near_high <= found.high
    assert xmr.lines([None, *numbers, None]) == found
    assert signals.side(found.centre + 1e-13, found.centre) == 0
