"""A whole session with the keyboard alone, from the sign-in on, and no more to do than is promised."""

import sys

import pytest
from playwright.sync_api import Page, expect

from tests import build
from tests.journeys.hands import Hands

pytestmark = pytest.mark.journey
MOST = 25  # interactions of an experienced coach for a write-up
# What each key of the page leads to, and what is written there.
BY_KEY = {
    "2": ("What matters to them", "Seeing the grandchildren"),
    "3": ("Goal, in their words", "Up the hill without stopping"),
    "7": ("Next step", "Walk to the shop and back on Tuesday"),
}


def sign_in(page: Page) -> None:
    hands = Hands(page)
    page.goto("/account/login/")
    hands.to(page.get_by_label("Email address")).type("asha@elm.example.org")
    hands.to(page.get_by_label("Password", exact=True)).type(build.PASSWORD)
    hands.press("Enter")
    page.wait_for_url("**/mine/today")


def choose(page: Page, hands: Hands, key: str, scale: str, number: str) -> None:
    """On a scale a number is typed as it is said."""
    hands.key(key)
    expect(page.locator(f"#id_{scale}_0")).to_be_focused()
    for digit in number:
        hands.press(digit)
    expect(page.locator(f"#id_{scale}_{number}")).to_be_checked()


def open_record(page: Page, hands: Hands) -> None:
    """The field has the focus when the page opens; the only person found has it after the search."""
    hands.to(page.get_by_role("link", name="Find a patient").first).press("Enter")
    expect(page.get_by_label("Name, NHS number or date of birth")).to_be_focused()
    hands.type("kaminski")
    hands.press("Enter")
    expect(page.locator("#answer").get_by_role("link", name="Pat Kaminski")).to_be_focused()
    hands.press("Enter")
    hands.arrived("Record of Pat Kaminski")


def write_up(page: Page, hands: Hands) -> None:
    """With the keys of the page: from what matters to the follow-up, nothing that a conversation has left out."""
    for key, (label, words) in BY_KEY.items():
        hands.key(key)
        hands.to(page.get_by_label(label, exact=True)).type(words)
    choose(page, hands, "4", "importance", "10")
    choose(page, hands, "8", "confidence", "8")
    hands.key("9")
    hands.press("Space")
    hands.key("u")
    hands.to(page.get_by_role("button", name="In 2 weeks")).press("Enter")
    hands.to(page.get_by_label("Phone call")).press("Space")
    hands.to(page.get_by_label("What about")).type("How the walk went")
    hands.key("f")
    hands.to(page.get_by_role("button", name="Finish and sign")).press("Enter")
    expect(page.get_by_text("Session finished. The note is signed.")).to_be_visible()
    hands.arrived("Ready to give: nothing has been given yet")


def test_a_session_is_logged_without_a_mouse_in_few_interactions(visit):
    page = visit()
    sign_in(page)
    hands = Hands(page)
    hands.arrived("Today")
    open_record(page, hands)
    hands.to(page.get_by_role("button", name="Start a session now")).press("Enter")
    hands.arrived("Session with Pat Kaminski")
    on_the_way, hands.moved = hands.did, 0
    write_up(page, hands)
    assert on_the_way <= 5
    told = f"{hands.did} interactions of at most {MOST}, {hands.moved} Tabs; {', '.join(hands.pages)}"
    sys.stdout.write(f"Write-up: {told}\n")
    assert hands.did <= MOST
    assert hands.moved <= 40  # Tabs, the menu and every field passed by among them


def test_what_is_missing_is_reached_and_said_by_keyboard(visit):
    page = visit()
    sign_in(page)
    hands = Hands(page)
    open_record(page, hands)
    hands.to(page.get_by_role("button", name="Start a session now")).press("Enter")
    expect(page.get_by_role("heading", name="Session with Pat Kaminski")).to_be_visible()
    hands.key("f")
    hands.to(page.get_by_role("button", name="Finish and sign")).press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Session – Elm Surgery – Skerry")
    hands.to(page.get_by_role("link", name="Enter a follow-up date")).press("Enter")
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
