"""An administrator looks through the questionnaires, loads one of the practice's own and notes a licence."""

import json

import pytest
from playwright.sync_api import expect

from tests.activation.files import bent, small
from tests.journeys import steps
from tests.journeys.looking import DESK, PHONE, glance, look

pytestmark = pytest.mark.journey


def sent(raw: object) -> dict:
    return {
        "name": "questionnaire.json",
        "mimeType": "application/json",
        "buffer": json.dumps(raw).encode(),
    }


def choose(page, raw: object) -> None:
    page.get_by_label("File of the questionnaire").set_input_files(sent(raw))
    page.get_by_role("button", name="Read the file").click()


def load_one(page) -> None:
    page.get_by_role("link", name="Load a questionnaire").click()
    look(page)
    choose(page, bent("items", 0, "text", "pl", to=""))
    expect(page.get_by_role("cell", name="there is no wording")).to_be_visible()
    look(page)
    choose(page, small())
    look(page)
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("Three of our own is in use from now on.")).to_be_visible()


def note_a_licence(page) -> None:
    page.get_by_role("link", name="Note a licence").click()
    page.get_by_role("button", name="Note the licence").click()
    expect(page.get_by_role("link", name="Enter the reference of the licence")).to_be_visible()
    look(page)
    page.get_by_label("Short name of the questionnaire").fill("pam")
    page.get_by_label("Reference of the licence").fill("L-2026-7")
    for label, part in (("Day", "31"), ("Month", "12"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_role("button", name="Note the licence").click()
    expect(page.get_by_text("The licence is noted.")).to_be_visible()


def test_an_administrator_loads_a_questionnaire_and_notes_a_licence(visit):
    page = visit("mo", viewport=DESK)
    steps.go(page, "Questionnaires")
    look(page)
    page.get_by_role("link", name="Looking after myself (13 statements)").click()
    look(page)
    page.get_by_role("link", name="Questionnaires").first.click()
    load_one(page)
    look(page)
    page.get_by_role("link", name="Take it out of use").click()
    look(page)
    page.get_by_role("button", name="Take out of use").click()
    note_a_licence(page)
    look(page)
    page.get_by_role("link", name="End the licence for pam").click()
    look(page)


def test_every_page_works_without_scripts_on_a_phone(visit):
    page = visit("mo", viewport=PHONE, java_script_enabled=False)
    page.goto("/A81001/questionnaires")
    glance(page)
    page.get_by_role("link", name="Load a questionnaire").click()
    choose(page, small())
    glance(page)
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("heading", name="Three of our own")).to_be_visible()
    glance(page)
