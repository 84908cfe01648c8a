"""GOV.UK Notify's own client against a real server of ours: each answer that its documentation names."""

import threading
import uuid
from collections.abc import Iterator

import pytest

from reminders.providers import Answer, NotTaken, Refused, Unclear, notify
from reminders.providers.notify import NotifyEmail, NotifyText
from tests.reminders.notify_server import AFTERWARDS, CUT, KEY, OTHER, TEMPLATE, NotifyServer, refusal

REFERENCE = uuid.UUID("6f1d9c1e-0000-4000-8000-000000000002")
MOBILE = "+447700900123"


@pytest.fixture
def server(settings) -> Iterator[NotifyServer]:
    server = NotifyServer()
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = KEY, server.url
    settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_EMAIL_TEMPLATE = TEMPLATE, OTHER
    yield server
    server.shutdown()
    server.server_close()


def send() -> None:
    NotifyText().send(REFERENCE, MOBILE, "Zoë: please ring us 🙂")


def test_a_text_is_its_words_and_our_reference(server, settings):
    settings.NOTIFY_TEXT_SENDER = OTHER
    send()
    (taken,) = server.taken
    assert (taken["type"], taken["phone_number"], taken["template_id"]) == ("sms", MOBILE, TEMPLATE)
    assert taken["personalisation"] == {"words": "Zoë: please ring us 🙂"}
    assert (taken["reference"], taken["sms_sender_id"]) == (str(REFERENCE), OTHER)


def test_an_email_has_a_subject_too(server, settings):
    settings.NOTIFY_REPLY_TO = OTHER
    NotifyEmail().send(REFERENCE, "mary@example.org", "Please ring us.", subject="A message")
    (taken,) = server.taken
    assert (taken["type"], taken["email_address"], taken["template_id"]) == (
        "email",
        "mary@example.org",
        OTHER,
    )
    assert taken["personalisation"] == {"words": "Please ring us.", "subject": "A message"}
    assert taken["email_reply_to_id"] == OTHER


def test_it_can_be_asked_by_our_reference(server):
    assert NotifyText().ask(REFERENCE) is Answer.NEVER_SEEN
    send()
    assert NotifyText().ask(REFERENCE) is Answer.TAKEN
    assert NotifyEmail().ask(uuid.uuid4()) is Answer.NEVER_SEEN


ANSWERS = [
    (refusal(400, "ValidationError"), Refused),
    (refusal(400, "BadRequestError"), NotTaken),
    (refusal(403, "AuthError"), NotTaken),
    ((403, {"message": "an answer of another shape"}), NotTaken),
    (refusal(404, "NoResultFound"), NotTaken),
    (refusal(429, "RateLimitError"), NotTaken),
    (refusal(429, "TooManyRequestsError"), NotTaken),
    (refusal(500, "Exception"), Unclear),
    ((503, "<html>Back soon</html>"), Unclear),
    ((201, "not JSON"), Unclear),
    (CUT, Unclear),
    (AFTERWARDS, Unclear),
]


def test_each_answer_has_its_meaning(server):
    found = []
    for happens, _meaning in ANSWERS:
        server.next = [happens]
        with pytest.raises((Refused, NotTaken, Unclear)) as told:
            send()
        found.append((happens, told.type))
    assert found == ANSWERS
    assert len(server.taken) == 1  # by the one whose answer was cut off


def test_a_slow_answer_is_unclear(server, monkeypatch):
    monkeypatch.setattr(notify, "READ", 0.1)
    hold = threading.Event()
    server.finish_request = lambda *_request: hold.wait(5)
    with pytest.raises(Unclear):
        send()
    hold.set()


@pytest.mark.parametrize("where", ["http://127.0.0.1:1", "http://notify.invalid"])
def test_without_a_connection_nothing_was_taken(settings, where):
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = KEY, where
    settings.NOTIFY_TEXT_TEMPLATE = TEMPLATE
    with pytest.raises(NotTaken):
        send()


def test_a_wrong_key_is_nothing_that_the_number_is_blamed_for(server, settings):
    settings.NOTIFY_API_KEY = KEY[:-1] + "9"
    with pytest.raises(NotTaken, match="our key"):
        send()
    assert server.taken == []


def test_asking_says_when_it_cannot_know(server):
    for happens in ((500, {}), (200, {"other": 1}), (200, "[]")):
        server.next = [happens]
        with pytest.raises(Unclear):
            NotifyText().ask(REFERENCE)


def test_one_connection_carries_many_messages(server):
    for _number in range(5):
        send()
    assert (len(server.taken), server.connections) == (5, 1)


def test_taken_though_the_answer_was_cut_off_it_goes_once(server, post, mary, booked, settings):
    settings.MESSAGE_PROVIDERS = {"text": "reminders.providers.notify.NotifyText"}
    booked(mary)
    server.next = [AFTERWARDS]
    post.tick(days=1, hours=2)
    assert post.message.outcome == ""
    post.tick(minutes=2)
    assert (post.message.outcome, post.results) == ("sent", ["unclear", "found"])
    assert [note["reference"] for note in server.taken] == [str(post.message.reference)]
