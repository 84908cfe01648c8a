"""How people sign in: allauth does it, this file says what is ours about it."""

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from practice import clock, trail
from practice.models import SignInEvent, User

Kind = SignInEvent.Kind


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only, and what happens at the door is kept."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Email address or password is wrong. Check both and try again",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
        "rate_limited": "Too many tries. Wait a few minutes, then try again",
        "enter_current_password": "The password you have now is not that one",
        "incorrect_password": "That password is wrong",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a value, not an address to bind

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many tries are kept too, before they are refused."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            keep(Kind.SLOWED, whose(credentials))
            raise


def keep(kind: SignInEvent.Kind, user: User | None, place: str = "") -> None:
    trail.at_the_door(kind, now=clock.now(), user=user, place=place)


def whose(credentials: dict[str, Any]) -> User | None:
    """The account that somebody tried to open, for the trail alone: the answer never shows it.

    One look-up whether there is such an account or not, so that the time does not tell either.
    """
    email = str(credentials.get("email") or credentials.get("username") or "")
    return User.objects.filter(email=email.strip().lower()).first()


def signed_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    keep(Kind.SIGNED_IN, user)


def signed_out(*, request: HttpRequest | None, user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        keep(Kind.SIGNED_OUT, user, getattr(request, "left_because", ""))


def sign_in_failed(*, credentials: dict[str, Any], **_kwargs: Any) -> None:
    keep(Kind.FAILED, whose(credentials))


def second_step_failed(*, user: User, **_kwargs: Any) -> None:
    keep(Kind.FAILED, user, "second step")


def password_changed(*, user: User, **_kwargs: Any) -> None:
    keep(Kind.PASSWORD, user)


def second_step_changed(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """The gate looks again whether this session still has a second step."""
    request.session.pop("second_step", None)
    keep(Kind.MFA, user, authenticator.type)


def listen() -> None:
    """Signals, because neither Django nor allauth offers another place that sees every way in and out."""
    user_logged_in.connect(signed_in, dispatch_uid="skerry-signed-in")
    user_logged_out.connect(signed_out, dispatch_uid="skerry-signed-out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="skerry-sign-in-failed")
    mfa.authentication_failed.connect(second_step_failed, dispatch_uid="skerry-second-step-failed")
    for password in (account.password_set, account.password_changed, account.password_reset):
        password.connect(password_changed, dispatch_uid="skerry-password")
    for changed in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        changed.connect(second_step_changed, dispatch_uid="skerry-second-step")
