"""From Finish to what is taken home: looked at, printed, copied; nothing goes by itself."""

import pytest
from playwright.sync_api import Page, expect

from practice.tenancy import in_view
from tests import build
from tests.coaching import made
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, is_open_to_all, look
from tests.things import a_colleague

pytestmark = pytest.mark.journey
WORDS = {
    "what_matters": "Playing with the grandchildren",
    "topic_today": "Moving more",
    "goal_words": "Walk to the park without stopping",
    "goal_why": "So that I can take the little ones",
    "next_step": "Walk to the shop and back",
    "step_when": "Tuesday after breakfast",
    "step_how_often": "Twice a week",
    "confidence": 5,
    "confidence_help": "Jean comes along",
    "confidence_after": 8,
    "marks": {"goal_why": ["third_party"]},
}


@pytest.fixture
def address(visit):
    """Of a session that was signed a moment ago."""
    with in_view([steps.elm()], build.TEST):
        mary = build.a_patient(steps.elm(), nhs_number="9990000034")
        signed = made.a_finished(mary, a_colleague(steps.elm()), next_contact=made.IN_TWO_WEEKS, **WORDS)
    return f"/A81001/sessions/{signed.pk}"


def count_prints(page: Page) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")


def test_from_finish_to_paper(visit, address):
    page = visit("asha")
    count_prints(page)
    page.goto(address)
    expect(page.get_by_role("heading", name="Ready to give: nothing has been given yet")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Look at the plan and give it").click()
    expect(page.get_by_text("why the goal matters (marked: third party)")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.get_by_role("heading", name="My plan")).to_be_visible()
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed") == 1
    look(page)
    page.get_by_role("link", name="Back to the session").click()
    expect(page.get_by_role("heading", name="Already given")).to_be_visible()
    is_open_to_all(page)


@pytest.mark.care(26)
@pytest.mark.parametrize("choice", ["Easy read with drawings", "Island picture", "Large print"])
def test_every_look_is_open_to_all(visit, address, choice):
    page = visit("asha")
    page.goto(f"{address}/plan")
    page.get_by_role("link", name=f"{choice}: turn on").click()
    expect(page.get_by_role("link", name=f"{choice}: turn off")).to_be_visible()
    look(page)


def test_only_the_plan_is_printed(visit, address):
    page = visit("asha")
    page.goto(f"{address}/plan")
    page.get_by_role("button", name="Print", exact=True).click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Walk to the shop and back")).to_be_visible()
    shown = page.locator("body").inner_text()
    assert "Back to the session" not in shown
    assert "999 000" not in shown


def test_a_preview_prints_no_plan(visit, address):
    page = visit("asha")
    page.goto(f"{address}/plan")
    page.emulate_media(media="print")
    expect(page.get_by_text("This was a preview.")).to_be_visible()
    expect(page.get_by_text("Walk to the shop and back")).not_to_be_visible()


def test_one_press_copies_the_summary_and_keeps_that_it_went(visit, address):
    page = visit("asha", permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("button", name="Copy the summary").click()
    expect(page.get_by_text("Kept: the summary was copied to the GP record.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == "Health coaching on 2 March 2026, phone, with Asha Rao (coach)."
    assert len(copied) == 5
    expect(page.get_by_text("for GP record, Elm Surgery (A81001)")).to_be_visible()


def test_where_the_browser_refuses_the_lines_are_selected(visit, address):
    page = visit("asha")
    page.goto(address)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.evaluate("() => { document.execCommand = () => false }")
    page.get_by_role("button", name="Copy the summary").click()
    expect(page.get_by_text("The lines are selected: press Ctrl and C")).to_be_visible()
    field = page.get_by_label("To: GP record")
    assert field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd) === e.value")
    page.get_by_role("button", name="Copy the summary").click()
    expect(page.get_by_text("Kept: the summary was copied to the GP record.")).to_be_visible()


def test_a_pdf_is_saved_with_one_press(visit, address):
    page = visit("asha")
    page.goto(f"{address}/plan")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PDF").click()
    assert saved.value.suggested_filename == "my-plan.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_all_of_it_without_scripts(visit, address):
    page = visit("asha", java_script_enabled=False, viewport=PHONE)
    page.goto(address)
    glance(page)
    page.get_by_role("button", name="Copy the summary").click()
    expect(page.get_by_text("Kept: the summary was copied to the GP record.")).to_be_visible()
    page.get_by_role("link", name="Look at the plan and give it").click()
    glance(page)
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.get_by_text("Press Print here, or Ctrl and P.")).to_be_visible()
    glance(page)
