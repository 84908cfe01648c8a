"""Calibration: the truth comes back, nothing irrelevant moves it, and what cannot be estimated is refused in words."""

import numpy as np
import pytest

from activation.rasch import BadAnswers, NotEstimable, TooFew, calibrate
from tests.activation.rasch import simulated
from tests.activation.rasch.simulated import NAMES


def thresholds_of(calibration):
    return np.array([item.thresholds for item in calibration.items])


@pytest.fixture(scope="module")
def table():
    return simulated.answers(1500, seed=11, missing=0.02)


@pytest.mark.parametrize(("model", "within"), [("rsm", 0.15), ("pcm", 0.45)])
def test_the_true_thresholds_come_back(table, model, within):
    found = calibrate(table, NAMES, model=model)
    off = np.abs(thresholds_of(found) - simulated.thresholds())
    assert off.max() < within
    errors = np.array([item.threshold_se for item in found.items])
    assert np.mean(off < 1.96 * errors) > 0.85
    assert sum(item.location for item in found.items) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("model", ["rsm", "pcm"])
def test_the_order_of_people_and_items_does_not_matter(table, model):
    random = np.random.default_rng(0)
    people, items = random.permutation(len(table)), random.permutation(13)
    straight = calibrate(table, NAMES, model=model)
    mixed = calibrate(table[people][:, items], [NAMES[item] for item in items], model=model)
    assert thresholds_of(mixed) == pytest.approx(thresholds_of(straight)[items], abs=1e-8)
    assert mixed.loglik == pytest.approx(straight.loglik, abs=1e-6)


def test_people_at_either_end_or_with_one_answer_change_nothing(table):
    more = np.full((40, 13), -1, dtype=np.int8)
    more[:10], more[10:20], more[20:30, 4] = 0, 3, 2
    one, other = (
        calibrate(table, NAMES, model="pcm"),
        calibrate(np.concatenate([more, table]), NAMES, model="pcm"),
    )
    assert (other.n_used, other.loglik) == (one.n_used, pytest.approx(one.loglik))
    assert thresholds_of(other) == pytest.approx(thresholds_of(one), abs=1e-9)


def test_turning_every_answer_round_turns_every_threshold_round(table):
    turned = calibrate(np.where(table < 0, table, 3 - table), NAMES, model="pcm")
    plain = calibrate(table, NAMES, model="pcm")
    assert thresholds_of(turned) == pytest.approx(-thresholds_of(plain)[:, ::-1], abs=1e-7)


def test_two_halves_that_share_three_items_are_tied_together():
    table = simulated.answers(3000, seed=5)
    table[:1500, 8:], table[1500:, :5] = -1, -1
    found = calibrate(table, NAMES, model="rsm")
    assert np.abs(thresholds_of(found) - simulated.thresholds()).max() < 0.3


def test_more_people_than_patterns_cost_no_accuracy_with_half_the_answers_missing():
    found = calibrate(simulated.answers(800, seed=6, missing=0.5), NAMES, model="rsm")
    assert np.abs(thresholds_of(found) - simulated.thresholds()).max() < 0.5


@pytest.mark.parametrize(("people", "exploratory"), [(80, True), (260, False)])
def test_a_small_calibration_says_so(people, exploratory):
    found = calibrate(simulated.answers(people, seed=8, mean=0, spread=0.8), NAMES)
    assert ("exploratory" in found.warnings) is exploratory
    assert found.model == "rsm"


def test_forty_nine_people_are_too_few():
    with pytest.raises(TooFew) as refused:
        calibrate(simulated.answers(49, seed=8), NAMES)
    assert refused.value.n_used <= 49
    assert "50" in str(refused.value)


@pytest.mark.parametrize("value", [-1, 2])
def test_an_item_nobody_answered_or_all_alike_is_named(table, value):
    table = table.copy()
    table[:, 5] = value
    with pytest.raises(NotEstimable, match="q06"):
        calibrate(table, NAMES, model="rsm")


def test_an_option_nobody_chose_is_named_under_partial_credit_and_borne_under_rating_scale(table):
    table = table.copy()
    table[table[:, 2] == 1, 2] = 0
    with pytest.raises(NotEstimable, match="1 on q03"):
        calibrate(table, NAMES, model="pcm")
    assert calibrate(table, NAMES).model == "rsm"
    assert len(calibrate(table, NAMES, model="rsm").items[2].thresholds) == 3


def test_a_top_option_nobody_chose_on_one_item_makes_that_item_shorter(table):
    table = np.minimum(table, np.where(np.arange(13) == 2, 2, 3)).astype(np.int8)
    found = calibrate(table, NAMES, model="pcm")
    assert [len(item.thresholds) for item in found.items[:4]] == [3, 3, 2, 3]
    assert any("q03" in warning for warning in found.warnings)
    with pytest.raises(NotEstimable, match="3 on q03"):
        calibrate(table, NAMES, model="pcm", options=4)


def test_items_that_nobody_connects_are_named():
    table = simulated.answers(400, seed=9)
    table[:200, 6:], table[200:, :6] = -1, -1
    with pytest.raises(NotEstimable, match="q07, q08"):
        calibrate(table, NAMES, model="rsm")


def test_a_reversed_item_is_flagged(table):
    turned = table.copy()
    turned[:, 9] = np.where(table[:, 9] < 0, -1, 3 - table[:, 9])
    flags = {item.item: item.flags for item in calibrate(turned, NAMES, model="rsm").items}
    assert {"reversed", "underfit_strong"} <= set(flags["q10"])
    assert not any("reversed" in flags[name] for name in NAMES if name != "q10")


def test_disordered_thresholds_are_flagged():
    deltas = simulated.thresholds()
    deltas[4, :2] = deltas[4, 1::-1] + [0.3, -0.3]
    found = calibrate(simulated.answers(1500, seed=2, deltas=deltas), NAMES, model="pcm")
    assert "disordered" in found.items[4].flags


def test_two_options_are_the_plain_rasch_model():
    deltas = np.linspace(-1.5, 1.5, 10)[:, None]
    table = simulated.answers(1000, seed=4, deltas=deltas, mean=0)
    rating, partial = (calibrate(table, NAMES[:10], model=model) for model in ("rsm", "pcm"))
    assert rating.loglik == pytest.approx(partial.loglik)
    assert np.abs(thresholds_of(rating) - deltas).max() < 0.3


@pytest.mark.parametrize("answer", [1.5, -2, 25, "often"])
def test_odd_answers_are_refused(answer):
    with pytest.raises(BadAnswers):
        calibrate([[0, 1], [answer, 1]], ["a", "b"])
