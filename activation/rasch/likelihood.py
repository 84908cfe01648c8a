"""The conditional likelihood of item parameters given each person's total, with exact first and second derivatives.

P(answer x) = eps_x t^x / sum over h of eps_h t^h with eps = exp(-beta) and t = exp(measure). Given the total, the
measure drops out: what remains are the coefficients gamma of the product of these sums over the items
answered (elementary symmetric functions; Andersen 1973, Psychometrika 38:123; Fischer & Ponocny 1994, 59:177).
Arrays run (..., total, pattern), so that one step handles all patterns of missing answers at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .answers import Answers, Cells, Integers, Marks, Numbers

CHUNK = 1_000_000  # bytes of state worked on at a time: what stays in the processor's cache


@dataclass(frozen=True)
class Counts:
    """What the likelihood needs of people: P patterns, I items, answers 0..M, totals 0..S.

    `masks` P x I; `people` (S + 1) x P; `chosen` I x (M + 1): how often each answer was given;
    `allowed` I x (M + 1): answers that the model gives a chance at all.
    """

    masks: Marks
    people: Numbers
    chosen: Numbers
    allowed: Marks

    @property
    def items(self) -> int:
        return self.chosen.shape[0]

    @property
    def steps(self) -> int:
        """M: parameters an item has at most."""
        return self.chosen.shape[1] - 1

    @property
    def total(self) -> float:
        return float(self.people.sum())

    @property
    def highest(self) -> Integers:
        return np.asarray(np.where(self.allowed, np.arange(self.steps + 1), 0).max(axis=1), dtype=np.int64)


def usable(cells: Cells, highest: Integers) -> Marks:
    """Cells that say anything about items: two answers or more, and not at either end."""
    return np.asarray((cells.answered >= 2) & ~cells.extreme(highest))


def count(table: Answers, cells: Cells, highest: Integers, people: Marks | None = None) -> Counts:
    """Count people (or only those marked) into patterns and totals; extremes and single answers stay out."""
    steps = int(highest.max())
    used = usable(cells, highest)[cells.cell_of]
    if people is not None:
        used &= people
    weight = np.bincount(cells.cell_of[used], minlength=len(cells.pattern)).astype(float)
    by_total = np.zeros((int(highest.sum()) + 1, len(cells.masks)))
    by_total[cells.total, cells.pattern] = weight
    seen = by_total.sum(axis=0) > 0
    given = table[used]
    chosen = np.stack([np.bincount(column + 1, minlength=steps + 2)[1:] for column in given.T])
    allowed = np.arange(steps + 1) <= highest[:, None]
    return Counts(cells.masks[seen], by_total[:, seen], chosen.astype(float), allowed)


def loglikelihood(counts: Counts, beta: Numbers) -> float:
    """Log-likelihood at beta (I x M)."""
    weights = weights_of(counts, beta)
    value = -float((counts.chosen[:, 1:] * beta)[counts.allowed[:, 1:]].sum())
    for masks, people in chunks(counts):
        gamma = forward(weights, masks, len(people))[-1]
        value -= float((people * np.log(np.where(people > 0, gamma, 1.0))).sum())
    return value


def derivatives(counts: Counts, beta: Numbers) -> tuple[float, Numbers, Numbers]:
    """Log-likelihood, gradient (I*M) and information, minus the Hessian (I*M x I*M), at beta (I x M)."""
    weights = weights_of(counts, beta)
    size = counts.items * counts.steps
    value = -float((counts.chosen[:, 1:] * beta)[counts.allowed[:, 1:]].sum())
    expected, pairs, products = np.zeros(size), np.zeros((size, size)), np.zeros((size, size))
    for masks, people in chunks(counts):
        prefix = forward(weights, masks, len(people))
        gamma = np.where(people > 0, prefix[-1], 1.0)
        value -= float((people * np.log(gamma)).sum())
        suffix = backward(weights, masks, people / gamma)
        expected += first_moments(weights, masks, prefix, suffix)
        second, states = second_moments(weights, masks, prefix, suffix, counts.highest)
        pairs += second
        states *= (np.sqrt(people) / gamma)[:, None, :]
        products += (states @ states.transpose(0, 2, 1)).sum(axis=0)
    information = pairs + pairs.T + np.diag(expected) - products
    return value, expected - counts.chosen[:, 1:].reshape(-1), information


def slope(counts: Counts, beta: Numbers) -> tuple[float, Numbers]:
    """Log-likelihood and gradient alone, for a small part of what the information costs."""
    weights = weights_of(counts, beta)
    value = -float((counts.chosen[:, 1:] * beta)[counts.allowed[:, 1:]].sum())
    expected = np.zeros(counts.items * counts.steps)
    for masks, people in chunks(counts):
        prefix = forward(weights, masks, len(people))
        gamma = np.where(people > 0, prefix[-1], 1.0)
        value -= float((people * np.log(gamma)).sum())
        expected += first_moments(weights, masks, prefix, backward(weights, masks, people / gamma))
    return value, expected - counts.chosen[:, 1:].reshape(-1)


def weights_of(counts: Counts, beta: Numbers) -> Numbers:
    """eps, I x (M + 1): exp(-beta), 1 for the answer 0, nothing for an answer that has no chance."""
    return np.where(counts.allowed, np.exp(-np.concatenate([np.zeros((len(beta), 1)), beta], axis=1)), 0.0)


def chunks(counts: Counts) -> Iterator[tuple[Marks, Numbers]]:
    """Some patterns at a time: memory stays flat however many there are."""
    row = 8 * counts.people.shape[0] * counts.items * counts.steps
    size = max(8, CHUNK // row)
    for first in range(0, len(counts.masks), size):
        yield counts.masks[first : first + size], counts.people[:, first : first + size]


def forward(weights: Numbers, masks: Marks, totals: int) -> list[Numbers]:
    """Coefficients of the product over the items before item 0, 1, ... I: each (S + 1 = `totals`) x P."""
    state = np.zeros((totals, len(masks)))
    state[0] = 1.0
    states = [state]
    for weight, mask in zip(weights, masks.T, strict=True):
        state = times(state, weight, mask)
        states.append(state)
    return states


def times(state: Numbers, weight: Numbers, mask: Marks) -> Numbers:
    """One more item: multiply by its polynomial in t, where it was answered. Totals run along axis 0."""
    after = state * np.where(mask, weight[0], 1.0)
    for answer in np.flatnonzero(weight[1:]) + 1:
        after[answer:] += state[:-answer] * (weight[answer] * mask)
    return after


def backward(weights: Numbers, masks: Marks, last: Numbers) -> list[Numbers]:
    """The adjoint of `forward`: what a unit of the state after item i adds to the sum over people."""
    states = [last]
    for weight, mask in zip(weights[::-1], masks.T[::-1], strict=True):
        state = states[-1]
        before = state * np.where(mask, weight[0], 1.0)
        for answer in np.flatnonzero(weight[1:]) + 1:
            before[:-answer] += state[answer:] * (weight[answer] * mask)
        states.append(before)
    return states[::-1]


def first_moments(weights: Numbers, masks: Marks, prefix: list[Numbers], suffix: list[Numbers]) -> Numbers:
    """Expected number of people who give each answer from 1 up: I*M."""
    expected = np.zeros((len(weights), weights.shape[1] - 1))
    for item, weight in enumerate(weights):
        for answer in np.flatnonzero(weight[1:]) + 1:
            meeting = (prefix[item][:-answer] * suffix[item + 1][answer:]).sum(axis=0)
            expected[item, answer - 1] = weight[answer] * meeting[masks[:, item]].sum()
    return expected.reshape(-1)


def second_moments(
    weights: Numbers, masks: Marks, prefix: list[Numbers], suffix: list[Numbers], highest: Integers
) -> tuple[Numbers, Numbers]:
    """Expected people who answer k on item i and l on item j > i; and the states gamma without item i, eps_ik t^k in.

    The states (S + 1) x I*M x P of all earlier items are pushed through item j together.
    """
    items, steps = len(weights), weights.shape[1] - 1
    together = np.zeros((items * steps, items * steps))
    states = np.zeros((prefix[0].shape[0], items * steps, len(masks)))
    reach = 1
    for item, weight in enumerate(weights):
        mask, begun = masks[:, item], item * steps
        for answer in np.flatnonzero(weight[1:]) + 1:
            column, part = begun + answer - 1, weight[answer] * mask
            onward = suffix[item + 1][answer : answer + reach] * part
            together[:begun, column] = (states[:reach, :begun] @ onward[:, :, None]).sum(axis=0)[:, 0]
            states[answer : answer + reach, column] = prefix[item][:reach] * part
        last = reach + int(highest[item])
        states[:last, :begun] = times(states[:last, :begun], weight, mask)
        reach = last
    return together, states
