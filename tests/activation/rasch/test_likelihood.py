"""The conditional likelihood against every possible sheet of answers, and its derivatives against differences."""

import itertools

import numpy as np
import pytest

from activation.rasch.answers import gather
from activation.rasch.likelihood import count, derivatives, loglikelihood
from tests.activation.rasch import simulated

DELTAS = np.array([[-1.0, 0.3], [0.2, 0.9], [-0.4, 1.5], [0.1, 0.6]])
HIGHEST = np.full(4, 2)


@pytest.fixture
def table():
    return simulated.answers(60, seed=3, deltas=DELTAS, missing=0.2)


@pytest.fixture
def beta():
    return np.random.default_rng(1).normal(0, 0.7, (4, 2))


def by_enumeration(table, beta):
    """Sum over people of log P(their answers | their total), every sheet with that total counted out."""
    full, value = np.pad(beta, ((0, 0), (1, 0))), 0.0
    for row in table:
        items = np.flatnonzero(row >= 0)
        if len(items) < 2 or row[items].sum() in (0, 2 * len(items)):
            continue
        sheets = [s for s in itertools.product(range(3), repeat=len(items)) if sum(s) == row[items].sum()]
        weights = [np.exp(-full[items, list(sheet)].sum()) for sheet in sheets]
        value += np.log(np.exp(-full[items, row[items]].sum()) / sum(weights))
    return value


def test_it_is_the_chance_of_the_answers_given_the_total(table, beta):
    counts = count(table, gather(table), HIGHEST)
    assert loglikelihood(counts, beta) == pytest.approx(by_enumeration(table, beta), abs=1e-9)
    assert derivatives(counts, beta)[0] == pytest.approx(by_enumeration(table, beta), abs=1e-9)


def shifted(beta, place, by):
    moved = beta.copy().reshape(-1)
    moved[place] += by
    return moved.reshape(beta.shape)


def test_the_gradient_is_the_slope(table, beta):
    counts = count(table, gather(table), HIGHEST)
    slopes = [
        (loglikelihood(counts, shifted(beta, at, 1e-5)) - loglikelihood(counts, shifted(beta, at, -1e-5)))
        / 2e-5
        for at in range(beta.size)
    ]
    assert derivatives(counts, beta)[1] == pytest.approx(slopes, abs=1e-6)


def test_the_information_is_the_curvature(table, beta):
    counts = count(table, gather(table), HIGHEST)
    columns = [
        (derivatives(counts, shifted(beta, at, -1e-5))[1] - derivatives(counts, shifted(beta, at, 1e-5))[1])
        / 2e-5
        for at in range(beta.size)
    ]
    assert derivatives(counts, beta)[2] == pytest.approx(np.array(columns).T, abs=1e-6)


def test_nothing_depends_on_how_many_patterns_are_worked_on_at_a_time(table, beta, monkeypatch):
    counts = count(table, gather(table), HIGHEST)
    whole = derivatives(counts, beta)
    monkeypatch.setattr("activation.rasch.likelihood.CHUNK", 1)
    for ours, theirs in zip(derivatives(counts, beta), whole, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-9)


def test_people_who_say_nothing_about_items_are_left_out():
    table = np.array([[0, 0, 0], [2, 2, -1], [-1, 1, -1], [-1, -1, -1], [1, 0, 2]], dtype=np.int8)
    counts = count(table, gather(table), np.full(3, 2))
    assert counts.total == 1
    assert counts.chosen.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1]]
