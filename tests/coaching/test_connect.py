"""From a signed note to a link worker, and what coaching tells for the message back."""

import datetime as dt

import pytest

from coaching import told_back
from coaching.models import Code
from prescribing.models import Referral
from tests import build
from tests.activation import made as measured
from tests.coaching import made
from tests.coaching.test_pages import post
from tests.prescribing import placements


def test_referred_from_a_signed_note_with_its_words(browser, mary, asha, at):
    done = made.a_finished(mary, asha, connect="referral", connect_words="Company on walks")
    assert at("refer-on", done) in browser.get(at("session", done)).text
    assert "Company on walks" in browser.get(at("refer-on", done)).text
    post(browser, at("refer-on", done), {"reason": "Company on walks", "urgency": "usual", "knows": "yes"})
    referral = Referral.objects.get()
    assert (referral.route, referral.from_type, referral.from_id) == ("coaching", "coaching.session", done.pk)


@pytest.mark.care(6)
def test_what_was_referred_comes_back_when_the_note_was_about_somebody_else(browser, mary, asha, at):
    done = made.a_finished(mary, asha)
    whence = {"from_type": "coaching.session", "from_id": done.pk}
    placement = placements.a_sent(mary, asha)
    Referral.objects.filter(pk=placement.referral_id).update(**whence)
    assert "Already sent to: Walking group. They are told not to wait" in browser.get(at("strike", done)).text
    post(browser, at("strike", done), {"because": "Wrong person"})
    placement.refresh_from_db()
    referral = Referral.objects.get()
    assert (placement.stands, referral.stands) == ("withdrawn", "in_error")
    assert (
        "The note it came from was entered in error" in browser.get(f"/A81001/referrals/{referral.pk}").text
    )


def test_nothing_is_referred_from_a_note_that_is_not_signed(browser, started, at):
    assert "Finish the note first" in browser.get(at("refer-on", started), follow=True).text


def test_before_and_after_have_their_days():
    assert told_back.said("PAM", (dt.date(2026, 1, 2), 47.4), (dt.date(2026, 3, 2), 55)) == (
        "PAM: 47 on 2 January 2026, 55 on 2 March 2026"
    )


@pytest.mark.parametrize(("confirmed", "told"), [(True, ["871731000000106 Referral"]), (False, [])])
def test_only_a_confirmed_code_is_told(confirmed, told):
    row = Code(means="a", code="871731000000106", term="Referral", source="x", confirmed=confirmed)
    assert told_back.as_told(["a", "b"], [row]) == told


def test_measures_of_the_time_are_told(mary, asha):
    done = measured.done(mary, asha)
    (said,) = told_back.measures(mary, build.NOW.date(), build.NOW.date())
    assert said.startswith(done.instrument.name) and "2 March 2026" in said
