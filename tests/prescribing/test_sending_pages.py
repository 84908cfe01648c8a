"""Agree word by word, look at what would go and what is left out, send; and let go again."""

import datetime as dt

import pytest

from patients.actions.noting import note
from patients.actions.reaching import add_contact_point
from patients.models import Alert, Need, Patient
from prescribing.actions.choosing import choose
from prescribing.models import Placement
from tests import build
from tests.prescribing import services
from tests.prescribing.placements import a_sent

AGREED = {
    "share_name": "Mary Webb",
    "share_contact": "07700 900123, after ten",
    "share_access": "",
    "share_reason": "Would like company on walks",
    "share_risk": "",
    "agreed_by": "person",
    "agreed_words": "",
    "agreed_on_day": "2",
    "agreed_on_month": "3",
    "agreed_on_year": "2026",
    "agreed_until_day": "2",
    "agreed_until_month": "9",
    "agreed_until_year": "2026",
}


@pytest.fixture
def lenas(browser_of):
    return browser_of("lena")


@pytest.fixture
def chosen(referral, elm, lena) -> Placement:
    service = services.a_service(elm)
    services.an_address(service, lena)
    return choose(referral=referral, service=service, fit_because="", by=lena, now=build.NOW)


def at(placement, name: str = "") -> str:
    return f"/A81001/placements/{placement.pk}" + (f"/{name}" if name else "")


def agree(browser, placement, **typed):
    placement.refresh_from_db()
    return browser.post(at(placement, "agree"), AGREED | {"version": placement.version} | typed)


def send(browser, placement, **typed):
    placement.refresh_from_db()
    said = {"version": placement.version, "sent_to": "walks@example.org"} | typed
    return browser.post(at(placement, "send"), said)


def test_a_safe_way_and_what_helps_are_suggested_and_nothing_else(lenas, chosen, mary, lena):
    by = {"by": lena, "now": build.NOW}
    point = {"kind": "mobile", "value": "07700 900321", "whose": "own", "safe_times": "after three"}
    add_contact_point(patient=mary, values=point, **by)
    add_contact_point(patient=mary, values=point | {"value": "07700 900999", "may_send": False}, **by)
    note(patient=mary, model=Need, values={"kind": "format", "words": "Large print"}, **by)
    note(patient=mary, model=Need, values={"kind": "impairment", "words": "Macular disease"}, **by)
    page = lenas.get(at(chosen, "agree")).text
    form = page[page.index("<h1") :]
    assert 'value="Mary Webb"' in form and "07700 900321, after three" in form and "Large print" in form
    assert "900999" not in form and "Macular" not in form and "On her own since the autumn" not in form


def test_agreed_looked_at_and_sent(lenas, chosen):
    assert agree(lenas, chosen)["Location"] == at(chosen, "send")
    page = lenas.get(at(chosen, "send")).text
    assert "Send to Walking group at walks@example.org" in page
    assert "Jo, who leads the walks agreed to take referrals there on 2 March 2026" in page
    assert "Would like company on walks" in page
    assert send(lenas, chosen)["Location"] == at(chosen)
    chosen.refresh_from_db()
    assert (chosen.stands, chosen.sent_to) == ("sent", "walks@example.org")
    assert "Everything that came back" in lenas.get(at(chosen)).text


@pytest.mark.care(19)
def test_the_preview_says_what_was_left_out(lenas, chosen, mary, lena):
    secret = {"kind": "safeguarding", "words": "Her brother must not know"}
    note(patient=mary, model=Alert, values=secret, by=lena, now=build.NOW)
    chosen.referral.__class__.objects.filter(pk=chosen.referral_id).update(third_party=True, sensitive=True)
    agree(lenas, chosen)
    page = lenas.get(at(chosen, "send")).text
    assert "Staff notes (1): never shared by themselves" in page and "Her brother" not in page
    assert "What you need to know: not shared" in page
    assert "The reason of the referral (marked sensitive and about somebody else): never shared" in page
    assert "On her own since the autumn" not in page


def test_a_marked_alert_is_not_suggested_as_a_risk(lenas, chosen, mary, lena):
    note(
        patient=mary,
        model=Alert,
        values={"kind": "staff_safety", "words": "Visit in pairs"},
        by=lena,
        now=build.NOW,
    )
    assert "Visit in pairs" not in lenas.get(at(chosen, "agree")).text


@pytest.mark.care(13)
def test_of_protected_details_nothing_is_suggested_and_no_mail_goes_by_itself(lenas, chosen, mary, lena):
    point = {"kind": "mobile", "value": "07700 900321", "whose": "own"}
    add_contact_point(patient=mary, values=point, by=lena, now=build.NOW)
    Patient.objects.filter(pk=mary.pk).update(restricted=True, postcode="M33 6GQ")
    page = lenas.get(at(chosen, "agree")).text
    form = page[page.index("<h1") :]
    assert "900321" not in page and "Mary Webb" not in form and "M33" not in page
    agree(lenas, chosen)
    look = lenas.get(at(chosen, "send")).text
    assert "No email goes out by itself" in look and "Elm Surgery: about" not in look
    assert "Type the service’s email address yourself" in send(lenas, chosen, typed="x@example.org").text
    assert send(lenas, chosen, typed="walks@example.org").status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"share_name": ""}, "a first name is enough"),
        ({"agreed_by": ""}, "Choose who agrees"),
        ({"agreed_by": "best_interests"}, "Say who decided, and how"),
        ({"agreed_by": "proxy", "agreed_words": "Ada"}, "Nobody with authority"),
        ({"agreed_on_day": "3"}, "must be today or earlier"),
        ({"agreed_until_month": "2"}, "must be today or later"),
        ({"agreed_until_year": "2028"}, "within two years"),
        ({"share_reason": "Her number is 999-000 0034"}, "Take the NHS number out"),
    ],
)
def test_what_is_missing_from_an_agreement_is_said(lenas, chosen, typed, says):
    answer = agree(lenas, chosen, **typed)
    assert answer.status_code == 422 and says in answer.text


