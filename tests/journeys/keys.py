"""Somebody without a mouse: whatever a journey presses, fills or chooses is reached with Tab and done with keys."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.hands import Hands

# What a press on some words would reach: the thing that they belong to.
PRESSED = "e => e.matches('a, button, summary, input') ? '' : ['a', 'button', 'summary'].find((one) => e.closest(one))"
OF_ONE_CHOICE = "e => document.activeElement.name === e.name && document.activeElement.form === e.form"
CHOSEN = "e => e.selectedOptions[0].label"
KIND = "e => e.type"
MOST = 80  # choices of one list


def hands(what: Locator) -> Hands:
    return Hands(what.page)


def click(what: Locator, **_how: Any) -> None:
    owner = what.evaluate(PRESSED)
    if owner:
        what = what.locator(f"xpath=ancestor::{owner}[1]")
    key = "Space" if what.evaluate(KIND) in ("checkbox", "radio") else "Enter"
    hands(what).to(what).page.keyboard.press(key)


def press(what: Locator, key: str, **_how: Any) -> None:
    hands(what).to(what).page.keyboard.press(key)


def fill(what: Locator, value: str, **_how: Any) -> None:
    """Over what stands there."""
    keyboard = hands(what).to(what).page.keyboard
    keyboard.press("Control+A")
    keyboard.type(value) if value else keyboard.press("Delete")


def check(what: Locator, **_how: Any) -> None:
    """A box with the space bar; of several choices the one that the arrows reach."""
    if what.is_checked():
        return
    if what.evaluate(KIND) == "checkbox":
        hands(what).to(what).page.keyboard.press("Space")
    else:
        choose(what)
    expect(what).to_be_checked()


def choose(what: Locator) -> None:
    page = hands(what).to_one_of(what, OF_ONE_CHOICE).page
    for _choice in range(MOST):
        if what.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Space")  # the first of them is reached without being chosen
            return
        page.keyboard.press("ArrowDown")


def select_option(what: Locator, value: str = "", *, label: str = "", **_how: Any) -> None:
    page = hands(what).to(what).page
    page.keyboard.press("Home")
    for _choice in range(MOST):
        if what.evaluate(CHOSEN) == (label or value):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label or value} is not among the choices of {what}")


WAYS = {
    "click": click,
    "press": press,
    "fill": fill,
    "check": check,
    "select_option": select_option,
}
