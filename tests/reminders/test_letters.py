"""Letters to print: made when they are due, asked about again when they are printed, gone when somebody says so."""

import datetime as dt
import io
import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from patients.actions.noting import note
from patients.models import Consent, Need
from practice.models import TrailEvent
from reminders import reasons
from reminders.providers.printing import PrintQueue
from tests import build

WORDS = "appointment"
IN_TIME = build.NOW + dt.timedelta(days=11, hours=1)  # Friday of the week after


@pytest.fixture
def browser(browser_of):
    return browser_of("asha")


@pytest.fixture
def printer(settings, tmp_path):
    """Letters are made ready for printing here."""
    settings.MESSAGE_PROVIDERS |= {"letter": "reminders.providers.printing.PrintQueue"}
    settings.LETTERS = tmp_path
    return tmp_path


@pytest.fixture
def needs(asha):
    def add(patient, words, kind="format"):
        note(patient=patient, model=Need, values={"kind": kind, "words": words}, by=asha, now=build.NOW)

    return add


@pytest.fixture
def pat(elm, needs):
    """Somebody who asked for letters."""
    patient = build.a_patient(elm, address="2 Quay Row, Harbour End, ZZ99 1AA", postcode="ZZ99 1AA")
    needs(patient, "By letter", "contact_method")
    return patient


@pytest.fixture
def letter(post, printer, pat, booked):
    """A reminder that became a letter."""
    booked(pat, booked_for=IN_TIME)
    post.tick(days=3, hours=2)  # six working days before
    assert (post.message.state, post.message.outcome) == ("To print", "by_hand")
    return post


@pytest.fixture
def url(letter):
    letters = "/A81001/messages/letters"
    one = f"/A81001/messages/{letter.message.pk}"
    return {
        "list": letters,
        "all": f"{letters}/all.pdf",
        "printed": f"{letters}/printed",
        "file": f"{one}/letter.pdf",
        "undo": f"{one}/not-printed",
    }


def paper(answer) -> str:
    assert answer["Content-Type"] == "application/pdf", answer
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
    )


def test_without_a_printer_somebody_writes_it(post, pat, booked):
    booked(pat, booked_for=IN_TIME)
    post.tick(days=3, hours=2)
    assert (post.message.channel, post.message.state) == ("letter", "To write")


def test_it_is_ready_in_time_for_the_post_and_too_late_it_is_a_call(post, printer, pat, booked):
    booked(pat, booked_for=IN_TIME)
    post.tick(days=3)
    assert post.message.due_at == IN_TIME - dt.timedelta(days=8)  # a weekend lies between
    assert post.message.outcome == ""
    post.clock.move(days=4)  # nobody was there to send: Monday, four working days before
    post.tick()
    assert post.message.state == "To print"
    post.tick(days=1)
    assert (post.message.state, post.message.reason) == ("To call", reasons.POST_TOO_SLOW)


def test_who_wants_no_letters_any_more_has_a_text_at_its_usual_time(post, printer, pat, booked, point):
    booked(pat, booked_for=IN_TIME)
    post.tick(days=2, hours=2)
    assert post.message.channel == "letter"
    point(pat)
    Need.objects.filter(patient=pat).update(ended_at=post.now, ended_by=pat.needs.get().noted_by)
    post.tick(days=1)
    assert (post.message.state, post.message.held_until) == ("Held", IN_TIME - dt.timedelta(days=2))
    post.tick(days=6)
    assert (post.message.outcome, post.message.channel) == ("sent", "text")


def test_booked_at_short_notice_they_are_rung(post, printer, pat, booked):
    booked(pat)
    post.tick(days=1, hours=2)
    assert (post.message.state, reasons.POST_TOO_SLOW in post.message.reason) == ("To call", True)


def test_whoever_became_restricted_meanwhile_is_rung(letter, url, browser, pat):
    pat.restricted = True
    pat.save()
    letter.tick(minutes=1)
    assert (letter.message.state, letter.message.reason) == ("To call", reasons.RESTRICTED)
    assert letter.practice.messages.to_print().count() == 0
    assert browser.get(url["file"]).status_code == 302


def test_its_words_wait_and_whose_they_are_does_not(letter, printer):
    (kept,) = printer.iterdir()
    assert kept.name == f"{letter.message.reference}.json"
    assert "Quay" not in kept.read_text()
    assert oct(kept.parent.stat().st_mode)[-3:] == "700" or kept.parent == printer


