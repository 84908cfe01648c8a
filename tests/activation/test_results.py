"""What is shown of a result: how far to believe it, how it was calculated, what it was and who checked it."""

import datetime as dt

import pytest

from activation.actions import answering, correcting
from activation.models import Calibration, Measurement
from activation.record_panel import chances
from tests import build
from tests.activation import made
from tests.activation.test_staff_pages import now_of, post, which

EARLIER = build.NOW - dt.timedelta(days=90)


@pytest.fixture
def result(mary, asha) -> Measurement:
    return made.done(mary, asha)


@pytest.fixture
def doubtful(mary, asha) -> Measurement:
    """The same answer throughout."""
    return made.done(mary, asha, [2] * 13)


def test_a_score_is_never_bare(browser, result, at):
    page = " ".join(browser.get(at("measurement", result)).text.split())
    assert (
        f'{result.score:.0f}<span class="figure__unit"> out of 100, give or take {result.score_se:.0f}'
        in page
    )
    tens = round(10 * result.level_probability)
    assert f"</strong>: about {tens} chances in 10 that it is right" in page
    assert f"{100 * result.level_probability:.0f}%" in page.split("How was this calculated?")[1]
    assert "Provisional, not calibrated" in page
    assert "Percent of the maximum: 59%" in page


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, ""),
        (0.04, "about 1 chance in 10"),
        (0.62, "about 6 chances in 10"),
        (0.97, "more than 9 chances in 10"),
        (1.0, "more than 9 chances in 10"),
    ],
)
def test_a_chance_is_said_in_tens(share, words):
    assert chances(share) == words


def test_the_working_is_shown_on_request(browser, result, at):
    page = browser.get(at("measurement", result)).text
    for words in (
        "How was this calculated?",
        "13 of 13 statements",
        "23 of 39",
        "Version 1",
        "Set by design, not by data",
        f"{result.measure:.2f} logits, standard error {result.measure_se:.2f}",
        f"= {result.score:.1f}",
        "Bookmark rule",
        "design-1",
    ):
        assert words in page


def test_answers_stand_under_their_stages(browser, result, at):
    page = browser.get(at("measurement", result)).text
    for words in ("My part", "Keeping it up under stress", "Yes, completely", "No, not at all"):
        assert words in page


def test_too_few_gives_no_score_and_says_why(browser, mary, asha, at):
    few = made.done(mary, asha, [2, "na", "no", *[2] * 5])
    page = browser.get(at("measurement", few)).text
    assert "No score." in page
    assert "6 of 13 answered; 10 are needed" in page
    assert "1 did not apply, 1 would rather not say" in page


def test_a_flag_is_explained_and_checked_with_the_person(browser, doubtful, at):
    page = browser.get(at("measurement", doubtful)).text
    assert "Every statement has the same answer. That can be true" in page
    answer = post(browser, at("check", doubtful), follow=True)
    assert "Checked with the person by Asha Rao" in answer.text
    assert not now_of(doubtful).to_check


def test_wellbeing_is_four_numbers_never_one(browser, mary, asha, at):
    four = made.done(mary, asha, [7, 2, 6, 9], key="ons4")
    page = browser.get(at("measurement", four)).text
    assert four.score is None
    assert "Each answer stands for itself. They are never added up." in page
    for words in ("7 of 10", "2 of 10", "6 of 10", "9 of 10", "High (grouping not confirmed)"):
        assert words in page
    assert page.count("Look at this one") == 2


def test_words_and_their_number_are_shown(browser, mary, asha, at):
    goal = made.done(mary, asha, [{"words": "Dance at the wedding"}, 2], key="goal")
    page = browser.get(at("measurement", goal)).text
    assert "Dance at the wedding" in page
    assert "Some of the way" in page


def test_a_change_is_said_with_what_chance_does(browser, mary, asha, at):
    made.done(mary, asha, now=EARLIER)
    second = made.done(mary, asha, made.MORE)
    page = browser.get(at("measurement", second)).text
    assert "Since 2 December 2025" in page
    assert "would be needed to be sure" in page
    assert "Reliable change index" in page
    assert "improved" not in page


