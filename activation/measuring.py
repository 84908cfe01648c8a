"""How well a questionnaire measures the people who answered it: pure, from their answers without names."""

from collections import Counter
from dataclasses import dataclass

from activation.rasch import (
    BadAnswers,
    Calibration,
    Link,
    NotEstimable,
    Report,
    ScoredMany,
    calibrate,
    examine,
    link,
    score_many,
)
from activation.rasch.calibrating import grouped, prepare
from activation.rasch.dif import LEAST, Tested, differences
from activation.sample import Sample, without_small


@dataclass(frozen=True)
class Found:
    """A calibration from these answers, what examining it says, and everybody's measure under it."""

    calibration: Calibration
    report: Report
    scored: ScoredMany
    linked: Link | None
    shift: "Shift | None"


@dataclass(frozen=True)
class Shift:
    """What the doubtful answers would change: the item that moves furthest, and by how many logits."""

    item: str
    by: float


def calibrated(sample: Sample) -> Calibration:
    """From answers that are not doubtful. Raises TooFew, NotEstimable or BadAnswers."""
    return calibrate(sample.clear, sample.items, options=list(sample.options))


def look(sample: Sample, in_force: Calibration | None) -> Found:
    """Everything but the comparison of groups. Raises TooFew, NotEstimable or BadAnswers."""
    found = calibrated(sample)
    return Found(
        found,
        examine(found, sample.clear),
        score_many(found, sample.clear),
        linked(found, in_force),
        shift_of(sample, found),
    )


def linked(found: Calibration, in_force: Calibration | None) -> Link | None:
    """Against the scale in force; None without one, or where no steady item ties the two together."""
    if in_force is None:
        return None
    try:
        return link(found, in_force)
    except ValueError:
        return None


def shift_of(sample: Sample, found: Calibration) -> Shift | None:
    """Once more with the doubtful answers in; None where there are none, or they make it impossible."""
    if not sample.doubtful.any():
        return None
    try:
        again = calibrate(sample.table, sample.items, model=found.model, options=list(sample.options))
    except (NotEstimable, BadAnswers):
        return None
    moves = {new.item: new.location - old.location for new, old in zip(again.items, found.items, strict=True)}
    furthest = max(moves, key=lambda item: abs(moves[item]))
    return Shift(furthest, moves[furthest])


@dataclass(frozen=True)
class Compared:
    """One grouping: the groups that were tested, those too small to be, and what was found."""

    sizes: dict[str, int]
    too_small: tuple[str, ...]
    tested: Tested


def compare(sample: Sample, grouping: str) -> Compared:
    """Do the items say the same about people of different groups? Raises TooFew, NotEstimable or BadAnswers.

    Groups below the engine's least size are left out here already, so that nothing tells how small they are.
    """
    labels = sample.clear_labels(grouping)
    large = without_small(labels, LEAST)
    sizes = {name: count for name, count in sorted(Counter(large).items()) if name}
    found = calibrated(sample)
    material = prepare(sample.clear, sample.items, found.model, list(sample.options))
    tested = differences(grouping, material.names, grouped(material, large), found)
    small = tuple(sorted({label for label in labels if label} - sizes.keys()))
    return Compared(sizes, small, tested)
