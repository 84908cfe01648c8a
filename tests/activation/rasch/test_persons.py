"""Measures from totals."""

import numpy as np
import pytest

from activation.rasch.answers import answers_of
from activation.rasch.persons import likeliest, moments, weighted
from tests.activation.rasch import simulated

BETA = np.cumsum(np.pad(simulated.thresholds(), ((0, 0), (1, 0))), axis=1)
TOTALS = np.arange(40)
ALL = np.ones((40, 13), dtype=bool)


def test_warms_equation_holds_at_every_total():
    measure, se = weighted(BETA, ALL, TOTALS)
    at = moments(BETA, measure)
    information = at.variance.sum(axis=1)
    left = TOTALS - at.mean.sum(axis=1) + at.third.sum(axis=1) / (2 * information)
    assert left == pytest.approx(np.zeros(40), abs=1e-8)
    assert se == pytest.approx(1 / np.sqrt(information))


def test_measures_rise_with_the_total_and_are_finite_at_both_ends():
    measure, se = weighted(BETA, ALL, TOTALS)
    assert (np.diff(measure) > 0).all()
    assert np.isfinite(measure).all()
    assert se.argmin() not in (0, 39)


def test_maximum_likelihood_has_no_measure_at_either_end():
    measure, _ = likeliest(BETA, ALL, TOTALS)
    assert np.isnan(measure[[0, -1]]).all()
    assert moments(BETA, measure[1:-1]).mean.sum(axis=1) == pytest.approx(TOTALS[1:-1], abs=1e-8)


def test_the_shape_of_the_moments():
    at = moments(np.array([[0.0, 0.0], [0.0, np.inf]]), np.zeros(1))
    assert [float(part[0, 0]) for part in (at.mean, at.variance, at.third, at.fourth)] == [
        0.5,
        0.25,
        0,
        0.0625,
    ]
    assert float(at.variance[0, 1]) == 0  # an item without a second answer says nothing


def test_who_answered_nothing_has_no_measure():
    measure, se = weighted(BETA, np.zeros((1, 13), dtype=bool), np.zeros(1, dtype=int))
    assert np.isnan([measure[0], se[0]]).all()


def test_weighting_takes_the_bias_out():
    table = simulated.answers(4000, seed=7, mean=2.0, spread=0.0)
    measure, se = weighted(BETA, np.ones(table.shape, dtype=bool), table.sum(axis=1).astype(int))
    assert measure.mean() == pytest.approx(2.0, abs=0.03)
    assert measure.std() == pytest.approx(se.mean(), rel=0.08)


def test_sheets_are_solved_in_pieces(monkeypatch):
    whole = weighted(BETA, ALL, TOTALS)
    monkeypatch.setattr("activation.rasch.persons.AT_ONCE", 7)
    assert np.array(weighted(BETA, ALL, TOTALS)) == pytest.approx(np.array(whole))


def test_what_stands_for_missing():
    expected = [[0, -1], [-1, 2]]
    for given in ([[0, None], [None, 2]], [[0, np.nan], [np.nan, 2]], expected):
        assert answers_of(given).tolist() == expected
