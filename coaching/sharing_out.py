"""Who takes over whom: people shared out by points, so that nobody is given more than the others can carry."""

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """What a colleague carries now, and can carry; nothing where nobody has said how much."""

    member: int
    points: int
    capacity: int | None = None

    def after(self, more: int) -> tuple[float, int, int]:
        """How full they would be; of two the same, the one with fewer points, then by number."""
        can = self.capacity or max(1, self.points + more)
        return (self.points + more) / can if self.capacity else 0.0, self.points + more, self.member


def share_out(people: Iterable[tuple[int, int]], loads: Iterable[Load]) -> dict[int, int]:
    """Each person (id, points) to one of the colleagues; the heaviest first, to whoever is left with most room."""
    standing = {load.member: load for load in loads}
    given: dict[int, int] = {}
    for person, points in sorted(people, key=lambda one: (-one[1], one[0])):
        taker = min(standing.values(), key=lambda load: load.after(points))
        standing[taker.member] = dataclasses.replace(taker, points=taker.points + points)
        given[person] = taker.member
    return given
