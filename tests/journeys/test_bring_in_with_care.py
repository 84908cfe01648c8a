"""A coordinator sees whom a list adds and changes, says how its dates are written, and is warned of a wrong file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.looking import glance, look
from tests.patients.lists import JOHN, MARY, as_list
from tests.patients.test_import_care import EXPORT, JABS, UNCLEAR

pytestmark = pytest.mark.journey


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def to_the_changes(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()
    expect(page.get_by_role("table")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_whom_it_adds_and_changes_is_seen_before_and_after(visit, tmp_path, scripts):
    page, check = visit("cara", java_script_enabled=scripts), look if scripts else glance
    steps.send_list(page, a_file(tmp_path, as_list(MARY)))
    steps.bring_in(page)
    steps.send_list(page, a_file(tmp_path, as_list((*MARY[:6], "EL2 3AB"), JOHN)))
    check(page)
    to_the_changes(page, "See who would be added")
    expect(page.get_by_text("John Okafor")).to_be_visible()
    page.get_by_role("link", name="list.csv").first.click()
    to_the_changes(page, "See what would change")
    expect(page.get_by_text("Postcode: from EL1 2QY")).to_be_visible()
    check(page)
    page.get_by_role("link", name="list.csv").first.click()
    steps.bring_in(page)
    to_the_changes(page, "See who was added")
    page.get_by_role("link", name="John Okafor").click()
    expect(page.get_by_role("heading", name="Record of John Okafor")).to_be_attached()


@pytest.mark.parametrize("scripts", [True, False])
def test_day_or_month_first_is_asked_before_anything_else(visit, tmp_path, scripts):
    page, check = visit("cara", java_script_enabled=scripts), look if scripts else glance
    steps.send_list(page, a_file(tmp_path, UNCLEAR))
    expect(page.get_by_text("2 lines are refused")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Bring this list in").click()
    expect(page.get_by_role("heading", name="Bring it in all the same?")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Say which comes first").click()
    page.get_by_role("button", name="Read the list again").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page)
    page.get_by_label("The day (3 April)").check()
    page.get_by_role("button", name="Read the list again").click()
    expect(page.get_by_role("heading", name="Day or month first?")).to_have_count(0)
    expect(page.get_by_role("link", name="See who would be added")).to_be_visible()


def test_a_file_of_vaccinations_is_warned_of_and_thrown_away(visit, tmp_path):
    page = visit("mo")
    steps.send_list(page, a_file(tmp_path, as_list(*JABS, headings=EXPORT)))
    expect(page.get_by_role("heading", name="This may not be a list of patients")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Bring this list in").click()
    expect(page.get_by_role("heading", name="Bring it in all the same?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Go back without changing anything").click()
    page.get_by_role("button", name="Throw the file away").click()
    expect(page.get_by_text("The file was thrown away. Nothing was changed.")).to_be_visible()
