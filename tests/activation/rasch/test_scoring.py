"""Scores, the 0-100 scale, fit and flags of persons."""

import itertools
import time

import numpy as np
import pytest

from activation.rasch import BadAnswers, calibrate, score_many, score_person
from activation.rasch.flags import longest_runs
from activation.rasch.residuals import locally_dependent, residual_correlations
from tests.activation.rasch import simulated
from tests.activation.rasch.simulated import NAMES


@pytest.fixture(scope="module")
def calibration():
    return calibrate(simulated.answers(1200, seed=21), NAMES, model="rsm")


def test_the_scale_runs_from_0_to_100(calibration):
    lowest, highest = (score_person(calibration, [answer] * 13) for answer in (0, 3))
    assert (lowest.score, highest.score) == (pytest.approx(0), pytest.approx(100))
    assert 8 < calibration.points_per_logit < 11
    assert 3 < score_person(calibration, [1, 2] * 6 + [1]).score_se < 5


@pytest.mark.parametrize("answered", [1, 7, 12])
def test_scores_stay_inside_the_scale_when_answers_are_missing(calibration, answered):
    for items in itertools.islice(itertools.combinations(range(13), answered), 40):
        for answer in (0, 3):
            one = score_person(calibration, {NAMES[item]: answer for item in items})
            assert 0 <= one.score <= 100
            assert one.answered == answered


def test_the_total_is_all_that_matters(calibration):
    one, other = [0, 1, 2, 3] * 3 + [1], [3, 2, 1, 0] * 3 + [1]
    assert score_person(calibration, one).score == score_person(calibration, other).score


def test_nobody_answered(calibration):
    one = score_person(calibration, [None] * 13)
    assert (one.answered, one.raw, one.measure, one.score, one.infit) == (0, 0, None, None, None)
    assert one.flags == ("too_few",)
    assert score_many(calibration, [[None] * 13]).person(0) == one


@pytest.mark.parametrize(
    "answers", [[4, *[0] * 12], [0] * 12, {"q99": 1}, [-2, *[0] * 12], ["x", *[0] * 12]], ids=str
)
def test_what_is_no_answer_is_refused(calibration, answers):
    with pytest.raises(BadAnswers):
        score_person(calibration, answers)


def test_everybody_is_scored_as_one_person_is(calibration):
    table = simulated.answers(60, seed=5, missing=0.3)
    many = score_many(calibration, table)
    for row, answers in enumerate(table):
        one = score_person(calibration, [None if answer < 0 else int(answer) for answer in answers])
        assert (one.raw, one.flags) == (many.person(row).raw, many.person(row).flags)
        assert one.score == pytest.approx(many.person(row).score, abs=1e-7)
        assert one.outfit == pytest.approx(many.person(row).outfit, abs=1e-7)


def test_one_person_takes_less_than_five_milliseconds(calibration):
    answers = [1, 2, 3, 2, 1, 0, 2, 2, 1, 3, 1, 2, 0]
    score_person(calibration, answers)
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        score_person(calibration, answers)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005


def flagged(calibration, answers, **more):
    return set(score_person(calibration, answers, **more).flags)


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ([2] * 13, {"straight_line", "long_string"}),
        ([2] * 10 + [None] * 3, {"straight_line", "long_string"}),
        ([2] * 9 + [None] * 4, {"too_few"}),
        ([2] * 10 + [1, 3, 1], {"long_string"}),
        ([2, 2, 1, 2, 2, 1, 1, 1, 1, 1, 1, 0, 1], set()),
        ([0, 3] * 6 + [0], {"misfit", "misfit_strong"}),
        ([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3], {"misfit", "misfit_strong"}),
    ],
)
def test_flags(calibration, answers, flags):
    assert flagged(calibration, answers) == flags


@pytest.mark.parametrize(("seconds", "fast"), [(25.9, True), (26, False), (None, False)])
def test_two_seconds_an_item_are_the_least(calibration, seconds, fast):
    answers = [2, 2, 1, 2, 2, 1, 1, 1, 1, 1, 1, 0, 1]
    assert ("too_fast" in flagged(calibration, answers, seconds=seconds)) is fast


def test_the_least_answered_may_be_set(calibration):
    answers = [2, 1, 2, 1, 2, 1, *[None] * 7]
    assert "too_few" in flagged(calibration, answers)
    assert "too_few" not in flagged(calibration, answers, min_answered=6)


def test_few_clean_people_are_flagged(calibration):
    found = score_many(calibration, simulated.answers(20_000, seed=9)).flagged
    most = {"straight_line": 0.02, "long_string": 0.05, "misfit": 0.025, "misfit_strong": 0.006, "too_few": 0}
    assert all(found[flag].mean() <= share for flag, share in most.items())


def test_people_who_answer_at_random_are_found(calibration):
    drawn = np.random.default_rng(2).integers(0, 4, (2000, 13))
    found = score_many(calibration, drawn).flagged
    assert found["misfit"].mean() > 0.85
    assert found["misfit_strong"].mean() > 0.75


def test_runs_pass_over_what_was_not_answered():
    table = np.array([[1, 1, -1, 1, 0], [-1, -1, -1, -1, -1], [0, 1, 0, 1, 1]], dtype=np.int8)
    assert longest_runs(table).tolist() == [3, 0, 2]


def test_mean_squares_are_near_one_when_the_model_holds(calibration):
    fit = score_many(calibration, simulated.answers(5000, seed=1, missing=0.1)).fit
    assert fit.items.infit == pytest.approx(np.ones(13), abs=0.15)
    assert fit.items_without_extremes.outfit == pytest.approx(np.ones(13), abs=0.2)


def test_items_that_repeat_one_another_are_locally_dependent(calibration):
    table = simulated.answers(2000, seed=3)
    table[:, 7] = table[:, 6]
    scored = score_many(calibration, table)
    assert locally_dependent(residual_correlations(table, scored.cells, scored.at)) == [(6, 7)]
