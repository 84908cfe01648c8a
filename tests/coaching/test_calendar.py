"""One's own sessions in a calendar: ids and times behind a private link, never a patient's name."""

import datetime as dt

import pytest
from django.db import connection

from coaching.actions import feeding
from coaching.actions.booking import cancel
from coaching.calendar_text import Event, calendar, folded
from practice.actions import end
from practice.models import SignedLink
from tests import build
from tests.coaching import made
from tests.coaching.test_pages import post

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Skerry//Sessions//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
UID:session-12@skerry.example.org
DTSTAMP:20260302T090000Z
DTSTART:20260701T080000Z
DTEND:20260701T083000Z
SEQUENCE:3
STATUS:CANCELLED
SUMMARY:Session 12\\, Elm\\; Surgery\\, phone
URL:https://skerry.example.org/A81001/sessions/12
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_word_for_word():
    summer = dt.datetime(2026, 7, 1, 9, 0, tzinfo=build.NOW.tzinfo)
    event = Event(
        12,
        summer,
        30,
        "Session 12, Elm; Surgery, phone",
        3,
        True,
        "https://skerry.example.org/A81001/sessions/12",
    )
    text = calendar([event], host="skerry.example.org", now=build.NOW)
    assert text == ICS.replace("\n", "\r\n")


def test_long_lines_are_folded_between_letters():
    line = "SUMMARY:" + "é" * 60
    parts = folded(line).split("\r\n")
    assert [len(part.encode()) <= 75 for part in parts] == [True, True]
    assert parts[0] + parts[1].removeprefix(" ") == line
    assert folded("SHORT") == "SHORT"


@pytest.fixture
def feed(asha):
    """`feed()`: the address of Asha's calendar, made anew."""

    def make() -> str:
        _link, token = feeding.make_link(member=asha, by=asha, now=build.NOW)
        return f"/link/{token}/sessions.ics"

    return make


def test_it_has_numbers_and_times_and_no_names(client, mary, asha, feed):
    session = made.a_booked(mary, asha, mode="phone")
    answer = client.get(feed())
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"SUMMARY:Session {session.pk}\\, Elm Surgery\\, phone\r\n" in text
    assert "DTSTART:20260302T090000Z" in text and "Mary" not in text and "Webb" not in text
    assert f"/A81001/sessions/{session.pk}" in text


def test_it_may_be_fetched_again_and_shows_what_was_cancelled(client, mary, asha, feed):
    address, session = feed(), made.a_booked(mary, asha)
    assert client.get(address).content.count(b"STATUS:CONFIRMED") == 1
    cancel(session=session, version=1, because="Ill", by=asha, now=build.NOW)
    assert client.get(address).content.count(b"STATUS:CANCELLED") == 1


def test_only_ones_own_sessions(client, mary, ben, feed):
    made.a_booked(mary, ben)
    assert b"VEVENT" not in client.get(feed()).content


@pytest.mark.care(13)
def test_of_restricted_people_not_even_the_practice(client, elm, asha, feed):
    omar = elm.patients.get(given_name="Omar")
    session = made.a_booked(omar, asha)
    text = client.get(feed()).content.decode()
    assert f"SUMMARY:Session {session.pk}\\, face to face" in text
    assert "Elm" not in text and "A81001" not in text


def test_made_anew_the_earlier_one_finds_nothing(client, feed):
    first, second = feed(), feed()
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


def test_a_leavers_calendar_is_empty_at_once(client, asha, member, feed):
    address = feed()
    end(member=asha, by=member("mo"), now=build.NOW)
    assert client.get(address).status_code == 404


def test_it_is_not_fetched_without_end(client, feed):
    address = feed()
    assert [client.get(address).status_code for _time in range(61)][-1] == 429


def test_only_reading_and_nobody_guesses(client, feed):
    assert client.post(feed()).status_code == 405
    assert client.get("/link/nonsense/sessions.ics").status_code == 404


def test_the_link_is_shown_once_and_ended_in_one_press(browser, client, asha):
    page = browser.post("/A81001/calendar").text
    address = page.split('value="http')[1].split('"')[0].partition("/link/")[2]
    assert client.get(f"/link/{address}").status_code == 200
    again = browser.get("/A81001/calendar").text
    assert address not in again and "Make a new link" in again
    post(browser, "/A81001/calendar/end")
    assert client.get(f"/link/{address}").status_code == 404
    assert "No link works now" in browser.get("/A81001/calendar").text


def test_only_the_mark_of_the_link_is_kept(feed):
    token = feed().split("/")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_signedlink::text FROM practice_signedlink")
        assert all(token not in row for (row,) in cursor.fetchall())
    assert SignedLink.objects.get(purpose="calendar", revoked_at=None).patient_id is None
