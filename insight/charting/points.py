"""The points of a chart: whole periods only, small numbers hidden, each with the name of its period."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

from insight import cuts, months
from insight.catalogue import Kind, Measure, asking
from insight.cuts import Cuts
from insight.spc import Value
from practice import small
from practice.models import Practice
from practice.wording import MONTHS, long_date


@dataclasses.dataclass(frozen=True, slots=True)
class Series:
    """`starts` are the first days of whole periods; `running` is the one that is still going on, if it is not over."""

    starts: list[dt.date]
    values: list[Value]
    running: dt.date | None

    @property
    def hidden(self) -> int:
        return sum(value.hidden for value in self.values)

    @property
    def empty(self) -> int:
        return sum(value.value is None and not value.hidden for value in self.values)

    @property
    def first_zeros(self) -> int:
        """How many it begins with in which nothing was counted."""
        return len(list(itertools.takewhile(lambda value: not (value.hidden or value.value), self.values)))

    @property
    def shown(self) -> list[float]:
        return [value.shown for value in self.values if value.shown is not None]


def series(
    practice: Practice,
    measure: Measure,
    by: str,
    since: dt.date,
    *,
    today: dt.date,
    under: int,
    trim: bool = False,
) -> Series:
    """What the catalogue answers up to yesterday: today is not over. Trimmed, it begins where something counts."""
    found = asking.series(practice, measure, by=by, since=since, until=max(today, since))
    told = cuts.of_measures(practice, [measure], today, under) if under else {}
    return read(found, measure, by, today=today, under=under, trim=trim, told=told.get(measure.name))


def several(
    practice: Practice, wanted: Iterable[asking.Wanted], *, today: dt.date, under: int
) -> dict[asking.Wanted, Series]:
    """The same of several at once, at as many questions however many."""
    found = asking.several(practice, wanted, until=today)
    measures = [one[0] for one in found]
    told = cuts.of_measures(practice, measures, today, under) if under else {}
    return {
        one: read(points, *one[:2], today=today, under=under, told=told.get(one[0].name))
        for one, points in found.items()
    }


def read(
    found: Sequence[asking.Point],
    measure: Measure,
    by: str,
    *,
    today: dt.date,
    under: int,
    trim: bool = False,
    told: Cuts | None = None,
) -> Series:
    """What is whole of it, and may be shown: small numbers never, nor what `told` does not cut off."""
    whole = [point for point in found if point.whole]
    if trim:
        whole = list(itertools.dropwhile(nothing, whole))
    hide = hidden(by, whole, under, told) if under else set()
    values = [
        Value(None if at in hide else point.value, point.n, point.d, at in hide)
        for at, point in enumerate(whole)
    ]
    return Series([point.start for point in whole], values, begun(by, today))


def nothing(point: asking.Point) -> bool:
    return not (point.n or point.d or point.people)


def begun(by: str, today: dt.date) -> dt.date | None:
    """The first day of the period that today lies in; nothing where today is that day."""
    first = today - dt.timedelta(today.weekday()) if by == "week" else today.replace(day=1)
    return first if first < today else None


def hidden(by: str, points: Sequence[asking.Point], under: int, told: Cuts | None) -> set[int]:
    """The places of those that are not shown; where nothing was counted, that may always be said."""
    return {
        at
        for at, point in enumerate(points)
        if not (nothing(point) or may_show(point, next_start(by, point.start), under, told))
    }


def may_show(point: asking.Point, after: dt.date, under: int, told: Cuts | None) -> bool:
    """Whether this stretch, up to before `after`, may be said by itself."""
    return not is_small(point.kind, point, under) and (told is None or told.between(point.start, after))


def is_small(kind: Kind, point: asking.Point, under: int) -> bool:
    """Few people, few things, or few that are left of the whole."""
    if kind is Kind.PEOPLE:
        counted: tuple[float, ...] = (point.people,)
    elif kind is Kind.COUNT:
        counted = (point.n, point.people)
    elif kind is Kind.SHARE:
        counted = (point.d, point.n, point.d - point.n, point.people)
    else:
        counted = (point.d, point.people)
    return any(small.shown(int(-(-one // 1)), under) is None for one in counted)


def name(by: str, start: dt.date) -> str:
    """June 2025, week of 2 June 2025: inside a sentence."""
    return months.name(start) if by == "month" else f"week of {long_date(start)}"


def short(by: str, start: dt.date) -> str:
    """Under the axis: Jun 2025, 2 Jun 25."""
    month = MONTHS[start.month - 1][:3]
    return f"{month} {start.year}" if by == "month" else f"{start.day} {month} {start:%y}"


def stretch(by: str, starts: Sequence[dt.date]) -> str:
    """From the first to the last."""
    if not starts:
        return ""
    first, last = name(by, starts[0]), name(by, starts[-1])
    return first if first == last else f"{first} to {last}"


def next_start(by: str, start: dt.date) -> dt.date:
    return start + dt.timedelta(7) if by == "week" else months.earlier(start, -1)
