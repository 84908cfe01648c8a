"""Made-up goals and steps are such as the product itself would have made."""

import pytest

from coaching.demo import year_happens
from coaching.models import Goal, GoalRating, Session, Step
from patients.demo import list_moves_in
from practice.demo import DEMO


@pytest.fixture
def year(elm, asha, now):
    list_moves_in(elm, index=1, count=120, noted_by=asha, by=DEMO, now=now)
    year_happens(elm, asha, people=30, by=DEMO, now=now)


def talks():
    """Those between two: a group has its shared words."""
    return Session.objects.counted().exclude(mode=Session.Mode.GROUP)


@pytest.mark.usefixtures("year")
def test_every_signed_session_agreed_a_step_and_only_the_last_is_open():
    for step in Step.objects.select_related("session", "outcome_in", "goal"):
        later = talks().filter(patient=step.patient, booked_for__gt=step.session.booked_for)
        assert bool(step.outcome) == later.exists()
        assert (step.what, step.goal.words) == (step.session.next_step, step.session.goal_words)
        assert step.outcome_in is None or step.outcome_in.booked_for > step.session.booked_for
    assert Step.objects.count() == talks().count()


@pytest.mark.usefixtures("year")
def test_one_goal_each_and_some_who_are_not_sure():
    assert Goal.objects.count() == Goal.objects.values("patient").distinct().count()
    assert set(GoalRating.objects.values_list("attained", flat=True)) <= {-2, -1, 0, 1, 2}
    assert Step.objects.open().filter(confidence__lt=7).exists()
