"""A person's goals on a page: paths of hops, what can be done, who may see them; phrases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.actions.goals import end_goal
from coaching.goal_queries import low_confidence
from coaching.models import Goal, Phrase, Step
from coaching.note import Told
from tests import build
from tests.coaching import made
from tests.coaching.test_pages import XSS, post, record_of

TOLD = {"outcome": "done", "learned": "Easier with Jean", "celebrated": "on"}


@pytest.fixture
def goal(mary, asha) -> Goal:
    made.a_finished(mary, asha, goal_words="Up the hill", goal_attained=-1, next_step="To the post box")
    return mary.goals.get()


def goals_of(patient) -> str:
    return f"{record_of(patient)}/goals"


def test_nobody_has_goals_at_first(browser, mary):
    assert "No goals yet." in browser.get(goals_of(mary)).text


def test_a_goal_is_a_path_of_hops(browser, mary, asha, goal):
    told = (Told(goal.steps.get(), "done", "Easier with Jean", True),)
    made.a_finished(mary, asha, told=told, goal=goal, next_step="To the chapel")
    page = browser.get(goals_of(mary)).text
    order = [
        "Up the hill",
        "To the post box",
        "Easier with Jean",
        "Celebrated together",
        "To the chapel",
        "Next step",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "<strong>-1</strong>, Less than hoped for" in page


def test_what_came_of_a_step_is_told_and_taken_back(browser, mary, goal, at):
    step = goal.steps.get()
    page = post(browser, at("step-told", step), TOLD, follow=True)
    assert "Learned: Easier with Jean" in page.text and "What came of the step is kept" in page.text
    post(browser, at("step-untold", step))
    assert Step.objects.get(pk=step.pk).outcome == ""
    assert "nothing to undo" in post(browser, at("step-untold", step), follow=True).text


def test_a_step_needs_an_outcome_and_keeps_the_words(browser, goal, at):
    answer = post(browser, at("step-told", goal.steps.get()), TOLD | {"outcome": ""})
    assert answer.status_code == 422
    assert "Choose what came of it" in answer.text and "Easier with Jean" in answer.text


def test_told_meanwhile_by_a_colleague_loses_no_word(browser, browser_of, goal, at):
    step = goal.steps.get()
    post(browser_of("ben"), at("step-told", step), TOLD)
    answer = post(browser, at("step-told", step), TOLD | {"learned": "Hers"}, follow=True)
    assert answer.status_code == 409
    assert "noted already" in answer.text


@pytest.mark.parametrize(("how", "says"), [("reached", "celebrating"), ("let_go", "taken up again")])
def test_a_goal_is_ended_and_taken_up_again(browser, goal, at, how, says):
    page = post(browser, at("goal-end", goal), {"how": how, "version": "1"}, follow=True)
    assert says in page.text
    post(browser, at("goal-again", goal))
    assert Goal.objects.get(pk=goal.pk).ended_at is None
    assert "nothing to undo" in post(browser, at("goal-again", goal), follow=True).text


def test_how_it_ended_is_asked(browser, goal, at):
    assert "Choose how the goal ended" in post(browser, at("goal-end", goal), {"version": "1"}).text


def test_a_bad_week_is_planned_and_an_old_page_overwrites_nothing(browser, goal, at):
    page = post(browser, at("goal-lapse", goal), {"lapse_plan": "Ring Jean", "version": "1"}, follow=True)
    assert "Ring Jean" in page.text
    stale = post(browser, at("goal-lapse", goal), {"lapse_plan": "Rest", "version": "1"})
    assert stale.status_code == 409
    assert "Ring Jean" in stale.text and "Rest" in stale.text


def test_an_old_page_does_not_end_a_changed_goal(browser, goal, at):
    post(browser, at("goal-lapse", goal), {"lapse_plan": "Ring Jean", "version": "1"})
    page = post(browser, at("goal-end", goal), {"how": "reached", "version": "1"}, follow=True)
    assert "changed this goal meanwhile" in page.text
    assert Goal.objects.get(pk=goal.pk).ended_at is None


def test_the_record_shows_open_goals_and_the_next_step(browser, mary, goal, asha):
    page = browser.get(record_of(mary)).text
    assert "Up the hill" in page and "Next step: To the post box" in page
    assert "How far: less than hoped for" in page
    end_goal(goal=goal, how="reached", version=1, by=asha, now=build.NOW)
    assert "Up the hill" not in browser.get(record_of(mary)).text


def test_a_glance_comes_first_and_says_the_step_and_the_follow_up(browser, mary, asha):
    follow_up = made.a_follow_up(mary, asha, next_step="To the post box")
    page = browser.get(record_of(mary)).text
    first = page[page.index('id="glance"') : page.index('id="sessions"')]
    assert "To the post box" in first and "No level measured" in first and "Not chosen" in first
    assert f"{follow_up.get_channel_display().lower()}, {follow_up.owner.name}" in first


def test_a_goal_of_a_sensitive_note_is_for_those_who_may_read_it(browser_of, mary, asha, ben, at):
    words = {"goal_words": "A secret", "next_step": "A hidden step"}
    note = made.a_finished(mary, asha, sensitive=True, readers=(), **words)
    assert "A secret" in browser_of("asha").get(goals_of(mary)).text
    colleague = browser_of("ben")
    session = made.a_started(mary, ben)
    for address in (goals_of(mary), record_of(mary), at("session", session)):
        text = colleague.get(address).text
        assert "A secret" not in text and "A hidden step" not in text
    assert post(colleague, at("goal-end", note.goals_set.get()), {"how": "reached"}).status_code == 404


def test_words_of_goals_are_shown_as_words(browser, mary, asha):
    made.a_finished(
        mary, asha, goal_words=XSS, goal_why=XSS, next_step=XSS, goal_scale={"0": XSS}, goal_attained=0
    )
    for address in (goals_of(mary), record_of(mary)):
        assert "<script>alert" not in browser.get(address).text


def test_few_and_many_cost_the_same(browser, mary, asha):
    counts = []
    browser.get(goals_of(mary))
    for _round in range(2):
        for number in range(4):
            made.a_finished(mary, asha, goal_words=f"Goal {number}", goal_attained=0)
        with CaptureQueriesContext(connection) as asked:
            browser.get(goals_of(mary))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_low_confidence_is_for_my_people_until_it_is_met(rf, mary, asha, ben):
    low = made.a_finished(mary, asha, confidence=5).steps_agreed.get()
    made.a_finished(mary, asha, confidence=5, confidence_after=8)
    request = rf.get("/")
    request.user, request.practices = asha.user, [asha.practice]
    assert low_confidence(request) == [low]
    request.user = ben.user
    assert low_confidence(request) == []


def test_phrases_are_written_and_ended_by_their_writer(browser, browser_of, started, at):
    assert "No phrases yet" in browser.get("/A81001/phrases").text
    assert post(browser, "/A81001/phrases", {"title": "", "words": ""}).status_code == 422
    page = post(browser, "/A81001/phrases", {"title": "Leave", "words": "May I say something?"}, follow=True)
    assert "May I say something?" in page.text
    assert "May I say something?" in browser.get(at("session", started)).text
    assert "May I say something?" not in browser_of("ben").get("/A81001/phrases").text
    post(browser, f"/A81001/phrases/{Phrase.objects.get().pk}/end")
    assert "May I say something?" not in browser.get(at("session", started)).text
