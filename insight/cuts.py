"""Where time may be cut for those who see no names: never so that few lie between two cuts.

A chart by week, one by month, the mail and a page about a whole year all say sums of the same days, and what two sums
differ by is a sum again. So all of them cut the days of a measure at the same places, whatever stretch they show: each
two such places that follow one another have nothing between them, or enough. What is not cut so is not shown.
"""

import bisect
import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from insight import months
from insight.catalogue import Kind, Measure, asking
from practice.models import Practice

LONG_AGO = dt.date(1990, 1, 1)
A_DAY = dt.timedelta(days=1)
Day = tuple[dt.date, float, float]  # a day with the sums of n and d
_BY_DAY = "SELECT day, sum(n), sum(d) FROM ({rows}) counted GROUP BY day"


@dataclasses.dataclass(frozen=True, slots=True)
class Cuts:
    """`at` are the places between `first` and `last`; before and after these there is nothing to cut."""

    first: dt.date
    last: dt.date
    at: frozenset[dt.date]

    def here(self, day: dt.date) -> bool:
        return day in self.at or day <= self.first or day > self.last

    def between(self, start: dt.date, after: dt.date) -> bool:
        """Whether the days from `start` to before `after` may be said by themselves."""
        return self.here(start) and self.here(after)


def of_measures(
    practice: Practice, measures: Sequence[Measure], today: dt.date, under: int
) -> dict[str, Cuts]:
    """By the name of each, at one question."""
    kinds = {measure.name: measure.kind for measure in measures}
    found: dict[str, list[Day]] = {name: [] for name in kinds}
    for name, *day in by_day(practice, measures, today):
        found[name].append((day[0], float(day[1]), float(day[2])))
    return {name: cuts(kinds[name], days, today, under) for name, days in found.items()}


def by_day(practice: Practice, measures: Sequence[Measure], today: dt.date) -> list[tuple]:
    """All that ever counted, today too."""
    unique = {measure.name: measure for measure in measures}
    return asking.together(_BY_DAY, practice, unique.values(), LONG_AGO, today + A_DAY) if unique else []


def cuts(kind: Kind, days: Iterable[Day], today: dt.date, under: int) -> Cuts:
    """Years first, as pages of a year say each by itself; then months and weeks, the latest first."""
    known = sorted(days)
    if not known:
        return Cuts(today, today, frozenset())
    first = known[0][0]
    at = [dt.date.min, *years(first, today), dt.date.max]
    sums = Sums(kind, known)
    for day in (*month_starts(first, today), *mondays(first, today)):
        place = bisect.bisect_left(at, day)
        if at[place] == day:
            continue
        if sums.enough(at[place - 1], day, under) and sums.enough(day, at[place], under):
            at.insert(place, day)
    return Cuts(first, today, frozenset(at))


class Sums:
    """What lies between two days, of each number that a page says of a measure."""

    def __init__(self, kind: Kind, days: Sequence[Day]) -> None:
        self.days = [day for day, _n, _d in days]
        parts = [counted(kind, n, d) for _day, n, d in days]
        self.upto = [tuple(0.0 for _part in parts[0])]
        for part in parts:
            self.upto.append(tuple(a + b for a, b in zip(self.upto[-1], part, strict=True)))

    def enough(self, start: dt.date, after: dt.date, under: int) -> bool:
        low, high = (self.upto[bisect.bisect_left(self.days, day)] for day in (start, after))
        return not any(0 < b - a < under for a, b in zip(low, high, strict=True))


def counted(kind: Kind, n: float, d: float) -> tuple[float, ...]:
    """A share is said with what it is taken from; of an average only how many. Different people do not add up."""
    if kind is Kind.SHARE:
        return n, d - n
    return {Kind.COUNT: (n,), Kind.MEAN: (d,)}.get(kind, ())


def years(first: dt.date, today: dt.date) -> list[dt.date]:
    """The whole years that pages are about (insight/period.py), in their order."""
    start = months.earlier(months.first_of(today), months.YEAR - 1)
    found = []
    while start > first:
        found.append(start)
        start = months.earlier(start, months.YEAR)
    return found[::-1]


def month_starts(first: dt.date, today: dt.date) -> list[dt.date]:
    start, found = months.first_of(today), []
    while start > first:
        found.append(start)
        start = months.earlier(start, 1)
    return found


def mondays(first: dt.date, today: dt.date) -> list[dt.date]:
    start, found = today - dt.timedelta(today.weekday()), []
    while start > first:
        found.append(start)
        start -= dt.timedelta(7)
    return found
