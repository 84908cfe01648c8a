"""A link that is shown once is copied with one press; without scripts, or where the browser refuses, by hand."""

import pytest
from playwright.sync_api import Page, expect

from practice.tenancy import in_view
from tests import build
from tests.activation import links
from tests.journeys.looking import glance, look
from tests.journeys.steps import elm
from tests.things import a_colleague

pytestmark = pytest.mark.journey


@pytest.fixture
def shown(visit):
    """The page on which a link stands this once."""
    with in_view([elm()], build.TEST):
        measurement = links.begun(build.a_patient(elm()), a_colleague(elm()))

    def make(**how) -> Page:
        page = visit("asha", **how)
        page.goto(f"/A81001/measurements/{measurement.pk}/link")
        page.get_by_role("button", name="Make a link and a code to scan").click()
        expect(page.get_by_label("Link to copy")).to_be_visible()
        return page

    return make


def test_one_press_copies_it(shown):
    page = shown(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").get_by_text("The link is copied.")).to_be_visible()
    link = page.get_by_label("Link to copy").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link
    look(page)


def test_where_the_browser_refuses_it_is_selected_to_be_copied_by_hand(shown):
    page = shown()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.evaluate("() => { document.execCommand = () => false }")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The link is selected: press Ctrl and C to copy it.")).to_be_visible()
    field = page.get_by_label("Link to copy")
    expect(field).to_be_focused()
    assert field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd) === e.value")


def test_without_scripts_it_is_there_to_be_selected(shown):
    page = shown(java_script_enabled=False)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_label("Link to copy").press("Control+a")
    glance(page)
