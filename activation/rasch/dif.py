"""Does an item say the same about people of different groups (DIF)? Each item split by group in turn, and refitted.

An item gets parameters of its own in every group; LR = 2 (LL_split - LL) with df = G - 1 under rating scale, where
only the location is split, and (G - 1) times its steps under partial credit. An item is flagged when the p value
adjusted for all items (Benjamini-Hochberg) is below .01 and the locations differ by 0.43 logits or more. Then all are
tested again with the flagged ones split (purification), so that one bad item does not colour the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .answers import Marks, Numbers
from .calibration import Calibration, ItemDifference
from .chances import adjusted, chi_square_above
from .design import RATING_SCALE
from .likelihood import Counts
from .newton import NotEstimable
from .persons import weighted
from .splitting import Near, SplitFit, fit_split, near

LEAST, AMPLE = 50, 100  # people in a group: below, not tested; below, underpowered
CHANCE = 0.01
MODERATE, LARGE = 0.43, 0.64  # logits: the classes of the Educational Testing Service
MOST_ROUNDS = 6
MATTERS = 1.0  # points


@dataclass(frozen=True)
class Tested:
    """One grouping: its items' differences, what to say about it, and what splitting the flagged items does.

    `impact`: for each group the mean change of scores in points when flagged items are split; empty if none is.
    """

    items: tuple[ItemDifference, ...] = ()
    warnings: tuple[str, ...] = ()
    impact: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    """One test of every item."""

    lr: Numbers
    p: Numbers
    effect: Numbers

    def flagged(self) -> tuple[int, ...]:
        """Items with a small adjusted p and a difference that is not small or has no estimate."""
        small = np.abs(self.effect) < MODERATE
        return tuple(int(item) for item in np.flatnonzero((adjusted(self.p) < CHANCE) & ~small))


class Splits:
    """Fits with sets of items split; each set is fitted once."""

    def __init__(self, model: str, groups: list[Counts]) -> None:
        self.model, self.groups = model, groups
        self.begin: Near | None = None
        self.kept: dict[tuple[int, ...], SplitFit | None] = {}

    def fit(self, split: tuple[int, ...]) -> SplitFit | None:
        """None where the answers do not carry it."""
        split = tuple(sorted(split))
        if split not in self.kept:
            try:
                self.kept[split] = fit_split(self.model, self.groups, split, self.begin)
            except NotEstimable:
                self.kept[split] = None
        return self.kept[split]

    def degrees(self, item: int) -> int:
        steps = 1 if self.model == RATING_SCALE else int(self.groups[0].highest[item])
        return (len(self.groups) - 1) * steps

    def test(self, purified: tuple[int, ...] = ()) -> Round:
        """Every item against the fit with the other `purified` items split."""
        items, unsplit = self.groups[0].items, self.fit(())
        if unsplit and not self.begin:
            self.begin = near(unsplit, self.groups)
        lr, p, effect = np.full((3, items), np.nan)
        for item in range(items):
            others = tuple(other for other in purified if other != item)
            whole, split = self.fit(others), self.fit((*others, item))
            if whole and split:
                lr[item] = max(0.0, 2 * (split.loglik - whole.loglik))
                p[item] = chi_square_above(lr[item], self.degrees(item))
                effect[item] = difference(split.of_item(item))
        return Round(lr, p, effect)


def difference(locations: Numbers) -> float:
    """Last minus first of two groups; largest minus smallest of more. Logits."""
    if len(locations) == 2:
        return float(locations[1] - locations[0])
    return float(np.ptp(locations))


def differences(
    grouping: str, names: Sequence[str], groups: dict[str, Counts], calibration: Calibration
) -> Tested:
    """Test every item between `groups` (label: counts). Groups of fewer than 50 people are left out and named."""
    large = {label: groups[label] for label in sorted(groups) if groups[label].total >= LEAST}
    said = [f"{grouping}: {remark}" for remark in remarks_on(groups)]
    if len(large) < 2:
        return Tested(warnings=tuple(said))
    splits = Splits(calibration.model, list(large.values()))
    first = splits.test()
    last, flagged = purify(splits, first)
    found = listed(names, splits, first, last)
    scarce = any(counts.total < AMPLE for counts in large.values())
    items = [replace(one, group=grouping, underpowered=scarce) for one in found]
    impact = impact_of(splits, flagged, calibration, list(large))
    untested = [names[item] for item in np.flatnonzero(np.isnan(first.lr)).tolist()]
    said += [f"{grouping}: {name} could not be tested for DIF." for name in untested]
    apart = ", ".join(names[item] for item in flagged)
    said += [
        f"{grouping}: with {apart} split, scores of {label} change by {points:+.1f} points on average."
        for label, points in impact.items()
        if abs(points) > MATTERS
    ]
    return Tested(tuple(items), tuple(said), impact)


def remarks_on(groups: dict[str, Counts]) -> Iterator[str]:
    """What is to be said about the sizes of groups."""
    for label, counts in groups.items():
        if counts.total < LEAST:
            yield f"{label} ({counts.total:.0f} people) is too small to test for DIF."
        elif counts.total < AMPLE:
            yield f"{label} has fewer than {AMPLE} people, so DIF may be missed (underpowered)."
    if sum(counts.total >= LEAST for counts in groups.values()) < 2:
        yield f"not tested for DIF, which takes two groups of {LEAST} people."


def purify(splits: Splits, first: Round) -> tuple[Round, tuple[int, ...]]:
    """Test again with the flagged items split until the same ones are flagged, or too few are left to compare with."""
    test, flagged = first, first.flagged()
    for _ in range(MOST_ROUNDS):
        if not flagged or len(flagged) >= splits.groups[0].items - 1:
            break
        test = splits.test(flagged)
        if test.flagged() == flagged:
            break
        flagged = test.flagged()
    return test, flagged


def listed(names: Sequence[str], splits: Splits, first: Round, last: Round) -> list[ItemDifference]:
    """lr, p and effect of the plain test; the adjusted p, the size and the flag of the purified one."""
    again, flagged = adjusted(last.p), last.flagged()
    return [
        ItemDifference(
            item=name,
            group="",
            lr=float(first.lr[at]),
            df=splits.degrees(at),
            p=float(first.p[at]),
            effect=number(first.effect[at]),
            p_adjusted=number(again[at]),
            size=size(last.effect[at]),
            flagged=at in flagged,
        )
        for at, name in enumerate(names)
        if not np.isnan(first.lr[at])
    ]


def number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def size(effect: float) -> str | None:
    if not np.isfinite(effect):
        return None
    return "negligible" if abs(effect) < MODERATE else "moderate" if abs(effect) < LARGE else "large"


def impact_of(
    splits: Splits, flagged: tuple[int, ...], calibration: Calibration, labels: list[str]
) -> dict[str, float]:
    """Mean change in points of each group's scores (people at neither end) when the flagged items are split.

    The unsplit items keep their mean location, which ties the two scales together.
    """
    split = splits.fit(flagged) if flagged else None
    if split is None:
        return {}
    shared = split.versions.shared
    mean_before = np.mean([calibration.items[item].location for item in shared])
    shift = mean_before - split.fitted.locations[: len(shared)].mean()
    found = {}
    for at, (label, counts) in enumerate(zip(labels, splits.groups, strict=True)):
        totals, patterns = np.nonzero(counts.people)
        masks, weight = counts.masks[patterns], counts.people[totals, patterns]
        own = with_answer_0(split.beta_of_group(at), split.allowed_of_group(at), shift)
        before, after = (weighted(beta, masks, totals)[0] for beta in (calibration.beta, own))
        found[label] = float(weight @ (after - before) / weight.sum() * calibration.points_per_logit)
    return found


def with_answer_0(beta: Numbers, allowed: Marks, shift: float) -> Numbers:
    """I x (M + 1), every threshold moved by `shift`, infinite where an answer has no chance."""
    moved = np.concatenate([np.zeros((len(beta), 1)), beta + shift * np.arange(1, beta.shape[1] + 1)], axis=1)
    return np.where(allowed, moved, np.inf)
