"""Where everything of a drawn chart stands: plain numbers for templates/insight/spc_picture.html."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from insight.catalogue import Measure
from insight.charting import points, words
from insight.charting.happenings import Event
from insight.charting.ticks import ticks
from insight.spc import Cause, Lines, Reading, Signal

SHAPES = {Cause.OUTSIDE: "diamond", Cause.TREND: "triangle", Cause.NEAR: "square", Cause.SHIFT: "ring"}
FILLS = {"improvement": "#005eb8", "concern": "#ad4a00", "neither": "#4c6272", "": "#12414d"}
LINES = (
    ("centre", "centre"),
    ("limit", "low"),
    ("limit", "high"),
    ("near", "near_low"),
    ("near", "near_high"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """One size of paper: the same chart stands on a wide and on a narrow one, each with letters that can be read."""

    name: str
    width: int
    height: int
    left: int
    right: int
    letters: int
    labels: int

    top = 44
    bottom = 34

    @property
    def floor(self) -> int:
        return self.height - self.bottom


SHEETS = (Sheet("wide", 760, 360, 58, 104, 14, 8), Sheet("narrow", 320, 300, 42, 8, 13, 3))


@dataclasses.dataclass(frozen=True, slots=True)
class Content:
    """All that is drawn, whatever the paper. `floor` and `ceiling` are what the measure cannot go beyond."""

    by: str
    series: points.Series
    reading: Reading
    measure: Measure
    floor: float | None
    ceiling: float | None
    events: Sequence[Event]
    today: dt.date

    def inside(self, value: float | None) -> float | None:
        """A line where no value can be is not drawn."""
        if value is None or (self.floor is not None and value < self.floor):
            return None
        return None if self.ceiling is not None and value > self.ceiling else value


class Drawing:
    """One chart on one sheet."""

    def __init__(self, sheet: Sheet, content: Content) -> None:
        self.sheet, self.content = sheet, content
        drawn = [value.shown for value in content.series.values if value.shown is not None]
        for line in content.reading.lines:
            drawn += [one for _kind, name in LINES if (one := content.inside(of(line, name))) is not None]
        self.ticks = ticks(drawn or [0, 1], floor=content.floor, ceiling=content.ceiling)
        self.low, self.high = self.ticks[0], max(self.ticks[-1], *(drawn or [0]))
        self.step = (sheet.width - sheet.left - sheet.right) / max(len(content.series.starts), 1)

    def x(self, at: float) -> float:
        return round(self.sheet.left + self.step * (at + 0.5), 1)

    def y(self, value: float) -> float:
        room = self.sheet.floor - self.sheet.top
        return round(self.sheet.floor - room * (value - self.low) / ((self.high - self.low) or 1), 1)

    def picture(self) -> dict[str, Any]:
        sheet = self.sheet
        return {
            "name": sheet.name,
            "width": sheet.width,
            "height": sheet.height,
            "left": sheet.left,
            "end": sheet.width - sheet.right,
            "top": sheet.top,
            "floor": sheet.floor,
            "tall": sheet.floor - sheet.top,
            "dot": min(4.5, max(2.5, round(self.step / 3, 1))),
            "ring": min(5.5, max(3, round(self.step / 3, 1))),
            "letters": sheet.letters,
            "ticks": [{"y": self.y(one), "words": words.number(one)} for one in self.ticks],
            "under": self.under(),
            "lines": [line for kind, name in LINES for line in self.line(kind, name)],
            "ends": self.ends() if sheet.name == "wide" else [],
            "joined": self.joined(),
            "dots": [dot for at in range(len(self.content.series.values)) for dot in self.dot(at)],
            "events": apart([self.event(event) for event in self.content.events], sheet.width),
            "phases": [
                round(self.sheet.left + self.step * part.phase.start, 1)
                for part in self.content.reading.parts[1:]
            ],
        }

    def under(self) -> list[dict[str, Any]]:
        """Names of periods, as many as there is room for, the last one always."""
        many = len(self.content.series.starts)
        every = -(-many // self.sheet.labels) or 1
        return [
            {
                "x": self.x(at),
                "words": points.short(self.content.by, self.content.series.starts[at]),
                "anchor": "end" if self.x(at) > self.sheet.width - 40 else "middle",
            }
            for at in range(many - 1, -1, -every)
            if at == many - 1 or self.step * (at + 0.5) > 20
        ]

    def line(self, kind: str, name: str) -> list[dict[str, str]]:
        """Steps where it differs from point to point; a new piece for each phase."""
        pieces = []
        for part in self.content.reading.parts:
            places = range(part.phase.start, part.phase.stop)
            lines = [(at, self.content.inside(of(self.content.reading.lines[at], name))) for at in places]
            if path := self.steps(lines):
                pieces.append({"kind": kind, "path": path})
        return pieces

    def steps(self, lines: Sequence[tuple[int, float | None]]) -> str:
        path, before = "", None
        for at, value in lines:
            if value is None:
                before = None
                continue
            if before is None:
                path += f"M{round(self.sheet.left + self.step * at, 1)} {self.y(value)}"
            elif self.y(value) != before:
                path += f"V{self.y(value)}"
            before = self.y(value)
            path += f"H{round(self.sheet.left + self.step * (at + 1), 1)}"
        return path

    def ends(self) -> list[dict[str, Any]]:
        """What the lines of the last phase are called, beside them, from the top; none lies on another."""
        line = next((one for one in reversed(self.content.reading.lines) if one), None)
        found: list[dict[str, Any]] = []
        lowest = 0.0
        for label, name in (("Limit", "high"), ("Centre", "centre"), ("Limit", "low")):
            value = self.content.inside(of(line, name))
            if value is not None:
                lowest = max(self.y(value), lowest)
                found.append({"y": lowest, "words": f"{label} {self.amount(value)}"})
                lowest += self.sheet.letters + 2
        return found

    def amount(self, value: float) -> str:
        return words.said(value, "%") if self.content.measure.unit == "%" else words.number(value)

    def joined(self) -> str:
        """One line through the points, broken where there is none."""
        path, up = "", True
        for at, value in enumerate(self.content.series.values):
            if value.shown is None:
                up = True
                continue
            path += f"{'M' if up else 'L'}{self.x(at)} {self.y(value.shown)}"
            up = False
        return path

    def dot(self, at: int) -> list[dict[str, Any]]:
        value = self.content.series.values[at].shown
        if value is None:
            return []
        mark = self.content.reading.marks.get(at)
        x, y = self.x(at), self.y(value)
        better = words.better(self.content.measure.good, mark.up) if mark else ""
        return [
            {
                "x": x,
                "y": y,
                "shape": SHAPES[mark.cause] if mark else "dot",
                "path": path(mark, x, y),
                "fill": FILLS[better],
                "word": self.word(at, mark),
                "word_x": max(x, self.sheet.left + 2 * self.sheet.letters),
                "word_y": round(y - 12 if mark and mark.up else y + 22, 1),
            }
        ]

    def word(self, at: int, mark: Signal | None) -> str:
        """Up or down, once for points in a row that stand out to one side."""
        if mark is None:
            return ""
        before = self.content.reading.marks.get(at - 1)
        return "" if before and before.up is mark.up else ("up" if mark.up else "down")

    def event(self, event: Event) -> dict[str, Any]:
        start = self.day(event.start)
        end = self.day(event.end or self.content.today) if event.band else start
        middle, wide = round((start + end) / 2, 1), 12 + 8 * len(event.label)
        return {
            "x": start,
            "width": round(max(end - start, 2), 1),
            "label": event.label,
            "label_x": round(middle - wide / 2, 1),
            "label_width": wide,
            "band": event.band,
        }

    def day(self, day: dt.date) -> float:
        """Where a day stands between the edges of the periods; before the first and after the last it stays inside."""
        edges = [
            *self.content.series.starts,
            points.next_start(self.content.by, self.content.series.starts[-1]),
        ]
        at = sum(edge <= day for edge in edges) - 1
        if at < 0 or at >= len(edges) - 1:
            at, part = (0, 0.0) if at < 0 else (len(edges) - 1, 0.0)
        else:
            part = (day - edges[at]).days / (edges[at + 1] - edges[at]).days
        return round(self.sheet.left + self.step * (at + part), 1)


def apart(found: list[dict[str, Any]], width: int) -> list[dict[str, Any]]:
    """No label lies on the one before it, and none beyond the edge; each knows where its middle is then."""
    edge, in_order = 0.0, sorted(found, key=lambda one: float(one["label_x"]))
    for one in in_order:
        one["label_x"] = round(max(one["label_x"], edge), 1)
        edge = one["label_x"] + one["label_width"] + 2
    edge = width - 1.0
    for one in reversed(in_order):
        one["label_x"] = round(min(one["label_x"], edge - one["label_width"]), 1)
        edge = one["label_x"] - 2
        one["middle"] = round(one["label_x"] + one["label_width"] / 2, 1)
    return found


def of(line: Lines | None, name: str) -> float | None:
    return getattr(line, name) if line else None


def path(mark: Signal | None, x: float, y: float) -> str:
    """The outline of a shape round its point; a circle has none."""
    cause = mark.cause if mark else None
    if cause is Cause.OUTSIDE:
        return f"M{x} {round(y - 8, 1)}l8 8l-8 8l-8 -8z"
    if cause is Cause.NEAR:
        return f"M{round(x - 6, 1)} {round(y - 6, 1)}h12v12h-12z"
    if cause is Cause.TREND:
        up = mark is not None and mark.up
        return f"M{round(x - 7, 1)} {round(y + (6 if up else -6), 1)}h14l-7 {-13 if up else 13}z"
    return ""
