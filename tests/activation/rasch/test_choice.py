"""Which model the rule chooses."""

import numpy as np
import pytest

from activation.rasch import calibrate
from activation.rasch.chosen_model import Comparison, choose
from tests.activation.rasch import simulated

CLEAR = Comparison(lr=200.0, df=24, p=1e-9, bic_rsm=1000.0, bic_pcm=900.0)


@pytest.mark.parametrize(
    ("n_used", "rarest", "comparison", "model"),
    [
        (500, 10, CLEAR, "pcm"),
        (499, 10, CLEAR, "rsm"),
        (500, 9, CLEAR, "rsm"),
        (500, 10, None, "rsm"),
        (500, 10, Comparison(40.0, 24, 0.02, 1000.0, 900.0), "rsm"),
        (500, 10, Comparison(60.0, 24, 1e-5, 900.0, 901.0), "rsm"),
    ],
)
def test_partial_credit_must_earn_its_parameters(n_used, rarest, comparison, model):
    assert choose(n_used, rarest, comparison).model == model


def test_items_with_one_and_the_same_steps_get_the_rating_scale():
    assert calibrate(simulated.answers(1500, seed=1), simulated.NAMES).model == "rsm"


def test_items_with_steps_of_their_own_get_partial_credit():
    widths = np.linspace(0.3, 1.7, 13)[:, None]
    deltas = simulated.LOCATIONS[:, None] * 0.3 + simulated.STEPS * widths
    found = calibrate(simulated.answers(2500, seed=1, deltas=deltas), simulated.NAMES)
    assert found.model == "pcm"
    assert any("partial-credit" in warning for warning in found.warnings)


def test_items_with_different_options_share_no_steps():
    table = np.minimum(simulated.answers(300, seed=1), [1, *[3] * 12]).astype(np.int8)
    found = calibrate(table, simulated.NAMES, options=[2, *[4] * 12])
    assert (found.model, len(found.items[0].thresholds)) == ("pcm", 1)
