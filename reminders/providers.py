"""Those who carry messages away, behind one port.

The reference is the message's own and never changes, so that a second try can be told from a
second message. `send` returns when the provider has taken the message for certain; otherwise it
says which of three things happened.
"""

import contextlib
import enum
import json
import os
import smtplib
import uuid
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string

from reminders.kinds import Channel


class NotTaken(Exception):
    """Certainly not taken; another try later may succeed."""


class Refused(Exception):
    """Certainly not taken, and never will be: the address is wrong, the words are not allowed."""


class Unclear(Exception):
    """The answer was cut off: perhaps taken, perhaps not."""


class Answer(enum.Enum):
    """What a provider knows of a reference."""

    TAKEN = "taken"
    NEVER_SEEN = "never seen"
    CANNOT_TELL = "cannot tell"


class Provider(Protocol):
    """The port. Any call returns or raises well within a message's lease."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None: ...

    def ask(self, reference: uuid.UUID) -> Answer: ...


class FileProvider:
    """Writes one file for each message: the demo, where nothing leaves the machine."""

    @property
    def folder(self) -> Path:
        return settings.OUTBOX / "messages"

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        """Whole or not at all, and once: a file of this name is never written again."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{reference}.{os.getpid()}"
        message = {"reference": str(reference), "to": to, "subject": subject, "words": words}
        draft.write_text(json.dumps(message, ensure_ascii=False, indent=1) + "\n")
        try:
            os.link(draft, self.path(reference))
        except FileExistsError:
            pass  # this very message was taken before
        finally:
            draft.unlink()

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.TAKEN if self.path(reference).exists() else Answer.NEVER_SEEN

    def path(self, reference: uuid.UUID) -> Path:
        return self.folder / f"{reference}.json"


class SmtpProvider:
    """Email through Django's backend. A mail server can not be asked what became of a message."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        message = EmailMessage(subject, words, to=[to], headers={"Message-ID": message_id(reference)})
        backend = get_connection(fail_silently=False)
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotTaken("The mail server could not be reached.") from problem
        try:
            backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as problem:
            codes = [code for code, _words in problem.recipients.values()]
            raise refusal(max(codes, default=500)) from problem
        except smtplib.SMTPResponseException as problem:
            raise refusal(problem.smtp_code) from problem
        except (OSError, smtplib.SMTPException) as problem:
            raise Unclear("The mail server’s answer was cut off.") from problem
        finally:
            with contextlib.suppress(smtplib.SMTPException):  # how the good-bye went changes nothing
                backend.close()

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.CANNOT_TELL


def refusal(code: int) -> Exception:
    """A mail server's answer from 500 on is for good, below it is for now (RFC 5321, 4.2.1)."""
    if code >= 500:
        return Refused(f"The mail server refused it ({code}).")
    return NotTaken(f"The mail server was busy ({code}).")


def message_id(reference: uuid.UUID) -> str:
    return f"<{reference}@{settings.PUBLIC_HOST.rsplit(':', 1)[0]}>"


def provider_of(channel: Channel) -> Provider | None:
    """Who carries this kind of message here; None where nobody has been set up."""
    name = settings.MESSAGE_PROVIDERS.get(channel.value, "")
    return import_string(name)() if name else None
