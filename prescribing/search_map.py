"""Where services are, drawn without anybody's tiles: numbered points about a middle, north at the top. Pure."""

import dataclasses
import math
from collections.abc import Sequence

from prescribing.search_place import MILE
from prescribing.searching import METRES_OF_A_DEGREE

SIZE, EDGE, APART = 360, 24, 15
RINGS = (0.5, 1, 2, 3, 5, 10, 20, 50)  # miles


@dataclasses.dataclass(frozen=True, slots=True)
class Pin:
    """One number of the list, where it is drawn."""

    x: float
    y: float
    number: int
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Map:
    """All that is drawn; `radius` is of the ring, which is so many miles away."""

    size: int
    middle: float
    radius: float
    miles: float
    pins: tuple[Pin, ...]
    left_out: int


def drawn(
    middle: tuple[float, float], places: Sequence[tuple[int, str, tuple[float, float]]], within: float
) -> Map | None:
    """`places` are (number, name, degrees). What lies farther away than the map reaches is counted, not drawn."""
    offsets = [(number, name, metres_off(middle, place)) for number, name, place in places]
    seen = [one for one in offsets if math.hypot(*one[2]) <= within]
    if not seen:
        return None
    reach = max(400.0, *(math.hypot(*off) for _number, _name, off in seen))
    scale = (SIZE / 2 - EDGE) / reach
    ring = max((r for r in RINGS if r * MILE <= reach * 1.05), default=RINGS[0])
    centre = SIZE / 2
    pins: list[Pin] = []
    for number, name, (east, north) in seen:
        x, y = room_for(pins, centre + east * scale, centre - north * scale)
        pins.append(Pin(round(x, 1), round(y, 1), number, name))
    return Map(SIZE, centre, round(ring * MILE * scale, 1), ring, tuple(pins), len(places) - len(seen))


def metres_off(middle: tuple[float, float], place: tuple[float, float]) -> tuple[float, float]:
    """How far east and north; flat is near enough for a town."""
    north = (place[0] - middle[0]) * METRES_OF_A_DEGREE
    east = (place[1] - middle[1]) * METRES_OF_A_DEGREE * math.cos(math.radians(middle[0]))
    return east, north


def room_for(pins: list[Pin], x: float, y: float) -> tuple[float, float]:
    """Several in one building stand beside each other, so that each number can be read."""
    for turn in range(24):
        away = APART * (turn + 5) / 6 if turn else 0.0
        angle = turn * math.pi / 3
        near = x + away * math.cos(angle), y + away * math.sin(angle)
        if all(math.hypot(near[0] - pin.x, near[1] - pin.y) >= APART for pin in pins):
            return near
    return x, y
