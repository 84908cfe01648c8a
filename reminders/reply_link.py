"""The link to the page behind a message: made of the message's reference, stored together with what came of a try.

A reminder of an appointment asks for no more queries because of it.
"""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse

from practice.links import fingerprint, token_of
from reminders.kinds import Kind

PURPOSE = "reply"
SUBJECT = "reminders.message"
LASTS = dt.timedelta(days=21)
# A session that was missed, a step and a follow-up too: whoever wants to be rung presses one button.
KINDS = (Kind.SESSION, Kind.SOON, Kind.CHANGED, Kind.MISSED, Kind.FOLLOW_UP, Kind.STEP)
AS_LONG = "x" * 24  # as long as a token


def address_of(token: str) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("reminders:reply", args=[token])


def address_for(reference: uuid.UUID) -> str:
    """As it stands in the message of this reference."""
    return address_of(token_of(str(reference)))


def row_of(reference: uuid.UUID, about_at: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """What of it is stored; for three weeks after what it is about."""
    return {
        "purpose": PURPOSE,
        "subject": SUBJECT,
        "token": fingerprint(token_of(str(reference))),
        "expires": max(about_at, now) + LASTS,
    }
