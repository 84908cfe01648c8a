"""How long people wait, in bands that a meeting can talk about; and who has room. Plain values only."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

BANDS: tuple[tuple[int, str], ...] = (
    (14, "Under 2 weeks"),
    (28, "2 to 4 weeks"),
    (56, "4 to 8 weeks"),
    (84, "8 to 12 weeks"),
)
LONGEST = "12 weeks and more"


def edges(now: dt.datetime) -> list[tuple[str, dt.datetime | None, dt.datetime | None]]:
    """Every band with the moments between which somebody began to wait, the shortest first."""
    found: list[tuple[str, dt.datetime | None, dt.datetime | None]] = []
    until: dt.datetime | None = None
    for days, words in BANDS:
        since = now - dt.timedelta(days=days)
        found.append((words, since, until))
        until = since
    return [*found, (LONGEST, None, until)]


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """What one colleague carries, and can carry where they said so."""

    member: int
    carries: int
    people: int | None = None

    @property
    def said(self) -> str:
        if self.people is None:
            return f"{self.carries} open"
        return f"{self.carries} of {self.people} open"

    @property
    def is_over(self) -> bool:
        return self.people is not None and self.carries > self.people

    @property
    def fullness(self) -> tuple[float, int, int]:
        """Who has said nothing counts as half full: not first, and not last."""
        full = 0.5 if self.people is None else self.carries / max(1, self.people)
        return full, self.carries, self.member


def share_out(referrals: Iterable[int], rooms: Iterable[Room]) -> dict[int, int]:
    """Each referral to whoever has most room, one after the other."""
    standing = {room.member: room for room in rooms}
    given: dict[int, int] = {}
    for referral in referrals:
        taker = min(standing.values(), key=lambda room: room.fullness)
        standing[taker.member] = dataclasses.replace(taker, carries=taker.carries + 1)
        given[referral] = taker.member
    return given
