"""Charts of the demo: a month without the coach, seen in the sessions and in how long people waited."""

import datetime as dt

from coaching.demo_programmes import coach_away, first_working_day
from insight.actions import charts
from insight.models import Chart
from practice.models import Membership, Practice

BEFORE = 150  # days before the coach was back, from which on they are drawn
# Measure: name, and by what.
WATCHED = {
    "sessions": ("Sessions week by week", "week"),
    "days-to-first-session": ("How long people wait for a first session", "month"),
}


def charts_happen(practice: Practice, coach: Membership, *, now: dt.datetime) -> None:
    """Kept in the week in which the coach was back, with what had happened and what the many sessions then were."""
    away, back = coach_away(now.date())
    began = first_working_day(back)
    noted = dt.datetime.combine(began + dt.timedelta(days=4), dt.time(16), now.tzinfo)
    happened = {
        away: f"{coach.user.name} was away for most of the month, nobody stood in",
        began: f"{coach.user.name} is back: those who had waited are seen in two weeks, with extra sessions",
    }
    since = back - dt.timedelta(days=BEFORE)
    for measure, (name, period) in WATCHED.items():
        values = {"name": name, "by": period, "kind": "xmr", "since": since, "screen_ranges": False}
        chart: Chart = charts.keep(practice=practice, measure=measure, values=values, by=coach, now=noted)
        for day, words in happened.items():
            charts.note(chart=chart, happened_on=day, words=words, by=coach, now=noted)
