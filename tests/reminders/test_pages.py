"""What staff see of messages: the practice's shelves, a person's on their record, and what they tick off."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from patients.models import RecordBlock
from practice.models import TrailEvent
from reminders import reasons, shelves
from reminders.providers import NotTaken, Refused
from tests import build
from tests.coaching.made import a_follow_up

SENT = {"days": 1, "hours": 2}


@pytest.fixture
def page(browser_of):
    """`page("sent")`: what Asha reads on that shelf."""

    def read(show: str = "to-do", who: str = "asha") -> str:
        response = browser_of(who).get("/A81001/messages", {"show": show})
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def press(browser_of):
    """`press("done", message)`: Asha presses that button and lands on the page after it."""

    def post(name: str, message, who: str = "asha"):
        return browser_of(who).post(f"/A81001/messages/{message.pk}/{name}", follow=True)

    return post


@pytest.fixture
def call(post, mary, asha):
    """A call that Asha agreed on for today."""
    a_follow_up(mary, asha, channel="phone")
    post.tick()
    return post.message


def test_every_shelf_says_what_to_expect_when_it_is_empty(elm, page):
    for shelf in shelves.SHELVES.values():
        assert shelf.empty in page(shelf.name)


def test_a_planned_message_shows_its_words_and_where_it_goes(post, mary, booked, page):
    booked(mary)
    post.plan()
    shown = page("planned")
    assert "Mary Webb" in shown
    assert "07700 900123" in shown
    assert "Mary: Elm Surgery appointment Thu 5 March at 10am." in shown
    assert "for 3 March 2026 at 10am" in shown


def test_a_sent_message_shows_what_was_said(post, mary, booked, page):
    booked(mary)
    post.tick()
    post.tick(**SENT)
    type(mary).objects.filter(pk=mary.pk).update(known_as="Molly")
    assert "Mary: Elm Surgery appointment" in page("sent")
    assert "Mary" not in page("planned")


def test_a_held_message_says_until_when_and_why(post, mary, booked, page):
    booked(mary)
    post.carrier.happens += [NotTaken("The service was busy.")]
    post.tick()
    post.tick(**SENT)
    shown = page("held")
    assert "until 3 March 2026 at 11:01am" in shown
    assert "The service was busy. It is tried again." in shown


def test_a_dropped_message_says_why(post, mary, booked, page):
    booked(mary)
    post.tick()
    type(mary).objects.filter(pk=mary.pk).update(died_on=post.now.date())
    post.tick(**SENT)
    shown = page("not-sent")
    assert reasons.DIED in shown
    assert "your appointment" not in shown


def test_a_failed_message_asks_for_a_look(post, mary, booked, page):
    booked(mary)
    post.carrier.happens += [Refused("The number does not exist.")]
    post.tick()
    post.tick(**SENT)
    assert "Failed" in page()
    assert "The number does not exist." in page()


def test_a_restricted_person_is_shown_without_a_number(post, mary, booked, page):
    booked(mary)
    post.plan()
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    shown = page("planned")
    assert "07700 900123" not in shown
    assert "Contact details protected: use the GP record." in shown


def test_a_call_is_ticked_off_and_taken_back(call, page, press):
    assert "To call" in page()
    assert "Done. To undo that" in press("done", call).content.decode()
    assert "Mary Webb" not in page()
    assert "Asha Rao" in page("dealt-with")
    press("undo", call)
    assert "To call" in page()
    verbs = TrailEvent.objects.filter(subject_type="reminders.message").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["message.dealt_with", "message.undone"]


def test_ticking_off_twice_changes_nothing(call, press, asha, clock):
    press("done", call)
    clock.move(minutes=5)
    press("done", call)
    call.refresh_from_db()
    assert (call.done_at, call.done_by) == (build.NOW, asha)


def test_what_asks_nothing_of_anybody_cannot_be_ticked_off(post, mary, booked, press):
    booked(mary)
    post.plan()
    assert "Nothing is asked of anybody here." in press("done", post.message).content.decode()
    assert post.message.done_at is None


def test_a_manager_looks_and_does_not_tick_off(call, page, press):
    assert "To call" in page(who="mo")
    assert ">Done<" not in page(who="mo")
    assert press("done", call, who="mo").status_code == 403


def block(patient, user, kind: str, by) -> None:
    RecordBlock.objects.create(
        practice=patient.practice, patient=patient, user=user, kind=kind, set_at=build.NOW, set_by=by
    )


def test_a_message_of_a_colleagues_own_record_shows_nothing_of_it(call, member, page, press):
    block(call.patient, member("lena").user, "own", member("mo"))
    shown = page()
    assert "A protected record" in shown
    assert "Mary" not in shown
    assert reasons.AGREED_CALL not in shown
    assert press("done", call).status_code == 404


def test_a_relations_record_is_shut_for_that_colleague_only(call, asha, member, page):
    block(call.patient, asha.user, "relation", member("mo"))
    assert "Mary" not in page()
    assert "Mary" in page(who="lena")


def test_letters_on_file_show_the_words_to_write(post, asha, elm, page):
    patient = build.a_patient(elm, address="1 High Street")
    a_follow_up(patient, asha, channel="letter")
    post.tick()
    assert "To write" in page()
    assert "Elm Surgery said we would be in touch about now." in page()


@pytest.mark.parametrize("text", ["0", "-1", "x", "99999999999999999999", "1'", "²"])
def test_a_page_number_that_is_none_is_the_first(call, browser_of, text):
    response = browser_of("asha").get("/A81001/messages", {"page": text, "show": "'"})
    assert "Mary Webb" in response.content.decode()


def a_call_for(elm, asha, count: int) -> None:
    for number in range(count):
        patient = build.a_patient(elm, family_name=f"Family{number}")
        a_follow_up(patient, asha, channel="phone", due_on=dt.date(2026, 2, 20))


def test_a_long_list_has_pages(post, elm, asha, browser_of):
    a_call_for(elm, asha, 26)
    post.tick()
    browser = browser_of("asha")
    first, second = (browser.get("/A81001/messages", {"page": number}).content.decode() for number in (1, 2))
    assert first.count("To call") == 25
    assert second.count("To call") == 1
    assert "?show=to-do&amp;page=2" in first
    assert "?show=to-do&amp;page=1" in second


def queries_of(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_twenty_rows_cost_as_many_queries_as_two(post, elm, asha, browser_of):
    a_call_for(elm, asha, 2)
    post.tick()
    browser = browser_of("asha")
    queries_of(browser, "/A81001/messages")  # the first request of a session writes it
    two = queries_of(browser, "/A81001/messages")
    a_call_for(elm, asha, 18)
    post.tick()
    assert queries_of(browser, "/A81001/messages") == two


def test_the_record_shows_a_persons_messages(post, mary, booked, browser_of):
    booked(mary)
    post.tick()
    post.tick(**SENT)
    record = browser_of("asha").get(f"/A81001/patients/{mary.pk}").content.decode()
    assert "Session reminder, 5 March 2026 at 10am: Text message (07700 900123)" in record


def test_a_call_ticked_off_on_the_record_comes_back_there(call, browser_of):
    browser = browser_of("asha")
    record = f"/A81001/patients/{call.patient_id}"
    assert 'name="from" value="record"' in browser.get(record).content.decode()
    answer = browser.post(f"/A81001/messages/{call.pk}/done", {"from": "record"})
    assert answer["Location"] == record
    call.refresh_from_db()
    assert call.done_at is not None


def test_a_record_without_messages_says_so(mary, browser_of):
    record = browser_of("asha").get(f"/A81001/patients/{mary.pk}").content.decode()
    assert "No messages yet." in record


def test_names_with_markup_are_shown_as_text(post, elm, asha, point, page):
    patient = build.a_patient(elm, given_name="<b>Ana</b>", family_name="{{7*7}}")
    point(patient)
    a_follow_up(patient, asha, channel="text")
    post.tick()
    assert "&lt;b&gt;Ana&lt;/b&gt; {{7*7}}" in page("sent")
    assert "<b>Ana" not in page("sent")
