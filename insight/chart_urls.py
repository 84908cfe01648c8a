"""Addresses of charts, and of a quick look at any measure."""

from django.urls import path, register_converter

from insight import chart_marks_views as mark
from insight import chart_views as chart
from insight.catalogue import MEASURES


class MeasureName:
    """`<measure:measure>`: a name of the catalogue; there is no page of any other."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        if value not in MEASURES:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(MeasureName, "measure")
CHARTS = "<ods:ods_code>/charts"
CHART = f"{CHARTS}/<int:chart_id>"

urlpatterns = [
    path(CHARTS, chart.charts, name="charts"),
    path(f"{CHARTS}/add", chart.add_chart, name="add-chart"),
    path(CHART, chart.chart, name="chart"),
    path(f"{CHART}/print", chart.print_chart, name="print-chart"),
    path(f"{CHART}/change", chart.change_chart, name="change-chart"),
    path(f"{CHART}/away", chart.put_chart_away, name="put-chart-away"),
    path(f"{CHART}/again", chart.take_chart_up, name="take-chart-up"),
    path(f"{CHART}/note", mark.note_on_chart, name="note-on-chart"),
    path(f"{CHARTS}/notes/<int:chart_note_id>/end", mark.end_chart_note, name="end-chart-note"),
    path(f"{CHART}/limits", mark.set_chart_limits, name="set-chart-limits"),
    path(f"{CHARTS}/limits/<int:limits_id>/end", mark.end_chart_limits, name="end-chart-limits"),
    path("<ods:ods_code>/figures/measure/<measure:measure>", chart.measure, name="measure"),
]
