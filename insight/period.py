"""The stretch of months that a page is about: so many months up to one, as its address says."""

import dataclasses
import datetime as dt

from django.http import QueryDict

from insight import months

LENGTHS = (3, 6, 12, 24, 36)
USUAL = 12
FURTHEST_BACK = 10 * 12
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


def read(asked: QueryDict, today: dt.date) -> Period:
    """`months=6&to=2026-02`; what cannot be read is the usual."""
    this_month = months.first_of(today)
    ends = {f"{months.earlier(this_month, by):%Y-%m}": by for by in range(FURTHEST_BACK)}
    last = months.earlier(this_month, ends.get(asked.get("to", ""), 0))
    lengths = {str(length): length for length in LENGTHS}
    return ending(last, lengths.get(asked.get("months", ""), USUAL), today)


def ends(today: dt.date) -> list[tuple[str, str]]:
    """Months that a page may be about, the newest first: value and words."""
    found = [months.earlier(months.first_of(today), by) for by in range(max(LENGTHS))]
    return [(f"{month:%Y-%m}", months.name(month)) for month in found]


def ending(last: dt.date, length: int, today: dt.date) -> Period:
    """So many months up to and with the one that begins on `last`."""
    until = min(months.earlier(last, -1), today + dt.timedelta(days=1))
    return Period(months.earlier(last, length - 1), until, length, last)
