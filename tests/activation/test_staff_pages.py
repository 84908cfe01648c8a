"""The pages by which staff ask, fill in and stop."""

import datetime as dt
import uuid

import pytest

from activation.actions import answering, asking
from activation.actions.answering import sheet_of
from activation.kinds import NotDone
from activation.models import Measurement
from practice.models import TrailEvent
from tests import build
from tests.activation import made

ASKING = {"mode": "desk", "language": "en"}


def post(client, address, data=None, **more):
    """A form as a browser sends it, with a key of its own."""
    return client.post(address, {"form_key": str(uuid.uuid4())} | (data or {}), **more)


def which(key="skerry-13"):
    return {"instrument": made.instrument(key).pk}


def now_of(measurement):
    return Measurement.objects.get(pk=measurement.pk)


# --- asking -----------------------------------------------------------------------------------


@pytest.mark.care(25)
def test_the_page_offers_what_is_in_use_and_counts_what_was_asked(browser, mary, asha, at):
    made.done(mary, asha)
    page = browser.get(at("measure", mary)).text
    assert "Looking after myself (13 statements)" in page
    assert "13 questions asked of this person in the last four weeks" in page
    assert "Last answered on 2 March 2026: usually asked again after 70 days" in page
    assert "Patient Activation Measure" not in page  # only its score can be typed in


def test_questions_of_five_weeks_ago_are_not_lately(browser, mary, asha, at):
    made.done(mary, asha, now=build.NOW - dt.timedelta(days=35))
    assert "No questions asked of this person" in browser.get(at("measure", mary)).text


@pytest.mark.care(12)
@pytest.mark.parametrize(("mode", "where"), [("desk", "answer"), ("phone", "answer"), ("link", "asked")])
def test_asking_leads_to_where_it_is_answered(browser, mary, at, mode, where):
    answer = post(browser, at("measure", mary), ASKING | which() | {"mode": mode, "seen_alone": "yes"})
    measurement = mary.measurements.get()
    assert answer["Location"] == at(where, measurement)
    assert (measurement.mode, measurement.seen_alone, measurement.language) == (mode, True, "en")


def test_a_tablet_and_a_link_are_one_press_away(browser, mary, asha, at):
    for mode, name in (("tablet", "hand-over"), ("link", "make-link")):
        measurement = made.begun(mary, asha, mode=mode)
        assert at(name, measurement) in browser.get(at("asked", measurement)).text


@pytest.mark.care(25)
def test_not_today_is_one_press(browser, mary, at):
    marked = {"not_today": "1", "instrument": str(made.instrument().pk)}  # as the page has it
    assert post(browser, at("measure", mary), marked).status_code == 302
    measurement = mary.measurements.get()
    assert (measurement.not_done_because, measurement.ended_at) == ("not_today", build.NOW)


def test_not_today_is_about_the_questionnaire_that_is_chosen(browser, mary, at):
    chosen = made.instrument("ons4")
    forms = browser.get(at("measure", mary)).text.split("<form")
    form = next(one for one in forms if 'name="not_today"' in one)
    assert 'name="instrument"' in form
    post(browser, at("measure", mary), {"not_today": "1", "instrument": str(chosen.pk)})
    assert mary.measurements.get().instrument == chosen


def test_not_today_twice_on_one_day_is_one_row(browser, mary, asha, at, clock):
    made.not_asked(mary, asha)
    clock.move(hours=2)
    chosen = {"not_today": "1", "instrument": str(made.instrument().pk)}
    assert post(browser, at("measure", mary), chosen).status_code == 302
    assert mary.measurements.count() == 1
    post(browser, at("measure", mary), chosen | {"instrument": str(made.instrument("ons4").pk)})
    clock.move(days=1)
    post(browser, at("measure", mary), chosen)
    assert mary.measurements.count() == 3


