"""The steps of the first walk, as a person takes them: by what stands on the screen."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from patients import importing
from patients.samples import write_samples
from practice.models import Practice
from tests import build

Check = Callable[[Page], None]
NEXT_STEP = "Walk to the shop and back on Tuesday after breakfast"


def elm() -> Practice:
    return Practice.objects.get(ods_code="A81001")


def lists(folder: Path) -> dict[str, Path]:
    """Lists of made-up people, by the first word of their name: emis, systmone, broken."""
    written = write_samples(folder, today=build.NOW.date())
    return {sample.path.name.split("-")[0]: sample.path for sample in reversed(written)}


def go(page: Page, entry: str) -> None:
    """Follow an entry of the menu; what has no room stands behind “more”."""
    menu = page.get_by_role("navigation", name="Menu")
    link, more = menu.get_by_role("link", name=entry, exact=True), menu.get_by_role("button", name="more")
    expect(link.or_(more).first).to_be_visible()
    if not link.is_visible():
        more.click()
    link.click()


def send_list(page: Page, file: Path) -> None:
    """Up to where everything is shown and nothing has changed yet."""
    go(page, "Lists")
    page.get_by_label("List from the clinical system").set_input_files(file)
    page.get_by_role("button", name="Read the list").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()


def bring_in(page: Page) -> None:
    """The press, and then what the worker does."""
    page.get_by_role("button", name="Bring this list in").click()
    expect(page.get_by_text("Being brought in")).to_be_visible()
    assert importing.continue_imports() == 1
    page.reload()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()


def find(page: Page, typed: str) -> None:
    go(page, "Find a patient")
    page.get_by_label("Name, NHS number or date of birth").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#answer").get_by_role("link").first).to_be_visible()


def open_record(page: Page, number: str, name: str) -> None:
    find(page, number)
    page.locator("#answer").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=f"Record of {name}")).to_be_attached()


def start(page: Page) -> None:
    page.get_by_role("button", name="Start a session now").click()
    expect(page.get_by_role("button", name="Finish and sign")).to_be_visible()


def write_up(page: Page) -> None:
    """Everything that a note wants, with a follow-up in two weeks."""
    page.locator("#id_what_matters").fill("Seeing the grandchildren")
    page.locator("#id_notes").fill("Tired in the mornings. The bus pass has come.")
    page.locator("#id_next_step").fill(NEXT_STEP)
    for part, number in (("Day", "16"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Phone call").check()
    page.locator("#id_follow_up_words").fill("How the walk went")


def finish(page: Page) -> None:
    page.get_by_role("button", name="Finish and sign").click()
    expect(page.get_by_text("Session finished. The note is signed.")).to_be_visible()
