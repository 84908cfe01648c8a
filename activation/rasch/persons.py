"""A person's measure from a total: Warm's weighted likelihood with its standard error; maximum likelihood beside it.

Weighted likelihood (Warm 1989, Psychometrika 54:427) solves  total - E + J / (2 I) = 0  over the items
answered, I the sum of variances and J of third central moments; it is finite at both ends.
Measures are in logits. Cells are pairs (items answered, total); each is solved once.
"""

from dataclasses import dataclass

import numpy as np

from .answers import Integers, Marks, Numbers

FURTHEST = 20.0  # logits
CLOSE = 1e-10
MOST_STEPS = 200
AT_ONCE = 4096  # cells solved together


@dataclass(frozen=True)
class Moments:
    """Of each item's answer at each measure, C x I: mean, variance, third and fourth central moment."""

    mean: Numbers
    variance: Numbers
    third: Numbers
    fourth: Numbers


def probabilities(beta: Numbers, measures: Numbers) -> Numbers:
    """Chance of each answer, C x I x (M + 1), at `measures` (C).

    `beta` is I x (M + 1): minus the log weight of each answer, infinite where an item has no such answer.
    """
    power = measures[:, None, None] * np.arange(beta.shape[1]) - beta
    power -= power.max(axis=2, keepdims=True)
    weight = np.exp(power)
    return np.asarray(weight / weight.sum(axis=2, keepdims=True))


def moments(beta: Numbers, measures: Numbers) -> Moments:
    """Moments of every item at `measures` (C)."""
    chance = probabilities(beta, measures)
    answers = np.arange(beta.shape[1], dtype=float)
    mean = chance @ answers
    away = answers - mean[:, :, None]
    power = chance * away * away
    variance = power.sum(axis=2)
    power *= away
    third = power.sum(axis=2)
    power *= away
    return Moments(mean, variance, third, power.sum(axis=2))


def weighted(beta: Numbers, masks: Marks, totals: Integers) -> tuple[Numbers, Numbers]:
    """Warm's measure and its SE = 1 / sqrt(I), logits, for cells: `masks` C x I, `totals` C. NaN: no answer."""
    return by_pieces(beta, masks, totals, warm=True)


def likeliest(beta: Numbers, masks: Marks, totals: Integers) -> tuple[Numbers, Numbers]:
    """The maximum likelihood measure and its SE; NaN at the lowest and highest total, where there is none."""
    highest = masks @ most_of(beta)
    inside = (totals > 0) & (totals < highest)
    measure, error = np.full(len(totals), np.nan), np.full(len(totals), np.nan)
    measure[inside], error[inside] = by_pieces(beta, masks[inside], totals[inside], warm=False)
    return measure, error


def most_of(beta: Numbers) -> Integers:
    """The highest answer of each item."""
    return np.asarray(np.where(np.isfinite(beta), np.arange(beta.shape[1]), 0).max(axis=1), dtype=np.int64)


def by_pieces(beta: Numbers, masks: Marks, totals: Integers, *, warm: bool) -> tuple[Numbers, Numbers]:
    measure, error = np.full(len(totals), np.nan), np.full(len(totals), np.nan)
    some = np.flatnonzero(masks.any(axis=1))
    for first in range(0, len(some), AT_ONCE):
        piece = some[first : first + AT_ONCE]
        measure[piece], error[piece] = root(beta, masks[piece], totals[piece], warm=warm)
    return measure, error


def root(beta: Numbers, masks: Marks, totals: Integers, *, warm: bool) -> tuple[Numbers, Numbers]:
    """Newton's steps, each cell inside a bracket that it halves when a step would leave it."""
    low, high = np.full(len(totals), -FURTHEST), np.full(len(totals), FURTHEST)
    measure = first_guess(masks, totals, most_of(beta))
    open_cells = np.arange(len(totals))
    for _ in range(MOST_STEPS):
        at = measure[open_cells]
        miss, slope, _ = equation(beta, masks[open_cells], totals[open_cells], at, warm=warm)
        low[open_cells] = np.where(miss > 0, at, low[open_cells])
        high[open_cells] = np.where(miss > 0, high[open_cells], at)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = at - miss / slope
        within = (step >= low[open_cells]) & (step <= high[open_cells])
        measure[open_cells] = np.where(within, step, (low[open_cells] + high[open_cells]) / 2)
        open_cells = open_cells[np.abs(measure[open_cells] - at) > CLOSE]
        if not len(open_cells):
            break
    information = equation(beta, masks, totals, measure, warm=warm)[2]
    return measure, 1 / np.sqrt(information)


def first_guess(masks: Marks, totals: Integers, highest: Integers) -> Numbers:
    """The log odds of the share of the highest total."""
    share = (totals + 0.5) / (masks @ highest + 1.0)
    return np.asarray(np.log(share / (1 - share)))


def equation(
    beta: Numbers, masks: Marks, totals: Integers, measure: Numbers, *, warm: bool
) -> tuple[Numbers, Numbers, Numbers]:
    """How far the equation is from 0 at `measure`, its slope there, and the information."""
    at = moments(beta, measure)
    information = (at.variance * masks).sum(axis=1)
    miss, slope = totals - (at.mean * masks).sum(axis=1), -information
    if warm:
        third = (at.third * masks).sum(axis=1)
        fourth = ((at.fourth - 3 * at.variance**2) * masks).sum(axis=1)
        miss = miss + third / (2 * information)
        slope = slope + (fourth * information - third**2) / (2 * information**2)
    return miss, slope, information