def test_what_was_not_done_was_not_at_the_desk(browser, mary, asha, at):
    made.not_asked(mary, asha)
    for page in (at("measurements", mary), at("measurement", mary.measurements.get())):
        text = browser.get(page).text
        assert "Not today" in text and "Not answered" in text
        assert "At the desk" not in text


@pytest.mark.care(12)
def test_english_is_never_put_to_somebody_by_default(browser, pat, at):
    page = browser.get(at("measure", pat)).text
    assert "Their language is Polish" in page
    answer = post(browser, at("measure", pat), ASKING | which() | {"mode": "link"})
    assert answer.status_code == 422
    assert "Choose who interprets" in answer.text
    assert "Choose the desk or the phone" in answer.text
    assert not pat.measurements.exists()


@pytest.mark.care(12)
def test_an_interpreter_reads_it_out_and_family_is_warned_about(browser, pat, at):
    answer = post(browser, at("measure", pat), ASKING | which() | {"interpreter": "family"}, follow=True)
    measurement = pat.measurements.get()
    assert (measurement.interpreter, measurement.help) == ("family", "interpreter")
    assert "Offer a professional interpreter next time" in answer.text
    assert "Read out through the interpreter" in answer.text


def test_a_supporter_is_named(browser, mary, at):
    answer = post(browser, at("measure", mary), ASKING | which() | {"help": "supporter"})
    assert answer.status_code == 422
    assert "Say who helps" in answer.text


def test_who_has_died_is_not_asked(browser, mary, asha, at):
    from patients.actions.leaving import mark_died

    mark_died(patient=mary, died_on=build.NOW.date(), by=asha, now=build.NOW)
    answer = post(browser, at("measure", mary), ASKING | which())
    assert answer.status_code == 422
    assert "This person has died" in answer.text


def test_not_done_keeps_why(browser, mary, at):
    said = which() | {"because": "unwell", "words": "In pain today"}
    assert post(browser, at("not-done", mary), said).status_code == 302
    assert mary.measurements.get().not_done_words == "In pain today"


def test_another_reason_is_said(browser, mary, at):
    answer = post(browser, at("not-done", mary), which() | {"because": "other"})
    assert answer.status_code == 422
    assert "Say what the reason was" in answer.text


# --- filling in -------------------------------------------------------------------------------


@pytest.fixture
def begun(mary, asha):
    return made.begun(mary, asha)


def test_all_statements_stand_on_one_page_each_with_its_keys(browser, begun, at):
    page = browser.get(at("answer", begun)).text
    assert page.count('type="radio"') == 13 * 6
    for words in ("1. What I do each day", "4 Yes, completely", "N Does not apply", "R I would rather not"):
        assert words in page
    assert "0</span> of 13 answered" in page


def test_each_answer_is_kept_as_it_is_pressed(browser, begun, at):
    kept = browser.post(
        at("answer", begun), made.posted(begun, (3, "na")), headers={"X-Skerry-Background": "1"}
    )
    assert (kept.status_code, kept["X-Skerry-Version"]) == (204, "1")
    assert sheet_of(begun).answers == {"part-effect": 3, "part-say": "na"}
    assert "2</span> of 13 answered" in browser.get(at("answer", begun)).text


def test_without_scripts_a_button_saves(browser, begun, at):
    answer = post(browser, at("answer", begun), made.posted(begun, (3,)), follow=True)
    assert "Answers saved" in answer.text
    assert sheet_of(begun).answers == {"part-effect": 3}


def test_a_draft_leaves_no_trail(browser, begun, at):
    before = TrailEvent.objects.filter(verb__startswith="measurement.").count()
    post(browser, at("answer", begun), made.posted(begun, (3,)))
    assert TrailEvent.objects.filter(verb__startswith="measurement.").count() == before


def test_finishing_scores_and_shows_the_result(browser, begun, at):
    answer = post(browser, at("answer", begun), made.posted(begun, finish="1"))
    assert answer["Location"] == at("measurement", begun)
    assert now_of(begun).score is not None


