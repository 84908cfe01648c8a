"""The charts of the demo say what happened in the month without the coach, and when the coach was back."""

import datetime as dt

from coaching.demo import year_happens
from coaching.demo_programmes import coach_away, first_working_day
from insight.charting.glances import glances
from insight.charting.seen import look
from insight.demo_charts import WATCHED, charts_happen
from insight.models import Chart
from insight.spc import Cause
from patients.demo import list_moves_in
from practice.demo import DEMO
from tests import build


def test_each_says_why_it_stands_out(elm, asha):
    """Nobody is told where to look: the list says which has a signal, and its chart what happened in that week."""
    now = build.NOW
    list_moves_in(elm, index=1, count=1000, noted_by=asha, by=DEMO, now=now)
    year_happens(elm, asha, people=240, by=DEMO, now=now)
    charts_happen(elm, asha, now=now)
    away, back = coach_away(now.date())
    charts = {chart.measure: chart for chart in Chart.objects.all()}
    assert set(charts) == set(WATCHED)
    for chart in charts.values():
        assert [note.happened_on for note in chart.notes.order_by("pk")] == [away, first_working_day(back)]
        assert away < chart.made_at.date() <= now.date()
    sessions = charts["sessions"]
    monday = first_working_day(back) - dt.timedelta(first_working_day(back).weekday())
    for under in (0, 5):  # a manager, who sees no small numbers, sees it too
        assert glances([sessions], elm, now.date(), under)[sessions.pk].signal
        seen = look(sessions, elm, now.date(), under)
        assert seen.reading.marks[seen.series.starts.index(monday)].cause is Cause.OUTSIDE
