"""How well answers fit the model: mean squares of items and persons, and residual correlations between items.

Residual d = answer - E, z = d / sqrt(V). Outfit is the mean of z^2, infit the sum of d^2 over the sum of V; t by the
Wilson-Hilferty cube root with variances from fourth moments (Wright & Masters 1982, Rating Scale Analysis).
"""

from dataclasses import dataclass

import numpy as np

from .answers import Answers, Cells, Marks, Numbers
from .persons import Moments


@dataclass(frozen=True)
class MeanSquares:
    """One entry an item or a person; NaN where nothing was answered. t is nearly standard normal under the model."""

    infit: Numbers
    outfit: Numbers
    infit_t: Numbers
    outfit_t: Numbers


@dataclass
class Sums:
    """What mean squares need, added up over people (for items) or over items (for persons)."""

    squares: Numbers  # d^2
    standard: Numbers  # z^2
    variance: Numbers
    excess: Numbers  # fourth moment - V^2
    kurtosis: Numbers  # fourth moment / V^2
    number: Numbers

    def mean_squares(self) -> MeanSquares:
        with np.errstate(divide="ignore", invalid="ignore"):
            infit, outfit = self.squares / self.variance, self.standard / self.number
            infit_q = np.sqrt(np.maximum(self.excess, 0.0)) / self.variance
            outfit_q = np.sqrt(np.maximum(self.kurtosis / self.number**2 - 1 / self.number, 0.0))
            return MeanSquares(infit, outfit, cube_root_t(infit, infit_q), cube_root_t(outfit, outfit_q))


def cube_root_t(mean_square: Numbers, deviation: Numbers) -> Numbers:
    return (np.cbrt(mean_square) - 1) * 3 / deviation + deviation / 3


@dataclass(frozen=True)
class Fitness:
    """Fit of all persons, of items over all persons, and of items over persons not at either end."""

    persons: MeanSquares
    items: MeanSquares
    items_without_extremes: MeanSquares


def fitness(table: Answers, cells: Cells, at: Moments, extreme: Marks) -> Fitness:
    """`table` N x I, `at` the moments at each cell's measure, `extreme` marks cells at either end."""
    people, items = table.shape
    persons = of_persons(cells, at, people)
    everyone, inside = empty(items), empty(items)
    kept = np.ascontiguousarray(~extreme[cells.cell_of])
    for item in range(items):
        square = squares(table, cells, at, item)
        standard = square / at.variance[cells.cell_of, item]
        answered = table[:, item] >= 0
        persons.squares += square
        persons.standard += standard
        for sums, who in ((everyone, answered), (inside, answered & kept)):
            sums.squares[item], sums.standard[item] = square @ who, standard @ who
            of_item(sums, cells, at, item, who)
    return Fitness(persons.mean_squares(), everyone.mean_squares(), inside.mean_squares())


def squares(table: Answers, cells: Cells, at: Moments, item: int) -> Numbers:
    """d^2 of every person on one item, 0 where it was not answered."""
    away = table[:, item] - at.mean[cells.cell_of, item]
    away *= table[:, item] >= 0
    away *= away
    return away


def empty(length: int) -> Sums:
    return Sums(*(np.zeros(length) for _ in range(6)))


def of_persons(cells: Cells, at: Moments, people: int) -> Sums:
    """What depends on the cell alone, summed over the items answered, person by person."""
    masks = cells.masks[cells.pattern]
    sums = empty(people)
    sums.variance = (at.variance * masks).sum(axis=1)[cells.cell_of]
    sums.excess = ((at.fourth - at.variance**2) * masks).sum(axis=1)[cells.cell_of]
    sums.kurtosis = (at.fourth / at.variance**2 * masks).sum(axis=1)[cells.cell_of]
    sums.number = cells.answered_of.astype(np.float64)
    return sums


def of_item(sums: Sums, cells: Cells, at: Moments, item: int, who: Marks) -> None:
    """What depends on the cell alone, summed over the people marked."""
    weight = np.bincount(cells.cell_of, weights=who, minlength=len(cells.pattern))
    variance, fourth = at.variance[:, item], at.fourth[:, item]
    sums.variance[item] = weight @ variance
    sums.excess[item] = weight @ (fourth - variance**2)
    sums.kurtosis[item] = weight @ (fourth / variance**2)
    sums.number[item] = weight.sum()


def residual_correlations(table: Answers, cells: Cells, at: Moments) -> Numbers:
    """Yen's Q3 (1984, Applied Psychological Measurement 8:125): I x I correlations of residuals."""
    seen = (table >= 0).astype(float)
    away = (table - at.mean[cells.cell_of]) * seen
    both = seen.T @ seen
    with np.errstate(divide="ignore", invalid="ignore"):
        mine = away.T @ seen / both
        spread = (away**2).T @ seen / both - mine**2
        return np.asarray((away.T @ away / both - mine * mine.T) / np.sqrt(spread * spread.T))


def locally_dependent(correlations: Numbers, above: float = 0.2) -> list[tuple[int, int]]:
    """Pairs whose residual correlation is more than 0.2 above the mean of all pairs (Christensen 2017)."""
    upper = np.triu_indices(len(correlations), 1)
    limit = np.nanmean(correlations[upper]) + above
    return [(int(i), int(j)) for i, j in zip(*upper, strict=True) if correlations[i, j] > limit]
