"""Ten minutes with the GP: from the record to a signed note in four fields, by keyboard, in few interactions."""

import pytest
from playwright.sync_api import Page, expect

from coaching.models import Session
from practice.tenancy import in_view
from tests.journeys import steps
from tests.journeys.hands import Hands
from tests.journeys.looking import PHONE, glance, look

pytestmark = pytest.mark.journey
MOST = 12  # in 90 seconds, words included
WORDS = {
    "What matters to them": "Walking the dog again",
    "Next step": "Round the block after lunch on Tuesday",
}
DAY = {"Day": "16", "Month": "3", "Year": "2026"}


def write_up(page: Page, hands: Hands) -> None:
    for label, words in WORDS.items():
        hands.to(page.get_by_label(label, exact=True)).type(words)
    seven = page.get_by_role("group", name="How sure are they").first.get_by_label("7", exact=True)
    seven.check()
    hands.did += 1
    for label, words in DAY.items():
        hands.to(page.get_by_label(label, exact=True)).type(words)
    hands.to(page.get_by_label("Phone call")).press("Space")
    hands.to(page.get_by_role("button", name="Finish and sign")).press("Enter")
    expect(page.get_by_text("Session finished. The note is signed.")).to_be_visible()


def test_four_fields_by_keyboard_in_few_interactions(visit):
    page = visit("ben")
    steps.open_record(page, "9990000018", "Pat Kaminski")
    hands = Hands(page)
    hands.to(page.get_by_role("button", name="Ten-minute form")).press("Enter")
    expect(page.get_by_role("heading", name="Ten minutes with Pat Kaminski")).to_be_visible()
    expect(page.get_by_text("Your words are saved as you type")).to_be_visible()
    look(page)
    page.reload()
    write_up(page, hands)
    assert hands.did <= MOST
    with in_view([steps.elm()]):
        session = Session.objects.get()
        assert (session.form, session.confidence, session.minutes) == ("brief", 7, 10)
        assert session.steps_agreed.get().what == WORDS["Next step"]


@pytest.mark.usefixtures("by_keys")
def test_by_keyboard_without_scripts_on_a_phone_and_a_risk_pressed_on_the_way(visit):
    page = visit("ben", java_script_enabled=False, viewport=PHONE)
    steps.open_record(page, "9990000018", "Pat Kaminski")
    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_text("Call noted: no answer")).to_be_visible()
    glance(page)
    page.get_by_role("button", name="Ten-minute form").click()
    expect(page.get_by_text("Your words are saved as you type")).to_be_hidden()
    expect(page.get_by_text("Your words are saved when you press a button")).to_be_visible()
    expect(page.get_by_label("What would make the step smaller")).to_be_hidden()
    page.get_by_label("What matters to them").fill("Walking the dog again")
    page.get_by_role("button", name="Thoughts of suicide or self-harm").click()
    expect(page.get_by_text("Alert out since")).to_be_visible()
    expect(page.get_by_label("What matters to them")).to_have_value("Walking the dog again")
    glance(page)
