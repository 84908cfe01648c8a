"""Trial 44: the link of a reset is told to nobody by the browser that follows it."""

import re

import pytest

from tests.ui.test_account import choose_password, mail_after, mails

pytestmark = pytest.mark.journey


def test_44_the_link_is_in_no_referer(visit):
    """Everything that a browser asks for, from the link in the mail until the new password stands."""
    asked, page, before = [], visit(), mails()
    page.goto("/account/password/reset/")
    page.get_by_label("Email address").fill("asha@elm.example.org")
    page.get_by_role("button", name="Send the link").click()
    link = re.search(r"http://\S+/account/password/reset/key/(\S+?)/", mail_after(before))
    page.on("request", lambda request: asked.append((request.url, request)))
    choose_password(page, link[0], "a-calm-harbour-at-dusk")
    page.get_by_role("link", name="Sign in").first.click()
    page.wait_for_url("**/account/login/")
    referers = [request.all_headers().get("referer", "") for _url, request in asked]
    assert link[0] in [url for url, _request in asked] and len(asked) > 5
    assert [referer for referer in referers if link[1].split("-", 1)[1] in referer] == []
