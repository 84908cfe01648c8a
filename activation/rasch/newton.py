"""Newton's method on the conditional likelihood, with step halving; nothing is returned that did not settle."""

from dataclasses import dataclass

import numpy as np

from .answers import Numbers
from .likelihood import Counts, derivatives, loglikelihood, slope

SETTLED = 1e-6  # a step of Newton's leaves an error of about its square
MOST_STEPS = 60
SLOW = 0.7  # a step that shrinks less is better taken with the curve of the place itself
ENDLESS = 30.0  # logits: an estimate beyond is on its way to infinity


class NotEstimable(ValueError):
    """These answers do not determine the parameters; the words say why."""


@dataclass(frozen=True)
class Part:
    """People who share one set of item parameters: beta = `basis` times the free parameters."""

    counts: Counts
    basis: Numbers
    curve: Numbers | None = None  # the information (I*M x I*M) near the peak, where it is known beforehand

    def beta(self, free: Numbers) -> Numbers:
        return (self.basis @ free).reshape(self.counts.items, self.counts.steps)


@dataclass(frozen=True)
class Peak:
    """Where the likelihood is highest: free parameters, their covariance, the value there.

    With curves given beforehand the covariance is theirs, and so only about right.
    """

    free: Numbers
    covariance: Numbers
    loglik: float
    steps: int


def maximise(parts: list[Part], start: Numbers) -> Peak:
    """The free parameters at which the likelihood of all parts together is highest. Raises NotEstimable."""
    near = by_slope(parts, start)
    if near:
        return near
    free = start
    for taken in range(1, MOST_STEPS + 1):
        value, gradient, information = sums(parts, free)
        step = solve(information, gradient)
        free, size = advance(parts, free, step, value)
        if np.abs(free).max(initial=0.0) > ENDLESS:
            raise NotEstimable("The answers push an item to infinity: an option is hardly ever used.")
        if size <= SETTLED:  # so small a step changes neither value nor curvature that anybody could see
            return Peak(free, np.asarray(np.linalg.inv(information)), value, taken)
    raise NotEstimable("The estimates do not settle: the answers hardly tell the items apart.")


def by_slope(parts: list[Part], start: Numbers) -> Peak | None:
    """Steps with the curves known beforehand; None without them, or where they do not lead to the peak quickly."""
    curves = [part.basis.T @ part.curve @ part.basis for part in parts if part.curve is not None]
    if len(curves) < len(parts):
        return None
    information, free, before = np.sum(curves, axis=0), start, np.inf
    for taken in range(1, MOST_STEPS + 1):
        slopes = [(part, *slope(part.counts, part.beta(free))) for part in parts]
        step = solve(information, np.sum([part.basis.T @ one for part, _, one in slopes], axis=0))
        size = float(np.abs(step).max(initial=0.0))
        free = free + step
        if size <= SETTLED / 10:
            return Peak(free, np.linalg.inv(information), sum(value for _, value, _ in slopes), taken)
        if not size < before * SLOW:
            return None
        before = size
    return None


def sums(parts: list[Part], free: Numbers) -> tuple[float, Numbers, Numbers]:
    value, gradient, information = 0.0, np.zeros(len(free)), np.zeros((len(free), len(free)))
    for part in parts:
        one, uphill, curve = derivatives(part.counts, part.beta(free))
        value += one
        gradient += part.basis.T @ uphill
        information += part.basis.T @ curve @ part.basis
    return value, gradient, information


def solve(information: Numbers, gradient: Numbers) -> Numbers:
    try:
        np.linalg.cholesky(information)
    except np.linalg.LinAlgError:
        raise NotEstimable("The answers do not tie all items to one another.") from None
    return np.asarray(np.linalg.solve(information, gradient))


def advance(parts: list[Part], free: Numbers, step: Numbers, value: float) -> tuple[Numbers, float]:
    """A full step, or half of it, and half again, until the likelihood no longer falls."""
    size = float(np.abs(step).max(initial=0.0))
    if size <= 1e-4:  # so near the top that rounding would decide
        return free + step, size
    share = 1.0
    while share > 1e-6:
        if sum(loglikelihood(part.counts, part.beta(free + share * step)) for part in parts) >= value:
            return free + share * step, share * size
        share /= 2
    raise NotEstimable("The estimates do not settle: the answers hardly tell the items apart.")
