"""The link to the page behind a message: made of the message's reference, stored together with what came of a try.

A reminder of an appointment asks for no more queries because of it. Rooms to the left bring pages of their own.
"""

import dataclasses
import datetime as dt
import functools
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from practice.links import fingerprint, token_of
from reminders.kinds import Kind

PURPOSE = "reply"
SUBJECT = "reminders.message"
AS_LONG = "x" * 24  # as long as a token


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """Where the links of some kinds of messages lead, and for how long after what they are about."""

    purpose: str
    url_name: str
    lasts: dt.timedelta


REPLY = Page(PURPOSE, "reminders:reply", dt.timedelta(days=21))
# A session that was missed, a step and a follow-up too: whoever wants to be rung presses one button.
KINDS = (Kind.SESSION, Kind.SOON, Kind.CHANGED, Kind.MISSED, Kind.FOLLOW_UP, Kind.STEP)
PAGES: dict[str, Page] = dict.fromkeys(KINDS, REPLY)


def register(kinds: Iterable[Kind], page: Page) -> None:
    """Called from AppConfig.ready(): these kinds lead to a page of another room."""
    PAGES.update(dict.fromkeys(kinds, page))


def address_of(kind: str, token: str) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return settings.PUBLIC_URL.rstrip("/") + page_at(PAGES[kind].url_name).replace(AS_LONG, token)


@functools.lru_cache
def page_at(url_name: str) -> str:
    """Kept without a token in it: finding it took longer than writing the words around it."""
    return reverse(url_name, args=[AS_LONG])


def address_for(kind: str, reference: uuid.UUID) -> str:
    """As it stands in the message of this kind and reference."""
    return address_of(kind, token_for(reference))


@functools.lru_cache(maxsize=8)
def token_for(reference: uuid.UUID) -> str:
    """Kept for a moment, as it is asked for twice: once for the words, once for its mark."""
    return token_of(str(reference))


def row_of(kind: str, reference: uuid.UUID, about_at: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """What of it is stored, for some weeks after what it is about."""
    leads_to = PAGES[kind]
    return {
        "purpose": leads_to.purpose,
        "subject": SUBJECT,
        "token": fingerprint(token_for(reference)),
        "expires": max(about_at, now) + leads_to.lasts,
    }
