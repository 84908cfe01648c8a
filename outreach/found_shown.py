"""Counts for a page: the numbers, or nothing where they are too small for somebody who sees no names."""

import dataclasses

from django.conf import settings

from outreach.finding import Found
from outreach.models import CohortRun, LeftOut
from practice.permissions import Permission
from practice.requests import Request
from practice.small import shown, shown_column


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """None: not shown. `under`: numbers below it are hidden; 0 for those who see names."""

    found: int | None
    to_ask: int | None
    by_telephone: int | None
    left_out: list[tuple[LeftOut, int | None]]
    under: int

    @property
    def most_hidden(self) -> int:
        return self.under - 1


def hidden_under(request: Request) -> int:
    """Who may see who they are may see every number."""
    return 0 if Permission.INVITE in request.permissions else settings.SMALL_NUMBERS_UNDER


def shown_found(found: Found, under: int) -> Shown:
    """All parts add up to what was found, so that one alone is never hidden."""
    reasons = found.left_out
    column = [found.to_ask, *(number for _why, number in reasons)]
    small = shown(found.found, under) is None
    to_ask, *rest = [None] * len(column) if small else shown_column(column, under)
    return Shown(
        found=None if small else found.found,
        to_ask=to_ask,
        by_telephone=None if under else found.by_telephone,
        left_out=[(why, number) for (why, _), number in zip(reasons, rest, strict=True)],
        under=under,
    )


def found_by(run: CohortRun) -> Found:
    """As it was on its day."""
    return Found(run.left_out)
