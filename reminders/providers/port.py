"""The port through which every message leaves, and what may come of it.

The reference is the message's own and never changes, so that a second try can be told from a
second message. `send` returns when the provider has taken the message for certain; otherwise it
says which of three things happened.
"""

import enum
import uuid
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from reminders.kinds import Channel


class NotTaken(Exception):
    """Certainly not taken; another try later may succeed."""


class Refused(Exception):
    """Certainly not taken, and never will be: the address is wrong, or the words are not allowed."""

    def __init__(self, why: str, *, blames_address: bool = True) -> None:
        super().__init__(why)
        self.blames_address = blames_address


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


def provider_of(channel: Channel) -> Provider | None:
    """Who carries this kind of message here; None where nobody has been set up."""
    name = settings.MESSAGE_PROVIDERS.get(channel.value, "")
    return import_string(name)() if name else None
