"""Trials 42, 43 and 44: guessing is slowed and kept, sessions end, and nothing tells who has an account."""

import re
import time

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.test import Client

from practice import watch
from practice.models import SignInEvent, User
from tests import build

WRONG = "wrong-password"
LOGIN, RESET, SECOND = "/account/login/", "/account/password/reset/", "/account/2fa/authenticate/"
ASHA, NOBODY = "asha@elm.example.org", "nobody@elm.example.org"
HERE, THERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def _nobody_has_tried(request):
    """Beside a real site nothing is left uncommitted: it would wait for the rows that were cleared."""
    request.getfixturevalue("world" if "world" in request.fixturenames else "elm")
    cache.clear()


@pytest.fixture
def quick(settings):
    """Hashing slowly is not what is tried here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.update(password=make_password(build.PASSWORD))


class Clock:
    """The machine's clock, by which tries are counted."""

    monotonic = staticmethod(time.monotonic)
    sleep = staticmethod(time.sleep)

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def time(self) -> float:
        return self.seconds


@pytest.fixture
def machine(monkeypatch):
    standing = Clock()
    monkeypatch.setattr(ratelimit, "time", standing)
    return standing


def enter(email: str = ASHA, password: str = WRONG, address: str = HERE, client: Client | None = None):
    return (client or Client()).post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def is_in(response) -> bool:
    return "_auth_user_id" in response.client.session


def kept(kind: SignInEvent.Kind) -> int:
    return SignInEvent.objects.filter(kind=kind).count()


def test_42_tries_are_slowed_from_the_sixth_and_all_kept(quick, machine):
    said = [b"Too many tries" in enter().content for _ in range(20)]
    assert said == [False] * 5 + [True] * 15
    assert (kept("failed"), kept("slowed")) == (5, 15)


def test_42_the_right_password_does_not_open_meanwhile(quick, machine):
    for _ in range(6):
        enter()
    assert not is_in(enter(password=build.PASSWORD))


def test_42_who_has_many_addresses_of_one_line_is_one_place(quick, machine):
    said = [b"Too many tries" in enter(address=f"2001:db8:1:2{n:02x}::{n}").content for n in range(8)]
    assert said == [False] * 5 + [True] * 3


def test_42_the_owner_elsewhere_is_not_shut_out(quick, machine):
    for _ in range(20):
        enter(address=THERE)
    assert is_in(enter(password=build.PASSWORD, address=HERE))


def test_42_at_the_same_address_the_owner_waits_five_minutes(quick, machine):
    for _ in range(20):
        enter()
    machine.seconds += 301
    assert is_in(enter(password=build.PASSWORD))


def test_42_an_attack_that_goes_on_does_not_shut_out_a_browser_they_have_used(quick, machine):
    mine = Client()
    assert is_in(enter(password=build.PASSWORD, client=mine))
    mine.post("/account/logout/")
    for number in range(60):
        enter(address=f"203.0.113.{number}")
        machine.seconds += 1
    assert not is_in(enter(password=build.PASSWORD, address=HERE))
    assert is_in(enter(password=build.PASSWORD, address=HERE, client=mine))


def test_42_from_many_addresses_no_account_is_tried_more_than_fifty_times(quick, machine):
    for number in range(60):
        enter(address=f"203.0.113.{number}")
    assert (kept("failed"), kept("slowed")) == (50, 10)
    machine.seconds += 15 * 60 + 1
    assert is_in(enter(password=build.PASSWORD))


def test_42_a_browser_that_knows_one_account_is_a_stranger_to_others(quick, machine):
    devs = Client()
    assert is_in(enter("dev@oak.example.org", build.PASSWORD, client=devs))
    devs.post("/account/logout/")
    for _ in range(6):
        enter(client=devs)
    assert b"Too many tries" in enter().content


@pytest.mark.parametrize("cookie", ["forged", "", "a:b:c"])
def test_42_a_forged_cookie_is_none(cookie, quick, machine):
    for _ in range(5):
        enter()
    client = Client()
    client.cookies["skerry-known"] = cookie
    assert b"Too many tries" in enter(client=client).content


def test_42_the_cookie_names_nobody(quick):
    client = Client()
    enter(password=build.PASSWORD, client=client)
    known = client.cookies["skerry-known"]
    assert (known["httponly"], known["samesite"]) == (True, "Strict")
    assert "asha" not in known.value


def test_42_spraying_from_one_address_is_slowed_and_kept(quick, machine):
    said = [enter(f"somebody{number}@elm.example.org") for number in range(40)]
    tried = [response.status_code == 200 and b"Too many tries" not in response.content for response in said]
    assert tried == [True] * 5 + [False] * 35
    assert kept("failed") + kept("slowed") == 40


