"""A measure over time as a chart that can be looked at, listened to and printed: one look at the data."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from insight.charting import points, table, words
from insight.charting.happenings import events, standing_notes
from insight.charting.picture import SHEETS, Content, Drawing
from insight.charting.remarks import remarks
from insight.charting.seen import Seen, look
from insight.charting.words import Telling
from insight.models import Chart, Cycle
from practice.models import Practice
from practice.wording import long_date

__all__ = ["Drawn", "drawn"]
_LIMITS = "Solid line: the mean. Long dashes: limits. Dots: near limits, two thirds of the way."
NOTHING = (
    "There is no point to draw yet. The chart begins with the first whole period in which something counts."
)
SMALL = "They could point at somebody. By month there may be more to count than by week."
LINES = {"run": "Solid line: the median.", "xmr": _LIMITS, "p": _LIMITS, "c": _LIMITS}


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """All that templates/insight/spc.html needs, in plain values: `dataclasses.asdict` keeps it as JSON.

    `pictures` are the same chart for a wide and for a narrow screen, `rows` the table beside them.
    """

    key: str
    name: str
    title: str
    how: str
    kind: str
    period: str
    since: str
    counted_on: str
    headline: str
    meaning: str
    stands_out: list[str]
    not_said: list[str]
    remarks: list[str]
    about: str
    looks: list[dict[str, str]]
    lines: str
    events: list[str]
    nothing: str
    columns: list[dict[str, Any]]
    rows: list[list[str]]
    pictures: list[dict[str, Any]]


def drawn(
    chart: Chart, practice: Practice, today: dt.date, under: int, *, cycles: Sequence[Cycle] = ()
) -> Drawn:
    """A chart as it stands today, kept or not. `cycles` are drawn as bands; numbers below `under` are hidden."""
    seen = look(chart, practice, today, under)
    happened = events(standing_notes(chart), cycles)
    content = Content(chart.by, seen.series, seen.reading, seen.measure, *seen.bounds, happened, today)
    return Drawn(
        key=f"chart-{chart.pk or 'look'}",
        name=chart.name,
        title=seen.measure.title,
        how=seen.measure.how,
        kind=chart.get_kind_display(),
        period=points.stretch(chart.by, seen.series.starts),
        since=seen.series.starts[0].isoformat() if seen.series.starts else "",
        counted_on=long_date(today),
        **told(seen),
        looks=looks(seen),
        lines=LINES[chart.kind],
        events=[f"{event.label}: {event.words}" for event in happened],
        nothing="" if seen.series.shown else SMALL if seen.series.hidden else NOTHING,
        columns=table.columns(seen),
        rows=table.rows(seen),
        pictures=[Drawing(sheet, content).picture() for sheet in SHEETS] if seen.series.shown else [],
    )


def told(seen: Seen) -> dict[str, Any]:
    """In words: what the chart says, what it does not say, what has to be known beside it."""
    telling = Telling(seen)
    in_time = sorted(seen.reading.groups, key=lambda group: (group.points[0], group.points[-1]))
    stands_out, beside = [telling.sentence(group) for group in in_time], remarks(seen)
    headline = telling.headline()
    return {
        "headline": headline,
        "meaning": telling.meaning(),
        "stands_out": stands_out,
        "not_said": telling.not_said() if telling.enough else [],
        "remarks": beside,
        "about": described(seen, [f"{headline}.", *stands_out, *beside]),
    }


def described(seen: Seen, more: Sequence[str]) -> str:
    """The whole story for somebody who does not see the picture; every point is in the table."""
    shown, unit = seen.series.shown, seen.measure.unit
    if not shown:
        return f"{seen.measure.title}: nothing to show."
    reach = f"between {words.number(min(shown))} and {words.said(max(shown), unit)}"
    of = points.stretch(seen.by, seen.series.starts)
    begin = f"{seen.measure.title} by {seen.by}, {of}: {reach}, at last {words.said(shown[-1], unit)}."
    return " ".join([begin, *more])


def looks(seen: Seen) -> list[dict[str, str]]:
    """What each shape on this chart means; nothing that is not on it."""
    marks = seen.reading.marks
    causes = {mark.cause for mark in marks.values()}
    found = [{"shape": shape, "words": said} for cause, shape, said in table.SHAPES if cause in causes]
    usual = len(marks) < len(seen.series.shown)
    return [{"shape": "dot", "words": "the usual"}, *found] if found and usual else found
