"""Who holds a duty when, and the days on which nobody does: plain dates, no database."""

import datetime as dt
from collections.abc import Iterable

Span = tuple[dt.date, dt.date]
ONE_DAY = dt.timedelta(days=1)


def gaps(held: Iterable[tuple[dt.date, dt.date | None]], first: dt.date, last: dt.date) -> list[Span]:
    """The stretches between `first` and `last` that no span covers; both ends of a span count."""
    found, day = [], first
    for starts_on, ends_on in sorted(held, key=lambda span: span[0]):
        if starts_on > last:
            break
        if starts_on > day:
            found.append((day, starts_on - ONE_DAY))
        day = max(day, (ends_on or last) + ONE_DAY)
    if day <= last:
        found.append((day, last))
    return found
