"""The pages of a referral: two presses from the record, the whole on one page, put right, entered in error."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prescribing.actions import referring, triaging
from prescribing.models import Referral
from tests import build
from tests.coaching.test_pages import post, record_of
from tests.prescribing import placements, ways

SAID = {"reason": "On her own since the autumn", "needs": ["money"], "urgency": "soon", "knows": "yes"}


def test_referred_in_two_presses_from_the_record(browser_of, mary, ben):
    page = browser_of("ben").get(record_of(mary)).text
    assert f'href="{record_of(mary)}/refer-on"' in page and "Not referred to social prescribing yet" in page
    post(browser_of("ben"), f"{record_of(mary)}/refer-on", SAID)
    made = Referral.objects.get()
    assert (made.route, made.urgency, made.knows_of_it, made.referred_by) == ("colleague", "soon", True, ben)
    assert list(made.needs.values_list("need_id", flat=True)) == ["money"]


def test_who_works_with_referrals_takes_their_own_on_with_the_same_press(browser_of, mary, lena):
    """Else a link worker would look for it on the board to take what they have just written."""
    where, ben = f"{record_of(mary)}/refer-on", browser_of("ben")
    assert "I take this referral on myself" in browser_of("lena").get(where).text
    assert "I take this referral on myself" not in ben.get(where).text
    answer = post(browser_of("lena"), where, SAID | {"mine": "yes"})
    made = Referral.objects.get()
    assert (made.worker, made.stands) == (lena, "accepted") and f"referrals/{made.pk}" in answer["Location"]


def test_a_gp_who_asks_for_it_takes_nothing(browser_of, mary):
    post(browser_of("ben"), f"{record_of(mary)}/refer-on", SAID | {"mine": "yes"})
    assert Referral.objects.get().worker is None


def test_why_is_asked_and_a_second_one_is_said(browser, mary, referral):
    assert "Say why you refer them" in post(browser, f"{record_of(mary)}/refer-on").text
    answer = post(browser, f"{record_of(mary)}/refer-on", SAID)
    assert answer.status_code == 422 and "has a referral that is open" in answer.text


def test_somebody_too_young_is_told_where_to_go(browser, elm):
    young = build.a_patient(elm, birth_date=dt.date(2010, 1, 1))
    assert "Social prescribing here is for people of 18 and over" in browser.get(record_of(young)).text
    assert "18 and over" in post(browser, f"{record_of(young)}/refer-on", SAID).text


def test_everything_stands_on_one_page(browser, mary, asha, lena, at):
    placements.a_sent(mary, asha)
    referral = Referral.objects.get()
    text = browser.get(at("referral", referral)).text
    assert "On her own since the autumn" in text and "Asha Rao" in text
    assert "Take it" in text and ": sent" in text


def test_what_it_shows_twice_it_asks_once(browser, mary, asha, lena, at):
    placements.a_sent(mary, asha)
    page = at("referral", Referral.objects.get())
    with CaptureQueriesContext(connection) as asked:
        browser.get(page)
    for table in ("prescribing_referralcontact", "prescribing_placement"):
        assert sum(f'FROM "{table}" ' in query["sql"] for query in asked) == 1


def test_a_coordinator_sees_where_it_stands_and_no_words(browser_of, referral, at):
    text = browser_of("cara").get(at("referral", referral)).text
    assert "New" in text and "On her own" not in text and "Take it" not in text
    assert browser_of("cara").get(at("change-referral", referral)).status_code == 403


def test_a_sensitive_one_is_for_who_made_it_and_who_works_it(browser_of, member, mary, lena, at):
    made = ways.referred(mary, lena, sensitive=True)
    assert "On her own" not in browser_of("ben").get(at("referral", made)).text
    assert "On her own" in browser_of("lena").get(at("referral", made)).text


@pytest.mark.care(16)
def test_that_they_do_not_know_yet_stays_in_view(browser, mary, ben, at):
    made = ways.referred(mary, ben, knows_of_it=False)
    assert "Does not know yet" in browser.get(at("referral", made)).text
    post(browser, at("told-referral", made))
    assert "Does not know yet" not in browser.get(at("referral", made)).text


def test_what_another_changed_meanwhile_is_shown_and_nothing_is_lost(browser, referral, ben, at):
    typed = {"reason": "My words", "urgency": "usual", "version": 1}
    referring.tell(referral=referral, by=ben, now=build.NOW)
    answer = post(browser, at("change-referral", referral), typed)
    assert answer.status_code == 422
    assert "My words" in answer.text and "What stands now" in answer.text and 'value="2"' in answer.text
    post(browser, at("change-referral", referral), typed | {"version": 2})
    referral.refresh_from_db()
    assert referral.reason == "My words"


def test_a_question_reaches_who_referred_and_the_answer_comes_back(browser_of, mary, referral, lena, at):
    triaging.ask_back(
        referral=referral, question="Does she hear?", next_on=build.NOW.date(), by=lena, now=build.NOW
    )
    ben = browser_of("ben")
    assert "Does she hear?" in ben.get(record_of(mary)).text
    assert "Write your answer" in post(ben, at("answer-referral", referral), follow=True).text
    assert (
        "Answer: Well enough"
        in post(ben, at("answer-referral", referral), {"words": "Well enough"}, follow=True).text
    )
    assert "Does she hear?" not in ben.get(record_of(mary)).text


def test_entered_in_error_is_marked_everywhere(browser, mary, referral, at):
    typed = {"because": "Another Mary", "version": referral.version}
    assert "entered in error" in post(browser, at("strike-referral", referral), typed, follow=True).text
    assert "Entered in error" in browser.get(record_of(mary)).text


def test_not_while_a_service_waits(browser, mary, asha, at):
    placements.a_sent(mary, asha)
    referral = Referral.objects.get()
    page = browser.get(at("strike-referral", referral)).text
    assert "This was sent from it already" in page
    answer = post(browser, at("strike-referral", referral), {"because": "x", "version": referral.version})
    assert answer.status_code == 422 and "Withdraw it from the services first" in answer.text


def test_what_was_asked_back_stands_on_today_of_whoever_referred(referral, browser_of, lena, ben):
    said = {"question": "Does she know?", "next_on": build.NOW.date(), "by": lena, "now": build.NOW}
    triaging.ask_back(referral=referral, **said)
    assert "Does she know?" in browser_of("ben").get("/mine/today").text
    assert "A link worker asks you" not in browser_of("asha").get("/mine/today").text
    triaging.answer_back(referral=referral, words="Yes", by=ben, now=build.NOW)
    assert "A link worker asks you" not in browser_of("ben").get("/mine/today").text
