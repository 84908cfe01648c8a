"""One person's messages on a page: what is shown, what is pressed, what is refused."""

import datetime as dt

import pytest

from patients.actions.noting import note
from patients.models import Consent, HelpAsked
from practice.models import TrailEvent
from reminders import reasons
from reminders.actions import refusing
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import PastMessage, Receipt, Refusal, Reply
from reminders.providers import Refused, Unclear
from tests import build
from tests.coaching.made import a_follow_up
from tests.reminders.test_pages import queries_of

SENT = {"days": 1, "hours": 2}
pytestmark = pytest.mark.usefixtures("one_reminder")


@pytest.fixture
def planned(post, mary, booked):
    booked(mary)
    post.plan()
    return post


@pytest.fixture
def page(browser_of, mary):
    """`page()`: what Asha reads on Mary's page."""

    def read(number: int = 1, who: str = "asha") -> str:
        response = browser_of(who).get(f"/A81001/patients/{mary.pk}/messages", {"page": number})
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def press(browser_of):
    """`press(message, "keep-back")`: the page after it."""

    def post(message, name: str, who: str = "asha", **data):
        answer = browser_of(who).post(f"/A81001/messages/{message.pk}/{name}", data, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return post


def test_coming_says_when_where_and_what(planned, page):
    shown = page()
    assert "Goes 3 March 2026 at 10am." in shown
    assert "Text message to <span" in shown
    assert "Mary: Elm Surgery appointment" in shown
    assert TrailEvent.objects.filter(verb="patient.opened").exists()


def test_coming_says_what_would_happen_as_things_stand_now(planned, page, asha):
    refusing.stop_everything(patient=planned.message.patient, by=asha, now=planned.now)
    shown = page()
    assert "As things stand a person is asked to ring instead: Text messages were declined." in shown
    assert "Everything was stopped" in shown


def test_a_message_is_kept_back_and_let_go(planned, page, press):
    assert "kept back until" in press(planned.message, "keep-back")[1]
    assert "Kept back" in page()
    assert "Let it go" in page()
    assert "It goes when it is due." in press(planned.message, "let-go")[1]


def change(planned, press, **typed):
    seen = f"{planned.message.due_at.timestamp():.0f}"
    filled = {
        "seen": seen,
        "day_day": "3",
        "day_month": "3",
        "day_year": "2026",
        "at": "3:30pm",
        "wanted": "",
    }
    return press(planned.message, "change", **(filled | typed))


def test_a_message_is_changed_and_put_back(planned, press):
    assert change(planned, press, wanted="call")[0] == 200
    assert planned.message.due_at == build.NOW.replace(day=3, hour=15, minute=30)
    assert (planned.message.wanted, planned.due.due_at) == (Channel.CALL, planned.message.due_at)
    assert "It goes as it was planned." in press(planned.message, "as-planned")[1]


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"at": "9pm"}, 422, "nothing goes out at night"),
        ({"day_day": "9"}, 422, "Choose a time before the appointment."),
        ({"day_month": "13"}, 422, "real date"),
        ({"seen": "1"}, 409, "Somebody else changed this message"),
    ],
)
def test_a_change_that_cannot_be_says_why(planned, press, typed, status, said):
    answered, shown = change(planned, press, **typed)
    assert (answered, said in shown) == (status, True)
    assert planned.message.due_at == build.NOW.replace(day=3, hour=10)


def test_send_now_shows_what_would_be_said_to_which_number(planned, browser_of, press):
    shown = browser_of("asha").get(f"/A81001/messages/{planned.message.pk}/send-now").content.decode()
    assert "This goes by text message to" in shown
    assert "07700 900123" in shown
    assert "Mary: Elm Surgery appointment" in shown
    assert "It is the next to go." in press(planned.message, "send-now")[1]
    assert "It is taken back." in press(planned.message, "not-now")[1]


def test_send_now_says_why_it_may_not(planned, press):
    type(planned.message.patient).objects.filter(pk=planned.message.patient_id).update(contact_with_care=True)
    status, shown = press(planned.message, "send-now")
    assert (status, reasons.WITH_CARE in shown) == (422, True)
    assert planned.message.pressed_at is None


def test_send_now_at_night_says_when_it_goes(planned, press):
    planned.clock.move(hours=12)
    assert "It goes on 3 March 2026 at 8am." in press(planned.message, "send-now")[1]


def test_what_failed_is_tried_again_from_the_page(planned, page, press):
    planned.carrier.happens += [Refused("The number does not exist.")]
    planned.tick(**SENT)
    assert "Try again" in page()
    assert "It is tried again now." in press(planned.message, "try-again")[1]
    assert "It is taken back." in press(planned.message, "not-now")[1]
    assert planned.message.outcome == Outcome.FAILED


