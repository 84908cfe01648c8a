"""The charts of the demo say what happened in the month without the coach."""

from coaching.demo_programmes import coach_away
from insight.demo_charts import WATCHED, charts_happen
from insight.models import Chart, ChartNote
from tests import build


def test_each_has_a_note_on_the_first_day_without_the_coach(elm, asha):
    charts_happen(elm, asha, now=build.NOW)
    away, back = coach_away(build.NOW.date())
    assert {chart.measure for chart in Chart.objects.all()} == set(WATCHED)
    assert {chart.made_at.date() for chart in Chart.objects.all()} == {back}
    assert {note.happened_on for note in ChartNote.objects.all()} == {away}
