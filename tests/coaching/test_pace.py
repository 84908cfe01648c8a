"""How much at once: chosen together, suggested by a level that can be believed, and never a wall."""

import pytest

from coaching.actions.pace import choose_pace
from coaching.models import Goal, Pace, Session, SessionDraft, Step
from coaching.pace import PaceNow
from practice.models import TrailEvent
from tests import build
from tests.activation import made as measures
from tests.coaching import made
from tests.coaching.test_drafts import MINE
from tests.coaching.test_pages import post, record_of

LOW = (1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0)


def choose(patient, by, pace="one_thing"):
    return choose_pace(patient=patient, pace=pace, by=by, now=build.NOW)


@pytest.mark.care(25)
@pytest.mark.parametrize(
    ("pace", "goals", "steps", "over"),
    [
        ("one_thing", 1, 1, []),
        ("one_thing", 2, 1, ["goals"]),
        ("one_thing", 1, 2, ["steps"]),
        ("a_few", 3, 3, []),
        ("a_few", 4, 4, ["goals", "steps"]),
        ("open", 40, 40, []),
        ("", 40, 40, []),
    ],
)
def test_the_ceilings(pace, goals, steps, over):
    assert PaceNow(chosen=pace).over(goals=goals, steps=steps) == over


def test_what_was_chosen_counts_over_what_a_level_suggests():
    assert PaceNow(chosen="open", suggested="one_thing").kind == "open"
    assert PaceNow(suggested="one_thing").label == "One thing"


def test_the_last_choice_counts_and_all_are_kept(mary, asha):
    choose(mary, asha)
    choose(mary, asha, "open")
    assert list(mary.paces.order_by("pk").values_list("pace", flat=True)) == ["one_thing", "open"]
    assert TrailEvent.objects.filter(verb="pace.chosen", patient_id=mary.pk).count() == 2


@pytest.mark.care(25)
def test_the_record_changes_it_in_one_press(browser, mary):
    post(browser, f"{record_of(mary)}/pace", {"pace": "a_few"})
    assert "a few, chosen together" in browser.get(record_of(mary)).text
    assert Pace.objects.get().pace == "a_few"


def test_a_pace_that_is_none_changes_nothing(browser, mary):
    post(browser, f"{record_of(mary)}/pace", {"pace": "faster"})
    assert not Pace.objects.exists()


def test_the_page_of_a_session_changes_it_and_keeps_what_was_typed(browser, started, at):
    answer = post(browser, at("draft", started), MINE | {"pace": "one_thing"}, follow=True)
    assert "Chosen together: one thing." in answer.text
    assert SessionDraft.objects.get().fields["notes"] == ["First tab"]


def with_another_goal(browser, started, at, mary, asha, **more):
    made.a_finished(mary, asha, goal_words="Up the hill", next_step="")
    choose(mary, asha)
    return post(browser, at("finish", started), made.TYPED | {"goal_words": "To the sea"} | more)


def test_a_second_goal_at_one_thing_asks_why_and_keeps_every_word(browser, started, at, mary, asha):
    answer = with_another_goal(browser, started, at, mary, asha)
    assert answer.status_code == 422
    assert "This would be 2 open goals, and the pace is “one thing”" in answer.text
    assert 'name="over_pace_because"' in answer.text and "To the sea" in answer.text
    assert SessionDraft.objects.get().fields["goal_words"] == ["To the sea"]


def test_the_reason_is_kept_with_the_goal(browser, started, at, mary, asha):
    why = "She asked for both"
    assert with_another_goal(browser, started, at, mary, asha, over_pace_because=why).status_code == 302
    assert Goal.objects.get(words="To the sea").over_pace_because == why
    assert Step.objects.get(session=started).over_pace_because == ""


def test_ending_the_other_goal_in_the_same_note_makes_room(browser, started, at, mary, asha):
    made.a_finished(mary, asha, goal_words="Up the hill", next_step="")
    choose(mary, asha)
    ended = {f"ended_{mary.goals.get().pk}": "reached", "goal_words": "To the sea"}
    assert post(browser, at("finish", started), made.TYPED | ended).status_code == 302


def test_a_second_step_asks_and_telling_of_the_first_makes_room(browser, started, at, mary, asha):
    step = made.a_finished(mary, asha).steps_agreed.get()
    choose(mary, asha)
    asked = post(browser, at("finish", started), made.TYPED)
    assert "This would be 2 open steps" in asked.text
    told = {f"outcome_{step.pk}": "done", "draft_version": "1"}
    assert post(browser, at("finish", started), made.TYPED | told).status_code == 302


@pytest.mark.care(25)
def test_without_a_level_or_a_choice_there_is_no_gate(browser, started, at, mary, asha):
    for words in ("Up the hill", "To the sea"):
        made.a_finished(mary, asha, goal_words=words)
    page = browser.get(at("session", started)).text
    assert "Not chosen: no limit." in page
    more = made.TYPED | {"goal_words": "Sleep"}
    assert post(browser, at("finish", started), more).status_code == 302


@pytest.mark.care(25)
def test_a_level_that_can_be_believed_suggests_and_the_guard_stands(browser, started, at, mary, asha):
    measures.done(mary, asha, LOW)
    made.a_finished(mary, asha, goal_words="Up the hill")
    page = browser.get(at("session", started)).text
    assert "Suggested by the level: one thing." in page and "Level 1" in page
    more = made.TYPED | {"goal_words": "Sleep"}
    assert post(browser, at("finish", started), more).status_code == 422


@pytest.mark.care(25)
def test_one_press_lifts_what_a_level_suggested(browser, started, at, mary, asha):
    measures.done(mary, asha, LOW)
    made.a_finished(mary, asha, goal_words="Up the hill")
    choose(mary, asha, "open")
    assert post(browser, at("finish", started), made.TYPED | {"goal_words": "Sleep"}).status_code == 302
    assert Session.objects.get(pk=started.pk).finished_at
