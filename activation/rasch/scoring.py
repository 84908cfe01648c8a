"""Answers to scores under a frozen calibration: one person at once from the kept table, or everybody together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from .answers import MISSING, Answers, BadAnswers, Cells, Integers, Marks, Numbers, answers_of, gather
from .calibration import Calibration
from .flags import ORDER, flags
from .persons import Moments, moments, weighted
from .residuals import Fitness, MeanSquares, fitness


@dataclass(frozen=True)
class Scored:
    """One person. measure and se in logits, score and score_se in points of 0-100, infit and outfit mean squares.

    All of them are None for a person who answered nothing; `flags` as in flags.py.
    """

    answered: int
    raw: int
    measure: float | None
    se: float | None
    score: float | None
    score_se: float | None
    infit: float | None
    outfit: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class ScoredMany:
    """Many persons: each array has one entry a person, NaN where there is none; `flagged` has one mark a person."""

    answered: Integers
    raw: Integers
    measure: Numbers
    se: Numbers
    fit: Fitness
    extreme: Marks
    flagged: dict[str, Marks]
    cells: Cells
    at: Moments
    calibration: Calibration

    def __len__(self) -> int:
        return len(self.raw)

    @cached_property
    def score(self) -> Numbers:
        return np.asarray(self.calibration.score(self.measure))

    @cached_property
    def score_se(self) -> Numbers:
        return self.se * self.calibration.points_per_logit

    def person(self, row: int) -> Scored:
        """The person at this row, counted from 0."""
        return Scored(
            answered=int(self.answered[row]),
            raw=int(self.raw[row]),
            measure=known(self.measure[row]),
            se=known(self.se[row]),
            score=known(self.score[row]),
            score_se=known(self.score_se[row]),
            infit=known(self.fit.persons.infit[row]),
            outfit=known(self.fit.persons.outfit[row]),
            flags=tuple(name for name in ORDER if self.flagged[name][row]),
        )


def known(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


One = Mapping[str, int | None] | Sequence[int | None]
Seconds = Sequence[float] | Numbers


def score_many(
    calibration: Calibration,
    responses: Any,
    *,
    min_answered: int | None = None,
    seconds: Seconds | None = None,
) -> ScoredMany:
    """Score N x I answers (columns in the calibration's order; -1, NaN or None where missing). Raises BadAnswers.

    `seconds`: the time each person took, NaN if unknown.
    """
    table = table_for(calibration, responses)
    scored = measured(calibration, table)
    least = calibration.min_answered if min_answered is None else min_answered
    found = flags(table, scored.fit.persons, scored.extreme, min_answered=least, seconds=seconds)
    return replace(scored, flagged=found)


def measured(calibration: Calibration, table: Answers) -> ScoredMany:
    """Measures and fit, each cell solved once; no flags yet."""
    cells = gather(table)
    measure, se = weighted(calibration.beta, cells.masks[cells.pattern], cells.total)
    at, of = moments(calibration.beta, np.nan_to_num(measure)), cells.cell_of
    extreme = cells.extreme(calibration.highest)
    return ScoredMany(
        answered=cells.answered_of,
        raw=cells.total[of],
        measure=measure[of],
        se=se[of],
        fit=fitness(table, cells, at, extreme),
        extreme=extreme[of],
        flagged={},
        cells=cells,
        at=at,
        calibration=calibration,
    )


def table_for(calibration: Calibration, responses: Any) -> Answers:
    if np.ndim(responses) == 2 and np.shape(responses)[1] != len(calibration.items):
        raise BadAnswers(f"These answers have {np.shape(responses)[1]} items, not {len(calibration.items)}.")
    return answers_of(responses, calibration.highest)


def score_person(
    calibration: Calibration, answers: One, *, min_answered: int | None = None, seconds: float | None = None
) -> Scored:
    """Answers by item name, or in the calibration's order, None where missing; `seconds` in all. Raises BadAnswers."""
    row = table_for(calibration, [in_order(calibration, answers)])
    mask, raw = row[0] >= 0, int(row[row >= 0].sum())
    table = calibration.table(mask)
    persons = one_fit(row, mask, table.at, raw)
    least = calibration.min_answered if min_answered is None else min_answered
    ends = np.array([raw in (0, len(table.measure) - 1)])
    found = flags(row, persons, ends, min_answered=least, seconds=seconds)
    return Scored(
        answered=int(mask.sum()),
        raw=raw,
        measure=known(table.measure[raw]),
        se=known(table.se[raw]),
        score=known(calibration.score(table.measure[raw])),
        score_se=known(table.se[raw] * calibration.points_per_logit),
        infit=known(persons.infit[0]),
        outfit=known(persons.outfit[0]),
        flags=tuple(name for name in ORDER if found[name][0]),
    )


def in_order(calibration: Calibration, answers: One) -> list[int]:
    """One answer an item, -1 where missing. Raises BadAnswers for an item that the instrument does not have."""
    if isinstance(answers, Mapping):
        for name in answers.keys() - set(calibration.names):
            raise BadAnswers(f"This instrument has no item {name}.")
        answers = [answers.get(name) for name in calibration.names]
    return [MISSING if answer is None else answer for answer in answers]


def one_fit(row: Answers, mask: Marks, at: Moments, raw: int) -> MeanSquares:
    """Fit of one person from the moments kept in the score table."""
    first, answered = np.zeros(1, dtype=np.int64), np.array([int(mask.sum())])
    cells = Cells(mask[None, :], first, np.array([raw]), first, answered)
    here = Moments(*(part[raw : raw + 1] for part in (at.mean, at.variance, at.third, at.fourth)))
    return fitness(row, cells, here, np.ones(1, dtype=bool)).persons
