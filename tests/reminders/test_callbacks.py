"""What GOV.UK Notify tells us afterwards: only with the token, once, of the right message, and what comes of it."""

import json
import uuid

import pytest
from django.test import Client

from patients.models import Consent, HelpAsked
from practice.tenancy import in_view, restored_view, set_view
from reminders.models import Receipt
from reminders.providers import Unclear
from tests.reminders.carriers import Carrier

TOKEN = "a-token-of-thirty-two-characters"
WHERE = "/callbacks/notify"


class Cut(Unclear):
    """The answer was cut off after the message was taken."""

    taken_all_the_same = True


@pytest.fixture
def call(db, settings):
    """`call(words)`: what Notify posts, with the token that was agreed."""
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN

    def post(said, *, token=f"Bearer {TOKEN}"):
        body = said if isinstance(said, str) else json.dumps(said)
        with restored_view():
            set_view(practices="", actor="", user="")  # nobody is signed in
            client = Client(enforce_csrf_checks=True)
            return client.post(WHERE, body, content_type="application/json", headers={"Authorization": token})

    return post


def receipt(reference, status: str) -> dict:
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, str(reference))),
        "reference": str(reference) if reference else None,
        "to": "07700900123",
        "status": status,
        "created_at": "2026-03-03T10:00:00.000000Z",
        "completed_at": "2026-03-03T10:00:07.500000Z",
        "sent_at": "2026-03-03T10:00:01.000000Z",
        "notification_type": "sms",
        "template_id": str(uuid.uuid4()),
        "template_version": 1,
    }


def text(words: str, number: str = "447700900123") -> dict:
    return {
        "id": str(uuid.uuid4()),
        "source_number": number,
        "destination_number": "07700900999",
        "message": words,
        "date_received": "2026-03-03T10:05:00.000000Z",
    }


@pytest.fixture
def sent(post, mary, booked):
    """A reminder that Notify took."""
    booked(mary)
    post.tick(days=1, hours=2)
    assert post.message.outcome == "sent"
    return post


def test_without_the_token_nothing_is_heard(sent, call):
    for shown in ("", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}é"):
        answer = call(receipt(sent.message.reference, "delivered"), token=shown)
        assert (answer.status_code, Receipt.objects.count()) == (401, 0)


def test_where_no_token_is_set_nothing_is_there(call, settings):
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert call(receipt(uuid.uuid4(), "delivered"), token="Bearer ").status_code == 404


def test_what_is_neither_a_receipt_nor_a_text_is_said_to_be_so(call, client):
    unclear = ["", "[]", "no JSON", "[" * 100_000, {}, {"status": "sending"}, {"status": ["delivered"]}]
    assert [call(said).status_code for said in unclear] == [400] * len(unclear)
    assert client.get(WHERE).status_code == 405


def test_what_is_not_about_a_message_of_ours_is_heard_and_forgotten(sent, call):
    for reference in (None, "12345678", uuid.uuid4()):
        answer = call(receipt(reference, "permanent-failure"))
        assert (answer.status_code, answer.json(), Receipt.objects.count()) == (200, {"messages": 0}, 0)


def test_delivered_stands_on_the_message_once(sent, call):
    for _time in range(3):
        assert call(receipt(sent.message.reference, "delivered")).json() == {"messages": 1}
    (kept,) = sent.message.receipts.all()
    assert (kept.result, sent.message.outcome) == ("delivered", "sent")
    assert sent.message.delivered_at == kept.at
    assert kept.at.isoformat() == "2026-03-03T10:00:07.500000+00:00"


@pytest.mark.parametrize(
    ("status", "failures"), [("permanent-failure", 2), ("temporary-failure", 1), ("technical-failure", 0)]
)
def test_what_did_not_arrive_is_for_somebody_to_look_at(sent, call, status, failures):
    before = sent.message.sent_at
    for _time in range(2):
        call(receipt(sent.message.reference, status))
    message = sent.message
    assert (message.outcome, message.needs_somebody, message.sent_at) == ("failed", True, before)
    assert message.reason.startswith("It was not delivered")
    assert message.contact_point.failures == failures


