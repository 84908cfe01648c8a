"""Answers as one tidy table, and people gathered into cells of the same answered items and the same total.

In a Rasch model the total is sufficient for the measure among people who answered the same items, so
everything that is costly is worked out once for each cell (pattern, total) and never for each person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]
Answers = NDArray[np.int8]

MISSING = -1
MOST_OPTIONS = 20


class BadAnswers(ValueError):
    """The answers are not what the instrument allows; the words say where."""


def answers_of(responses: Any, highest: Sequence[int] | Integers | int | None = None) -> Answers:
    """An N x I table of int8, -1 where there is no answer, from integers, floats (NaN), or None.

    `highest` is the largest answer allowed, for all items or item by item. Raises BadAnswers.
    """
    try:
        table = np.asarray(responses)
        if table.dtype == object or table.dtype.kind in "US":
            table = np.array([[np.nan if x is None else x for x in row] for row in responses], dtype=float)
    except (TypeError, ValueError):
        raise BadAnswers("Answers must be a table of whole numbers: one row a person.") from None
    if table.ndim != 2:
        raise BadAnswers("Answers must be a table: one row a person, one column an item.")
    if table.dtype.kind == "f":
        table = np.where(np.isnan(table), MISSING, table)
    whole = table.astype(np.int64)
    refuse_odd((whole != table) | (whole < MISSING), table, "is not a whole number from 0")
    limit = np.broadcast_to(np.asarray(MOST_OPTIONS - 1 if highest is None else highest), whole.shape[1:])
    refuse_odd(whole > limit, table, "is above the largest option")
    return whole.astype(np.int8)


def refuse_odd(odd: Marks, table: NDArray[Any], why: str) -> None:
    if odd.any():
        row, column = np.argwhere(odd)[0]
        raise BadAnswers(f"Row {row + 1}, column {column + 1}: {table[row, column]:g} {why}.")


@dataclass(frozen=True)
class Cells:
    """People gathered: `masks` P x I (who answered what), each person's pattern, total and cell.

    `pattern` and `total` have one entry a cell; `cell_of` and `answered_of` one entry a person.
    """

    masks: Marks
    pattern: Integers
    total: Integers
    cell_of: Integers
    answered_of: Integers

    @property
    def answered(self) -> Integers:
        """Items answered, cell by cell."""
        return np.asarray(self.masks.sum(axis=1)[self.pattern], dtype=np.int64)

    def most(self, highest: Integers) -> Integers:
        """The largest total possible, cell by cell."""
        return np.asarray((self.masks @ highest)[self.pattern], dtype=np.int64)

    def extreme(self, highest: Integers) -> Marks:
        """Cells at the lowest or highest total of the items they answered."""
        return np.asarray((self.total == 0) | (self.total == self.most(highest)))


def gather(table: Answers) -> Cells:
    """Put people with the same pattern and the same total into one cell."""
    answered = table >= 0
    masks, pattern_of = distinct(answered)
    totals = np.where(answered, table, 0).sum(axis=1, dtype=np.int64)
    width = int(totals.max(initial=0)) + 1
    codes, cell_of = np.unique(pattern_of * width + totals, return_inverse=True)
    return Cells(
        masks, codes // width, codes % width, cell_of.reshape(-1), answered.sum(axis=1, dtype=np.int64)
    )


def distinct(answered: Marks) -> tuple[Marks, Integers]:
    """The distinct rows of a table of marks, and which of them each row is."""
    packed = np.ascontiguousarray(np.packbits(answered, axis=1))
    keys: NDArray[Any] = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    if answered.shape[1] <= 48:  # so few fit into one integer, which sorts faster
        keys = packed.astype(np.int64) @ (256 ** np.arange(packed.shape[1], dtype=np.int64))
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return answered[first], np.asarray(which.reshape(-1), dtype=np.int64)
