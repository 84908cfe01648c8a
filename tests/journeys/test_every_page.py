"""Every page, on a small phone: nothing scrolls sideways, and it makes sense to somebody who hears it read out."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page

from practice.tenancy import in_view
from tests import access, build
from tests.journeys.looking import PHONE, USUAL_PHONE, is_there
from tests.journeys.steps import elm
from tests.journeys.tree import WHERE, read, wrong_title, wrong_with
from tests.test_access import ADDRESSES
from tests.things import MAKERS

pytestmark = pytest.mark.journey
PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")
ROOMS = sorted({name.partition(":")[0] for name in PAGES})
WIDE = "document.documentElement.scrollWidth"
MENU = "links => links.map((link) => link.getAttribute('href'))"
# How far the first entry of the menu stands under the line above it.
UNDER_THE_LINE = """() => document.querySelector('.nhsuk-header__navigation-link').getBoundingClientRect().top
  - document.querySelector('.nhsuk-header__navigation').getBoundingClientRect().top"""
MY_OWN = ("/account/password/change/", "/account/2fa/", "/mine/nowhere", "/A81001/nowhere")


@pytest.fixture
def address() -> Callable[[str], str]:
    """Where a page is, with one thing of each kind: made once, so that lists are not empty either."""
    known: dict[tuple[str, ...], Any] = {}

    def find(name: str) -> str:
        made: dict[str, Any] = {}
        parts = re.findall(r"<(?:\w+:)?(\w+)>", ADDRESSES[name])
        for number, part in enumerate(parts, start=1):
            way = tuple(parts[:number])
            if way not in known:
                known[way] = MAKERS[part](elm(), made)
            made[part] = known[way]
        data = access.MATRIX[name].data
        return reverse(name, kwargs=made) + (f"?{urlencode(data)}" if data else "")

    return find


def opens(page: Page, path: str) -> bool:
    """False where it is a file, not a page."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" in str(error):
            return False
        raise
    assert answer.status < 500, path
    return answer.headers.get("content-type", "").startswith("text/html")


def wrong_on(page: Page) -> list[str]:
    """All that is wrong with it, said at once: to open a page takes longer than to look at it."""
    is_there(page)
    found = [*wrong_title(*page.evaluate(WHERE)), *wrong_with(read(page))]
    if (wide := page.evaluate(WIDE)) > (room := page.viewport_size["width"]):
        found.append(f"{wide} wide on a phone of {room}")
    return [f"{page.url}: {one}" for one in found]


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_of_a_room_makes_sense_and_fits(room, visit, address):
    names = [name for name in PAGES if name.startswith(f"{room}:")]
    with in_view([elm()], build.TEST):
        where = {name: address(name) for name in names}
    pages: dict[str, Page] = {}
    wrong, seen = [], 0
    for name, path in where.items():
        who = access.opener(name)
        page = pages.setdefault(who, pages.get(who) or visit(who, viewport=PHONE))
        if opens(page, path):
            seen += 1
            wrong += [f"{name} ({who}) {one}" for one in wrong_on(page)]
    assert not wrong, "\n".join(wrong)
    assert seen >= len(names) / 2  # the others are files


@pytest.mark.parametrize("who", ["asha", "ben", "cara", "lena", "mo"])
def test_everything_in_somebodys_menu_makes_sense_and_names_the_practice(who, visit):
    page = visit(who, viewport=USUAL_PHONE)
    assert page.evaluate(UNDER_THE_LINE) >= 0
    menu = page.get_by_role("navigation", name="Menu").locator("a").evaluate_all(MENU)
    wrong = []
    for path in (*menu, *(MY_OWN if who == "mo" else ())):
        assert opens(page, path)
        wrong += wrong_on(page)
        heading = page.locator("h1").inner_text()
        if path in menu and path.startswith("/A81001/") and "Elm Surgery" not in heading:
            wrong.append(f"{path}: {heading} does not say where")
    assert not wrong, "\n".join(wrong)