def test_open_statements_are_asked_for_once(browser, begun, at):
    given = made.posted(begun, made.USUAL[:11])
    first = post(browser, at("answer", begun), given | {"finish": "1"})
    assert first.status_code == 422
    assert "2 without an answer" in first.text
    post(browser, at("answer", begun), given | {"finish_short": "1", "version": "1"})
    assert now_of(begun).answered == 11


def test_nothing_at_all_cannot_be_sent(browser, begun, at):
    answer = post(browser, at("answer", begun), {"finish_short": "1"})
    assert answer.status_code == 422
    assert "Nothing has been answered yet" in answer.text


def test_an_answer_that_is_none_is_refused(browser, begun, at):
    assert post(browser, at("answer", begun), {"a-part-effect": "9"}).status_code == 422
    assert sheet_of(begun) is None


def test_easy_words_keep_what_was_pressed(browser, begun, at):
    pressed = made.posted(begun, (3,), easy_read="yes")
    page = post(browser, at("answer", begun), pressed, follow=True).text
    assert "What I do can make me feel better or worse." in page
    assert sheet_of(begun).answers == {"part-effect": 3}
    assert now_of(begun).easy_read


def test_the_telephone_has_its_words(browser, mary, asha, at):
    page = browser.get(at("answer", made.begun(mary, asha, mode="phone"))).text
    assert "What to say" in page
    assert "My name is Asha Rao. I would like to read you 13 short statements" in page


def test_a_scale_and_words_can_be_filled_in(browser, mary, asha, at):
    begun = made.begun(mary, asha, key="my-concerns")
    said = {"a-concern-1": "Sleep", "a-bothers-1": "10", "finish_short": "1"}
    post(browser, at("answer", begun), said)
    assert now_of(begun).answers == {"concern-1": {"words": "Sleep"}, "bothers-1": 10}


def test_words_can_be_taken_back(browser, mary, asha, at):
    begun = made.begun(mary, asha, key="my-concerns")
    post(browser, at("answer", begun), {"a-concern-1": "Sleep", "a-bothers-1": "4"})
    post(browser, at("answer", begun), {"a-concern-1": " ", "a-bothers-1": "4", "version": "1"})
    assert sheet_of(begun).answers == {"bothers-1": 4}


def test_closed_meanwhile_loses_nothing(browser, begun, asha, at):
    asking.give_up(measurement=begun, because=NotDone.NO_TIME, by=asha, now=build.NOW)
    answer = post(browser, at("answer", begun), made.posted(begun, (3,), finish="1"))
    assert answer.status_code == 409
    assert "closed while you had it open" in answer.text
    assert "4 Yes, completely" in answer.text


def test_two_who_fill_in_the_same_one_see_both(browser, begun, at):
    made.keep(begun, (0, 1))
    mine = made.posted(begun, (3, 1), version="0")
    answer = post(browser, at("answer", begun), mine)
    assert answer.status_code == 409
    assert "4 Yes, completely" in answer.text
    assert sheet_of(begun).answers["part-effect"] == 0
    post(browser, at("answer", begun), mine | {"version": "1"})
    assert sheet_of(begun).answers["part-effect"] == 3


def test_stopping_half_way_keeps_what_there_is(browser, begun, at):
    made.keep(begun, (3, 2))
    said = {"because": "no_time", "words": ""}
    assert post(browser, at("give-up", begun), said).status_code == 302
    stopped = now_of(begun)
    assert (stopped.state, stopped.answered, stopped.score) == ("Half finished", 2, None)


def test_a_closed_one_is_not_stopped_again(browser, begun, asha, at):
    made.keep(begun)
    answering.complete(measurement=begun, by=asha, now=build.NOW)
    answer = post(browser, at("give-up", begun), {"because": "no_time"}, follow=True)
    assert "This questionnaire is closed: answered" in answer.text
