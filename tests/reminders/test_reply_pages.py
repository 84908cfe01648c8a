"""Behind the link in a message about an appointment: nothing personal, one press, and another one takes it back."""

import datetime as dt

import pytest

from coaching.actions import booking
from patients.actions.leaving import mark_died
from patients.models import HelpAsked
from practice.models import SignedLink, TrailEvent
from reminders.kinds import Kind, Outcome
from tests import build
from tests.reminders.phones import LINK, Phone


@pytest.fixture
def session(mary, booked):
    return booked(mary)


@pytest.fixture
def phone(post, session):
    """Mary's, two days before her session."""
    post.tick(days=1, hours=2)
    (words,) = (words for _to, words in post.carrier.taken.values())
    return Phone(words)


def replies(post):
    return list(post.message.replies.order_by("pk").values_list("said", flat=True))


def asked():
    return list(HelpAsked.objects.order_by("pk").values_list("kind", "dealt_at"))


def fresh(session):
    session.refresh_from_db()
    return session


def test_the_text_has_the_link_and_is_one_text(post, phone):
    _to, words = post.carrier.taken[post.message.reference]
    assert words.startswith("Mary: Elm Surgery appointment Thu 5 March at 10am. Can you come? http")
    assert len(words) <= 160
    assert post.message.words == words[: words.index("http")] + "[link]"


def test_the_page_says_practice_and_time_and_nothing_else(phone, mary):
    assert "Thursday 5 March 2026, 10am Elm Surgery" in phone.text
    assert "Nobody reads this straight away" in phone.text
    for name in ("Mary", "Webb", "Asha", "coach", "programme", "phone call", str(mary.birth_date.year)):
        assert name not in phone.text


def test_opening_changes_nothing(post, phone, session):
    events = TrailEvent.objects.count()
    assert [phone.get().status_code, phone.get().status_code] == [200, 200]
    assert (replies(post), fresh(session).confirmed_at, TrailEvent.objects.count()) == ([], None, events)


def test_confirmed_is_one_press_and_two_are_one(post, phone, session):
    phone.press("confirm")
    assert "Thank you. See you then." in phone.text
    phone.post(said="confirm", shown=session.booked_for.isoformat())
    assert (fresh(session).confirmed_at, session.version, replies(post)) == (post.now, 1, ["confirm"])


def test_who_cannot_come_frees_the_time_and_a_colleague_books_another(post, phone, session, asha):
    phone.press("cancel")
    assert "You said that you cannot come." in phone.text
    assert (fresh(session).cancelled_at, session.cancelled_by) == (post.now, None)
    task = HelpAsked.objects.get()
    assert (task.kind, task.owner, task.due_at.date()) == ("book", asha, post.now.date())


def test_an_answer_can_be_changed_until_the_session_begins(post, phone, session):
    phone.press("cancel")
    assert phone.press("confirm").status_code == 200
    assert (fresh(session).cancelled_at, bool(session.confirmed_at)) == (None, True)
    assert asked() == [("book", post.now)]
    assert "cancel" in phone.buttons
    assert replies(post) == ["cancel", "confirm"]


def test_a_time_that_was_given_to_somebody_else_is_not_taken_back(post, phone, session, elm, booked):
    phone.press("cancel")
    booked(
        build.a_patient(elm, family_name="Other"), booked_for=session.booked_for + dt.timedelta(minutes=15)
    )
    assert phone.post(said="confirm", shown=session.booked_for.isoformat()).status_code == 409
    assert "somebody else comes at that time now" in phone.text and "confirm" not in phone.buttons
    assert fresh(session).cancelled_at


def test_nobody_says_yes_to_a_time_that_they_were_not_shown(post, phone, session, asha):
    then = session.booked_for + dt.timedelta(hours=1)
    change = {"coach": asha, "mode": "phone", "booked_for": then, "minutes": 30}
    booking.move(session=session, version=1, **change, by=asha, now=post.now)
    assert phone.press("confirm").status_code == 409
    assert "Something has changed" in phone.text and "Thursday 5 March 2026, 11am" in phone.text
    assert fresh(session).confirmed_at is None
    phone.press("confirm")
    assert fresh(session).confirmed_at == post.now


