"""What is looked at before a calibration is used: dependence of items, use of options, reliability, sensitivity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .answers import Answers, BadAnswers, Integers, Marks, Numbers, gather
from .calibrating import Material, attempted, calibrate, fit_checked, grouped, prepare
from .calibration import Calibration
from .chances import chi_square_above
from .chosen_model import Comparison, compare
from .design import RATING_SCALE
from .flags import MISFIT, STRAIGHT_LINE, TOO_FEW
from .persons import likeliest
from .reliability import alpha, separation, separation_reliability, strata
from .residuals import locally_dependent, residual_correlations
from .scoring import ScoredMany, score_many, table_for


@dataclass(frozen=True)
class Report:
    """`q3` I x I and `dependent` pairs of names whose residuals go together; `used` I x (M + 1) answers given;
    both reliabilities (weighted likelihood over all people; maximum likelihood over people at neither end)."""

    q3: Numbers
    dependent: tuple[tuple[str, str], ...]
    used: Integers
    reliability_all: float | None
    reliability_inside: float | None
    separation: float | None
    strata: float | None
    alpha_people: int
    alpha_if_dropped: dict[str, float]
    item_fit: dict[str, tuple[float, float]]  # infit and outfit over people at neither end


def examine(calibration: Calibration, responses: Any) -> Report:
    """Look at N x I answers under a calibration. Raises BadAnswers."""
    table = table_for(calibration, responses)
    scored = score_many(calibration, table)
    correlations = residual_correlations(table, scored.cells, scored.at)
    names, known = calibration.names, alpha(table)
    overall, inside = separation_reliability(scored.measure, scored.se), reliability_inside(scored)
    fit = scored.fit.items_without_extremes
    return Report(
        q3=correlations,
        dependent=tuple((names[i], names[j]) for i, j in locally_dependent(correlations)),
        used=uses(table, int(calibration.highest.max())),
        reliability_all=overall,
        reliability_inside=inside,
        separation=None if overall is None else separation(overall),
        strata=None if overall is None else strata(overall),
        alpha_people=known.people if known else 0,
        alpha_if_dropped=dict(zip(names, known.if_dropped, strict=True)) if known else {},
        item_fit=dict(zip(names, zip(fit.infit.tolist(), fit.outfit.tolist(), strict=True), strict=True)),
    )


def reliability_inside(scored: ScoredMany) -> float | None:
    cells = scored.cells
    measure, se = likeliest(scored.calibration.beta, cells.masks[cells.pattern], cells.total)
    return separation_reliability(measure[cells.cell_of], se[cells.cell_of])


def uses(table: Answers, most: int) -> Integers:
    """How often each answer was given, I x (M + 1)."""
    return np.stack([np.bincount(column + 1, minlength=most + 2)[1:] for column in table.T])


@dataclass(frozen=True)
class LikelihoodRatio:
    lr: float
    df: int
    p: float


def andersen(
    responses: Any, items: Sequence[str], labels: Sequence[Any], *, model: str = RATING_SCALE
) -> LikelihoodRatio:
    """Do groups of people have the same item parameters? 2 (sum of LL of groups - LL), df = (G - 1) parameters
    (Andersen 1973). People without a label are left out. Raises BadAnswers, NotEstimable."""
    material = prepare(responses, items, RATING_SCALE, None)
    groups = grouped(material, labels)
    if len(groups) < 2:
        raise BadAnswers("A comparison needs two groups.")
    text = np.array(["" if label is None else str(label).strip() for label in labels])
    apart = [fit_checked(only(material, text == name), model) for name in groups]
    whole = fit_checked(only(material, text != ""), model)
    lr, df = 2 * (sum(one.loglik for one in apart) - whole.loglik), (len(apart) - 1) * whole.parameters
    return LikelihoodRatio(lr, df, chi_square_above(lr, df))


def only(material: Material, people: Marks) -> Material:
    return prepare(material.table[people], material.names, None, (material.highest + 1).tolist())


def halves(responses: Any) -> list[str]:
    """Labels for Andersen's test: below and above the middle total. People who answered nothing have none."""
    cells = gather(np.asarray(responses, dtype=np.int8))
    totals, answered = cells.total[cells.cell_of], cells.answered_of > 0
    middle = np.median(totals[answered])
    return [
        ("high" if total > middle else "low") if any_ else ""
        for total, any_ in zip(totals, answered, strict=True)
    ]


def models_compared(responses: Any, items: Sequence[str], *, options: int | None = None) -> Comparison | None:
    """Partial credit against rating scale on the same answers; None where partial credit cannot be estimated."""
    material = prepare(responses, items, RATING_SCALE, options)
    partial = attempted(material)
    return compare(fit_checked(material, RATING_SCALE), partial) if partial else None


@dataclass(frozen=True)
class Sensitivity:
    """The calibration without people whose answers are flagged, how many those are, and the largest move of an item."""

    without: Calibration
    left_out: int
    largest_move: float


def without_flagged(
    calibration: Calibration, responses: Any, *, groups: Mapping[str, Sequence[Any]] | None = None
) -> Sensitivity:
    """Calibrate again without straight lines, misfit and too few answers. Raises TooFew, NotEstimable."""
    table = table_for(calibration, responses)
    flagged = score_many(calibration, table).flagged
    keep = ~(flagged[STRAIGHT_LINE] | flagged[MISFIT] | flagged[TOO_FEW])
    chosen = {
        name: [labels[row] for row in np.flatnonzero(keep).tolist()]
        for name, labels in (groups or {}).items()
    }
    options = (calibration.highest + 1).tolist()
    again = calibrate(table[keep], calibration.names, model=calibration.model, groups=chosen, options=options)
    moves = [
        abs(new.location - old.location) for new, old in zip(again.items, calibration.items, strict=True)
    ]
    return Sensitivity(again, int((~keep).sum()), max(moves))
