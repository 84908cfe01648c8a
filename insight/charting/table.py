"""The table beside a chart: every point, its lines, and how it is marked."""

from typing import Any

from insight.catalogue import Kind
from insight.charting import points, words
from insight.charting.seen import Seen
from insight.spc import Cause, Lines, Signal, Value

SHAPES = (
    (Cause.OUTSIDE, "diamond", "outside the limits"),
    (Cause.TREND, "triangle", "many in a row going one way"),
    (Cause.NEAR, "square", "two of three close to the same limit or beyond it"),
    (Cause.SHIFT, "ring", "many in a row on one side"),
)
MARKED = {cause: said for cause, _shape, said in SHAPES}


def columns(seen: Seen) -> list[dict[str, Any]]:
    labels = ["Month" if seen.by == "month" else "Week", seen.measure.title]
    labels += ["How many of how many"] if seen.measure.kind is Kind.SHARE else []
    labels += ["Median"] if seen.kind == "run" else ["Mean", "Limits"]
    return [{"label": label, "numeric": at > 0} for at, label in enumerate(labels)] + [
        {"label": "Stands out"}
    ]


def rows(seen: Seen) -> list[list[str]]:
    """The newest first."""
    found = [
        [
            words.capital(points.name(seen.by, start)),
            *numbers(seen, seen.series.values[at]),
            *lines(seen, seen.reading.lines[at]),
            marked(seen, seen.reading.marks.get(at)),
        ]
        for at, start in enumerate(seen.series.starts)
    ]
    return found[::-1]


def numbers(seen: Seen, value: Value) -> list[str]:
    share = seen.measure.kind is Kind.SHARE
    if value.shown is None:
        return ["Not shown" if value.hidden else "No data"] * (2 if share else 1)
    parts = [f"{words.number(value.n)} of {words.number(value.d)}"] if share else []
    return [words.said(value.shown, seen.measure.unit), *parts]


def lines(seen: Seen, line: Lines | None) -> list[str]:
    if line is None:
        return ["None"] if seen.kind == "run" else ["None", "None"]
    unit = seen.measure.unit
    found = [words.said(line.centre, unit)]
    if line.low is not None and line.high is not None:
        found.append(f"{words.number(line.low)} to {words.said(line.high, unit)}")
    return found


def marked(seen: Seen, mark: Signal | None) -> str:
    if mark is None:
        return "No"
    way = "Up" if mark.up else "Down"
    return f"{way}: {MARKED[mark.cause]}. {words.judged(seen.measure.good, mark.up)}"
