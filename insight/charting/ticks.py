"""Numbers beside an axis that people would choose themselves."""

import math
from collections.abc import Sequence

MOST = 6
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(values: Sequence[float], *, floor: float | None, ceiling: float | None) -> list[float]:
    """Round numbers from below the lowest to above the highest, at most six steps. From zero on where zero is near."""
    low, high = min(values), max(values)
    if floor is not None and low < (high - floor) / 2 + floor:
        low = floor
    if high <= low:
        low, high = spread(low, floor, ceiling)
    step = step_of(high - low)
    first = math.floor(low / step + 1e-9) * step
    found = [tidy(first + at * step) for at in range(math.ceil((high - first) / step - 1e-9) + 1)]
    return [one for one in found if ceiling is None or one <= ceiling]


def spread(value: float, floor: float | None, ceiling: float | None) -> tuple[float, float]:
    """Some room round values that are all the same."""
    room = max(abs(value) / 2, 1)
    low = value - room if floor is None else max(value - room, floor)
    return low, value + room if ceiling is None else min(max(value + room, low + 1), ceiling)


def step_of(span: float) -> float:
    power = 10 ** math.floor(math.log10(span / MOST))
    return next(step * power for step in STEPS if step * power * MOST >= span * (1 - 1e-9))


def tidy(value: float) -> float:
    return round(value, 10) + 0.0
