"""What would have been sent: with its link, of this practice alone, and only where messages become files."""

import json

import pytest

from practice.tenancy import in_view
from reminders.providers import FileProvider

WHERE = "/A81001/messages/outbox"


@pytest.fixture
def browser(browser_of):
    return browser_of("asha")


@pytest.fixture
def sent(post, mary, booked, settings, tmp_path):
    settings.MESSAGE_PROVIDERS = {"text": "reminders.providers.FileProvider"}
    settings.OUTBOX = tmp_path
    booked(mary)
    post.tick(days=1, hours=2)
    assert post.message.outcome == "sent"
    return post


def test_it_shows_the_words_as_they_went_with_a_link_to_press(sent, browser):
    assert "[link]" in sent.message.words or "http" not in sent.message.words
    file = FileProvider().path(sent.message.reference)
    took = json.loads(file.read_text()) | {"words": "Mary: come? http://127.0.0.1:8000/link/a-token/r <b>"}
    file.write_text(json.dumps(took))
    page = browser.get(WHERE).content.decode()
    assert "+447700900123" in page
    assert 'href="http://127.0.0.1:8000/link/a-token/r"' in page
    assert "<b>" not in page


def test_a_test_to_oneself_stands_there_too(sent, browser, browser_of, oak):
    answer = browser_of("mo").post("/A81001/what-we-send/test?kind=session", {"number": "07700 900555"})
    assert answer.status_code == 302
    page = browser.get(WHERE).content.decode()
    assert "Test by a colleague: Session reminder" in page
    assert "+447700900555" in page
    with in_view([oak]):
        assert "Test by" not in browser_of("dev").get("/A81002/messages/outbox").content.decode()


def test_another_practice_sees_nothing_of_it(sent, browser_of, oak):
    with in_view([oak]):
        page = browser_of("dev").get("/A81002/messages/outbox").content.decode()
    assert "Nothing yet" in page


def test_a_file_that_is_gone_leaves_the_words_that_are_kept(sent, browser, tmp_path):
    (tmp_path / "messages" / f"{sent.message.reference}.json").unlink()
    assert "Elm Surgery" in browser.get(WHERE).content.decode()


@pytest.mark.parametrize(
    "change", [{"PRODUCTION": True}, {"MESSAGE_PROVIDERS": {"text": "reminders.providers.SmtpProvider"}}]
)
def test_where_messages_really_leave_it_is_not_there(sent, browser, settings, change):
    for name, value in change.items():
        setattr(settings, name, value)
    assert browser.get(WHERE).status_code == 404
