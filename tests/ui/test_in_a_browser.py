"""The pieces in a real browser: wide, on a phone, zoomed in, in high contrast, printed, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ui.samples import GALLERY, Everything, gallery

CLEAN = "Found 0 accessibility violations:"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400%


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": WIDE},
        {"viewport": PHONE},
        {"viewport": ZOOMED},
        {"viewport": WIDE, "forced_colors": "active", "reduced_motion": "reduce"},
    ],
)
def test_every_piece_is_accessible_and_fits(show, options: dict):
    page = show(GALLERY, context=gallery(), **options)
    assert Axe().run(page).generate_report().strip() == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]
    assert page.context.complaints == []


def test_a_page_with_mistakes_is_accessible_too(show):
    page = show(GALLERY, context=gallery(form=Everything({"born_year": "85"})), viewport=WIDE)
    assert Axe().run(page).generate_report().strip() == CLEAN


def test_the_summary_of_mistakes_has_the_focus_and_leads_to_the_field(show):
    page = show(GALLERY, context=gallery(form=Everything({"words": "x"}), conflict=[]), viewport=WIDE)
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter date of birth").click()
    expect(page.get_by_label("Day")).to_be_focused()


@pytest.mark.care(5)
def test_the_person_stays_in_view_while_the_page_is_long(show):
    page = show(GALLERY, context=gallery(), viewport=WIDE)
    page.evaluate("scrollTo(0, 2500)")
    expect(page.get_by_role("region", name="Patient")).to_be_in_viewport(ratio=1)


def test_the_person_does_not_cover_what_is_typed_on_a_small_screen(show):
    page = show(GALLERY, context=gallery(), viewport=ZOOMED)
    page.evaluate("scrollTo(0, 2000)")
    expect(page.get_by_role("region", name="Patient")).not_to_be_in_viewport()


def test_a_field_reached_by_keyboard_is_not_hidden_under_the_person(show):
    page = show(GALLERY, context=gallery(conflict=[]), viewport=WIDE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_label("What matters").focus()
    strip = page.get_by_role("region", name="Patient").bounding_box()
    assert page.get_by_label("What matters").bounding_box()["y"] >= strip["y"] + strip["height"]


def test_the_account_menu_opens_and_signs_out_without_javascript(show, stage):
    stage.pages["/account/logout/"] = ("out", {})
    page = show(GALLERY, context=gallery(), viewport=PHONE, java_script_enabled=False)
    page.get_by_text("Asha Rao").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/logout/")
    assert len(stage.posts("/account/logout/")) == 1


def test_print_shows_the_person_and_neither_navigation_nor_staff_note(show):
    page = show(GALLERY, context=gallery(), viewport=WIDE)
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Patient")).to_be_visible()
    for gone in ("Staff note", "Dashboard", "Asha Rao", "Strike this note"):
        expect(page.get_by_text(gone).first).to_be_hidden()


def test_a_form_pressed_twice_is_sent_once_and_says_that_it_takes_a_while(show, stage):
    stage.answers["/slow"] = lambda body: (204, {}, b"")
    page = show(
        '{% extends "base.html" %}{% block content %}<h1>Once</h1>'
        '<form method="post" action="/slow"><button>Save</button>'
        '{% include "ui/waiting.html" with words="Making the copy" only %}</form>{% endblock %}'
    )
    expect(page.get_by_text("Please wait")).to_be_hidden()
    for _press in range(3):
        page.get_by_role("button", name="Save").click()
    expect(page.locator("form").get_by_text("Making the copy. Please wait.")).to_be_visible()
    expect(page.locator("#announcer")).to_have_text("Making the copy. Please wait.")
    assert len(stage.posts("/slow")) == 1


PART = (
    '{% extends "base.html" %}{% block content %}<h1>Part</h1><form hx-post="/part" method="post">'
    "<button>Save</button></form>{% endblock %}"
)


def test_mistakes_in_a_swapped_part_get_the_focus_and_the_title(show, stage, draw):
    mistakes = draw('{% include "ui/errors.html" %}', problems=[{"text": "Enter a date", "href": "#x"}])
    stage.answers["/part"] = lambda body: (422, {"Content-Type": "text/html"}, mistakes.encode())
    page = show(PART)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Health coaching – Skerry")


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, "Something went wrong here"), (403, "You may not do that"), (404, "That is no longer here")],
)
def test_a_server_that_refuses_is_said_in_words(show, stage, status: int, words: str):
    stage.answers["/part"] = lambda body: (status, {}, b"<h1>secret</h1>")
    page = show(PART)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("secret")).to_have_count(0)


def test_a_network_that_is_gone_is_said_in_words(show):
    page = show(PART)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The network did not answer")).to_be_visible()


def test_a_staff_note_is_fetched_only_when_it_is_pressed(show, stage):
    stage.answers["/alert"] = lambda body: (200, {"Content-Type": "text/html"}, b"<p>Two people visit.</p>")
    page = show(GALLERY, context=gallery(), viewport=WIDE)
    assert not [path for _method, path, *_rest in stage.heard if path == "/alert"]
    page.get_by_role("link", name="Staff note").click()
    expect(page.get_by_text("Two people visit.")).to_be_visible()
