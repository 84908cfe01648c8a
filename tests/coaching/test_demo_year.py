"""The made-up year tells stories that could have happened."""

import pytest

from coaching.demo import year_happens
from coaching.demo_programmes import coach_away
from coaching.models import (
    Capacity,
    Enrolment,
    EnrolmentStep,
    GroupMeeting,
    Programme,
    Reflection,
    RiskAlert,
    Session,
    Supervision,
)
from patients.demo import list_moves_in
from practice.demo import DEMO
from practice.tenancy import in_view


@pytest.fixture
def year(elm, asha, now):
    list_moves_in(elm, index=1, count=200, noted_by=asha, by=DEMO, now=now)
    year_happens(elm, asha, people=50, by=DEMO, now=now)


@pytest.mark.usefixtures("year")
def test_every_way_goes_forward_to_where_it_stands(now):
    for way in Enrolment.objects.prefetch_related("steps"):
        steps = sorted(way.steps.all(), key=lambda step: (step.noted_at, step.pk))
        days = [step.happened_on for step in steps]
        assert days == sorted(days) and days[-1] <= now.date()
        assert (way.stands, way.stands_since) == (steps[-1].kind, days[-1])


@pytest.mark.usefixtures("year")
def test_something_of_everything():
    stands = set(Enrolment.objects.values_list("stands", flat=True))
    assert {"referred", "invited", "enrolled", "completed", "withdrew"} <= stands
    assert EnrolmentStep.objects.filter(kind="lapsed").exists()
    assert Programme.objects.get().name == "Health coaching" and Capacity.objects.exists()
    assert not Session.objects.filter(enrolment=None, meeting=None).exists()
    assert Enrolment.objects.filter(coach=None, knows_of_it=False).count() == 1


@pytest.mark.usefixtures("year")
def test_what_stands_beside_it_is_there_and_over(elm, asha):
    """A red line that nobody can answer any more would stand on every page of the demo."""
    assert RiskAlert.objects.count() == 2 and not RiskAlert.objects.open().exists()
    assert GroupMeeting.objects.filter(held_at__isnull=False).count() == 2
    assert Session.objects.filter(meeting__isnull=False).count() == 10
    with in_view([elm], asha):
        assert Reflection.objects.count() == 3 and Supervision.objects.count() == 1


@pytest.mark.usefixtures("year")
def test_the_month_without_the_coach_is_seen_in_the_sessions(now):
    away, back = coach_away(now.date())
    held = [session.held_on for session in Session.objects.filter(finished_at__isnull=False)]
    then, after = (sum(a <= day < a + (back - away) for day in held) for a in (away, back))
    assert (now.date() - back).days > 60 and 2 * then < after


@pytest.mark.usefixtures("year")
def test_colleagues_who_coach_a_little_find_something_on_their_day(browser_of):
    for name in ("ben", "lena"):
        shown = browser_of(name).get("/mine/today").text
        assert "empty" not in shown.split("<main")[1] and "Ask how the step went." in shown
        assert "Nobody here" not in browser_of(name).get("/mine/caseload").text
