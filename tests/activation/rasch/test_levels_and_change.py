"""Levels with their chances, change told apart from error, and the distributions behind both."""

import math

import numpy as np
import pytest

from activation.rasch import (
    bookmark,
    calibrate,
    change,
    group_change,
    level_of,
    level_probabilities,
    percent_of_maximum,
    provisional_mic,
    score_many,
    score_person,
    uncalibrated_change,
)
from activation.rasch.chances import adjusted, chi_square_above, normal_below
from activation.rasch.changes import between
from activation.rasch.reliability import alpha, separation_reliability, strata
from tests.activation.rasch import simulated

OLDER, NEWER = (47.0, 55.1, 67.0), (47.0, 55.1, 72.4)


@pytest.mark.parametrize(
    ("score", "cuts", "level"),
    [
        (0, OLDER, 1),
        (47.04, OLDER, 1),
        (47.06, OLDER, 2),
        (70, OLDER, 4),
        (70, NEWER, 3),
        (100, NEWER, 4),
        (50, (), 1),
    ],
)
def test_a_level_belongs_to_a_set_of_cut_points(score, cuts, level):
    assert level_of(score, cuts) == level


def test_chances_of_levels():
    chances = level_probabilities(47.0, 4.0, OLDER)
    assert sum(chances) == pytest.approx(1)
    assert chances[0] == pytest.approx(0.5)
    assert chances[1] == pytest.approx(normal_below(8.1 / 4) - 0.5)
    assert level_probabilities(20, 0.1, OLDER)[0] == pytest.approx(1)


@pytest.mark.parametrize("wrong", [(50, 4, (55, 47)), (50, 0, (47,))])
def test_levels_need_ascending_cuts_and_an_error(wrong):
    with pytest.raises(ValueError, match=r"ascend|above 0"):
        level_probabilities(*wrong)


@pytest.mark.parametrize(
    ("points", "mic", "kind"),
    [
        (11.2, 5, "reliably improved"),
        (11.0, 5, "improved within error"),
        (11.0, None, "no clear change"),
        (4.9, 5, "no clear change"),
        (-5.0, 5, "worsened within error"),
        (-11.2, None, "reliably worsened"),
    ],
)
def test_kinds_of_change(points, mic, kind):
    assert between(50, 4, 50 + points, 4, mic=mic).kind == kind


def test_change_between_two_sheets():
    calibration = calibrate(simulated.answers(1200, seed=2), simulated.NAMES)
    low, high = (score_person(calibration, [answer] * 13) for answer in (1, 2))
    found = change(low, high)
    index = (high.measure - low.measure) / math.hypot(low.se, high.se)
    assert (found.rci, found.reliable) == (pytest.approx(index), True)
    with pytest.raises(ValueError, match="two scores"):
        change(low, score_person(calibration, [None] * 13))


def test_change_without_a_calibration():
    found = uncalibrated_change(50, 60, sd=10, alpha=0.9)
    assert (found.se, found.kind) == (pytest.approx(10 * math.sqrt(0.2)), "reliably improved")
    assert provisional_mic([40, 50, 60]) == pytest.approx(5)
    with pytest.raises(ValueError, match="alpha"):
        uncalibrated_change(50, 60, sd=10, alpha=1)


def test_one_in_twenty_at_most_seems_to_change_when_nobody_does():
    calibration = calibrate(simulated.answers(1200, seed=2), simulated.NAMES)
    measures = np.random.default_rng(0).normal(0.7, 1.0, 20_000)
    waves = [score_many(calibration, simulated.answers(20_000, seed=s, measures=measures)) for s in (3, 4)]
    index = (waves[1].score - waves[0].score) / np.hypot(waves[0].score_se, waves[1].score_se)
    assert 0.03 < np.mean(np.abs(index) >= 1.96) < 0.05


def test_change_of_a_group():
    first, second = np.array([40.0, 50, 60, 70, np.nan, 30]), np.array([52.0, 51, 60, 58, 50, np.nan])
    found = group_change(first, np.full(6, 4.0), second, np.full(6, 4.0))
    assert (found.pairs, found.followed_up, found.mean) == (4, 0.8, 0.25)
    assert (found.reliably_up, found.reliably_down, found.net_reliable) == (0.25, 0.25, 0)
    assert found.slope < 0
    with pytest.raises(ValueError, match="three pairs"):
        group_change(first[:2], np.ones(2), second[:2], np.ones(2))


def test_percent_of_maximum_and_bookmark():
    assert percent_of_maximum([3, None, 0], [3, 3, 3]) == 50
    assert percent_of_maximum([None], [3]) is None
    calibration = calibrate(simulated.answers(1200, seed=2), simulated.NAMES)
    assert bookmark(calibration, ["q01"], 2) < bookmark(calibration, ["q13"], 2)


@pytest.mark.parametrize(
    ("value", "df", "p"),
    [
        (3.841458820694124, 1, 0.05),
        (6.634896601021213, 1, 0.01),
        (36.41502850180731, 24, 0.05),
        (0, 3, 1),
        (2, 2, math.exp(-1)),
        (1000, 4, 0),
    ],
)
def test_chi_square(value, df, p):
    assert chi_square_above(value, df) == pytest.approx(p, abs=1e-12)


def test_adjusting_for_many_tests():
    assert adjusted(np.array([0.01, 0.04, np.nan, 0.03])) == pytest.approx(
        [0.03, 0.04, np.nan, 0.04], nan_ok=True
    )


def test_alpha_and_reliability_by_hand():
    table = np.array([[0, 0, 1], [1, 1, 1], [2, 2, 1], [2, 1, -1]], dtype=np.int8)
    found = alpha(table)
    assert (found.alpha, found.people) == (pytest.approx(1.5 * (1 - 2 / 4)), 3)
    assert found.if_dropped[2] == pytest.approx(1.0)
    assert separation_reliability(np.array([0.0, 2.0]), np.array([0.5, 0.5])) == pytest.approx(1 - 0.25 / 2)
    assert strata(0.8) == pytest.approx(3)
    assert alpha(table[:1]) is None
