"""Phases of a chart: from a day on with limits of its own, made from its first periods or from all of them."""

import dataclasses
import datetime as dt
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, slots=True)
class Phase:
    """Periods from `start` to before `stop`; limits come from those before `baseline_stop`. `set_by` is the place of
    the setting that made it, or none for the time before any."""

    start: int
    stop: int
    baseline_stop: int
    locked: bool
    set_by: int | None = None


def phases(starts: Sequence[dt.date], settings: Sequence[tuple[dt.date, dt.date | None]]) -> list[Phase]:
    """Settings are (from_on, baseline_to), the oldest first. A period belongs where its first day lies."""
    if not starts:
        return []
    begins: dict[int, int | None] = {0: None}
    for place, (from_on, _baseline_to) in enumerate(settings):
        begins[sum(start < from_on for start in starts)] = place
    kept = sorted((start, place) for start, place in begins.items() if start < len(starts))
    stops = [start for start, _place in kept[1:]] + [len(starts)]
    return [
        phase(starts, start, stop, place, settings) for (start, place), stop in zip(kept, stops, strict=True)
    ]


def phase(
    starts: Sequence[dt.date],
    start: int,
    stop: int,
    place: int | None,
    settings: Sequence[tuple[dt.date, dt.date | None]],
) -> Phase:
    until = settings[place][1] if place is not None else None
    if until is None:
        return Phase(start, stop, stop, False, place)
    baseline = sum(one <= until for one in starts)
    return Phase(start, stop, min(max(baseline, start), stop), True, place)
