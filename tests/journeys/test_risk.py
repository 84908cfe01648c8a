"""A risk is ticked while somebody writes: told at once, and no typed word is lost, with scripts or without."""

import pytest
from playwright.sync_api import Locator, Page, expect

from coaching import risk_rounds
from coaching.models import RiskAlert
from practice.tenancy import in_view
from tests.journeys import steps
from tests.journeys.looking import glance, look

pytestmark = pytest.mark.journey
PRESS = "Thoughts of suicide or self-harm"
RED = "Somebody at Elm Surgery needs you now"


def begin(page: Page) -> str:
    steps.open_record(page, "9990000018", "Pat Kaminski")
    steps.start(page)
    return page.url


def notes(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Notes")


def alerts() -> int:
    with in_view([steps.elm()]):
        return RiskAlert.objects.open().count()


def test_with_scripts_the_page_stays_and_somebody_answers(visit):
    page = visit("asha")
    address = begin(page)
    notes(page).fill("She does not sleep")
    page.evaluate("window.stays = true")
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_text("Alert out since")).to_be_visible()
    assert alerts() == 1
    assert page.evaluate("window.stays") and page.url == address
    expect(notes(page)).to_have_value("She does not sleep")
    expect(page.get_by_text("999 for the police")).to_be_in_viewport(ratio=1)
    look(page)
    ben_answers(visit("ben"))
    page.reload()
    expect(notes(page)).to_have_value("She does not sleep")


def ben_answers(page: Page) -> None:
    """The red line is on every page of his, leads straight to it, and goes when he has answered."""
    page.goto("/mine/find")
    page.get_by_role("link", name=RED).click()
    expect(page.get_by_role("heading", name=PRESS)).to_be_visible()
    look(page)
    page.get_by_label("What you did").fill("I rang her. She is with her sister, I see her at two.")
    page.get_by_role("button", name="I look after this").click()
    expect(page.get_by_text("Answered. Everybody who was told sees that.")).to_be_visible()
    expect(page.get_by_role("link", name=RED)).to_have_count(0)


def test_without_scripts_every_word_comes_back(visit):
    page = visit("asha", java_script_enabled=False)
    begin(page)
    notes(page).fill("She does not sleep")
    page.get_by_label("What matters to them").fill("Her sister")
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_text("The alert is out.")).to_be_visible()
    expect(page.get_by_text("Alert out since")).to_be_visible()
    expect(notes(page)).to_have_value("She does not sleep")
    expect(page.get_by_label("What matters to them")).to_have_value("Her sister")
    assert alerts() == 1
    glance(page)


def test_an_alert_that_did_not_reach_the_server_says_so(visit):
    page = visit("asha")
    begin(page)
    page.context.set_offline(True)
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_text("The alert has NOT gone out")).to_be_in_viewport()
    expect(page.get_by_text("The network did not answer")).to_be_hidden()
    page.context.set_offline(False)
    page.get_by_role("button", name=PRESS).click()
    expect(page.get_by_text("Alert out since")).to_be_visible()
    assert alerts() == 1


def test_nobody_answers_and_the_next_one_is_told(visit, clock):
    page = visit("asha")
    begin(page)
    page.get_by_role("button", name="A child or an adult may be at risk").click()
    expect(page.get_by_text("Alert out since")).to_be_visible()
    clock.move(minutes=40)
    assert risk_rounds.one_round() == 1
    mo = visit("mo")
    expect(mo.get_by_role("link", name=RED)).to_be_visible()
    mo.goto("/A81001/risk")
    look(mo)


def test_a_call_in_two_presses_from_the_record(visit):
    """Open the record, press; and undo is one more."""
    page = visit("cara")
    steps.open_record(page, "9990000018", "Pat Kaminski")
    look(page)
    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_text("Call noted: no answer")).to_be_visible()
    page.get_by_role("button", name="Undo the call").click()
    expect(page.get_by_text("Entered in error").first).to_be_visible()
    page.get_by_role("link", name="Note a call with words").click()
    expect(page.get_by_role("heading", name="Contact without a session")).to_be_visible()
    look(page)
