"""What is arranged for a session: interpreter, video link, the GP's book, and several at once."""

import datetime as dt
import re

import pytest

from coaching.actions import arranging
from coaching.models import Session
from practice.acting import Stale
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_pages import post, record_of

BOOK = {
    "booked_on_day": "23",
    "booked_on_month": "3",
    "booked_on_year": "2026",
    "booked_at": "9:15am",
    "minutes": "30",
    "mode": "phone",
    "repeat": "0",
    "times": "4",
}


@pytest.fixture
def pat(elm):
    return elm.patients.get(given_name="Pat")


def book(browser, patient, asha, **given):
    return post(
        browser, f"{record_of(patient)}/sessions/book", BOOK | {"coach": asha.pk} | given, follow=True
    )


def test_the_same_time_on_the_clock_across_summer_time(browser, mary, asha):
    text = book(browser, mary, asha, repeat="1", times="3").text
    assert "3 sessions booked, the first for Monday 23 March 2026 at 9:15am" in text
    hours = [s.booked_for.astimezone(dt.UTC).hour for s in Session.objects.order_by("booked_for")]
    assert hours == [9, 8, 8]


def test_just_once_is_one_whatever_the_number_says(browser, mary, asha):
    book(browser, mary, asha, times="12")
    assert Session.objects.count() == 1


def test_whether_an_interpreter_is_booked_is_asked_of_those_who_need_one(browser, mary, pat, asha):
    assert "interpreter" not in browser.get(f"{record_of(mary)}/sessions/book").text.split("<form")[-1]
    page = browser.get(f"{record_of(pat)}/sessions/book").text
    assert "They need one: Polish" in page
    assert "No interpreter is booked yet" in book(browser, pat, asha, interpreter="to_book").text
    book(browser, pat, asha, interpreter="booked")
    assert sorted(Session.objects.values_list("interpreter_booked", flat=True)) == [False, True]


@pytest.mark.parametrize(
    "link", ["http://meet.example.org/1", "meet", "javascript:alert(1)", "ftp://x.example.org"]
)
def test_a_video_link_is_safe_or_refused(browser, mary, asha, link):
    answer = book(browser, mary, asha, mode="video", video_link=link)
    if answer.status_code == 200:  # a bare name is read as one that begins with https
        assert Session.objects.get().video_link.startswith("https://")
    else:
        assert answer.status_code == 422 and "begins with https" in answer.text


def test_a_link_is_kept_for_video_alone(browser, mary, asha):
    book(browser, mary, asha, mode="video", video_link="https://meet.example.org/1")
    book(browser, mary, asha, mode="phone", video_link="https://meet.example.org/1")
    links = Session.objects.order_by("pk").values_list("video_link", flat=True)
    assert list(links) == ["https://meet.example.org/1", ""]


def test_the_programme_may_be_chosen(browser, mary, asha):
    begun = ways.begun(mary, asha)
    book(browser, mary, asha, programme=begun.pk)
    book(browser, mary, asha, programme="none")
    assert list(Session.objects.order_by("pk").values_list("enrolment", flat=True)) == [begun.pk, None]
    assert book(browser, mary, asha).status_code == 422


def test_in_the_gp_book_in_one_press_and_back(browser, mary, asha):
    session = made.a_booked(mary, asha)
    address = f"/A81001/sessions/{session.pk}/arrange"
    assert post(browser, address, {"gp_book": "yes", "back": "today"})["Location"] == "/mine/today"
    session.refresh_from_db()
    assert session.in_gp_book
    post(browser, address, {"gp_book": "no"})
    session.refresh_from_db()
    assert not session.in_gp_book


def test_moved_it_is_not_in_the_gp_book_any_more(browser, mary, asha):
    session = made.a_booked(mary, asha)
    arranging.arranged(session=session, in_gp_book=True, by=asha, now=build.NOW)
    post(browser, f"/A81001/sessions/{session.pk}/move", BOOK | {"coach": asha.pk, "version": "2"})
    session.refresh_from_db()
    assert (session.in_gp_book, session.mode) == (False, "phone")


def test_nothing_is_arranged_for_what_has_ended(browser, finished, asha):
    with pytest.raises(Stale):
        arranging.arranged(session=finished, in_gp_book=True, by=asha, now=build.NOW)
    answer = post(browser, f"/A81001/sessions/{finished.pk}/arrange", {"gp_book": "yes"}, follow=True)
    assert "has ended" in answer.text


def test_the_form_shows_how_it_stands(browser, pat, asha):
    begun = ways.begun(pat, asha)
    session = made.a_booked(
        pat, asha, mode="video", video_link="https://meet.example.org/2", interpreter_booked=True
    )
    page = browser.get(f"/A81001/sessions/{session.pk}/move").text
    assert "https://meet.example.org/2" in page
    checked = re.findall(r'name="(\w+)" value="([^"]+)"[^>]* checked', page)
    assert {("interpreter", "booked"), ("programme", str(begun.pk)), ("mode", "video")} <= set(checked)


MISSED = {
    "absence": "did_not_attend",
    "channel": "text",
    "version": "1",
    "follow_up_on_day": "3",
    "follow_up_on_month": "3",
    "follow_up_on_year": "2026",
}


def miss(browser, session, **given):
    return post(browser, f"/A81001/sessions/{session.pk}/did-not-attend", MISSED | given)


@pytest.mark.care(10)
def test_who_was_not_brought_is_called_and_not_texted(browser, mary, asha):
    session = made.a_booked(mary, asha)
    answer = miss(browser, session, absence="was_not_brought")
    assert answer.status_code == 422 and "They depend on somebody else" in answer.text
    assert miss(browser, session, absence="was_not_brought", channel="phone").status_code == 302


@pytest.mark.care(10)
def test_who_is_at_risk_is_called_and_not_texted(browser, mary, asha):
    from coaching.actions.alerting import raise_alert

    session = made.a_booked(mary, asha)
    raise_alert(patient=mary, kind="self_harm", by=asha, now=build.NOW)
    assert "Call them now" in browser.get(f"/A81001/sessions/{session.pk}/did-not-attend").text
    answer = miss(browser, session)
    assert answer.status_code == 422 and "A risk was noted for this person" in answer.text
    assert miss(browser, session, channel="face_to_face").status_code == 302


def test_anybody_else_may_be_texted(browser, mary, asha):
    assert miss(browser, made.a_booked(mary, asha)).status_code == 302