def test_what_may_have_arrived_asks_for_a_tick(planned, press):
    planned.carrier.happens += [Unclear("The line was cut.")]
    planned.carrier.forgets = True
    planned.tick(**SENT)
    planned.tick(minutes=2)
    assert press(planned.message, "try-again")[0] == 422
    assert press(planned.message, "try-again", found_out="on")[0] == 200


def test_replies_and_receipts_stand_with_the_message(planned, page):
    planned.tick(**SENT)
    mine = {"practice": planned.practice, "message": planned.message}
    Reply.objects.create(**mine, patient_id=planned.message.patient_id, said="confirm", said_at=planned.now)
    Receipt.objects.create(**mine, result="delivered", at=planned.now, noted_at=planned.now)
    shown = page()
    assert "I will be there" in shown
    assert "Delivered" in shown


def put_away(practice, patient, number: int, **values):
    day = build.NOW - dt.timedelta(days=500 + number)
    kept = {"replies": [{"said": "cancel", "words": "", "at": day.isoformat()}], "receipts": [], "tries": []}
    filled = {"kind": "session", "subject_type": "coaching.session", "subject_id": 1, "channel": "text"}
    filled |= {"outcome": "sent", "sent_at": day, "settled_at": day, "about_at": day, "due_at": day}
    filled |= {"words": "Long ago", "sent_to": "07700 900999", "more": kept, "archived_at": build.NOW}
    return PastMessage.objects.create(practice=practice, patient=patient, number=number, **filled | values)


def test_what_was_put_away_long_ago_stands_after_the_rest(planned, mary, page):
    planned.tick(**SENT)
    for number in range(20):
        put_away(planned.practice, mary, number)
    first, second = page(), page(2)
    assert first.index("07700 900123") < first.index("Long ago")
    assert "I cannot come" in first
    assert (second.count("Long ago"), "Coming" in second) == (1, False)


def test_a_kind_is_refused_and_wanted_again(planned, mary, browser_of, page):
    here = f"/A81001/patients/{mary.pk}/messages"
    browser_of("asha").post(f"{here}/refuse", {"kind": Kind.MEASURE})
    refusal = Refusal.objects.get()
    assert "Questionnaire link: not wanted since 2 March 2026" in page()
    browser_of("asha").post(f"{here}/refused/{refusal.pk}/end")
    refusal.refresh_from_db()
    assert refusal.ended_by is not None
    assert "They have refused no kind of message." in page()


def test_everything_is_stopped_and_goes_on_as_before(mary, asha, browser_of):
    agreed = {"kind": "text", "agreed": True, "from_on": build.NOW.date()}
    note(patient=mary, model=Consent, values=agreed, by=asha, now=build.NOW)
    here = f"/A81001/patients/{mary.pk}/messages"
    browser_of("asha").post(f"{here}/stop")
    standing = Consent.objects.filter(patient=mary, ended_at=None)
    assert set(standing.values_list("kind", "agreed")) == {
        ("text", False),
        ("email", False),
        ("letter", False),
    }
    assert HelpAsked.objects.open().get().kind == HelpAsked.Kind.STOP
    browser_of("asha").post(f"{here}/go-on")
    assert list(standing.values_list("kind", "agreed")) == [("text", True)]
    assert not HelpAsked.objects.open().exists()


def test_once_everything_was_stopped_by_mistake_a_text_goes_again(planned, asha, mary):
    refusing.stop_everything(patient=mary, by=asha, now=planned.now)
    refusing.go_on(patient=mary, by=asha, now=planned.now)
    planned.tick(**SENT)
    assert planned.message.outcome == Outcome.SENT


def test_a_manager_looks_and_presses_nothing(planned, page, press, browser_of, mary):
    shown = page(who="mo")
    assert "Keep it back" not in shown
    assert press(planned.message, "keep-back", who="mo")[0] == 403
    assert browser_of("mo").post(f"/A81001/patients/{mary.pk}/messages/stop").status_code == 403


def test_a_restricted_persons_number_stands_nowhere(planned, mary, page, browser_of):
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    put_away(planned.practice, mary, 1)
    shown = browser_of("asha").get(f"/A81001/messages/{planned.message.pk}/send-now").content.decode()
    assert "07700 900" not in page() + shown
    assert reasons.RESTRICTED in page()


def test_twenty_messages_cost_as_many_queries_as_two(post, mary, asha, browser_of):
    address, browser = f"/A81001/patients/{mary.pk}/messages", browser_of("asha")
    asked = []
    for count in (2, 18):
        for _one in range(count):
            a_follow_up(mary, asha, channel="phone", due_on=dt.date(2026, 2, 20))
            a_follow_up(mary, asha, channel="text", due_on=dt.date(2026, 3, 5))
        post.tick()
        queries_of(browser, address)
        asked.append(queries_of(browser, address))
    assert asked[0] == asked[1]
