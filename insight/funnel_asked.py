"""What a page of the funnel is asked for in its address, and the addresses of what stands behind its numbers."""

import dataclasses
from urllib.parse import urlencode

from insight import period
from insight.models.ways import Aim
from insight.period import Period
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What the page is about, and the addresses of what stands behind its numbers."""

    aim: Aim
    period: Period
    lists: str

    def url(self, **of: str) -> str:
        """The list of people behind a number; nothing for those who may not see names."""
        return f"{self.lists}?aim={self.aim}&{self.period.query}&{urlencode(of)}" if self.lists else ""


def asked(request: Request) -> Asked:
    """As the address says it; what cannot be read is the usual."""
    wanted = request.GET.get("aim", "")
    aim = Aim(wanted) if wanted in Aim.values else Aim.COACHING
    return Asked(aim, period.of(request), lists_of(request))


def lists_of(request: Request) -> str:
    sees = Permission.NAMES_BEHIND_FIGURES in request.permissions
    return address("insight:way-people", request.practice.ods_code) if sees else ""
