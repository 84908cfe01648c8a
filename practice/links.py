"""Signed links for people without an account: made here, found here, nowhere else."""

import base64
import datetime as dt
import functools
import hashlib
import secrets
from typing import Any

from django.db import connection, models
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from practice import clock
from practice.errors import NoLink
from practice.gate import Gate, View
from practice.models import Practice, SignedLink
from practice.requests import Request
from practice.tenancy import restored_view, set_view


def fingerprint(token: str) -> bytes:
    """What is kept of a token: enough to find it, too little to use it."""
    return hashlib.sha256(token.encode()).digest()


def token_of(reference: str) -> str:
    """The token of a link that goes out in a message, made of the message's own reference.

    So nothing has to be stored before the message goes, and a second try of it carries the same link.
    Whoever does not know the secret of this installation cannot make one.
    """
    made = salted_hmac("practice.links", reference, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made[:18]).decode()


def issue(
    *,
    practice: Practice,
    purpose: str,
    subject: models.Model,
    expires_at: dt.datetime,
    patient: models.Model | None = None,
) -> tuple[SignedLink, str]:
    """A new link and its token; the token can never be read again."""
    token = secrets.token_urlsafe(24)
    link = SignedLink.objects.create(
        practice=practice,
        purpose=purpose,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        patient_id=patient.pk if patient else None,
        token_hash=fingerprint(token),
        expires_at=expires_at,
    )
    return link, token


def signed(purpose: str) -> Any:
    """The gate for `/link/<token>/…`: opening never consumes; the view decides what submitting does."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, token: str, **kwargs: Any) -> HttpResponse:
            with restored_view():
                enter_by_link(request, token, purpose)
                response = view(request, **kwargs)
                return response.render() if hasattr(response, "render") else response

        gated.gate = Gate("signed", purpose)  # type: ignore[attr-defined]
        return gated

    return wrap


def enter_by_link(request: Request, token: str, purpose: str) -> None:
    """Find the link before any practice is known, then look at that practice only."""
    request.now = clock.now()
    request.today = request.now.date()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT link_id, practice_id FROM signed_link_of(%s, %s)", [fingerprint(token), purpose]
        )
        found = cursor.fetchone()
    if found is None:
        raise NoLink
    set_view(practices=str(found[1]), actor=f"link:{found[0]}", user="")
    link = SignedLink.objects.usable(request.now).select_related("practice").filter(pk=found[0]).first()
    if link is None:
        raise NoLink
    request.link = link
    request.practice = link.practice
