"""Contacts, the plan, the next day, closing and opening again, in a browser's hands."""

import datetime as dt

from patients.actions.reaching import add_contact_point
from prescribing.actions import closing, referring
from prescribing.models import Offer, Referral, ReferralContact
from tests import build
from tests.coaching.test_pages import post
from tests.prescribing import placements

NEXT = {"next_on_day": "9", "next_on_month": "3", "next_on_year": "2026", "next_words": "Ring her"}


def test_a_press_says_what_came_of_it(browser, referral, at):
    page = browser.get(at("contact-referral", referral)).text
    assert "No answer" in page and "Left a message" in page
    post(browser, at("contact-referral", referral), {"mode": "phone", "result": "no_answer", **NEXT})
    referral.refresh_from_db()
    assert (referral.stands, referral.next_words) == ("asked", "Ring her")
    post(browser, at("contact-referral", referral), {"mode": "home", "result": "spoke", "minutes": "30"})
    assert "30 minutes" in browser.get(at("referral", referral)).text


def test_what_is_wrong_with_a_contact_is_said(browser, referral, at):
    answer = post(
        browser, at("contact-referral", referral), {"mode": "phone", "minutes": "0", "words": "Kept"}
    )
    assert answer.status_code == 422
    assert (
        "Press what came of it" in answer.text and "1 minute or more" in answer.text and "Kept" in answer.text
    )


def test_a_contact_in_error_stays_struck_through(browser, referral, at):
    post(browser, at("contact-referral", referral), {"mode": "phone", "result": "spoke"})
    made = ReferralContact.objects.get()
    typed = {"because": "Another Mary", "version": "1"}
    answer = post(browser, at("strike-contact", made), typed, follow=True)
    assert "Entered in error" in answer.text and "Another Mary" in answer.text


def test_a_plan_that_another_changed_meanwhile_keeps_both(browser, referral, ben, at):
    referring.tell(referral=referral, by=ben, now=build.NOW)
    typed = {"plan": "To sing again", "version": "1"}
    answer = post(browser, at("plan-referral", referral), typed)
    assert (
        answer.status_code == 422
        and "Nothing of yours is lost" in answer.text
        and "To sing again" in answer.text
    )
    post(browser, at("plan-referral", referral), typed | {"version": "2"} | NEXT)
    assert "To sing again" in browser.get(at("referral", referral)).text


def test_the_next_day_is_set_and_taken_away(browser, referral, at):
    post(browser, at("next-referral", referral), NEXT)
    assert Referral.objects.get().next_words == "Ring her"
    post(browser, at("next-referral", referral), {})
    assert Referral.objects.get().next_on is None
    past = NEXT | {"next_on_year": "2025"}
    assert "must be today or later" in post(browser, at("next-referral", referral), past).text


def test_nothing_closes_without_outcome_and_reason(browser, referral, at):
    answer = post(browser, at("close-referral", referral), {"version": "1"})
    assert "Choose how it ended" in answer.text and "Say why" in answer.text
    typed = {"version": "1", "outcome": "own_way", "because": "Her sister moved in"}
    text = post(browser, at("close-referral", referral), typed, follow=True).text
    assert "Found their own way" in text and "Her sister moved in" in text and "Open it again" in text


def test_not_while_a_service_waits_for_them(browser, mary, asha, at):
    placements.a_sent(mary, asha)
    referral = Referral.objects.get()
    typed = {"version": referral.version, "outcome": "not_now", "because": "Busy"}
    assert "still waits at a service" in post(browser, at("close-referral", referral), typed).text


def test_it_opens_again(browser, referral, lena, at):
    said = {"outcome": "not_now", "because": "Busy", "by": lena, "now": build.NOW}
    closed = closing.close(referral=referral, version=1, **said)
    typed = {"version": closed.version, "because": "She rang"}
    assert "Open again: new" in post(browser, at("reopen-referral", referral), typed, follow=True).text
    assert (
        "Only a closed referral"
        in post(browser, at("reopen-referral", referral), typed | {"version": "3"}).text
    )


def test_somebody_wants_to_help_others(browser, referral, at):
    assert post(browser, at("offer", referral)).status_code == 422
    post(browser, at("offer", referral), {"kind": "peer", "words": "I know how it is"})
    again = post(browser, at("offer", referral), {"kind": "peer"})
    assert "noted already" in again.text
    assert "I know how it is" in browser.get(at("offers")).text
    made = Offer.objects.get()
    post(browser, at("end-offer", made), {"because": "Helps at the choir now"})
    assert "Nobody has offered yet" in browser.get(at("offers")).text
    assert "ended already" in post(browser, at("end-offer", made), {"because": "Again"}).text


def test_where_to_ring_stands_beside_what_is_noted(browser, referral, mary, lena, at):
    point = {"kind": "home", "value": "020 7946 0321", "whose": "own", "safe_times": "After three"}
    add_contact_point(patient=mary, values=point, by=lena, now=build.NOW)
    page = browser.get(at("contact-referral", referral)).text
    assert "020 7946 0321" in page and "After three" in page
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    assert "7946 0321" not in browser.get(at("contact-referral", referral)).text


def test_so_many_weeks_from_now_is_one_press(browser, referral, at):
    said = {"mode": "phone", "result": "no_answer", "soon": "2"}
    post(browser, at("contact-referral", referral), said)
    assert Referral.objects.get().next_on == dt.date(2026, 3, 16)
    post(browser, at("contact-referral", referral), said | NEXT)
    assert Referral.objects.get().next_on == dt.date(2026, 3, 9)
    post(browser, at("next-referral", referral), NEXT | {"soon": "1"})
    assert Referral.objects.get().next_on == dt.date(2026, 3, 9)
    post(browser, at("next-referral", referral), NEXT | {"soon": "4"})
    assert Referral.objects.get().next_on == dt.date(2026, 3, 30)