def test_a_number_that_does_not_exist_gets_nothing_more(sent, call, mary, booked, asha):
    call(receipt(sent.message.reference, "permanent-failure"))
    sent.practice.messages.update(channel="text")
    booked(mary, booked_for=sent.now.replace(day=10))
    sent.tick(days=5)
    latest = sent.practice.messages.order_by("-pk").first()
    assert (latest.channel, latest.outcome) == ("call", "by_hand")
    assert len(Carrier.taken) == 1


def test_it_arrived_after_all(sent, call):
    for status in ("temporary-failure", "delivered", "technical-failure"):
        call(receipt(sent.message.reference, status))
    assert (sent.message.outcome, sent.message.reason) == ("sent", "")
    assert sent.message.contact_point.failures == 0
    assert sent.message.receipts.count() == 3


def test_stop_is_obeyed_at_once_and_somebody_is_asked_to_ring(sent, call, mary):
    assert call(text(" Stop. ")).json() == {"messages": 1}
    consent = Consent.objects.filter(patient=mary, kind="text").latest("pk")
    assert (consent.agreed, HelpAsked.objects.open().get(patient=mary).kind) == (False, "stop")
    assert sent.message.replies.get().said == "stop_all"


def test_other_words_are_read_by_a_colleague_today(sent, call, mary):
    call(text("Stop ringing, I come at ten 🙂"))
    asked = HelpAsked.objects.get(patient=mary)
    assert (asked.kind, asked.words) == ("text", "Stop ringing, I come at ten 🙂")
    assert asked.due_at.date() == sent.now.date()
    assert not Consent.objects.filter(patient=mary, agreed=False).exists()


@pytest.mark.care(11)
def test_a_long_text_is_read_to_its_end(sent, call, mary):
    """It goes on in a second task: what matters most is often said last."""
    words = "It has been a long week and " * 45 + "I cannot go on"
    call(text(words))
    assert (
        "".join(HelpAsked.objects.filter(patient=mary).order_by("pk").values_list("words", flat=True))
        == words
    )


def test_odd_letters_and_times_are_no_reason_to_fail(sent, call, mary):
    odd = receipt(sent.message.reference, "delivered") | {
        "completed_at": "2026-02-30T10:00:00Z",
        "id": "\0\ud800",
    }
    assert call(odd).json() == {"messages": 1}
    assert sent.message.delivered_at == sent.now
    call(text("Ring me\0 \ud83d"))
    assert HelpAsked.objects.get(patient=mary).words == "Ring me ?"


def test_a_text_that_answers_nothing_changes_nothing(sent, call):
    for number, words in (
        ("447700900555", "STOP"),
        ("12345", "STOP"),
        ("GOV", "STOP"),
        ("447700900123", "  "),
    ):
        assert call(text(words, number)).json() == {"messages": 0}
    assert HelpAsked.objects.count() == 0


def test_other_practices_are_not_touched(sent, call, oak):
    call(receipt(sent.message.reference, "delivered"))
    with in_view([oak]):
        assert Receipt.objects.count() == 0


def test_a_failure_that_comes_before_its_sender_has_said_sent_is_not_lost(post, mary, booked, call):
    """The sender died in the call: the receipt settles the message, and the next round leaves it alone."""
    booked(mary)
    Carrier.happens.append(Unclear("cut off"))
    post.tick(days=1, hours=2)
    assert post.message.outcome == ""
    call(receipt(post.message.reference, "permanent-failure"))
    assert (post.message.outcome, post.due.state) == ("failed", "settled")
    assert (post.tick(hours=1), post.results) == (0, ["unclear"])


def test_a_receipt_for_what_still_waits_leaves_it_to_its_sender(post, mary, booked, call):
    booked(mary)
    Carrier.happens.append(Cut("cut off"))
    post.tick(days=1, hours=2)
    call(receipt(post.message.reference, "delivered"))
    assert (post.message.outcome, post.message.delivered_at is not None) == ("", True)
    post.tick(minutes=2)
    assert (post.message.outcome, post.results) == ("sent", ["unclear", "found"])
