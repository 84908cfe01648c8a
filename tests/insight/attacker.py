"""Somebody who may see figures and no names, and takes numbers away from one another: all they saw of each measure.

What is said of some days is a sum between two days. From sums that share a day others follow, by adding and by taking
away: every two days that hang together by what was seen have a known sum between them.
"""

import csv
import datetime as dt
import io
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from insight import months
from insight.catalogue import MEASURES, Kind
from insight.charting import points
from practice.small import NOT_SHOWN
from tests import build

TODAY = build.NOW.date()
BEGIN, END = dt.date.min, dt.date.max
TITLES = {measure.title: name for name, measure in MEASURES.items()}


class Sums:
    """What is known of one number: for each day, the sum from the first day of those that hang together with it."""

    def __init__(self) -> None:
        self.whose: dict[dt.date, dict[dt.date, float]] = {}

    def told(self, start: dt.date, after: dt.date, value: float) -> None:
        after = END if after > TODAY else after
        left, right = (self.whose.setdefault(day, {day: 0.0}) for day in (start, after))
        if left is right:
            return
        shift = left[start] + value - right[after]
        for day, upto in right.items():
            left[day] = upto + shift
            self.whose[day] = left

    def known(self) -> Iterator[tuple[dt.date, dt.date, float]]:
        """Every sum that follows."""
        for group in {id(group): group for group in self.whose.values()}.values():
            for (one, low), (other, high) in itertools.combinations(sorted(group.items()), 2):
                yield one, other, high - low


class Attacker:
    """With a browser of somebody without names."""

    def __init__(self, browser: Any, code: str) -> None:
        self.browser, self.code = browser, code
        self.sums: dict[str, Sums] = defaultdict(Sums)

    def open(self, page: str) -> Any:
        answer = self.browser.get(f"/{self.code}{page}")
        assert answer.status_code == 200, page
        return answer

    def told(self, what: str, start: dt.date, after: dt.date, value: float | None) -> None:
        if value is not None:
            self.sums[what].told(start, after, value)

    def part(self, name: str, start: dt.date, after: dt.date, n: float | None, d: float | None) -> None:
        """Of a share, what it is of, what it is taken from, and the rest."""
        self.told(f"{name}: n", start, after, n)
        self.told(f"{name}: d", start, after, d)
        self.told(f"{name}: rest", start, after, None if n is None or d is None else d - n)

    def chart(self, name: str, by: str, length: int) -> None:
        """Every point of it, from the table that stands beside it."""
        kind = {Kind.COUNT: "c", Kind.SHARE: "p"}[MEASURES[name].kind]
        page = self.open(f"/figures/measure/{name}?by={by}&kind={kind}&months={length}")
        drawn = page.context["drawn"]
        start = dt.date.fromisoformat(drawn.since) if drawn.since else TODAY
        for row in reversed(drawn.rows):
            after = points.next_start(by, start)
            if MEASURES[name].kind is Kind.COUNT:
                self.told(name, start, after, number(row[1]))
            else:
                n, d = of(row[2])
                self.part(name, start, after, n, d)
            start = after

    def flow(self, query: str) -> None:
        """The tables of load and flow as a file: shares, what came of bookings, messages, gaps."""
        time = self.open(f"/figures/flow?{query}").context["period"]
        text = self.browser.get(f"/{self.code}/figures/file?page=flow&{query}").text
        for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            name = TITLES.get(line[0]) if len(line) > 1 else None
            if name and MEASURES[name].kind is Kind.SHARE and len(line) == 4:
                self.part(name, time.since, time.until, number(line[1]), number(line[2]))
            elif name and MEASURES[name].kind is Kind.COUNT and len(line) == 2:
                self.told(name, time.since, time.until, number(line[1]))

    def way(self, aim: str, query: str) -> Any:
        """The stages of a stretch of time; in these trials a way begins on the day of each of its stages."""
        page = self.open(f"/figures/way?aim={aim}&{query}")
        time, told = page.context["period"], page.context["told"]
        for row, name in zip(
            told.stages, ("offered", "accepted", "reached", "planned", "attended"), strict=True
        ):
            self.told(f"{aim}-{name}", time.since, time.until, row.people)
        self.told(f"{aim}: people", time.since, time.until, told.people)
        return page

    def dashboard(self) -> None:
        """The months of sessions, by their words."""
        year = {months.name(month): month for month in months.year_up_to(TODAY)}
        for words, sessions, _people, url in self.open("/dashboard").context["year"]:
            assert not url
            month = year[words]
            self.told("sessions", month, months.earlier(month, -1), number(str(sessions)))

    def mail(self) -> None:
        """Two months of what it says."""
        text = self.open("/figures/summary").context["words"]
        month = months.earlier(months.first_of(TODAY), 1)
        for title, now, then in re.findall(r"^- (.+): (.+) \(\w+ \d+: (.+)\)$", text, re.MULTILINE):
            if MEASURES[TITLES[title]].kind is Kind.COUNT:
                self.told(TITLES[title], month, months.earlier(month, -1), number(now))
                self.told(TITLES[title], months.earlier(month, 1), month, number(then))

    def few(self, under: int) -> list[str]:
        """Every sum of few that follows from what was seen."""
        return sorted(
            f"{what}, {start} to {after}: {value:g}"
            for what, sums in self.sums.items()
            for start, after, value in sums.known()
            if 0 < abs(value) < under
        )


def number(words: str) -> float | None:
    found = re.match(r"[\d,]+(?:\.\d+)?", words)
    return float(found[0].replace(",", "")) if found and words.lower() != NOT_SHOWN.lower() else None


def of(words: str) -> tuple[float | None, float | None]:
    found = re.fullmatch(r"([\d,]+) of ([\d,]+)", words)
    return (number(found[1]), number(found[2])) if found else (None, None)
