"""What every page of a journey must be: open to everybody, on any screen."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.tree import makes_sense

CLEAN = "Found 0 accessibility violations:"
# The target size of WCAG 2.2 is off unless it is asked for.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# A bar that stays covers half a link wherever one happens to have scrolled to: the next scroll uncovers it.
LET_GO = """() => document.body.querySelectorAll('*').forEach(e => {
    if (getComputedStyle(e).position !== 'sticky') return
    e.style.position = 'static'
    e.toggleAttribute('data-stays', true)
})"""
HOLD_AGAIN = """() => document.querySelectorAll('[data-stays]').forEach(e => {
    e.style.position = ''; e.removeAttribute('data-stays')
})"""
USUAL_PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400%


def look(page: Page) -> None:
    """Nobody is shut out, it makes sense when it is read out, nothing scrolls sideways on a phone, and at 400% the page
    can still be worked."""
    expect(page).to_have_title(re.compile("– Skerry$"))  # waits: a press may still be on its way
    is_there(page)
    buttons_work(page)
    is_open_to_all(page)
    makes_sense(page)
    for phone in (USUAL_PHONE, PHONE):
        page.set_viewport_size(phone)
        fits(page)
    page.set_viewport_size(ZOOMED)
    fits(page)
    nothing_stays_in_the_way(page)
    page.set_viewport_size(DESK)


def is_there(page: Page) -> None:
    """All of it: a press waits until the next page begins to arrive, not until it has."""
    page.wait_for_load_state()


def is_open_to_all(page: Page) -> None:
    is_there(page)
    # Only what is wrong: to say where each thing stands that is right takes longer than to find out.
    asked = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    page.evaluate(LET_GO)
    report = Axe().run(page, options=asked).generate_report().strip()
    page.evaluate(HOLD_AGAIN)
    assert report == CLEAN, f"{page.url}\n{report}"


def buttons_work(page: Page) -> None:
    """A form without its token is refused, and no other test would press it as a browser does."""
    tokens = "forms => forms.map((form) => form.elements.csrfmiddlewaretoken?.value ?? '')"
    assert all(page.locator("form[method=post]").evaluate_all(tokens)), page.url


def fits(page: Page) -> None:
    """The menu folds itself a moment after the screen has changed."""
    wide = 0
    for _moment in range(20):
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide <= page.viewport_size["width"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is {wide} wide")


def nothing_stays_in_the_way(page: Page) -> None:
    """At 400% anything that stays while one scrolls would hide what is typed under it."""
    stays = "e => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.offsetHeight"
    assert page.evaluate(f"[...document.body.querySelectorAll('*')].filter({stays}).length") == 0, page.url


def glance(page: Page) -> None:
    """Without scripts: it makes sense when it is read out, and it fits."""
    is_there(page)
    expect(page.locator("h1")).to_have_count(1)
    makes_sense(page)
    buttons_work(page)
    fits(page)


def stored_in(page: Page) -> str:
    """All that this browser keeps of the product, but for its cookies."""
    return page.evaluate("JSON.stringify([localStorage, sessionStorage])")
