"""What a reader of a chart has to know beside it: what is left out, where its lines come from."""

from insight.charting import points, words
from insight.charting.seen import Seen
from insight.charting.words import capital, quantity
from insight.spc import Lines, Part


def remarks(seen: Seen) -> list[str]:
    found = left_out(seen)
    for part in seen.reading.parts:
        found += of_part(part, seen)
    floor = seen.bounds[0]
    if floor is not None and any(
        line and line.low is not None and line.low < floor for line in seen.reading.lines
    ):
        found.append("No lower limit is drawn where it would lie below zero: nothing can.")
    if seen.kind == "p":
        found.append(f"Limits differ from {seen.by} to {seen.by}: the more there were, the closer they are.")
    if seen.chart.screen_ranges and seen.kind == "xmr":
        found.append(
            "Limits are made without the largest steps from one point to the next (above 3.267 times their mean)."
        )
    return found


def left_out(seen: Seen) -> list[str]:
    found, series = [], seen.series
    if series.running:
        found.append(f"{capital(points.name(seen.by, series.running))} is left out: it is not over yet.")
    if series.hidden:
        found.append(
            f"Not shown: {quantity(series.hidden, seen.by)}, because small numbers could point at somebody."
            " Lines come from what is shown, and nothing is counted in a row across what is not."
        )
    if series.empty:
        found.append(
            f"Without a point: {quantity(series.empty, seen.by)} in which nothing happened that could count."
            " A gap is not zero."
        )
    return found


def of_part(part: Part, seen: Seen) -> list[str]:
    """Where the lines of one phase come from, and whether they can be relied on."""
    phase = part.phase
    line = next((one for one in seen.reading.lines[phase.start : phase.stop] if one), None)
    since = f"From {points.name(seen.by, seen.series.starts[phase.start])}"
    if line is None:
        return [f"{since} there are too few points for any line yet."]
    because = f" Set because: {seen.limits[phase.set_by].because}" if phase.set_by is not None else ""
    return [f"{since}: {in_words(line, seen)}, {origin(part, seen)}.{because}", *too_few(part, seen.kind)]


def origin(part: Part, seen: Seen) -> str:
    made = f"from {quantity(part.points, seen.by)}"
    if not part.phase.locked:
        return f"{made}; every new one counts"
    last = points.name(seen.by, seen.series.starts[part.phase.baseline_stop - 1])
    return f"{made} up to {last}; locked, so later ones do not change it"


def in_words(line: Lines, seen: Seen) -> str:
    unit = seen.measure.unit
    if seen.kind == "run":
        return f"median {words.said(line.centre, unit)}"
    mean = f"mean {words.said(line.centre, unit)}"
    if seen.kind == "p" or line.low is None or line.high is None:
        return mean
    return f"{mean}, limits {words.number(line.low)} to {words.said(line.high, unit)}"


def too_few(part: Part, kind: str) -> list[str]:
    if part.enough:
        return []
    here = quantity(part.points, "point")
    if kind == "run":
        return [f"A run chart is read from ten points on; here it has {here}."]
    return [f"Trial limits: they are made from {here}. From twelve on they can be relied on."]
