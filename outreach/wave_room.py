"""How many to ask: what the team can take on in the next fortnight, and how many of those asked say yes."""

import dataclasses
import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q

from coaching.caseload_queries import team_load, waiting_for_anybody
from coaching.way import POINTS
from outreach.models import Invitation, Wave
from practice.models import Practice
from practice.requests import Request
from prescribing import board_queries
from prescribing.models import Referral

A_NEW_ONE = POINTS["usual"]  # points that somebody new takes
ENOUGH = 20  # so many must have had time to answer before their share is believed
USUAL_YES = 0.25  # until then
TIME_TO_ANSWER = dt.timedelta(days=21)
MOST = 300


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """For one aim: places that are free, who waits for one, who may still say yes, and what follows."""

    aim: Wave.Aim
    places: int | None
    waiting: int
    out: int
    share: float
    believed: bool

    @property
    def expected(self) -> int:
        """Of those who were asked and have not answered."""
        return round(self.out * self.share)

    @property
    def size(self) -> int | None:
        """How many to ask, so that as many say yes as can be taken on."""
        if self.places is None:
            return None
        free = max(0, self.places - self.waiting - self.expected)
        return min(MOST, math.ceil(free / self.share))

    @property
    def one_in(self) -> int:
        return round(1 / self.share)


def rooms(request: Request) -> list[Room]:
    """Coaching, then social prescribing."""
    people = [load.room for load in board_queries.loads(request)]
    referrals = free([(room.people, room.carries) for room in people])
    coaching = free([(load.capacity, load.points) for load in team_load(request)])
    waiting = Referral.objects.nobodys().filter(practice=request.practice).count()
    return [
        room(request, Wave.Aim.COACHING, halved(coaching), waiting_for_anybody(request)),
        room(request, Wave.Aim.PRESCRIBING, referrals, waiting),
    ]


def free(said: Sequence[tuple[int | None, int]]) -> int | None:
    """Of (can carry, carries): what is left with each; nothing where nobody has said how much they can carry."""
    known = [(can, carries) for can, carries in said if can is not None]
    return sum(max(0, can - carries) for can, carries in known) if known else None


def halved(points: int | None) -> int | None:
    return None if points is None else points // A_NEW_ONE


def room(request: Request, aim: Wave.Aim, places: int | None, waiting: int) -> Room:
    counts = answers(request.practice, aim, request.now)
    believed = counts["settled"] >= ENOUGH and counts["yes"] > 0
    share = counts["yes"] / counts["settled"] if believed else USUAL_YES
    return Room(aim, places, waiting, counts["out"], share, believed)


def answers(practice: Practice, aim: Wave.Aim, now: dt.datetime) -> dict[str, Any]:
    """Of those asked long enough ago how many said yes; and who may still answer."""
    settled = Q(asked_at__lte=now - TIME_TO_ANSWER)
    open_ones = Q(closed_at=None, wave__started_at__isnull=False)
    mine = Invitation.objects.filter(practice=practice, wave__aim=aim)
    return mine.aggregate(
        settled=Count("pk", filter=settled),
        yes=Count("pk", filter=settled & Q(answer=Invitation.Answer.YES)),
        out=Count("pk", filter=open_ones),
    )
