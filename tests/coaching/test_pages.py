"""The pages of a session in a browser's hands: what they show, take in and refuse."""

import datetime as dt
import uuid

import pytest

from coaching.models import FollowUp, Session
from practice.models import TrailEvent
from tests import build
from tests.coaching import made


def post(client, address, data=None, **more):
    """A form as a browser sends it, with a key of its own."""
    return client.post(address, {"form_key": str(uuid.uuid4())} | (data or {}), **more)


def record_of(patient) -> str:
    return f"/A81001/patients/{patient.pk}"


BOOKING = {
    "booked_on_day": "5",
    "booked_on_month": "March",
    "booked_on_year": "2026",
    "booked_at": "2:30pm",
    "minutes": "30",
    "mode": "video",
}


def test_a_session_is_booked(browser, mary, asha):
    page = browser.get(f"{record_of(mary)}/sessions/book")
    assert page.status_code == 200
    answer = post(browser, f"{record_of(mary)}/sessions/book", BOOKING | {"coach": asha.pk})
    assert answer.status_code == 302
    assert mary.sessions.get().booked_for == dt.datetime(2026, 3, 5, 14, 30, tzinfo=build.NOW.tzinfo)


def test_a_wrong_booking_is_said_and_not_stored(browser, mary, asha):
    wrong = BOOKING | {"booked_on_year": "2062", "booked_at": "3", "coach": asha.pk}
    answer = post(browser, f"{record_of(mary)}/sessions/book", wrong)
    assert answer.status_code == 422
    assert "in the last year or the next two" in answer.text
    assert "Enter a time, like 9:15am" in answer.text
    assert not mary.sessions.exists()


def test_nobody_who_works_elsewhere_can_be_booked(browser, mary, oak):
    from practice.models import Membership
    from practice.tenancy import in_view

    with in_view([oak]):
        dev = Membership.objects.filter(practice=oak, user__email__startswith="dev").get().pk
    assert post(browser, f"{record_of(mary)}/sessions/book", BOOKING | {"coach": dev}).status_code == 422


def test_a_session_starts_in_one_press_from_the_record(browser, mary):
    page = browser.get(record_of(mary))
    assert f"{record_of(mary)}/sessions/start" in page.text
    answer = post(browser, f"{record_of(mary)}/sessions/start")
    assert answer["Location"] == f"/A81001/sessions/{mary.sessions.get().pk}"


def test_starting_now_says_which_booking_has_begun(browser, mary, asha):
    yesterday = build.NOW - dt.timedelta(days=1)
    booked = made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=11), now=yesterday)
    answer = post(browser, f"{record_of(mary)}/sessions/start", follow=True)
    assert answer.redirect_chain[-1][0] == f"/A81001/sessions/{booked.pk}"
    assert "This is the session booked for Monday 2 March 2026 at 11am. It has begun." in answer.text


def test_a_form_sent_twice_is_stored_once(browser, mary, asha):
    key = {"form_key": str(uuid.uuid4())}
    both = [
        browser.post(f"{record_of(mary)}/sessions/book", key | BOOKING | {"coach": asha.pk}) for _ in range(2)
    ]
    assert [answer["Location"] for answer in both] == [record_of(mary)] * 2
    assert mary.sessions.count() == 1


def test_a_note_finished_twice_is_signed_once(browser, started, at):
    key = {"form_key": str(uuid.uuid4()), "draft_version": "0"}
    both = [browser.post(at("finish", started), key | made.TYPED) for _ in range(2)]
    assert [answer.status_code for answer in both] == [302, 302]
    assert FollowUp.objects.filter(session=started).count() == 1


def test_last_times_step_comes_first(browser, mary, asha, at):
    made.a_finished(mary, asha, now=build.NOW - dt.timedelta(days=7), next_step="Ring the walking group")
    page = browser.get(at("session", made.a_started(mary, asha)))
    assert page.text.index("Ring the walking group") < page.text.index('name="notes"')


def test_a_first_session_has_none_before_it(browser, started, at):
    assert "No earlier session." in browser.get(at("session", started)).text


