"""A project's measures as charts, with its cycles on them as bands."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from insight.catalogue import MEASURES, Measure
from insight.charting import Drawn, drawn
from insight.charting.words import said
from insight.models import Cycle, ProjectMeasure
from practice.models import Practice


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One measure of a project, for templates/insight/project_measures.html."""

    row: ProjectMeasure
    measure: Measure
    chart: Drawn

    @property
    def target(self) -> str:
        return target_of(self.row, self.measure)


def shown(
    row: ProjectMeasure, practice: Practice, today: dt.date, under: int, cycles: Sequence[Cycle]
) -> Shown:
    chart = drawn(row.chart, practice, today, under, cycles=cycles)
    return Shown(row, MEASURES[row.chart.measure], chart)


def target_of(row: ProjectMeasure, measure: Measure) -> str:
    return "" if row.target is None else said(row.target, measure.unit)
