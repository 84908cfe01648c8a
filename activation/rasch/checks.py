"""What must hold before items can be calibrated, and what is worth a flag: said in words, item by item."""

from collections.abc import Sequence

import numpy as np

from .answers import Answers, Integers, Marks, Numbers
from .design import PARTIAL_CREDIT, RATING_SCALE
from .likelihood import Counts
from .newton import NotEstimable

LEAST_PEOPLE, PUBLISHABLE = 50, 200
RARE = 10
WARN, RED = (0.6, 1.4), (0.5, 1.5)  # mean squares of rating scales: Wright & Linacre 1994, RMT 8:370


class TooFew(NotEstimable):
    """Fewer than 50 people whose answers say anything about items."""

    def __init__(self, n_used: int) -> None:
        self.n_used = n_used
        super().__init__(
            f"Only {n_used} people answered two items or more without giving all lowest or all highest answers:"
            f" {LEAST_PEOPLE} are the least for a calibration."
        )


def refuse_useless(counts: Counts, names: Sequence[str]) -> None:
    """Raises NotEstimable for an item nobody answered or everybody answered alike, or items that nobody connects."""
    for name, chosen in zip(names, counts.chosen, strict=True):
        if not chosen.any():
            raise NotEstimable(f"Nobody whose answers count answered {name}. Leave it out.")
        if (chosen > 0).sum() == 1:
            raise NotEstimable(f"Everybody whose answers count gave {name} the same answer. Leave it out.")
    apart = unconnected(counts.masks)
    if apart.any():
        away = ", ".join(name for name, lone in zip(names, apart, strict=True) if lone)
        raise NotEstimable(
            f"Nobody answered both {names[0]} and, even by way of others, these items: {away}."
        )


def unconnected(masks: Marks) -> Marks:
    """Items that no chain of people who answered two of them ties to the first one."""
    reached = np.zeros(masks.shape[1], dtype=bool)
    reached[0] = True
    while True:
        further = reached | masks[(masks & reached).any(axis=1)].any(axis=0)
        if (further == reached).all():
            return ~reached
        reached = further


def unused(counts: Counts) -> list[tuple[int, int]]:
    """(item, answer) that an item allows and nobody gave."""
    return [(int(i), int(x)) for i, x in np.argwhere(counts.allowed & (counts.chosen == 0))]


def refuse_unused(counts: Counts, names: Sequence[str], model: str) -> None:
    """Raises NotEstimable: under partial credit every item needs all its options used, under rating scale one does."""
    if model == PARTIAL_CREDIT:
        for item, answer in unused(counts):
            raise NotEstimable(
                f"Nobody chose {answer} on {names[item]}, so partial credit has no estimate for it."
                " Use the rating-scale model, or join that option with the one beside it."
            )
    everywhere = counts.chosen.sum(axis=0)
    for answer in np.flatnonzero(everywhere == 0).tolist() if model == RATING_SCALE else ():
        raise NotEstimable(
            f"Nobody chose {answer} on any item. Join that option with the one beside it, or say how many"
            " options there are."
        )


def item_flags(
    counts: Counts, rest: Numbers, infit: Numbers, outfit: Numbers, thresholds: Numbers
) -> list[list[str]]:
    """Flags of each item. `rest`: its correlation with the other items."""
    found = []
    for item, highest in enumerate(counts.highest):
        worst = [infit[item], outfit[item]]
        steps = thresholds[item, :highest]
        signs = {
            "reversed": rest[item] < 0,
            "underfit": max(worst) > WARN[1],
            "underfit_strong": max(worst) > RED[1],
            "overfit": min(worst) < WARN[0],
            "overfit_strong": min(worst) < RED[0],
            "disordered": bool((np.diff(steps) < 0).any()),
            "rare_option": counts.chosen[item, : highest + 1].min() < RARE,
        }
        found.append([name for name, holds in signs.items() if holds])
    return found


def rest_correlations(table: Answers, highest: Integers) -> Numbers:
    """Correlation of each item with the share of the highest total on the other items that a person answered."""
    seen = table >= 0
    given = np.where(seen, table, 0).astype(np.float32)
    total, most = given.sum(axis=1), seen.astype(np.float32) @ highest.astype(np.float32)
    found = np.full(table.shape[1], np.nan)
    for item, most_of_item in enumerate(highest):
        both = seen[:, item] & (most > most_of_item)
        share = (total[both] - given[both, item]) / (most[both] - most_of_item)
        if both.sum() > 1 and np.ptp(share) and np.ptp(given[both, item]):
            found[item] = np.corrcoef(given[both, item], share)[0, 1]
    return found