def second_step(user: User) -> str:
    TOTP.activate(user, generate_totp_secret())
    secret = decrypt(user.authenticator_set.get(type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_42_a_code_is_tried_ten_times_at_most(quick, machine):
    code = second_step(User.objects.get(email=ASHA))
    client = Client()
    enter(password=build.PASSWORD, client=client)
    for number in range(10):
        client.post(SECOND, {"code": f"00000{number}"})
    assert b"Too many tries" in client.post(SECOND, {"code": code}).content
    assert "_auth_user_id" not in client.session
    assert kept("failed") >= 5


def test_42_a_code_works_once(quick):
    code = second_step(User.objects.get(email=ASHA))
    first, second = Client(), Client()
    for client in (first, second):
        enter(password=build.PASSWORD, client=client)
        client.post(SECOND, {"code": code})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_42_between_password_and_code_lie_ten_minutes_at_most(settings):
    assert settings.ACCOUNT_LOGIN_TIMEOUT == 600


def test_43_a_session_rests_fifteen_minutes_and_lasts_twelve_hours(settings):
    assert (settings.IDLE_SECONDS, settings.ABSOLUTE_SECONDS) == (15 * 60, 12 * 60 * 60)


def test_43_the_id_is_new_after_signing_in(quick):
    client = Client()
    client.get(LOGIN)
    client.cookies["skerry"] = "a" * 32
    assert is_in(enter(password=build.PASSWORD, client=client))
    assert client.cookies["skerry"].value != "a" * 32


def test_43_the_old_id_is_dead_after_signing_out(browser_of):
    client = browser_of("asha")
    taken = client.cookies["skerry"].value
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["skerry"] = taken
    assert thief.get("/mine/find").status_code == 302


@pytest.mark.parametrize(("seconds", "status"), [(14 * 60, 200), (16 * 60, 302)])
def test_43_an_idle_session_ends(seconds, status, browser_of, monkeypatch):
    client, standing = browser_of("asha"), Clock()
    monkeypatch.setattr(watch, "time", standing)
    assert client.get("/mine/find").status_code == 200
    standing.seconds += seconds
    assert client.get("/mine/find").status_code == status


def test_43_a_new_password_ends_the_other_sessions(quick, browser_of):
    here, elsewhere = Client(), browser_of("asha")
    enter(password=build.PASSWORD, client=here)
    new = {"oldpassword": build.PASSWORD, "password1": "a-better-password", "password2": "a-better-password"}
    assert here.post("/account/password/change/", new).status_code == 302
    assert elsewhere.get("/mine/find").status_code == 302


def words(response) -> str:
    """The page without its numbers and without what was typed."""
    text = re.sub(r'(?:value|nonce|content)="[^"]*"', "", response.content.decode())
    return f"{response.status_code} {response.headers.get('Location')} {text}"


def ask_for_link(email: str):
    return Client().post(RESET, {"email": email})


def test_44_the_words_are_the_same(quick):
    assert words(enter(ASHA)) == words(enter(NOBODY))
    assert words(ask_for_link(ASHA)) == words(ask_for_link(NOBODY))
    assert [message.to for message in mail.outbox] == [[ASHA]]


def test_44_when_it_is_slowed_too(quick, machine):
    for _ in range(6):
        asha, nobody = enter(ASHA), enter(NOBODY)
    assert words(asha) == words(nobody)
    assert b"Too many tries" in asha.content


def link() -> str:
    ask_for_link(ASHA)
    return re.search(r"/account/password/reset/key/\S+", mail.outbox[-1].body)[0]


def set_password(where: str) -> bool:
    client = Client()
    shown = client.get(where, follow=True)
    new = {"password1": "a-calm-harbour", "password2": "a-calm-harbour"}
    client.post(shown.redirect_chain[-1][0] if shown.redirect_chain else where, new)
    return User.objects.get(email=ASHA).check_password("a-calm-harbour")


def test_44_a_link_works_once(quick):
    where = link()
    assert set_password(where)
    User.objects.filter(email=ASHA).update(password=make_password(build.PASSWORD))
    assert not set_password(where)


def test_44_a_link_works_for_an_hour(quick, settings):
    where = link()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not set_password(where)


def test_44_an_hour_it_is_and_the_link_leaves_the_address_at_once(quick, settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    where = link()
    response = Client().get(where)
    assert response.status_code == 302
    assert where.rstrip("/").split("-", 1)[1] not in response["Location"]
    assert response["Referrer-Policy"] == "same-origin"
