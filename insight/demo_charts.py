"""Charts of the demo: a month without the coach, seen in the sessions and in how long people waited."""

import datetime as dt

from coaching.demo_programmes import coach_away
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
    """Kept when the coach was back, with what had happened."""
    away, back = coach_away(now.date())
    noted = dt.datetime.combine(back, dt.time(9), now.tzinfo)
    since = back - dt.timedelta(days=BEFORE)
    for measure, (name, period) in WATCHED.items():
        values = {"name": name, "by": period, "kind": "xmr", "since": since, "screen_ranges": False}
        chart: Chart = charts.keep(practice=practice, measure=measure, values=values, by=coach, now=noted)
        words = f"{coach.user.name} was away for a month"
        charts.note(chart=chart, happened_on=away, words=words, by=coach, now=noted)
