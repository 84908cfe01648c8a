"""What each of many charts says, in a line: at as many questions however many there are."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from insight.catalogue import MEASURES
from insight.charting import points
from insight.charting.seen import Seen, seen_of
from insight.charting.words import Telling, better, judged
from insight.models import Chart, ChartLimits
from practice.models import Practice

COLOURS = {"improvement": "good", "concern": "act", "neither": "new"}
BEFORE = "Stood out before"


@dataclasses.dataclass(frozen=True, slots=True)
class Glance:
    """The sentence on top of the chart; `signal` in a word or two where something stands out, with its colour."""

    says: str
    signal: str = ""
    colour: str = ""


def glances(charts: Sequence[Chart], practice: Practice, today: dt.date, under: int) -> dict[int, Glance]:
    """Of charts that are kept, by their keys; nothing of those whose measure is not counted any more."""
    known = [chart for chart in charts if chart.measure in MEASURES]
    wanted = {chart.pk: (MEASURES[chart.measure], chart.by, chart.since) for chart in known}
    found = points.several(practice, wanted.values(), today=today, under=under)
    limits = limits_of(practice, known)
    return {chart.pk: glance(seen_of(chart, found[wanted[chart.pk]], limits[chart.pk])) for chart in known}


def limits_of(practice: Practice, charts: Sequence[Chart]) -> dict[int, list[ChartLimits]]:
    """Those that hold, by chart, the oldest first."""
    keys = [chart.pk for chart in charts]
    rows = ChartLimits.objects.filter(practice=practice, chart__in=keys, ended_at=None).order_by("from_on")
    found: dict[int, list[ChartLimits]] = {key: [] for key in keys}
    for row in rows:
        found[row.chart_id].append(row)
    return found


def glance(seen: Seen) -> Glance:
    telling = Telling(seen)
    says, now = telling.headline(), telling.now
    if now:
        good = seen.measure.good
        return Glance(says, judged(good, now.up), COLOURS[better(good, now.up)])
    if telling.here and telling.enough:
        return Glance(says, BEFORE, "quiet")
    return Glance(says)
