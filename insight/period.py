"""The stretch of months that a page is about: so many months up to one, as its address says.

Who sees no names gets whole years that do not overlap: two stretches that share days differ by few people, and these
would be known by taking one from the other, whatever each of them hides.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import QueryDict

from insight import months
from practice.permissions import Permission
from practice.requests import Request

LENGTHS = (3, 6, 12, 24, 36)
USUAL = months.YEAR
FURTHEST_BACK = 10 * months.YEAR
A_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """From the first day of a month to before `until`; the running month ends tomorrow."""

    since: dt.date
    until: dt.date
    length: int
    last: dt.date

    @property
    def words(self) -> str:
        """March 2025 to February 2026."""
        return f"{months.name(self.since)} to {months.name(self.last)}"

    @property
    def last_words(self) -> str:
        return months.name(self.last)

    @property
    def query(self) -> str:
        """For an address that is about the same."""
        return f"months={self.length}&to={self.last:%Y-%m}"


def of(request: Request) -> Period:
    """As the address says, as far as its reader may choose."""
    if not whole_years(request):
        return read(request.GET, request.today)
    ended = {value: by for by, (value, _words) in enumerate(year_ends(request.today))}
    back = months.YEAR * ended.get(request.GET.get("to", ""), 0)
    return ending(months.earlier(months.first_of(request.today), back), months.YEAR, request.today)


def choices(request: Request) -> dict[str, Any]:
    """What templates/insight/period.html offers."""
    if whole_years(request):
        return {"lengths": (months.YEAR,), "ends": year_ends(request.today)}
    return {"lengths": LENGTHS, "ends": ends(request.today)}


def whole_years(request: Request) -> bool:
    """Where small numbers are hidden from whoever asks."""
    sees = Permission.NAMES_BEHIND_FIGURES in request.permissions
    return not sees and settings.SMALL_NUMBERS_UNDER > 1


def read(asked: QueryDict, today: dt.date) -> Period:
    """`months=6&to=2026-02`; what cannot be read is the usual."""
    this_month = months.first_of(today)
    ends = {f"{months.earlier(this_month, by):%Y-%m}": by for by in range(FURTHEST_BACK)}
    last = months.earlier(this_month, ends.get(asked.get("to", ""), 0))
    lengths = {str(length): length for length in LENGTHS}
    return ending(last, lengths.get(asked.get("months", ""), USUAL), today)


def ends(today: dt.date) -> list[tuple[str, str]]:
    """Months that a page may be about, the newest first: value and words."""
    return in_words(months.earlier(months.first_of(today), by) for by in range(max(LENGTHS)))


def year_ends(today: dt.date) -> list[tuple[str, str]]:
    """The last months of years that do not overlap, of which the first is the one that goes on."""
    back = range(0, FURTHEST_BACK, months.YEAR)
    return in_words(months.earlier(months.first_of(today), by) for by in back)


def in_words(found: Iterable[dt.date]) -> list[tuple[str, str]]:
    return [(f"{month:%Y-%m}", months.name(month)) for month in found]


def ending(last: dt.date, length: int, today: dt.date) -> Period:
    """So many months up to and with the one that begins on `last`."""
    until = min(months.earlier(last, -1), today + dt.timedelta(days=1))
    return Period(months.earlier(last, length - 1), until, length, last)
