"""A calibration: the item parameters of one instrument, how they came about, and the score scale that follows.

It goes to JSON and back unchanged. What a fit to answers would have added (standard errors, fit, log-likelihood)
may be missing: a calibration set by design has none.
"""

import json
import math
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from .answers import Integers, Marks, Numbers
from .design import MODELS
from .persons import Moments, moments, weighted

MOST_TABLES = 1024
ENOUGH_OF = (10, 13)  # answers needed for a score to be shown without a mark


class BadCalibration(ValueError):
    """A calibration that cannot be read; the words say why."""


@dataclass(frozen=True)
class CalibratedItem:
    """Location and thresholds in logits (mean location of all items 0); mean squares; flags in words."""

    item: str
    location: float
    se: float | None
    thresholds: tuple[float, ...]
    threshold_se: tuple[float, ...] | None = None
    infit: float | None = None
    outfit: float | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemDifference:
    """DIF of one item between groups of people. `effect`: difference of locations, logits, last group minus
    first by name (largest minus smallest for three and more); None where it could not be estimated.

    `p_adjusted` and `size` (negligible, moderate, large) are of the purified test; see dif.py.
    """

    item: str
    group: str
    lr: float
    df: int
    p: float
    effect: float | None
    p_adjusted: float | None = None
    size: str | None = None
    flagged: bool = False
    underpowered: bool = False


@dataclass(frozen=True)
class ScoreTable:
    """For one set of answered items and every total 0..R: measure, SE (logits), and each item's moments there."""

    measure: Numbers
    se: Numbers
    at: Moments


@dataclass(frozen=True)
class Calibration:
    """Frozen parameters. `points_per_logit` and `lowest` make the 0-100 scale: the measures of the lowest and
    highest total with all items answered are 0 and 100."""

    model: str
    n_used: int | None
    loglik: float | None
    items: tuple[CalibratedItem, ...]
    alpha: float | None = None
    person_reliability: float | None = None
    dif: tuple[ItemDifference, ...] = ()
    warnings: tuple[str, ...] = ()
    _tables: dict[bytes, ScoreTable] = field(default_factory=dict, repr=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(item.item for item in self.items)

    @cached_property
    def highest(self) -> Integers:
        """The largest answer of each item."""
        return np.array([len(item.thresholds) for item in self.items], dtype=np.int64)

    @cached_property
    def beta(self) -> Numbers:
        """I x (M + 1): sums of thresholds, 0 for the answer 0, infinite for answers an item does not have."""
        beta = np.full((len(self.items), int(self.highest.max()) + 1), np.inf)
        for row, item in zip(beta, self.items, strict=True):
            row[: len(item.thresholds) + 1] = np.cumsum([0.0, *item.thresholds])
        return beta

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Measures of the lowest and the highest total with every item answered."""
        table = self.table(np.ones(len(self.items), dtype=bool))
        return float(table.measure[0]), float(table.measure[-1])

    @property
    def lowest(self) -> float:
        return self.ends[0]

    @property
    def points_per_logit(self) -> float:
        return 100.0 / (self.ends[1] - self.ends[0])

    @property
    def min_answered(self) -> int:
        """10 of 13, and in proportion for another length."""
        enough, of = ENOUGH_OF
        return math.ceil(len(self.items) * enough / of)

    def points(self, measure: Any) -> Any:
        """Measure(s) in logits to the 0-100 scale."""
        return (measure - self.lowest) * self.points_per_logit

    def score(self, measure: Any) -> Any:
        """Points, kept inside 0-100: only items very unlike one another could lead a few answers beyond."""
        return np.clip(self.points(measure), 0.0, 100.0)

    def table(self, mask: Marks) -> ScoreTable:
        """The score table of people who answered these items; kept for the next one."""
        key = mask.tobytes()
        found = self._tables.get(key)
        if found is None:
            totals = np.arange(int(self.highest[mask].sum()) + 1)
            masks = np.broadcast_to(mask, (len(totals), len(mask)))
            measure, se = weighted(self.beta, masks, totals)
            found = ScoreTable(measure, se, moments(self.beta, np.nan_to_num(measure)))
            if len(self._tables) >= MOST_TABLES:
                self._tables.clear()
            self._tables[key] = found
        return found

    def shifted(self, by: float) -> Self:
        """The same calibration with `by` logits added to every threshold: after linking, no longer mean 0."""
        moved = tuple(
            replace(
                item,
                location=item.location + by,
                thresholds=tuple(threshold + by for threshold in item.thresholds),
            )
            for item in self.items
        )
        return replace(self, items=moved, _tables={})

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and numbers, ready for JSON; what is not a number is None."""
        return {
            "model": self.model,
            "n_used": self.n_used,
            "loglik": self.loglik,
            "items": [plain(asdict(item)) for item in self.items],
            "alpha": self.alpha,
            "person_reliability": self.person_reliability,
            "dif": [plain(asdict(one)) for one in self.dif],
            "warnings": list(self.warnings),
        }

    def to_json(self) -> str:
        return json.dumps(plain(self.as_dict()), allow_nan=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Raises BadCalibration when the text is no calibration."""
        try:
            return cls.from_dict(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise BadCalibration(f"This is not a calibration: {problem}.") from None

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Self:
        """From what `as_dict` gives. Raises BadCalibration, KeyError, TypeError or ValueError."""
        if found["model"] not in MODELS:
            raise BadCalibration(f"no model is called {found['model']}")
        items = tuple(item_from(item) for item in found["items"])
        if not items or len({item.item for item in items}) < len(items):
            raise BadCalibration("it needs items, each with a name of its own")
        return cls(
            model=found["model"],
            n_used=found.get("n_used"),
            loglik=found.get("loglik"),
            items=items,
            alpha=found.get("alpha"),
            person_reliability=found.get("person_reliability"),
            dif=tuple(ItemDifference(**one) for one in found.get("dif", ())),
            warnings=tuple(found.get("warnings", ())),
        )


def item_from(found: dict[str, Any]) -> CalibratedItem:
    thresholds = tuple(float(value) for value in found["thresholds"])
    if not thresholds or not all(map(math.isfinite, thresholds)):
        raise BadCalibration(f"item {found['item']} needs a number for every threshold")
    errors = found.get("threshold_se")
    return CalibratedItem(
        item=str(found["item"]),
        location=float(found.get("location", sum(thresholds) / len(thresholds))),
        se=found.get("se"),
        thresholds=thresholds,
        threshold_se=None if errors is None else tuple(errors),
        infit=found.get("infit"),
        outfit=found.get("outfit"),
        flags=tuple(found.get("flags", ())),
    )


def plain(value: Any) -> Any:
    """Tuples to lists, numpy numbers to Python's, what is not finite to None."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
