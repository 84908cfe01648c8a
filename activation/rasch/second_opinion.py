"""A second opinion on DIF that needs no model: Mantel's test of one item between two groups at equal totals.

Within people of one total the item's answers are compared with what chance alone would share out between the groups
(Mantel 1963, J Am Stat Assoc 58:690; for ordered answers Zwick, Donoghue & Grima 1993, J Educ Meas 30:233).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .answers import BadAnswers, Integers, Marks, answers_of
from .chances import chi_square_above


@dataclass(frozen=True)
class Mantel:
    """`excess`: points the second group has on the item beyond chance, over all its people; one degree of freedom."""

    chi_square: float
    p: float
    excess: float


def mantel(responses: Any, labels: Sequence[Any]) -> list[Mantel]:
    """Every item between the two groups of `labels`, in order of name, over people who answered everything and have a
    label. Raises BadAnswers unless there are two groups."""
    table = answers_of(responses)
    text = np.array(["" if label is None else str(label).strip() for label in labels])
    kept = (table >= 0).all(axis=1) & (text != "")
    groups = np.unique(text[kept])
    if len(groups) != 2:
        raise BadAnswers("Mantel's test compares two groups.")
    whole, second = table[kept].astype(np.int64), text[kept] == groups[1]
    totals = whole.sum(axis=1)
    return [of_item(column, totals, second) for column in whole.T]


def of_item(answers: Integers, totals: Integers, second: Marks) -> Mantel:
    """Sums over the totals: what the second group has, what chance would give it, and the variance of that."""
    people = np.bincount(totals).astype(float)
    theirs = np.bincount(totals, weights=second)
    points, squares = (np.bincount(totals, weights=answers**power) for power in (1, 2))
    had = np.bincount(totals, weights=answers * second)
    both = (theirs > 0) & (theirs < people)
    n, m, s, q = people[both], theirs[both], points[both], squares[both]
    excess = float((had[both] - m * s / n).sum())
    variance = float(((n - m) * m / (n**2 * (n - 1)) * (n * q - s**2)).sum())
    chi_square = excess**2 / variance if variance > 0 else 0.0
    return Mantel(chi_square, chi_square_above(chi_square, 1), excess)
