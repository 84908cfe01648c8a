"""Some items given parameters of their own in every group of people, the other items shared: the fit behind DIF."""

from dataclasses import dataclass, replace

import numpy as np

from .answers import Integers, Marks, Numbers
from .design import RATING_SCALE, design
from .fitting import Fitted, climb, start
from .likelihood import Counts, derivatives
from .newton import Part


@dataclass(frozen=True)
class Versions:
    """Where each item's parameters stand: unsplit items in their order, then group by group each split item."""

    items: int
    groups: int
    split: tuple[int, ...]

    @property
    def shared(self) -> list[int]:
        return [item for item in range(self.items) if item not in self.split]

    def place(self, item: int, group: int) -> int:
        if item in self.split:
            return self.items - len(self.split) + self.split.index(item) * self.groups + group
        return self.shared.index(item)

    def of_group(self, group: int) -> list[int]:
        return [self.place(item, group) for item in range(self.items)]

    def item_of(self) -> Integers:
        """The item of each version."""
        return np.array([*self.shared, *np.repeat(self.split, self.groups)], dtype=np.int64)

    def chosen(self, groups: list[Counts]) -> Numbers:
        """How often each answer was given, version by version."""
        together = np.sum([group.chosen for group in groups], axis=0)
        own = [group.chosen[item] for item in self.split for group in groups]
        return np.array([*together[self.shared], *own])


@dataclass(frozen=True)
class Near:
    """Where fits with few items split may start: beta (I x M) without a split, and each group's information there."""

    beta: Numbers
    curves: list[Numbers]


def near(unsplit: "SplitFit", groups: list[Counts]) -> Near:
    beta = unsplit.beta_of_group(0)
    return Near(beta, [derivatives(group, beta)[2] for group in groups])


@dataclass(frozen=True)
class SplitFit:
    """A fit and how to read it."""

    fitted: Fitted
    versions: Versions
    allowed: Marks  # answers with a chance, version by version
    given: Marks  # versions in which every answer was given by somebody

    @property
    def loglik(self) -> float:
        return self.fitted.loglik

    def of_item(self, item: int) -> Numbers:
        """Location of a split item in each group, logits; NaN where an answer was never given there."""
        places = [self.versions.place(item, group) for group in range(self.versions.groups)]
        return np.where(self.given[places], self.fitted.locations[places], np.nan)

    def beta_of_group(self, group: int) -> Numbers:
        return self.fitted.beta[self.versions.of_group(group)]

    def allowed_of_group(self, group: int) -> Marks:
        return self.allowed[self.versions.of_group(group)]


def fit_split(
    model: str, groups: list[Counts], split: tuple[int, ...], begin: Near | None = None
) -> SplitFit:
    """`groups`: the counts of each group of people; `begin`: where to start. Raises NotEstimable.

    Under partial credit an answer nobody in a group gave is given no chance there: its estimate is infinite.
    """
    versions = Versions(groups[0].items, len(groups), split)
    chosen = versions.chosen(groups)
    highest = groups[0].highest[versions.item_of()]
    allowed = np.arange(groups[0].steps + 1) <= highest[:, None]
    given = ((chosen > 0) | ~allowed).all(axis=1) | np.full(len(chosen), model == RATING_SCALE)
    if model != RATING_SCALE:
        allowed &= chosen > 0
    shape = design(model, highest, allowed)
    parts = [
        Part(replace(group, allowed=allowed[rows]), shape.of(rows), begin.curves[at] if begin else None)
        for at, group in enumerate(groups)
        for rows in [versions.of_group(at)]
    ]
    beta = begin.beta[versions.item_of()] if begin else start(model, chosen, highest)
    fitted = climb(model, highest, shape, parts, beta)
    return SplitFit(fitted, versions, allowed, given)
