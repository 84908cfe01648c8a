"""Those who carry messages: whole or not at all, once for each reference, and honest about what they know."""

import json
import socket
import threading
import uuid
from collections.abc import Iterator

import pytest

from reminders.kinds import Channel
from reminders.providers import Answer, FileProvider, NotTaken, Refused, SmtpProvider, Unclear, provider_of

REFERENCE = uuid.UUID("6f1d9c1e-0000-4000-8000-000000000001")


@pytest.fixture
def outbox(settings, tmp_path):
    settings.OUTBOX = tmp_path
    return tmp_path / "messages"


def test_a_message_is_a_file(outbox):
    FileProvider().send(REFERENCE, "+447700900123", "Zoë: …", subject="A message")
    assert [file.name for file in outbox.iterdir()] == [f"{REFERENCE}.json"]
    assert json.loads((outbox / f"{REFERENCE}.json").read_text()) == {
        "reference": str(REFERENCE),
        "to": "+447700900123",
        "subject": "A message",
        "words": "Zoë: …",
    }


def test_the_same_reference_is_taken_once(outbox):
    for words in ("first", "second"):
        FileProvider().send(REFERENCE, "+447700900123", words)
    assert [json.loads(file.read_text())["words"] for file in outbox.iterdir()] == ["first"]


def test_files_can_be_asked_about(outbox):
    provider = FileProvider()
    assert provider.ask(REFERENCE) is Answer.NEVER_SEEN
    provider.send(REFERENCE, "+447700900123", "words")
    assert provider.ask(REFERENCE) is Answer.TAKEN


def test_who_carries_what_is_a_setting(settings):
    settings.MESSAGE_PROVIDERS = {"text": "reminders.providers.FileProvider", "email": ""}
    assert isinstance(provider_of(Channel.TEXT), FileProvider)
    assert provider_of(Channel.EMAIL) is None
    assert provider_of(Channel.CALL) is None


class MailServer(threading.Thread):
    """Speaks just enough SMTP on the loopback; `answers` changes what it says to a command."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.answers: dict[str, bytes] = {}
        self.mail = ""

    def run(self) -> None:
        caller, _ = self.door.accept()
        with caller, caller.makefile("rb") as lines:
            caller.sendall(b"220 here\r\n")
            for line in lines:
                command = line.split()[0].upper().decode()
                if command == "DATA":
                    caller.sendall(b"354 go on\r\n")
                    self.mail = b"".join(iter(lines.readline, b".\r\n")).decode()
                    command = "MAIL TAKEN"
                answer = self.answers.get(command, b"250 well")
                if not answer:
                    return  # cut off
                caller.sendall(answer + b"\r\n")


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
    settings.EMAIL_TIMEOUT = 5
    server.start()
    yield server
    server.door.close()


def send_mail() -> None:
    SmtpProvider().send(REFERENCE, "mary@example.org", "Mary: please ring us.", subject="A message")


def test_an_email_carries_the_reference(server):
    send_mail()
    assert f"Message-ID: <{REFERENCE}@127.0.0.1>" in server.mail
    assert "To: mary@example.org" in server.mail
    assert "Mary: please ring us." in server.mail


@pytest.mark.parametrize(
    ("command", "answer", "what"),
    [
        ("RCPT", b"550 no such user", Refused),
        ("RCPT", b"451 greylisted", NotTaken),
        ("MAIL", b"421 too busy", NotTaken),
        ("MAIL TAKEN", b"552 too large", Refused),
        ("MAIL TAKEN", b"451 later", NotTaken),
        ("MAIL TAKEN", b"", Unclear),
    ],
)
def test_what_a_mail_server_answers(server, command, answer, what):
    server.answers[command] = answer
    with pytest.raises(what):
        send_mail()


def test_a_goodbye_that_fails_changes_nothing(server):
    server.answers["QUIT"] = b""
    send_mail()
    assert "Mary" in server.mail


def test_a_mail_server_that_is_not_there(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(NotTaken):
        send_mail()


def test_a_mail_server_cannot_be_asked():
    assert SmtpProvider().ask(REFERENCE) is Answer.CANNOT_TELL
