"""Today: my sessions, what I owe, what I have not finished, in all my practices."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.actions import booking
from coaching.models import Session
from patients.models import Patient
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.coaching import made
from tests.coaching.test_pages import post
from tests.conftest import look_at

TODAY = "/mine/today"
YESTERDAY = build.NOW - dt.timedelta(days=1)


def part(text: str, heading: str) -> str:
    """What stands under one heading of the page."""
    start = text.index(f'id="today-{heading}"')
    return text[start : text.index("</section>", start)]


def test_an_empty_day_says_what_to_do(browser):
    text = browser.get(TODAY).text
    assert "You have no sessions today" in text and "Find a patient" in text
    assert "No follow-ups are due" in text
    assert "Nothing is left over" in text


def test_my_sessions_by_the_clock(browser, mary, asha, ben):
    made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=15))
    made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=11))
    made.a_booked(mary, ben, booked_for=build.NOW.replace(hour=12))
    text = part(browser.get(TODAY).text, "sessions")
    assert text.index("11am") < text.index("3pm")
    assert "midday" not in text
    assert "Elm Surgery" in text


def test_midnight_is_the_edge_of_the_day(browser, mary, asha):
    made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=23, minute=59))
    made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=0) + dt.timedelta(days=1))
    text = part(browser.get(TODAY).text, "sessions")
    assert "11:59pm" in text and "midnight" not in text


@pytest.fixture
def at_both(elm, oak, member):
    """A session of Lena's at each of her practices."""
    with in_view([elm, oak]):
        ends = build.a_patient(elm, family_name="Elmer"), build.a_patient(oak, family_name="Oakley")
        return [made.a_booked(ends[0], member("lena")), made.a_booked(ends[1], member("lena", oak))]


@pytest.mark.care(1)
def test_every_practice_i_belong_to_is_named_on_its_rows(browser_of, at_both):
    text = browser_of("lena").get(TODAY).text
    assert "Mary Elmer" in text and "Mary Oakley" in text
    assert "Elm Surgery" in text and "Oak Surgery" in text
    assert f"/A81001/sessions/{at_both[0].pk}" in text
    assert f"/A81002/sessions/{at_both[1].pk}" in text


def test_others_see_only_their_own_practice(browser_of, at_both):
    assert "Elmer" not in browser_of("dev").get(TODAY).text


def test_follow_ups_the_longest_overdue_first(browser, mary, asha):
    made.a_follow_up(mary, asha, due_on=dt.date(2026, 3, 2), words="Today's")
    made.a_follow_up(mary, asha, due_on=dt.date(2026, 2, 20), words="Late")
    made.a_follow_up(mary, asha, due_on=dt.date(2026, 3, 9), words="Soon")
    made.a_follow_up(mary, asha, due_on=dt.date(2026, 6, 1), words="In summer")
    text = browser.get(TODAY).text
    due = part(text, "follow-ups")
    assert due.index("Late") < due.index("Today&#x27;s")
    assert "Soon" not in due and "Soon" in part(text, "coming")
    assert "In summer" not in text


def test_what_comes_up_says_how_many_more_there_are(browser, mary, asha):
    for day in range(14):
        made.a_follow_up(mary, asha, due_on=dt.date(2026, 3, 3) + dt.timedelta(days=day))
    few = part(browser.get(TODAY).text, "coming")
    assert ": 10 of 14." in few and few.count("/done") == 10
    assert 'href="?coming=all#today-coming"' in few
    every = part(browser.get(f"{TODAY}?coming=all").text, "coming")
    assert " of 14" not in every and every.count("/done") == 14


def test_done_and_undone_in_one_press_each(browser, mary, asha):
    follow_up = made.a_follow_up(mary, asha)
    page = post(browser, f"/A81001/follow-ups/{follow_up.pk}/done", follow=True)
    assert "Done today" in page.text
    assert f"/A81001/follow-ups/{follow_up.pk}/undo" in page.text
    post(browser, f"/A81001/follow-ups/{follow_up.pk}/undo")
    follow_up.refresh_from_db()
    assert (follow_up.done_at, follow_up.done_by) == (None, None)
    verbs = TrailEvent.objects.filter(subject_id=follow_up.pk, verb__startswith="follow_up")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "follow_up.planned",
        "follow_up.done",
        "follow_up.undone",
    ]


