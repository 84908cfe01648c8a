"""Item parameters from answers: counting, the start, the peak, and what comes out of it with standard errors."""

from dataclasses import dataclass

import numpy as np

from .answers import Answers, Cells, Integers, Marks, Numbers
from .design import RATING_SCALE, Design, design
from .likelihood import count
from .newton import NotEstimable, Part, Peak, maximise


@dataclass(frozen=True)
class Fitted:
    """`beta` V x M of V versions of items (a version an item, unless items are split by group), and the peak."""

    model: str
    highest: Integers
    beta: Numbers
    peak: Peak
    design: Design
    n_used: int

    @property
    def loglik(self) -> float:
        return self.peak.loglik

    @property
    def parameters(self) -> int:
        return self.design.parameters

    @property
    def bic(self) -> float:
        """Schwarz's criterion; n is the people whose answers enter the likelihood."""
        return float(self.parameters * np.log(self.n_used) - 2 * self.loglik)

    @property
    def locations(self) -> Numbers:
        """Mean threshold of each version, logits."""
        last = self.beta[np.arange(len(self.beta)), self.highest - 1]
        return np.asarray(last / self.highest)

    @property
    def thresholds(self) -> Numbers:
        """V x M, logits; meaningless beyond an item's highest answer."""
        return np.diff(self.beta, axis=1, prepend=0.0)

    def errors(self) -> tuple[Numbers, Numbers]:
        """Standard errors of locations (V) and thresholds (V x M), logits, from the inverse of the information."""
        versions, steps = self.beta.shape
        differences = np.kron(np.eye(versions), np.eye(steps) - np.eye(steps, k=-1)) @ self.design.basis
        last = np.arange(versions) * steps + self.highest - 1
        means = self.design.basis[last] / self.highest[:, None]
        return spread(means, self.peak.covariance), spread(differences, self.peak.covariance).reshape(
            self.beta.shape
        )


def spread(rows: Numbers, covariance: Numbers) -> Numbers:
    return np.sqrt(np.einsum("ij,jk,ik->i", rows, covariance, rows))


def fit(table: Answers, cells: Cells, highest: Integers, model: str, people: Marks | None = None) -> Fitted:
    """All people (or those marked) with one set of item parameters."""
    counts = count(table, cells, highest, people)
    shape = design(model, highest, counts.allowed)
    return climb(model, highest, shape, [Part(counts, shape.basis)], start(model, counts.chosen, highest))


def climb(model: str, highest: Integers, shape: Design, parts: list[Part], beta: Numbers) -> Fitted:
    if not shape.parameters:
        raise NotEstimable("Two items with two options are the least that can be compared.")
    peak = maximise(parts, shape.nearest(beta))
    people = round(sum(part.counts.total for part in parts))
    return Fitted(model, highest, (shape.basis @ peak.free).reshape(shape.versions, -1), peak, shape, people)


def start(model: str, chosen: Numbers, highest: Integers) -> Numbers:
    """Where to begin: the log odds of each answer against 0, the mean location moved to 0."""
    answers = np.arange(1, chosen.shape[1])
    beta = -np.log((chosen[:, 1:] + 0.5) / (chosen[:, :1] + 0.5))
    if model == RATING_SCALE:  # an answer that one item lacks must not pull the steps that all share
        steps = -np.log((chosen[:, 1:].sum(axis=0) + 0.5) / (chosen[:, 0].sum() + 0.5))
        level = -np.log((chosen @ np.arange(chosen.shape[1]) + 0.5) / (chosen @ answers_left(chosen) + 0.5))
        beta = steps + (level - level.mean())[:, None] * answers
    mean = (beta[np.arange(len(beta)), highest - 1] / highest).mean()
    return np.asarray(beta - mean * answers)


def answers_left(chosen: Numbers) -> Integers:
    return np.arange(chosen.shape[1])[::-1]
