"""A calibration from answers: checks, choice of model, parameters, fit, reliability, DIF."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import checks
from .answers import Answers, Cells, Integers, answers_of, gather
from .calibration import CalibratedItem, Calibration, ItemDifference
from .chosen_model import choose, compare, worth_trying
from .design import MODELS, PARTIAL_CREDIT, RATING_SCALE
from .dif import differences
from .fitting import Fitted, fit
from .likelihood import Counts, count
from .newton import NotEstimable
from .reliability import alpha, separation_reliability
from .scoring import ScoredMany, score_many

SAID = {RATING_SCALE: "the rating-scale model", PARTIAL_CREDIT: "the partial-credit model"}


@dataclass(frozen=True)
class Material:
    """Answers made ready: the table, its cells, the largest answer of each item, the counts, the names."""

    table: Answers
    cells: Cells
    highest: Integers
    counts: Counts
    names: tuple[str, ...]

    @property
    def n_used(self) -> int:
        return round(self.counts.total)

    @property
    def rarest(self) -> int:
        """How often the least used option of any item was chosen."""
        return int(self.counts.chosen[self.counts.allowed].min())


def calibrate(
    responses: Any,
    items: Sequence[str],
    *,
    model: str | None = None,
    groups: Mapping[str, Sequence[Any]] | None = None,
    options: int | Sequence[int] | None = None,
) -> Calibration:
    """Calibrate `items` (I names) from `responses` (N x I whole numbers from 0; -1, NaN or None where missing).

    `model`: "rsm", "pcm", or None for the rule in chosen_model.py. `options`: how many options items have, for all or
    item by item; without it the largest answer seen counts as the top one. `groups`: for each grouping one
    label a person (None or "" unknown), tested for DIF. Exact conditional maximum likelihood; n_used are the people
    with two answers or more and neither the lowest nor the highest total. Raises BadAnswers, TooFew, NotEstimable.
    """
    if model not in (None, *MODELS):
        raise ValueError(f"No model is called {model}.")
    material = prepare(responses, items, model, options)
    if material.n_used < checks.LEAST_PEOPLE:
        raise checks.TooFew(material.n_used)
    checks.refuse_useless(material.counts, material.names)
    fitted, warnings = settle(material, model)
    calibration = described(material, fitted, [*exploratory(material.n_used), *warnings])
    return with_differences(calibration, material, groups or {})


def prepare(
    responses: Any, items: Sequence[str], model: str | None, options: int | Sequence[int] | None
) -> Material:
    """Raises BadAnswers."""
    limit = None if options is None else np.asarray(options, dtype=np.int64) - 1
    table = answers_of(responses, limit)
    if table.shape[1] != len(items) or len(set(items)) < len(items):
        raise ValueError("Every column needs an item's name of its own.")
    seen = table.max(axis=0, initial=0).astype(np.int64)
    if limit is None:
        limit = np.maximum(seen, 1) if model == PARTIAL_CREDIT else np.maximum(seen.max(initial=1), 1)
    highest = np.broadcast_to(limit, seen.shape).astype(np.int64)
    cells = gather(table)
    return Material(table, cells, highest, count(table, cells, highest), tuple(items))


def settle(material: Material, model: str | None) -> tuple[Fitted, list[str]]:
    """The fit under the model asked for, or under the one the rule chooses; and what to say about it."""
    if model is None and len(set(material.highest)) > 1:
        model = PARTIAL_CREDIT  # items with different options share no steps
    if model is not None:
        return fit_checked(material, model), shorter(material)
    rating = fit_checked(material, RATING_SCALE)
    partial = attempted(material) if worth_trying(material.n_used, material.rarest) else None
    choice = choose(material.n_used, material.rarest, compare(rating, partial) if partial else None)
    chosen = partial if partial and choice.model == PARTIAL_CREDIT else rating
    return chosen, [f"The rule chose {SAID[choice.model]}: {choice.because}."]


def attempted(material: Material) -> Fitted | None:
    try:
        return fit_checked(material, PARTIAL_CREDIT)
    except NotEstimable:
        return None


def fit_checked(material: Material, model: str) -> Fitted:
    if model == RATING_SCALE and len(set(material.highest)) > 1:
        raise NotEstimable("The rating-scale model needs items with one and the same options.")
    checks.refuse_unused(material.counts, material.names, model)
    return fit(material.table, material.cells, material.highest, model)


def shorter(material: Material) -> list[str]:
    """Said of items whose largest answer seen is below that of the others."""
    most = int(material.highest.max())
    return [
        f"The largest answer to {name} is {highest}, to other items {most}: it was taken to have {highest + 1} options."
        for name, highest in zip(material.names, material.highest, strict=True)
        if highest < most
    ]


def exploratory(n_used: int) -> list[str]:
    if n_used >= checks.PUBLISHABLE:
        return []
    few = f"Only {n_used} people: below {checks.PUBLISHABLE} a calibration may be viewed and must not be used to score."
    return ["exploratory", few]


def described(material: Material, fitted: Fitted, warnings: list[str]) -> Calibration:
    """The calibration with what scoring the same people under it says about items and people."""
    bare = parameters(material, fitted)
    scored = score_many(bare, material.table)
    found = alpha(material.table)
    return replace(
        bare,
        items=judged(material, fitted, bare, scored),
        alpha=found.alpha if found else None,
        person_reliability=separation_reliability(scored.measure, scored.se),
        warnings=tuple(warnings),
        _tables={},
    )


def parameters(material: Material, fitted: Fitted) -> Calibration:
    location_se, threshold_se = fitted.errors()
    items = [
        CalibratedItem(
            item=name,
            location=float(fitted.locations[at]),
            se=float(location_se[at]),
            thresholds=tuple(fitted.thresholds[at, : material.highest[at]].tolist()),
            threshold_se=tuple(threshold_se[at, : material.highest[at]].tolist()),
        )
        for at, name in enumerate(material.names)
    ]
    return Calibration(fitted.model, material.n_used, fitted.loglik, tuple(items))


def judged(
    material: Material, fitted: Fitted, bare: Calibration, scored: ScoredMany
) -> tuple[CalibratedItem, ...]:
    """Items with mean squares at the weighted likelihood measures of all people, and flags."""
    fit_of = scored.fit.items
    rest = checks.rest_correlations(material.table, material.highest)
    flags = checks.item_flags(material.counts, rest, fit_of.infit, fit_of.outfit, fitted.thresholds)
    return tuple(
        replace(item, infit=float(fit_of.infit[at]), outfit=float(fit_of.outfit[at]), flags=tuple(flags[at]))
        for at, item in enumerate(bare.items)
    )


def with_differences(
    calibration: Calibration, material: Material, groups: Mapping[str, Sequence[Any]]
) -> Calibration:
    """DIF between the groups of each grouping, and a flag on items that it finds."""
    found: list[ItemDifference] = []
    warnings = list(calibration.warnings)
    for name, labels in groups.items():
        tested = differences(name, material.names, grouped(material, labels), calibration)
        found += tested.items
        warnings += tested.warnings
    flagged = defaultdict(list)
    for one in found:
        if one.flagged:
            flagged[one.item].append(f"dif:{one.group}")
    items = tuple(replace(item, flags=(*item.flags, *flagged[item.item])) for item in calibration.items)
    return replace(calibration, items=items, dif=tuple(found), warnings=tuple(warnings))


def grouped(material: Material, labels: Sequence[Any]) -> dict[str, Counts]:
    """Counts of each group; people without a label are left out."""
    if len(labels) != len(material.table):
        raise ValueError("A grouping needs one label for every person.")
    text = np.array(["" if label is None else str(label).strip() for label in labels])
    return {
        str(name): count(material.table, material.cells, material.highest, text == name)
        for name in np.unique(text)
        if name
    }