def test_scores_of_two_scales_are_not_compared(browser, mary, asha, owner_sql, at):
    first = made.done(mary, asha, now=EARLIER)
    second = made.done(mary, asha, made.MORE)
    design = first.calibration
    other = Calibration.objects.create(
        practice=mary.practice, instrument=first.instrument, number=99, basis="data", n_used=300,
        parameters=design.parameters, published_at=build.NOW, published_by=asha.user,
    )  # fmt: skip
    Measurement.objects.filter(pk=second.pk).update(calibration=other)
    page = browser.get(at("measurement", second)).text
    assert "cannot be compared until the earlier answers are scored again" in page


def test_an_open_one_leads_to_where_it_stands(browser, mary, asha, at):
    begun = made.begun(mary, asha)
    assert browser.get(at("measurement", begun))["Location"] == at("asked", begun)


def test_what_was_not_answered_to_the_end_can_be_read(browser, mary, asha, at):
    half = made.begun(mary, asha)
    made.keep(half, (3, "no"))
    post(browser, at("give-up", half), {"because": "other", "words": "The bus came"})
    page = browser.get(at("measurement", half)).text
    for words in ("Half finished", "The bus came", "No answer", "I would rather not say"):
        assert words in page


def test_what_was_not_done_can_be_read(browser, mary, asha, at):
    page = browser.get(at("measurement", made.not_asked(mary, asha))).text
    assert "Not done" in page
    assert "How was this calculated?" not in page


def test_a_licence_that_is_missing_is_said_before_the_press(browser, mary, at):
    page = browser.get(at("enter-score", mary)).text
    assert "Licensed: no licence is noted here, so it cannot be used" in page


def test_struck_is_kept_marked_and_counted_nowhere(browser, mary, result, at):
    answer = post(browser, at("strike", result), {"because": "It was somebody else"})
    assert answer.status_code == 302
    page = browser.get(at("measurement", result)).text
    assert "It was somebody else" in page
    assert "It is kept and counts no more" in page
    assert mary.summaries.get().level is None


def test_striking_asks_why(browser, result, at):
    assert post(browser, at("strike", result), {"because": ""}).status_code == 422
    assert now_of(result).entered_in_error_at is None


def test_everything_that_was_asked_stands_in_one_table(browser, mary, asha, result, at):
    made.done(mary, asha, now=EARLIER)
    made.begun(mary, asha)
    half = made.begun(mary, asha)
    made.keep(half, (3,))
    post(browser, at("give-up", half), {"because": "no_time"})
    post(browser, at("not-done", mary), which() | {"because": "declined"})
    wrong = made.done(mary, asha)
    correcting.strike(measurement=wrong, because="Twice", by=asha, now=build.NOW)
    page = browser.get(at("measurements", mary)).text
    for words in ("Entered in error", "Half finished", "Not done", "Asked", "Did not want to", "No time"):
        assert words in page
    assert page.count('<svg class="chart') == 1
    assert page.count("<circle") == 2  # what was struck is not drawn


def test_a_drawing_has_a_title_and_says_what_it_shows(browser, mary, asha, result, at):
    page = browser.get(at("measurements", mary)).text
    assert '<title id="trend-1-title">Looking after myself (13 statements) over time</title>' in page
    assert f"{result.score:.0f} on 2 March 2026" in page
    assert "19 times in 20" in page


def test_nothing_yet_says_what_to_do(browser, mary, at):
    page = browser.get(at("measurements", mary)).text
    assert "Nothing was asked of this person yet" in page
    assert at("measure", mary) in page


def test_coordinators_ask_and_do_not_read(browser_of, mary, asha, at):
    cara = browser_of("cara")
    begun = made.begun(mary, asha)
    answer = post(cara, at("answer", begun), made.posted(begun, finish="1"), follow=True)
    assert answer.redirect_chain[0][0] == f"/A81001/patients/{mary.pk}"
    assert "The answers are saved" in answer.text
    assert cara.get(at("measurement", begun)).status_code == 403
    assert cara.get(at("measurements", mary)).status_code == 403


def test_answers_are_sent_once(browser, mary, asha, at):
    begun = made.begun(mary, asha)
    made.keep(begun)
    answering.complete(measurement=begun, by=asha, now=build.NOW)
    assert post(browser, at("answer", begun), made.posted(begun, finish="1")).status_code == 409