def test_a_letter_is_made_once(letter):
    letter.tick(days=1)
    assert (letter.results, len(list(PrintQueue().folder.iterdir()))) == (["taken"], 1)


def test_the_page_shows_it_and_its_paper_says_it(letter, url, browser, pat):
    page = browser.get(url["list"]).content.decode()
    assert pat.name in page or pat.family_name in page
    said = paper(browser.get(url["file"]))
    assert said.startswith("Elm Surgery")
    assert f"{pat.name} 2 Quay Row Harbour End ZZ99 1AA" in said
    assert f"Dear {pat.called}" in said and WORDS in said
    assert TrailEvent.objects.filter(verb="message.letter_opened", patient_id=pat.pk).count() == 1


def test_large_print_and_easy_read_are_for_who_needs_them(letter, url, browser, pat, needs):
    plain = browser.get(url["file"]).content
    needs(pat, "Easy-read")
    assert "Easy read" in browser.get(url["list"]).content.decode()
    easy = browser.get(url["file"]).content
    sizes = [largest(plain), largest(easy)]
    assert sizes == [12, 18]


def largest(pdf: bytes) -> int:
    found = []
    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(
        visitor_text=lambda _t, _c, m, _f, size: found.append(size * abs(m[0]))
    )
    return round(max(found))


def test_all_of_them_are_one_file_each_on_its_own_page(letter, url, browser, needs, booked):
    other = build.a_patient(letter.practice, address="5 Hill", nhs_number="9990000042")
    needs(other, "Letters please", "contact_method")
    booked(other, booked_for=IN_TIME)
    letter.tick(minutes=1)
    pages = PdfReader(io.BytesIO(browser.get(url["all"]).content)).pages
    assert [name in page.extract_text() for page, name in zip(pages, ("2 Quay", "5 Hill"), strict=True)] == [
        True,
        True,
    ]


def test_it_has_gone_when_somebody_says_so_and_that_can_be_undone(letter, url, browser):
    browser.post(url["printed"], {"letter": letter.message.pk})
    assert (letter.message.outcome, letter.message.sent_at) == ("sent", letter.now)
    browser.post(url["undo"])
    assert (letter.message.outcome, letter.message.sent_at) == ("by_hand", None)
    assert WORDS in paper(browser.get(url["file"]))


def test_one_that_nobody_named_has_not_gone(letter, url, browser):
    browser.post(url["printed"], {"letter": ["", "x", "0"]})
    assert letter.message.outcome == "by_hand"


def declined(patient, asha) -> None:
    values = {"kind": "letter", "agreed": False, "from_on": build.NOW.date()}
    note(patient=patient, model=Consent, values=values, by=asha, now=build.NOW)


def test_whether_it_may_go_is_asked_when_it_is_printed(letter, url, browser, pat, asha):
    declined(pat, asha)
    assert "Do not send: Letters were declined." in browser.get(url["list"]).content.decode()
    browser.post(url["printed"], {"letter": letter.message.pk})
    assert (letter.message.outcome, browser.get(url["file"]).status_code) == ("by_hand", 302)


def test_what_was_cancelled_is_not_printed(letter, url, browser, pat):
    pat.sessions.update(
        cancelled_at=letter.now, cancelled_by=pat.sessions.get().coach, cancelled_because="person"
    )
    letter.tick(minutes=1)
    assert letter.message.outcome == "dropped"
    assert browser.get(url["all"]).status_code == 302


def test_what_letters_of_long_ago_said_is_forgotten(letter, printer, url, browser):
    (kept,) = printer.iterdir()
    long_ago = letter.now.timestamp() - 61 * 24 * 3600
    os.utime(kept, (long_ago, long_ago))
    browser.post(url["printed"], {"letter": letter.message.pk})
    assert list(printer.iterdir()) == []


def test_three_letters_cost_as_many_queries_as_one(letter, url, browser, needs, booked):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(url["list"])
        return len(queries)

    browser.get(url["list"])
    before = count()
    for number in ("9990000042", "9990000050"):
        other = build.a_patient(letter.practice, address="5 Hill", nhs_number=number)
        needs(other, "Letters please", "contact_method")
        booked(other, booked_for=IN_TIME)
    letter.tick(minutes=1)
    assert letter.practice.messages.to_print().count() == 3
    assert count() == before