@pytest.mark.care(16)
def test_in_best_interests_with_who_decided(lenas, chosen):
    assert (
        agree(lenas, chosen, agreed_by="best_interests", agreed_words="Dr Carter, 1 March").status_code == 302
    )


def test_before_it_may_be_sent_the_preview_says_what_is_missing(lenas, chosen):
    chosen.service.addresses.update(doubted_at=build.NOW)
    page = lenas.get(at(chosen, "send")).text
    assert "It cannot be sent yet" in page and "Agree the words first" in page and "confirm it again" in page
    assert send(lenas, chosen).status_code == 422


def test_changed_words_are_shown_again_before_they_go(lenas, chosen):
    agree(lenas, chosen)
    answer = send(lenas, chosen, version=1)
    assert answer["Location"] == at(chosen)
    chosen.refresh_from_db()
    assert chosen.sent_at is None


def test_words_stand_as_they_were_agreed_when_they_are_opened_again(lenas, chosen):
    agree(lenas, chosen, share_reason="To get out more")
    assert "To get out more" in lenas.get(at(chosen, "agree")).text
    agree(lenas, chosen, share_contact="")
    assert "07700" not in lenas.get(at(chosen, "send")).text.split("<h1")[1]


def test_the_agreement_ends_and_nothing_can_be_sent(lenas, chosen):
    agree(lenas, chosen)
    lenas.post(at(chosen, "end-agreement"))
    page = lenas.get(at(chosen)).text
    assert "Agreement ended" in page and "Agree the words" in page
    assert "The agreement to share was ended" in lenas.get(at(chosen, "send")).text
    assert "no agreement to end" in lenas.post(at(chosen, "end-agreement"), follow=True).text


def test_withdrawn_with_a_reason(lenas, chosen):
    assert "Say why, in a few words" in lenas.post(at(chosen, "withdraw"), {"version": chosen.version}).text
    lenas.post(at(chosen, "withdraw"), {"version": chosen.version, "because": "Found a choir"})
    assert "Found a choir" in lenas.get(at(chosen)).text
    assert "This has ended" in send(lenas, chosen).text


def test_what_was_sent_is_not_agreed_again(lenas, mary, lena):
    placement = a_sent(mary, lena)
    assert lenas.get(at(placement, "agree"))["Location"] == at(placement)


def test_an_agreement_that_has_run_out_is_said(lenas, chosen, clock):
    agree(lenas, chosen)
    clock.move(days=200)
    assert "ended on its last day" in lenas.get(at(chosen, "send")).text


def test_another_practices_placement_is_not_there(browser_of, chosen):
    assert browser_of("dev").get(at(chosen)).status_code == 404
    assert browser_of("lena").get(f"/A81002/placements/{chosen.pk}").status_code == 404


def test_somebody_too_young_cannot_be_sent(lenas, chosen, mary):
    agree(lenas, chosen)
    Patient.objects.filter(pk=mary.pk).update(birth_date=dt.date(2010, 1, 1))
    answer = send(lenas, chosen)
    assert answer.status_code == 422 and "children and young people" in answer.text


@pytest.mark.care(16)
def test_that_somebody_agreed_is_never_filled_in(lenas, chosen):
    page = lenas.get(at(chosen, "agree")).text
    assert " checked" not in page[page.index("<h1") :]


def test_without_an_address_the_page_leads_to_it(lenas, chosen, elm):
    agree(lenas, chosen)
    chosen.service.addresses.update(confirmed_at=None, confirmed_by=None)
    assert f"/A81001/directory/{chosen.service_id}" in lenas.get(at(chosen, "send")).text


def test_what_was_sent_can_be_agreed_for_longer(lenas, mary, lena):
    sent = a_sent(mary, lena, agreed_until=build.NOW.date() - dt.timedelta(days=1))
    assert "Agreement ended" in lenas.get(at(sent)).text
    said = {name: AGREED[name] for name in AGREED if not name.startswith(("share_", "agreed_on"))}
    answer = lenas.post(at(sent, "agree-again"), said | {"version": sent.version})
    sent.refresh_from_db()
    assert (answer.status_code, sent.agreed_until, sent.agreed_on) == (
        302,
        dt.date(2026, 9, 2),
        build.NOW.date(),
    )
    assert "go on knowing this until 2 September 2026" in sent.events.last().words


@pytest.mark.care(16)
def test_before_it_is_sent_an_agreement_past_its_day_is_said_and_agreed_again(lenas, chosen, clock):
    agree(lenas, chosen)
    clock.move(days=200)
    page = lenas.get(at(chosen)).text
    assert "Its last day is over: agree the words again" in page
    assert "Agree the words" in page and "Look at what would go" not in page