@pytest.mark.care(5)
def test_the_person_is_in_view_where_something_is_written(browser, started, at):
    for name in ("session", "strike", "did-not-attend"):
        text = browser.get(at(name, started)).text
        assert "Mary Webb" in text and "4 May 1970" in text and "999 000 0034" in text


def test_a_booked_session_waits_to_be_started(browser, mary, asha, at):
    booked = made.a_booked(mary, asha)
    assert "Start the session" in browser.get(at("session", booked)).text
    post(browser, at("start", booked))
    assert 'data-autosave="' in browser.get(at("session", booked)).text


def test_finishing_signs_what_was_typed(browser, started, at):
    answer = post(browser, at("finish", started), made.TYPED | {"draft_version": "0"}, follow=True)
    stored = Session.objects.get(pk=started.pk)
    assert (stored.mode, stored.notes, stored.next_step) == (
        "phone",
        "Tired in the mornings",
        "Walk to the shop on Tuesday",
    )
    assert "The note is signed" in answer.text
    assert "Signed by Asha Rao on 2 March 2026 at 9am" in answer.text


def test_the_enter_key_does_not_sign(browser, started, at):
    text = browser.get(at("session", started)).text
    form = text[text.index("data-autosave=") :]
    assert form.index(f'formaction="{at("draft", started)}"') < form.index("Finish and sign")


