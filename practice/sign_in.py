"""How people sign in: allauth does it, this file says what is ours about it."""

import functools
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm as BaseResetPasswordForm
from allauth.core import ratelimit
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse

from practice import clock, known_browsers, trail
from practice.afterwards import after_answer
from practice.errors import too_many
from practice.flood import place_of
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
        """Whose tries are counted together: a browser that knows this account, else the place."""
        address = place_of(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - not an address to bind
        return known_browsers.number_of(request, request.POST.get("login", "")) or address

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{tried(credentials)}:{self.get_client_ip(request)}"

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signed in, and the line that says so: a server that dies in between leaves neither."""
        with transaction.atomic():
            super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        with transaction.atomic():
            super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many tries are kept too, before they are refused."""
        try:
            super().pre_authenticate(request, **credentials)
            self.count_everywhere(request, tried(credentials))
        except ValidationError:
            keep(Kind.SLOWED, whose(credentials))
            raise

    def count_everywhere(self, request: HttpRequest, email: str) -> None:
        """From many addresses at once no account is tried faster either; its own browsers stand apart."""
        if known_browsers.number_of(request, email):
            return
        if not ratelimit.consume(request, action="login_failed_anywhere", key=email):
            raise self.validation_error("too_many_login_attempts")


class ResetPasswordForm(BaseResetPasswordForm):
    """Asked for a link: the answer is the same and as quick whether there is such an account or not."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:
        after_answer(request, functools.partial(self.send, request))
        email: str = self.cleaned_data["email"]
        return email

    def send(self, request: HttpRequest) -> None:
        """Whose address it is, is looked up once nobody waits for it."""
        self.users = list(User.objects.filter(email=self.cleaned_data["email"], is_active=True))
        super().save(request)


def slowed(request: HttpRequest) -> HttpResponse:
    """Too many requests of one kind from one place, whoever they were for."""
    keep(Kind.SLOWED, None, request.resolver_match.view_name if request.resolver_match else "")
    return too_many(request)


def keep(kind: SignInEvent.Kind, user: User | None, place: str = "") -> None:
    trail.at_the_door(kind, now=clock.now(), user=user, place=place)


def whose(credentials: dict[str, Any]) -> User | None:
    """The account that somebody tried to open, for the trail alone: the answer never shows it.

    One look-up whether there is such an account or not, so that the time does not tell either.
    """
    return User.objects.filter(email=tried(credentials)).first()


def tried(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def signed_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    known_browsers.remember(request, user.email)
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


def second_step_changed(*, request: HttpRequest, **_kwargs: Any) -> None:
    """The gate looks again whether this session still has a second step."""
    request.session.pop("second_step", None)


def second_step_made(*, instance: Authenticator, created: bool, **_kwargs: Any) -> None:
    """With its row: allauth tells of a new one only after that is kept, and a server may die in between."""
    if created:
        keep(Kind.MFA, instance.user, instance.type)


def second_step_gone(*, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
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
    mfa.authenticator_removed.connect(second_step_gone, dispatch_uid="skerry-second-step-gone")
    post_save.connect(second_step_made, sender=Authenticator, dispatch_uid="skerry-second-step-made")
