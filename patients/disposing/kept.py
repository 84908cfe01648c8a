"""How long a record is kept: the rule by itself, with no database and no page.

Years after the last contact; and where somebody was seen before they were 18, at least to the birthday that the
Records Management Code of Practice names: the 25th, or the 26th if they were 17 at the last contact of their childhood.
"""

import dataclasses
import datetime as dt

from patients.models import DisposalLine

Because = DisposalLine.Because
GROWN_UP = 18


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """The practice's own periods: settings."""

    years: int
    child_until: int

    def keep_until(self, *, born: dt.date, began: dt.date, last: dt.date) -> tuple[dt.date, Because]:
        """The day until which a record is kept, and which of the two rules says so.

        `began` is when the record came to be: whoever came as a child and stayed is kept as one.
        """
        by_years = years_after(last, self.years)
        if began >= years_after(born, GROWN_UP):
            return by_years, Because.YEARS
        last_as_child = min(last, years_after(born, GROWN_UP) - dt.timedelta(days=1))
        at_17 = last_as_child >= years_after(born, GROWN_UP - 1)
        birthday = years_after(born, self.child_until + at_17)
        return (birthday, Because.CHILD) if birthday > by_years else (by_years, Because.YEARS)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day of the year, `years` later; 29 February becomes 1 March, so that nothing goes a day early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