def test_a_missing_next_step_asks_and_does_not_block(browser, started, at):
    without = {name: value for name, value in made.TYPED.items() if name != "next_step"}
    asked = post(browser, at("finish", started), without)
    assert asked.status_code == 422
    assert "Finish: no step agreed" in asked.text
    answer = post(browser, at("finish", started), without | {"no_step": "1", "draft_version": "1"})
    assert answer.status_code == 302
    assert Session.objects.get(pk=started.pk).no_step_agreed


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"follow_up_on_day": "", "follow_up_on_month": "", "follow_up_on_year": ""},
            "or say below why none is needed",
        ),
        ({"follow_up_on_year": "2025"}, "must be today or later"),
        ({"channel": ""}, "Choose how to be in touch"),
        ({"no_follow_up_because": "Done"}, "not both"),
        ({"mode": "telepathy"}, "Choose how you met"),
        ({"notes": "x" * 20_001}, "must be 20,000 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_signed(browser, started, at, change, says):
    answer = post(browser, at("finish", started), made.TYPED | change)
    assert answer.status_code == 422
    assert says in answer.text
    assert Session.objects.get(pk=started.pk).finished_at is None


def test_no_texts_are_planned_for_people_to_be_contacted_with_care(browser, elm, asha, at):
    from patients.models import Patient

    omar = Patient.objects.get(given_name="Omar")
    session = made.a_started(omar, asha)
    answer = post(browser, at("finish", session), made.TYPED | {"channel": "text"})
    assert answer.status_code == 422
    assert "No texts go to this person" in answer.text


def test_other_fields_in_the_form_are_ignored(browser, started, at, ben):
    forged = {"practice": "2", "coach": ben.pk, "finished_by": ben.pk, "version": "99", "patient": "1"}
    post(browser, at("finish", started), made.TYPED | forged)
    stored = Session.objects.get(pk=started.pk)
    assert (stored.coach, stored.finished_by, stored.patient_id, stored.version) == (
        started.coach,
        started.coach,
        started.patient_id,
        2,
    )


def test_a_session_is_moved(browser, mary, asha, at):
    booked = made.a_booked(mary, asha)
    assert "2 March 2026" in browser.get(at("move", booked)).text
    answer = post(browser, at("move", booked), BOOKING | {"coach": asha.pk, "version": "1"})
    assert answer.status_code == 302
    assert Session.objects.get(pk=booked.pk).mode == "video"


def test_the_second_to_move_it_sees_how_it_stands(browser, browser_of, mary, asha, at):
    booked = made.a_booked(mary, asha)
    post(browser, at("move", booked), BOOKING | {"coach": asha.pk, "version": "1"})
    answer = post(browser_of("ben"), at("cancel", booked), {"because": "Ill", "version": "1"})
    assert answer.status_code == 409
    assert "Thursday 5 March 2026 at 2:30pm" in answer.text
    assert 'value="Ill"' in answer.text and 'name="version" value="2"' in answer.text


def test_a_session_is_cancelled_and_opened_again(browser, mary, asha, at):
    booked = made.a_booked(mary, asha)
    assert post(browser, at("cancel", booked), {"version": "1"}).status_code == 422
    page = post(browser, at("cancel", booked), {"version": "1", "because": "Away"}, follow=True)
    assert "Cancelled by Asha Rao" in page.text
    post(browser, at("reopen", booked))
    assert Session.objects.get(pk=booked.pk).state == "Booked"


def test_they_did_not_attend_and_what_is_next(browser, mary, asha, at):
    booked = made.a_booked(mary, asha)
    said = {"version": "1", "absence": "did_not_attend", "no_follow_up_because": "They rang"}
    assert post(browser, at("did-not-attend", booked), {"version": "1"}).status_code == 422
    page = post(browser, at("did-not-attend", booked), said, follow=True)
    assert "No follow-up, because" in page.text


def test_what_has_ended_cannot_be_changed_by_an_old_link(browser, finished, at):
    for name in ("move", "cancel", "did-not-attend"):
        assert browser.get(at(name, finished))["Location"] == at("session", finished)
    answer = post(browser, at("start", finished), follow=True)
    assert "It is now: Finished" in answer.text


def test_words_are_added(browser, finished, at):
    assert post(browser, at("add-words", finished), {"words": ""}).status_code == 422
    page = post(browser, at("add-words", finished), {"words": "She rang to thank"}, follow=True)
    assert "She rang to thank" in page.text
    assert "Added by Asha Rao on 2 March 2026 at 9am" in page.text


def test_a_note_is_struck_and_taken_to_the_right_person(browser, elm, finished, at):
    right = build.a_patient(elm, given_name="Marie", nhs_number="9990000042")
    assert "1 open follow-up will be cancelled" in browser.get(at("strike", finished)).text
    assert post(browser, at("strike", finished), {"because": ""}).status_code == 422
    post(browser, at("strike", finished), {"because": "Wrong person"})
    shown = post(browser, at("right-person", finished), {"nhs_number": "999 000 0042"})
    assert "Marie Webb" in shown.text and "Is this the right person?" in shown.text
    answer = post(browser, at("write-again", finished, right.pk), follow=True)
    assert "Spoke about sleep" in answer.text
    assert right.sessions.get().finished_at is None


@pytest.mark.parametrize("number", ["", "9990000043", "999 000 0050", "AB123456C"])
def test_a_number_of_nobody_here_is_said(browser, finished, at, number):
    post(browser, at("strike", finished), {"because": "Wrong person"})
    answer = post(browser, at("right-person", finished), {"nhs_number": number})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_opening_a_session_is_in_the_trail(browser, finished, at):
    browser.get(at("session", finished))
    opened = TrailEvent.objects.filter(verb="patient.opened", patient_id=finished.patient_id)
    assert opened.count() == 1


def test_all_sessions_a_page_at_a_time(browser, mary, asha):
    for day in range(30):
        made.a_finished(mary, asha, now=build.NOW - dt.timedelta(days=day))
    first = browser.get(f"{record_of(mary)}/sessions")
    assert first.text.count("timeline__item") == 25
    assert browser.get(f"{record_of(mary)}/sessions?page=2").text.count("timeline__item") == 5


@pytest.mark.parametrize("page", ["0", "-1", "x", "1'--", "99999999999999999999", "٣"])
def test_a_wrong_page_number_is_the_first_page(browser, finished, page):
    answer = browser.get(f"{record_of(finished.patient)}/sessions", {"page": page})
    assert answer.status_code == 200
    assert "timeline__item" in answer.text


XSS = "<script>alert(1)</script>\"'{{7*7}}"


def test_words_are_shown_as_words(browser, mary, asha, at):
    words = {"what_matters": XSS, "notes": XSS, "next_step": XSS}
    signed = made.a_finished(mary, asha, **words)
    pages = [browser.get(at("session", signed)), browser.get(record_of(mary))]
    pages.append(browser.get(at("session", made.a_started(mary, asha))))
    for page in pages:
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
