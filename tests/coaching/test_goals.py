"""Goals, ratings and steps: made in one transaction with the note, told at the next one, ended, struck."""

import datetime as dt

import pytest

from coaching.actions import goals, steps, striking
from coaching.models import Goal, GoalRating, Step
from coaching.note import Told
from practice.acting import Stale
from practice.actions import NotPossible
from tests import build
from tests.coaching import made
from tests.coaching.test_booking import verbs

THEN = build.NOW - dt.timedelta(days=14)


@pytest.fixture
def set_before(mary, asha):
    """A fortnight ago: a goal, how far, and a first step."""
    words = {"goal_words": "Up the hill", "goal_attained": -1, "next_step": "To the post box"}
    return made.a_finished(mary, asha, now=THEN, confidence=5, confidence_after=8, **words)


@pytest.fixture
def goal(set_before) -> Goal:
    return set_before.goals_set.get()


@pytest.fixture
def step(set_before) -> Step:
    return set_before.steps_agreed.get()


def test_a_note_sets_a_goal_and_agrees_a_step(set_before, goal, step, asha):
    assert (goal.words, goal.set_by, goal.ratings.get().attained) == ("Up the hill", asha, -1)
    assert (step.what, step.goal, step.confidence) == ("To the post box", goal, 8)
    wanted = ["session.booked", "session.finished", "goal.set", "goal.rated", "step.agreed"]
    assert verbs(set_before) == wanted


def test_the_next_note_tells_what_came_of_it(mary, asha, goal, step):
    told = Told(step, "partly", "Easier with Jean", celebrated=True)
    note = made.a_finished(
        mary, asha, told=(told,), goal=goal, ratings=((goal, 1),), next_step="To the chapel"
    )
    step.refresh_from_db()
    assert (step.outcome, step.learned, step.celebrated, step.outcome_in) == (
        *("partly", "Easier with Jean", True),
        note,
    )
    assert [one.attained for one in goal.ratings.order_by("rated_at")] == [-1, 1]
    assert note.steps_agreed.get().goal == goal


def test_a_step_is_told_once(asha, step):
    steps.tell(told=Told(step, "done"), by=asha, now=build.NOW)
    with pytest.raises(NotPossible, match="already"):
        steps.tell(told=Told(step, "not"), by=asha, now=build.NOW)
    assert steps.untell(step=step, by=asha, now=build.NOW).outcome == ""


def test_a_note_with_a_step_that_was_told_meanwhile_is_not_half_signed(mary, asha, step):
    steps.tell(told=Told(step, "done"), by=asha, now=build.NOW)
    with pytest.raises(NotPossible, match="already"):
        made.a_finished(mary, asha, told=(Told(step, "not"),))
    assert mary.sessions.counted().count() == 1


@pytest.mark.parametrize("how", ["reached", "changed", "let_go"])
def test_a_goal_ends_and_is_taken_up_again(asha, goal, how):
    ended = goals.end_goal(goal=goal, how=how, version=1, by=asha, now=build.NOW)
    assert (ended.ended_how, ended.ended_by, ended.version) == (how, asha, 2)
    with pytest.raises(NotPossible, match="already"):
        goals.end_goal(goal=goal, how=how, version=2, by=asha, now=build.NOW)
    assert goals.take_up_again(goal=goal, by=asha, now=build.NOW).ended_at is None


def test_a_bad_week_is_planned_for_and_two_do_not_overwrite(asha, ben, goal):
    goals.plan_for_lapse(goal=goal, words="Ring Jean", version=1, by=asha, now=build.NOW)
    with pytest.raises(Stale):
        goals.plan_for_lapse(goal=goal, words="Rest", version=1, by=ben, now=build.NOW)
    assert Goal.objects.get(pk=goal.pk).lapse_plan == "Ring Jean"


def test_a_note_ends_one_goal_and_sets_another(mary, asha, goal):
    note = made.a_finished(mary, asha, ended=((goal, "changed"),), goal_words="To the sea")
    goal.refresh_from_db()
    assert (goal.ended_how, note.goals_set.get().words) == ("changed", "To the sea")
    assert [one.words for one in mary.goals.open()] == ["To the sea"]


def test_a_scale_may_be_written_later(mary, asha, goal):
    made.a_finished(mary, asha, goal=goal, goal_scale={"0": "Without a stop"}, goal_attained=0)
    goal.refresh_from_db()
    assert goal.scale == {"0": "Without a stop"}
    assert goal.ratings.order_by("-pk")[0].attained == 0


def strike(session, by):
    return striking.strike(session=session, because="Wrong person", by=by, now=build.NOW)


@pytest.mark.care(6)
def test_what_a_struck_note_set_does_not_stand(set_before, goal, step, asha):
    strike(set_before, asha)
    for thing in (goal, step, GoalRating.objects.get()):
        thing.refresh_from_db()
        assert (thing.cancelled_at, thing.cancelled_by) == (build.NOW, asha)
    assert not Goal.objects.open().exists() and not Step.objects.open().exists()


def test_what_a_struck_note_said_of_others_is_taken_back(mary, asha, goal, step):
    told = (Told(step, "done", "Learned"),)
    note = made.a_finished(mary, asha, told=told, ended=((goal, "reached"),), next_step="Next")
    strike(note, asha)
    step.refresh_from_db()
    goal.refresh_from_db()
    assert (step.outcome, step.outcome_by, goal.ended_at) == ("", None, None)
    assert Step.objects.open().get() == step


def test_all_words_go_to_the_right_person_and_none_of_the_wrong_ones_steps(elm, mary, asha, goal, step):
    right = build.a_patient(elm, given_name="Marie", nhs_number="9990000042")
    words = {"reality": "Lives alone", "confidence": 4, "marks": {"reality": ["third_party"]}, "goal": goal}
    note = made.a_finished(mary, asha, told=(Told(step, "done", "Jean helps"),), **words)
    strike(note, asha)
    fields = striking.write_again_for(session=note, patient=right, by=asha, now=build.NOW).drafts.get().fields
    assert (fields["reality"], fields["confidence"], fields["third_party"]) == (
        ["Lives alone"],
        ["4"],
        ["reality"],
    )
    assert fields["notes"] == ["Spoke about sleep\n\nJean helps"]
    assert "goal" not in fields and not any(name.startswith("outcome") for name in fields)


def test_an_unsigned_draft_leaves_the_wrong_ones_rows_behind(elm, mary, asha, started):
    from coaching.actions import drafts

    typed = {"notes": ["Half"], "learned_7": ["Jean helps"], "outcome_7": ["done"], "goal": ["3"]}
    drafts.save_draft(session=started, member=asha, fields=typed, version=0, page="", now=build.NOW)
    strike(started, asha)
    right = build.a_patient(elm, given_name="Marie", nhs_number="9990000042")
    again = striking.write_again_for(session=started, patient=right, by=asha, now=build.NOW)
    assert again.drafts.get().fields == {"notes": ["Half\n\nJean helps"]}
