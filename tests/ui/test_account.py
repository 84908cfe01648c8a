"""Signing in and looking after one's account, as people do it: in a browser, by email, with a second step."""

import re
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from tests import build

pytestmark = pytest.mark.journey
CLEAN = "Found 0 accessibility violations:"


def check(page, heading: str):
    """On the page with this heading, which everybody can use."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    assert Axe().run(page).generate_report().strip() == CLEAN


def mails() -> set[Path]:
    folder = Path(settings.DATA / "outbox" / "mail")
    return set(folder.iterdir()) if folder.exists() else set()


def mail_after(before: set[Path]) -> str:
    """It is written once the answer has gone out, so not at once."""
    deadline = time.monotonic() + 20
    while not (new := mails() - before) or not new.copy().pop().read_text().strip().endswith("\n" + "-" * 79):
        assert time.monotonic() < deadline, "no mail came"
        time.sleep(0.05)
    return new.pop().read_text()


def code_for(secret: str) -> str:
    """Of half a minute that does not end while it is typed."""
    left = 30 - time.time() % 30
    if left < 8:
        time.sleep(left + 0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def turn_on_second_step(page) -> str:
    """Set up an authenticator app; the secret that the app keeps."""
    page.goto("/account/2fa/totp/activate/")
    page.get_by_label("Password", exact=True).fill(build.PASSWORD)
    page.get_by_role("button", name="Go on").click()
    check(page, "Set up an authenticator app")
    page.get_by_text("I cannot scan the code").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code from the app").fill(code_for(secret))
    page.get_by_role("button", name="Turn on").click()
    return secret


def test_a_wrong_password_is_said_without_saying_who_has_an_account(visit):
    page = visit()
    page.goto("/account/login/")
    check(page, "Sign in")
    said = []
    for who in ("asha@elm.example.org", "nobody@elm.example.org"):
        page.get_by_label("Email address").fill(who)
        page.get_by_label("Password", exact=True).fill("not-the-password")
        page.get_by_role("button", name="Sign in").click()
        check(page, "Sign in")
        said.append(page.locator(".nhsuk-error-summary").inner_text())
    assert said[0] == said[1]
    assert "Email address or password is wrong" in said[0]


def test_sign_in_says_what_is_missing_beside_each_field(visit):
    page = visit(viewport={"width": 320, "height": 640})
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Error: Sign in – Skerry")
    page.get_by_role("link", name="Enter an email address").click()
    expect(page.get_by_label("Email address")).to_be_focused()
    check(page, "Sign in")


def test_a_new_password_comes_by_a_link_that_works_once(visit):
    page = visit()
    page.goto("/account/password/reset/")
    check(page, "Set a new password")
    page.get_by_label("Email address").fill("asha@elm.example.org")
    before = mails()
    page.get_by_role("button", name="Send the link").click()
    check(page, "Check your email")
    link = re.search(r"http://\S+/account/password/reset/key/\S+", mail_after(before))[0]
    choose_password(page, link, "a-calm-harbour-at-dusk")
    page.goto(link)
    check(page, "This link does not work any more")


def choose_password(page, link: str, password: str) -> None:
    page.goto(link)
    check(page, "Choose a new password")
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill(password)
    page.get_by_role("button", name="Save password").click()
    check(page, "Your password is changed")


def test_the_mail_with_the_link_says_who_it_is_from_and_what_if_not_asked_for(visit):
    page = visit()
    page.goto("/account/password/reset/")
    page.get_by_label("Email address").fill("asha@elm.example.org")
    before = mails()
    page.get_by_role("button", name="Send the link").click()
    check(page, "Check your email")
    mail = mail_after(before)
    assert "Subject: Skerry: Set your password" in mail
    assert "If you did not ask for this, do nothing" in mail
    assert "example.com" not in mail


def test_an_authenticator_app_becomes_the_second_step(visit):
    page = visit("asha")
    secret = turn_on_second_step(page)
    check(page, "Recovery codes")
    recovery = page.locator(".codes li").first.inner_text()
    page.goto("/account/2fa/")
    check(page, "Two-step sign-in")
    sign_in_again(visit, recovery)
    assert secret


def sign_in_again(visit, code: str) -> None:
    page = visit()
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("asha@elm.example.org")
    page.get_by_label("Password", exact=True).fill(build.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    check(page, "Second step")
    page.get_by_label("Code from your authenticator app").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    check(page, "Second step")
    page.get_by_label("Code from your authenticator app").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/mine/today")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/account/2fa/", "Two-step sign-in"),
        ("/account/2fa/webauthn/", "Security keys"),
        ("/account/password/change/", "Change your password"),
        ("/account/logout/", "Do you want to sign out?"),
    ],
)
def test_each_page_of_an_account_is_ours_and_accessible(visit, path: str, heading: str):
    page = visit("asha", viewport={"width": 320, "height": 640})
    page.goto(path)
    check(page, heading)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_signing_out_says_so_and_going_back_shows_nothing(visit):
    page = visit("asha")
    page.get_by_text("Asha Rao").first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.go_back()
    check(page, "Sign in")
