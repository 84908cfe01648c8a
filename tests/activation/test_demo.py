"""The made-up answers tell a year that could have happened."""

import datetime as dt

from activation.demo import answers_come_in, wellbeing_comes_in
from activation.models import Measurement
from practice.demo import DEMO
from tests import build
from tests.coaching import made

MONTHS_AGO = build.NOW - dt.timedelta(days=300)


def test_measured_around_the_first_session_and_again_later(elm, asha):
    people = [build.a_patient(elm) for _number in range(12)]
    for person in people:
        made.a_finished(person, asha, now=MONTHS_AGO)
    answers_come_in(elm, people, asha, by=DEMO, now=build.NOW)
    first = [one.measurements.counted().order_by("measured_on").first() for one in people]
    days = [(MONTHS_AGO.date() - one.measured_on).days for one in first if one]
    assert len(days) > 8 and min(days) >= 0 and max(days) < 9
    assert Measurement.objects.counted().count() > 2 * len(days)


def test_wellbeing_of_most_twice_and_never_in_the_future(elm, asha):
    people = [build.a_patient(elm) for _number in range(12)]
    wellbeing_comes_in(elm, [(one, MONTHS_AGO.date()) for one in people], asha, by=DEMO, now=build.NOW)
    rows = Measurement.objects.counted().of("ons4")
    assert 12 < rows.count() < 25 and max(row.measured_on for row in rows) < build.NOW.date()
    assert {len(row.answers) for row in rows} == {4} and not rows.filter(score__isnull=False).exists()
