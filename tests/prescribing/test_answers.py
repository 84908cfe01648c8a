"""What colleagues see and do about one placement: read, write, note what the service said."""

import datetime as dt

import pytest

from practice.actors import System
from practice.models import TrailEvent
from prescribing.actions import answering
from prescribing.actions.chasing import fall_silent
from prescribing.actions.placing import Kind, Who, note
from tests import build
from tests.prescribing import placements
from tests.prescribing.visitors import at_the_service, on, the_person


@pytest.fixture
def sent(mary, lena):
    return placements.a_sent(mary, lena)


@pytest.fixture
def colleague(sent, browser_of):
    return browser_of("lena"), f"/A81001/placements/{sent.pk}/answers"


def text_of(answer):
    return answer.content.decode()


def test_everything_that_came_back_is_on_one_page(sent, colleague):
    at_the_service(sent).post("/message", words="Which days suit her?")
    the_person(sent).post(answer="help")
    browser, where = colleague
    page = text_of(browser.get(where))
    for words in (
        "Which days suit her?",
        "Asked for help",
        "Would like company",
        "Not shared",
        "999 000 0034",
    ):
        assert words in page.replace("\u00a0", " ")
    assert TrailEvent.objects.filter(verb="patient.opened", patient_id=sent.patient_id).exists()


def test_reading_is_noted_with_who_and_the_service_sees_it(sent, colleague, lena):
    at_the_service(sent).post("/message", words="Which days suit her?")
    browser, where = colleague
    assert browser.post(f"{where}/read").status_code == 302
    sent.refresh_from_db()
    event = sent.events.get(kind="message")
    assert (event.read_by, event.read_at, sent.needs_somebody_at) == (lena, build.NOW, None)
    jo = at_the_service(sent)
    jo.get()
    assert "Read by the practice" in jo.text


def test_a_colleague_writes_to_the_service(sent, colleague):
    browser, where = colleague
    assert browser.post(where, {"words": "She likes mornings"}).status_code == 302
    assert sent.events.last().words == "She likes mornings"
    assert browser.post(where, {"words": " "}).status_code == 422


def test_what_was_said_on_the_telephone_is_noted(sent, colleague):
    browser, where = colleague
    said = {"kind": "booked", "time": "10am", **on(build.NOW.date().replace(day=10))}
    assert browser.post(f"{where}/note", said).status_code == 302
    sent.refresh_from_db()
    assert (sent.stands, sent.booked_for.day, sent.events.last().who) == ("booked", 10, "colleague")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose what they said"),
        ({"kind": "came"}, "Enter the day"),
        ({"kind": "booked", **on(build.NOW.date())}, "Enter the time"),
        ({"kind": "came", **on(build.NOW.date().replace(day=9))}, "The day must be today or earlier"),
    ],
)
def test_what_is_missing_from_it_is_said(colleague, said, words):
    browser, where = colleague
    answer = browser.post(f"{where}/note", said)
    assert (answer.status_code, words in text_of(answer)) == (422, True)


def test_nothing_is_written_to_a_service_that_has_ended(sent, colleague, lena):
    note(sent, kind=Kind.WITHDRAWN, who=Who.COLLEAGUE, by=lena, now=build.NOW)
    browser, where = colleague
    assert "Write to the service" not in text_of(browser.get(where))
    assert browser.post(where, {"words": "Hello"}).status_code == 422


def test_of_a_restricted_person_it_does_not_say_where_it_went(sent, colleague, mary):
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    browser, where = colleague
    assert "walks@example.org" not in text_of(browser.get(where))


def test_only_what_a_service_may_say_is_an_answer(sent, lena):
    for kind in set(Kind) - set(answering.FROM_A_SERVICE):
        with pytest.raises(answering.NotPossible):
            answering.answer(placement=sent, kind=kind, by=lena, now=build.NOW)


@pytest.mark.care(16)
def test_an_agreement_that_ended_stops_sharing_and_not_care(mary, lena, browser_of):
    """What the service says on the telephone is still noted; nothing more goes to it, and the page says what to do."""
    yesterday = build.NOW.date() - dt.timedelta(days=1)
    sent = placements.a_sent(mary, lena, agreed_until=yesterday)
    browser, where = browser_of("lena"), f"/A81001/placements/{sent.pk}/answers"
    page = text_of(browser.get(where))
    assert "Its last day was 1 March 2026" in page and "They agree for longer" in page
    assert "Write to the service" not in page
    assert "Agreement ended" in text_of(browser.get(f"/A81001/referrals/{sent.referral_id}"))
    assert browser.post(where, {"words": "Hello"}).status_code == 422
    assert browser.post(f"{where}/note", {"kind": "came", **on(yesterday)}).status_code == 302
    sent.refresh_from_db()
    assert (sent.stands, sent.referral.stands) == ("came", "attending")


def test_a_colleague_sees_where_to_ring_a_silent_service(sent, colleague):
    type(sent.service).objects.filter(pk=sent.service_id).update(telephone="020 7946 0155")
    browser, where = colleague
    assert 'href="tel:02079460155"' in text_of(browser.get(where))


def test_who_sees_to_a_silent_service_says_at_once_when_they_look_again(sent, colleague):
    browser, where = colleague
    fall_silent(placement=sent, by=System("clock"), now=build.NOW)
    assert "nothing brings it back while they stay silent" in text_of(browser.get(where))
    after = browser.post(f"{where}/read")
    assert after["Location"] == f"/A81001/referrals/{sent.referral_id}/next"
    assert "Say on which day you look again" in text_of(browser.get(after["Location"]))
    sent.refresh_from_db()
    assert sent.needs_somebody_at is None and sent.silent_since == build.NOW
