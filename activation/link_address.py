"""Where a link leads, as it stands in a message or on a page."""

from django.conf import settings
from django.urls import reverse


def address_of(token: str) -> str:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("activation:link", args=[token])
