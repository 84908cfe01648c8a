"""The first walk of a new user: two lists come in, somebody is found, a session is logged, and it counts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, is_open_to_all, look
from tests.journeys.steps import Check

pytestmark = pytest.mark.journey


def see_what_is_wrong(page: Page, file: Path, check: Check) -> None:
    """A list with a fault of every kind: each with its line and a reason, before anything changes."""
    steps.send_list(page, file)
    expect(page.get_by_text("A spreadsheet has rounded this NHS number")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Refused lines").click()
    expect(page.locator("tbody tr").nth(15)).to_be_attached()
    check(page)


def bring_in_both(page: Page, files: dict[str, Path], check: Check) -> None:
    for name in ("emis", "systmone"):
        steps.send_list(page, files[name])
        steps.bring_in(page)
    check(page)
    steps.find(page, "zo")  # SystmOne wrote Zoë in its own letters
    expect(page.locator("#answer").get_by_role("link", name="Zoë").first).to_be_visible()


def find_three_ways(page: Page, check: Check) -> None:
    """By part of a name, by the number in spaces, by a name as somebody might mishear it."""
    for typed in ("kam", "999 000 0018", "pat kaminsky"):
        steps.find(page, typed)
        expect(page.locator("#answer").get_by_text("999 000 0018")).to_be_visible()
    check(page)
    page.locator("#answer").get_by_role("link", name="Pat Kaminski").click()
    expect(page.get_by_role("heading", name="Record of Pat Kaminski")).to_be_attached()
    check(page)


def log_a_session(page: Page, check: Check) -> None:
    """Pressed too early, it says at once all that is missing; then it is signed."""
    steps.start(page)
    page.get_by_role("button", name="Finish and sign").click()
    for missing in (
        "Write what matters",
        "There is no next step",
        "Enter a follow-up date",
        "Choose how to be",
    ):
        expect(page.get_by_role("link", name=missing)).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: Session"))
    check(page)
    steps.write_up(page)
    steps.finish(page)
    check(page)


def it_stands_in_today(page: Page, check: Check) -> None:
    steps.go(page, "Today")
    rows = page.get_by_role("row", name="Pat Kaminski")
    expect(rows.filter(has_text="How the walk went")).to_contain_text("16 March 2026")
    expect(rows.filter(has_text="Finished")).to_be_visible()
    check(page)
    rows.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Follow-up done.")).to_be_visible()
    rows.get_by_role("button", name="Undo").click()
    expect(rows.get_by_role("button", name="Done")).to_be_visible()


def walk(page: Page, files: dict[str, Path], check: Check) -> None:
    see_what_is_wrong(page, files["broken"], check)
    bring_in_both(page, files, check)
    find_three_ways(page, check)
    log_a_session(page, check)
    it_stands_in_today(page, check)


def the_manager_sees_it(page: Page) -> None:
    """In the figures without a name, and in the trail who did what."""
    for figure in ("Sessions this month", "People seen this month"):
        expect(page.locator(".figure", has_text=figure)).to_contain_text("Not shown")
    assert "Kaminski" not in page.content()
    look(page)
    steps.go(page, "Trail")
    for done in ("Finished a session", "Planned a follow-up", "Opened the record", "Searched for a patient"):
        expect(page.get_by_role("row").filter(has_text=done).first).to_contain_text("Asha Rao")
    look(page)


def test_the_whole_walk(visit, tmp_path):
    page = visit("asha")
    walk(page, steps.lists(tmp_path), look)
    the_manager_sees_it(visit("mo"))


@pytest.mark.usefixtures("by_keys")
def test_the_whole_walk_by_keyboard_without_scripts_on_a_phone(visit, tmp_path):
    page = visit("asha", java_script_enabled=False, viewport=PHONE)
    walk(page, steps.lists(tmp_path), glance)


def test_the_two_pages_of_every_day_are_open_to_all_on_a_phone(visit):
    page = visit("asha", viewport=PHONE)
    page.goto("/mine/find")
    page.get_by_label("Name, NHS number or date of birth").fill("kaminski")
    page.keyboard.press("Enter")
    page.locator("#answer").get_by_role("link", name="Pat Kaminski").click()
    is_open_to_all(page)
    steps.start(page)
    is_open_to_all(page)
    page.get_by_role("button", name="more").click()
    is_open_to_all(page)
