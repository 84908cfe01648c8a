"""How people sign in: allauth does it, this file says what is ours about it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from practice import clock, trail
from practice.models import SignInEvent, User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only, and what happens at the door is kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a value, not an address to bind


def signed_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    trail.at_the_door(SignInEvent.Kind.SIGNED_IN, now=clock.now(), user=user)


def signed_out(*, request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        trail.at_the_door(SignInEvent.Kind.SIGNED_OUT, now=clock.now(), user=user)


def sign_in_failed(**_kwargs: Any) -> None:
    trail.at_the_door(SignInEvent.Kind.FAILED, now=clock.now())


def listen() -> None:
    """These are Django's own signals: allauth offers no other place that sees every way in and out."""
    user_logged_in.connect(signed_in, dispatch_uid="skerry-signed-in")
    user_logged_out.connect(signed_out, dispatch_uid="skerry-signed-out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="skerry-sign-in-failed")
