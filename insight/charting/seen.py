"""One look at the data of a chart: its points, and how they read."""

import dataclasses
import datetime as dt

from insight import spc
from insight.catalogue import MEASURES, Kind, Measure
from insight.charting import points
from insight.models import Chart, ChartLimits
from practice.models import Practice


@dataclasses.dataclass(frozen=True, slots=True)
class Seen:
    chart: Chart
    measure: Measure
    series: points.Series
    reading: spc.Reading
    limits: list[ChartLimits]

    @property
    def by(self) -> str:
        return self.chart.by

    @property
    def kind(self) -> str:
        return self.chart.kind

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Counts are never below zero, shares never above a hundred; an average may be anything."""
        if self.measure.kind is Kind.MEAN:
            return None, None
        return 0, 100 if self.measure.kind is Kind.SHARE else None


def look(chart: Chart, practice: Practice, today: dt.date, under: int) -> Seen:
    """A chart that is kept begins where somebody said; a quick look where something counts."""
    measure = MEASURES[chart.measure]
    series = points.series(
        practice, measure, chart.by, chart.since, today=today, under=under, trim=chart.pk is None
    )
    return seen_of(chart, series, standing_limits(chart))


def seen_of(chart: Chart, series: points.Series, limits: list[ChartLimits]) -> Seen:
    """How these points read, with the limits that hold."""
    phases = spc.phases(series.starts, [(one.from_on, one.baseline_to) for one in limits])
    reading = spc.read(chart.kind, series.values, phases, screen=chart.screen_ranges)
    return Seen(chart, MEASURES[chart.measure], series, reading, limits)


def standing_limits(chart: Chart) -> list[ChartLimits]:
    """Those that hold, the oldest first. A chart that is not kept has none."""
    return list(chart.limits.filter(ended_at=None).order_by("from_on")) if chart.pk else []