def test_what_is_done_already_is_said(browser, browser_of, mary, asha):
    address = f"/A81001/follow-ups/{made.a_follow_up(mary, asha).pk}/done"
    post(browser_of("ben"), address)
    assert "done already" in post(browser, address, follow=True).text
    undo = address.replace("done", "undo")
    post(browser, undo)
    assert "not marked as done" in post(browser, undo, follow=True).text


def test_back_to_the_record_where_the_button_stood(browser, mary, asha):
    follow_up = made.a_follow_up(mary, asha)
    answer = post(browser, f"/A81001/follow-ups/{follow_up.pk}/done", {"back": "record"})
    assert answer["Location"] == f"/A81001/patients/{mary.pk}"
    elsewhere = post(browser, f"/A81001/follow-ups/{follow_up.pk}/undo", {"back": "//example.org"})
    assert elsewhere["Location"] == TODAY


def test_notes_not_finished(browser, mary, asha, ben):
    made.a_booked(mary, asha, booked_for=YESTERDAY, mode="walk")
    made.a_finished(mary, asha, now=YESTERDAY)
    text = part(browser.get(TODAY).text, "unfinished")
    assert "1 March 2026 at 9am" in text and "Walk and talk" in text
    assert text.count("/A81001/sessions/") == 1


def test_my_draft_in_a_colleagues_session_is_mine_to_finish(browser, mary, ben, at):
    theirs = made.a_started(mary, ben)
    browser.post(at("draft", theirs), {"notes": "Covering for Ben", "draft_version": "0"})
    assert f"/A81001/sessions/{theirs.pk}" in part(browser.get(TODAY).text, "unfinished")


def test_restricted_people_show_no_contact_details(browser, asha):
    omar = Patient.objects.get(given_name="Omar")
    made.a_booked(omar, asha)
    made.a_follow_up(omar, asha)
    text = browser.get(TODAY).text
    assert text.count("Contact details protected") == 2


def test_a_struck_session_is_not_in_my_day(browser, finished, asha):
    from coaching.actions.striking import strike

    strike(session=finished, because="Wrong person", by=asha, now=build.NOW)
    assert "Mary Webb" not in browser.get(TODAY).text


def test_who_holds_no_sessions_has_no_today(browser_of):
    assert browser_of("mo").get(TODAY).status_code == 403
    assert browser_of("cara").get(TODAY).status_code == 403


@pytest.fixture
def many(elm, asha):
    """`many(20)`: so many rows in each list of Asha's day and on one record."""
    patient = build.a_patient(elm, nhs_number="9990000050")

    def fill(count: int) -> Patient:
        look_at(elm)
        for _number in range(count):
            made.a_booked(patient, asha)
            made.a_booked(patient, asha, booked_for=YESTERDAY)
            made.a_finished(patient, asha)
            made.a_follow_up(patient, asha)
        return patient

    return fill


def queries_of(browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_the_same_number_of_queries_for_2_rows_and_20(browser, many):
    record = f"/A81001/patients/{many(2).pk}"
    pages = (TODAY, record, f"{record}/sessions")
    few = [queries_of(browser, page) for page in pages]
    many(18)
    assert [queries_of(browser, page) for page in pages] == few


def test_a_confirmed_session_says_so_and_a_cancelled_time_is_free_again(browser, mary, asha, ben):
    sure, off = (made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=hour)) for hour in (11, 14))
    Session.objects.filter(pk=sure.pk).update(confirmed_at=build.NOW)
    booking.cancel(session=off, version=1, because="Ill", by=asha, now=build.NOW)
    text = part(browser.get(TODAY).text, "sessions")
    assert text.count("Confirmed") == 1
    assert "2 March 2026 at 2pm, 30 minutes" in text and "Free again" in text
    made.a_booked(mary, asha, booked_for=off.booked_for + dt.timedelta(minutes=10))
    assert "Free again" not in browser.get(TODAY).text


def test_a_time_of_tomorrow_is_free_again_too_and_says_who_cannot_come(browser, mary, asha):
    tomorrow = made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=1, hours=2))
    off = {"cancelled_at": build.NOW, "cancelled_because": "The person cannot come", "in_gp_book": True}
    Session.objects.filter(pk=tomorrow.pk).update(**off)
    text = part(browser.get(TODAY).text, "sessions")
    assert "3 March 2026 at 11am" in text and "who cannot come. It still stands in the GP book" in text
    assert "You have no sessions today" in text
