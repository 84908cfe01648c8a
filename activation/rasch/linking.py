"""A new calibration put on the scale of the one before, and the items that have moved."""

from dataclasses import dataclass

from .calibration import Calibration

DISPLACED = 0.5  # logits


@dataclass(frozen=True)
class Link:
    """`shift` logits were added to the new calibration; `displaced`: how far each moved item is from its old place."""

    shift: float
    linked: Calibration
    used: tuple[str, ...]
    displaced: dict[str, float]


def link(new: Calibration, old: Calibration) -> Link:
    """Mean-mean linking (Kolen & Brennan 2014) on items that both have and neither flags. Raises ValueError for none.

    Items displaced by more than half a logit are shown, not left out: whether they moved is for a person to say.
    """
    before = {item.item: item for item in old.items}
    common = [(item, before[item.item]) for item in new.items if item.item in before]
    steady = [(ours, theirs) for ours, theirs in common if not (ours.flags or theirs.flags)]
    if not steady:
        raise ValueError("The two calibrations share no item without a flag.")
    shift = sum(theirs.location - ours.location for ours, theirs in steady) / len(steady)
    moved = {ours.item: ours.location + shift - theirs.location for ours, theirs in common}
    return Link(
        shift,
        new.shifted(shift),
        tuple(ours.item for ours, _ in steady),
        {name: by for name, by in moved.items() if abs(by) > DISPLACED},
    )
