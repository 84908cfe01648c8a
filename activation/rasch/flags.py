"""Signs that answers may not mean what they say: never a reason to delete, always one to ask the person.

Thresholds were measured on 20,000 clean simulated people of 13 items with 4 options: false positives 0.7 % for
straight_line, 2.5 % for long_string, 1.5 % for misfit, 0.3 % for misfit_strong. Fit finds random and reversed answers
and never a straight line, so both are needed. A straight line at either end has the lowest or highest total.
"""

from collections.abc import Sequence

import numpy as np

from .answers import Answers, Integers, Marks, Numbers
from .residuals import MeanSquares

TOO_FEW, STRAIGHT_LINE, LONG_STRING = "too_few", "straight_line", "long_string"
MISFIT, MISFIT_STRONG, TOO_FAST = "misfit", "misfit_strong", "too_fast"
ORDER = (TOO_FEW, STRAIGHT_LINE, LONG_STRING, MISFIT, MISFIT_STRONG, TOO_FAST)
ENOUGH = 10  # answers, before a pattern can be called odd
LONG_RUN = 10
FASTEST = 2.0  # seconds an item
MISFITTING, STRONGLY = (1.5, 2.0), (2.0, 2.58)  # mean square above, and t above


def flags(
    table: Answers,
    persons: MeanSquares,
    extreme: Marks,
    *,
    min_answered: int,
    seconds: Sequence[float] | Numbers | float | None = None,
) -> dict[str, Marks]:
    """One mark a person for each flag. `extreme` marks people at either end, `seconds` the time each took in all."""
    answered = (table >= 0).sum(axis=1)
    enough = answered >= min(ENOUGH, table.shape[1])
    judged = enough & ~extreme
    found = {
        TOO_FEW: answered < min_answered,
        STRAIGHT_LINE: enough & all_equal(table),
        LONG_STRING: longest_runs(table) >= LONG_RUN,
        MISFIT: judged & misfits(persons, *MISFITTING),
        MISFIT_STRONG: judged & misfits(persons, *STRONGLY),
        TOO_FAST: np.zeros(len(table), dtype=bool),
    }
    if seconds is not None:
        found[TOO_FAST] = (answered > 0) & (np.asarray(seconds, dtype=float) < FASTEST * answered)
    return found


def misfits(persons: MeanSquares, mean_square: float, t: float) -> Marks:
    infit = (persons.infit > mean_square) & (persons.infit_t > t)
    return np.asarray(infit | ((persons.outfit > mean_square) & (persons.outfit_t > t)))


def all_equal(table: Answers) -> Marks:
    """Nobody who answered less than one item."""
    top = table.max(axis=1)
    bottom = np.where(table < 0, np.int8(np.iinfo(np.int8).max), table).min(axis=1)
    return np.asarray((top == bottom) & (top >= 0))


def longest_runs(table: Answers) -> Integers:
    """The longest run of one and the same answer, in the order shown, passing over what was not answered."""
    people = len(table)
    last, run, longest = np.full(people, -1, dtype=np.int8), *np.zeros((2, people), dtype=np.int16)
    for column in np.ascontiguousarray(table.T):
        answered = column >= 0
        run = np.where(answered, np.where(column == last, run + 1, 1), run)
        last = np.where(answered, column, last)
        longest = np.maximum(longest, run)
    return longest.astype(np.int64)
