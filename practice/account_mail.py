"""The mail to a new colleague: sent after the commit, and never lost, because its row stands before."""

import functools
import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from practice import actions
from practice.models import Invitation, User
from practice.requests import Request
from practice.tenancy import in_view

logger = logging.getLogger(__name__)


def send_after_commit(request: Request, invitation: Invitation) -> None:
    """Robust: whatever happens, the invitation stands, and the team page offers to send it again."""
    transaction.on_commit(functools.partial(send, request, invitation), robust=True)


def send(request: Request, invitation: Invitation) -> None:
    """Try once, keep how it went, and say so on the next page."""
    user = invitation.member.user
    try:
        send_mail(subject(request), words(request, invitation), settings.DEFAULT_FROM_EMAIL, [user.email])
        sent = True
    except OSError as problem:  # every failure of SMTP is one
        logger.warning("account mail %s failed: %s", invitation.pk, type(problem).__name__)
        sent = False
    with in_view([request.practice], request.member):
        actions.settle_mail(invitation=invitation, sent=sent, by=request.member, now=request.now)
    say(request, user, sent)


def say(request: Request, user: User, sent: bool) -> None:
    if sent:
        messages.success(request, f"{user.name} works here now. A mail has gone to {user.email}.")
    else:
        messages.error(
            request,
            f"{user.name} works here now, but the mail could not be sent. Send it again from this page.",
        )


def subject(request: Request) -> str:
    return f"Your account at {request.practice.name}"


def words(request: Request, invitation: Invitation) -> str:
    """Somebody with a password signs in as always; everybody else sets one first."""
    user = invitation.member.user
    context = {
        "invitation": invitation,
        "practice": request.practice,
        "sign_in_url": address("account_login"),
        "new_link_url": address("account_reset_password"),
        "password_url": "" if user.has_usable_password() else password_url(user),
    }
    return render_to_string("practice/mail/invitation.txt", context)


def password_url(user: User) -> str:
    """The same link that a forgotten password gets: it works once, for an hour."""
    return address(
        "account_reset_password_from_key",
        uidb36=user_pk_to_url_str(user),
        key=default_token_generator.make_token(user),
    )


def address(name: str, **kwargs: str) -> str:
    """From the setting, not from the request: a forged Host header must not get into a mail."""
    return settings.PUBLIC_URL.rstrip("/") + reverse(name, kwargs=kwargs)
