"""Where links about a placement lead, as they stand in a message."""

from django.conf import settings
from django.urls import reverse

from prescribing.actions.linking import PERSON, SERVICE

PAGE = {SERVICE: "prescribing:provider", PERSON: "prescribing:got-there"}


def address_of(purpose: str, token: str) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return settings.PUBLIC_URL.rstrip("/") + reverse(PAGE[purpose], args=[token])