def test_moved_by_a_colleague_it_is_not_confirmed_any_more(post, phone, session, asha):
    phone.press("confirm")
    then = session.booked_for + dt.timedelta(hours=1)
    change = {"coach": asha, "mode": "phone", "booked_for": then, "minutes": 30}
    booking.move(session=session, version=1, **change, by=asha, now=post.now)
    assert fresh(session).confirmed_at is None


def test_what_a_colleague_cancelled_nobody_takes_up_from_here(post, phone, session, asha):
    booking.cancel(session=session, version=1, because="Ill", by=asha, now=post.now)
    assert phone.press("confirm").status_code == 409
    assert "This appointment is off" in phone.text and "Ill" not in phone.text
    assert phone.buttons == {"call", "help"}


def test_after_the_session_it_says_so_kindly(post, phone, session, clock):
    clock.move(days=3)
    phone.get()
    assert "This appointment is over" in phone.text and phone.buttons == {"call", "help"}
    assert phone.post(said="cancel", shown=session.booked_for.isoformat()).status_code == 409
    assert fresh(session).cancelled_at is None


def test_a_call_is_asked_for_once_and_may_be_taken_back(post, phone):
    phone.press("call")
    phone.post(said="call")
    assert asked() == [("call", None)]
    phone.get()
    assert "You asked us to ring you. Somebody sees that by 3 March 2026 at 6:30pm" in phone.text
    phone.press("no_call")
    assert asked() == [("call", post.now)] and "call" in phone.buttons


@pytest.mark.care(11)
def test_help_has_an_owner_the_same_day_and_room_for_words(post, phone, asha):
    assert phone.get("/help")["Location"].endswith("/r")
    assert phone.post(said="help")["Location"].endswith("/r/help")
    phone.get("/help")
    assert "We have asked somebody" in phone.text and "999" in phone.text
    phone.post("/help", words="I am frightened")
    found = HelpAsked.objects.order_by("pk").values_list("kind", "words", "owner", "due_at__date")
    assert list(found) == [("help", words, asha.pk, post.now.date()) for words in ("", "I am frightened")]


@pytest.mark.parametrize("said", ["", "withdrawn", "done", "confirm'--"])
def test_what_is_no_button_changes_nothing(post, phone, said):
    assert phone.post(said=said, shown="yesterday").status_code in (409, 422)
    assert replies(post) == []


def test_a_link_of_somebody_who_died_or_is_protected_says_nothing(post, phone, mary, asha):
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    assert phone.get().status_code == 404 and "Elm" not in phone.text
    type(mary).objects.filter(pk=mary.pk).update(restricted=False)
    mark_died(patient=mary, died_on=post.now.date(), day_not_known=False, by=asha, now=post.now)
    assert [phone.get().status_code, phone.post(said="call").status_code] == [404, 404]
    assert "Elm" not in phone.text


def test_a_link_ends_three_weeks_after_the_session(phone, clock):
    clock.move(days=22)
    assert phone.get().status_code == 200
    clock.move(days=2)
    assert phone.get().status_code == 404


def test_a_made_up_token_or_one_for_another_page_leads_nowhere(post, phone):
    token = LINK.search(post.carrier.taken[post.message.reference][1])[1]
    assert phone.client.get(f"/link/{token[:-1]}x/r").status_code == 404
    assert phone.client.get(f"/link/{token}/there").status_code == 404


def test_only_a_mark_of_the_link_is_kept_and_it_asks_no_query_more(post, phone):
    (link,) = SignedLink.objects.filter(purpose="reply")
    token = LINK.search(post.carrier.taken[post.message.reference][1])[1]
    assert token.encode() not in bytes(link.token_hash)
    assert (link.subject_id, link.patient_id) == (post.message.pk, post.message.patient_id)
    assert (post.message.kind, post.message.outcome) == (Kind.SESSION, Outcome.SENT)
