"""What a chart says, and what it does not say, in plain sentences."""

from insight.catalogue.measure import Good
from insight.charting import points
from insight.charting.seen import Seen
from insight.spc import Cause, Group

LEAST, MANY_ZEROS = 7, 3
ZEROS = "in which nothing was counted. If it was not written down here yet, begin the chart later."
NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
GOODS = {
    Good.UP: "Higher is better here.",
    Good.DOWN: "Lower is better here.",
    Good.NEITHER: "Neither way is better by itself.",
}
TOO_SMALL = "All numbers are too small to be shown"
USUAL = "Nothing but the usual ups and downs"
WHY = "It does not say why. Ask those who do the work what was different then."
NOT_WELL = "It does not say that all is well: what is usual may still not be good enough."
NOT_PEOPLE = "It says nothing about any one person, and nothing about how well anybody works."


def quantity(count: int, thing: str) -> str:
    """seven months, 13 weeks."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {thing}{'' if count == 1 else 's'}"


def number(value: float) -> str:
    """As few digits as tell it apart."""
    digits = 1 if abs(value) >= 1 or not value else 2
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(value: float, unit: str) -> str:
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit}"


def better(good: Good, up: bool) -> str:
    """improvement, concern or neither."""
    if good is Good.NEITHER:
        return "neither"
    return "improvement" if (good is Good.UP) is up else "concern"


def judged(good: Good, up: bool) -> str:
    return {"improvement": "An improvement", "concern": "A concern", "neither": "A change"}[better(good, up)]


class Telling:
    """One chart, put into words."""

    def __init__(self, seen: Seen) -> None:
        self.measure, self.by, self.kind = seen.measure, seen.by, seen.kind
        self.series, self.reading = seen.series, seen.reading
        self.centre = "median" if self.kind == "run" else "mean"

    def name(self, at: int) -> str:
        return points.name(self.by, self.series.starts[at])

    def when(self, at: int) -> str:
        """June 2025, the week of 2 June 2025."""
        return self.name(at) if self.by == "month" else f"the {self.name(at)}"

    def sentence(self, group: Group) -> str:
        """One thing that stands out, with when and what it means."""
        return f"{self.what(group)}. {judged(self.measure.good, group.up)}."

    def what(self, group: Group) -> str:
        first, last = self.when(group.points[0]), self.when(group.points[-1])
        many = quantity(len(group.points), self.by)
        if group.cause is Cause.OUTSIDE:
            edge = "above the upper" if group.up else "below the lower"
            return capital(f"{first}: {edge} limit")
        if group.cause is Cause.TREND:
            return capital(
                f"{first} to {last}: {many} {'rising' if group.up else 'falling'} one after the other"
            )
        if group.cause is Cause.NEAR:
            edge = "upper" if group.up else "lower"
            return capital(
                f"{first} to {last}: at least two of three {self.by}s close to the {edge} limit or beyond it"
            )
        way = "above" if group.up else "below"
        return capital(f"{first} to {last}: {many} in a row {way} the {self.centre}")

    def headline(self) -> str:
        """The one sentence on top: what is so now, as against the limits that hold now."""
        if not self.series.shown:
            return TOO_SMALL if self.series.hidden else "Nothing to show yet"
        here, now = self.here, self.now
        if now:
            return self.going_on(now)
        if not self.enough:
            return "Too few points to say anything yet"
        if here:
            until = self.when(max(group.points[-1] for group in here))
            return f"The usual ups and downs again; what was different lasted until {until}"
        begin = self.reading.parts[-1].phase.start
        return f"{USUAL} since {self.when(begin)}" if begin else USUAL

    @property
    def here(self) -> list[Group]:
        """What stands out in the last phase."""
        begin = self.reading.parts[-1].phase.start if self.reading.parts else 0
        return [group for group in self.reading.groups if group.points[0] >= begin]

    @property
    def now(self) -> Group | None:
        """What still goes on at the last point; what lasts before what happened once."""
        shown = [at for at, value in enumerate(self.series.values) if value.shown is not None]
        going = [group for group in self.here if group.points[-1] == shown[-1]]
        return min(going, key=lambda group: ORDER.index(group.cause)) if going else None

    @property
    def enough(self) -> bool:
        """A run chart needs ten points; of the others fewer than seven say nothing."""
        if not self.reading.parts:
            return False
        phase = self.reading.parts[-1].phase
        places = range(phase.start, phase.stop)
        shown = sum(self.series.values[at].shown is not None for at in places)
        lined = any(self.reading.lines[at] for at in places)
        return self.reading.parts[-1].enough if self.kind == "run" else lined and shown >= LEAST

    def meaning(self) -> str:
        """Whether that is good."""
        good = GOODS[self.measure.good] if self.series.shown else ""
        now = self.now
        if now is None or self.measure.good is Good.NEITHER:
            return good
        return f"{good} {judged(self.measure.good, now.up)}."

    def going_on(self, group: Group) -> str:
        since, many = self.when(group.points[0]), quantity(len(group.points), self.by)
        if group.cause is Cause.SHIFT:
            return f"{'Higher' if group.up else 'Lower'} than it was since {since}: {many} on one side"
        if group.cause is Cause.TREND:
            return f"{'Rising' if group.up else 'Falling'} since {since}: {many} one after the other"
        if group.cause is Cause.NEAR:
            way = "High" if group.up else "Low"
            return f"{way} since {since}: at least two of three close to the limit or beyond it"
        return f"Out of the ordinary in {since}: {'above the upper' if group.up else 'below the lower'} limit"

    def not_said(self) -> list[str]:
        found = [WHY if self.reading.groups else NOT_WELL, NOT_PEOPLE]
        if self.series.first_zeros >= MANY_ZEROS:
            found.insert(0, f"It begins with {quantity(self.series.first_zeros, self.by)} {ZEROS}")
        return found


# What lasts is said before what happened once.
ORDER = (Cause.SHIFT, Cause.TREND, Cause.NEAR, Cause.OUTSIDE)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
