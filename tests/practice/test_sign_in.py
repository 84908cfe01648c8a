"""The door: what is kept of who came, and that the answers tell nobody who has an account."""

from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.db.models import Max, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.models import SignInEvent, User
from tests import build

Kind = SignInEvent.Kind
before = SimpleNamespace(last=0)


@pytest.fixture(autouse=True)
def _fresh_and_quick(elm, settings):
    """Each test begins without the tries of the one before; hashing slowly is not what is tried here."""
    cache.clear()
    before.last = SignInEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    User.objects.filter(email="asha@elm.example.org").update(password=make_password(build.PASSWORD))


def sign_in(
    email: str = "asha@elm.example.org", password: str = build.PASSWORD, client: Client | None = None
):
    return (client or Client()).post(reverse("account_login"), {"login": email, "password": password})


def new() -> QuerySet:
    """Those of this test."""
    return SignInEvent.objects.filter(pk__gt=before.last).order_by("pk")


def kept() -> list[tuple]:
    return list(new().values_list("kind", "user__email", "place"))


def test_coming_and_going_are_kept():
    client = Client()
    assert sign_in(client=client).status_code == 302
    client.post(reverse("account_logout"))
    asha = "asha@elm.example.org"
    assert kept() == [(Kind.SIGNED_IN, asha, ""), (Kind.SIGNED_OUT, asha, "")]


def test_an_event_says_when_and_from_where(now):
    sign_in()
    event = new().get()
    assert (event.at, event.address, len(event.request_id)) == (now, "127.0.0.1", 32)


def test_a_wrong_password_is_kept_with_the_account_it_was_for():
    assert sign_in(password="wrong-password").status_code == 200
    assert kept() == [(Kind.FAILED, "asha@elm.example.org", "")]


def test_an_unknown_address_is_kept_without_the_address():
    sign_in(email="nobody@elm.example.org")
    assert kept() == [(Kind.FAILED, None, "")]


def answer_without_its_numbers(response) -> str:
    """The page without what differs each time or repeats what was typed."""
    lines = response.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower() and "@" not in line)


def test_the_answer_is_the_same_with_and_without_an_account():
    known = sign_in(password="wrong-password")
    unknown = sign_in(email="nobody@elm.example.org", password="wrong-password")
    assert known.status_code == unknown.status_code
    assert answer_without_its_numbers(known) == answer_without_its_numbers(unknown)


def test_both_cost_the_same_number_of_queries():
    costs = []
    for email in ("asha@elm.example.org", "nobody@elm.example.org"):
        with CaptureQueriesContext(connection) as asked:
            sign_in(email=email, password="wrong-password")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_sixth_try_is_slowed_and_kept():
    for _ in range(5):
        sign_in(password="wrong-password")
    refused = sign_in()
    assert "_auth_user_id" not in refused.client.session
    assert kept()[-1] == (Kind.SLOWED, "asha@elm.example.org", "")


def test_nobody_can_sign_up_or_change_the_address_they_sign_in_with(browser_of):
    for path in ("signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"):
        assert browser_of("asha").get(f"/account/{path}").status_code == 404


def change_password(client: Client, to: str = "a-better-password") -> int:
    return client.post(
        reverse("account_change_password"),
        {"oldpassword": build.PASSWORD, "password1": to, "password2": to},
    ).status_code


def test_a_changed_password_ends_the_other_sessions(browser_of):
    here, elsewhere = Client(), browser_of("asha")
    sign_in(client=here)
    assert elsewhere.post(reverse("practice:still-here")).status_code == 204
    assert change_password(here) == 302
    assert elsewhere.post(reverse("practice:still-here")).status_code == 302
    assert Kind.PASSWORD in [kind for kind, _who, _place in kept()]


def test_signing_out_ends_the_session_for_good(browser_of):
    client = browser_of("asha")
    taken = client.cookies["skerry"].value
    client.post(reverse("account_logout"))
    client.cookies["skerry"] = taken
    assert client.post(reverse("practice:still-here")).status_code == 302


def test_signing_in_changes_the_session_and_refuses_one_that_was_planted():
    client = Client()
    client.cookies["skerry"] = "planted-session-id"
    sign_in(client=client)
    assert client.cookies["skerry"].value != "planted-session-id"


def has_second_step(name: str) -> User:
    user = User.objects.get(email=f"{name}@elm.example.org")
    TOTP.activate(user, generate_totp_secret())
    return user


def test_without_a_second_step_everything_leads_to_setting_one_up(browser_of, settings):
    settings.MFA_REQUIRED = True
    response = browser_of("asha").get(reverse("practice:home"))
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_activate_totp"))


def test_a_part_of_a_page_moves_the_whole_page_to_setting_one_up(browser_of, settings):
    settings.MFA_REQUIRED = True
    response = browser_of("asha").post(reverse("practice:still-here"), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("mfa_activate_totp")


def test_whoever_has_signed_in_can_set_one_up(client, settings):
    settings.MFA_REQUIRED = True
    sign_in(client=client)
    client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_with_a_second_step_the_way_is_open(browser_of, settings):
    settings.MFA_REQUIRED = True
    has_second_step("asha")
    assert browser_of("asha").post(reverse("practice:still-here")).status_code == 204


def code_of(user: User) -> str:
    secret = decrypt(user.authenticator_set.get(type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_taking_the_second_step_away_shuts_the_way_again(client, settings):
    settings.MFA_REQUIRED = True
    user = has_second_step("asha")
    sign_in(client=client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    assert client.post(reverse("practice:still-here")).status_code == 204
    client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert client.post(reverse("practice:still-here"))["Location"] == reverse("mfa_activate_totp")
    assert kept()[-1] == (Kind.MFA, "asha@elm.example.org", "totp")


def test_a_wrong_second_step_is_kept(client):
    has_second_step("asha")
    sign_in(client=client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert kept()[-1] == (Kind.FAILED, "asha@elm.example.org", "second step")
    assert Kind.SIGNED_IN not in [kind for kind, _who, _place in kept()]
