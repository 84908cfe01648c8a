"""Measuring at the desk: with the keyboard alone, on a phone's width, without scripts; then what the record says."""

import re

import pytest
from playwright.sync_api import Page, expect

from activation.models import Measurement
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.activation import made
from tests.journeys import steps
from tests.journeys.hands import Hands
from tests.journeys.looking import PHONE, glance, is_open_to_all, look

pytestmark = pytest.mark.journey
KEYS = "4443333233221"  # what is pressed, statement by statement


def asked_at_the_desk(page: Page, number: str = "999 000 0026", name: str = "Omar Farouk") -> None:
    """From the record to the statements."""
    steps.open_record(page, number, name)
    page.get_by_role("link", name="Measure").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("0 of 13 answered")).to_be_visible()


def one_key_each(page: Page, keys: str) -> None:
    """Once the page is ready for them."""
    expect(page.locator(".sheet :focus")).to_have_count(1)
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("Draft saved at"))).to_be_visible()


def statement(page: Page, number: int):
    return page.locator(".sheet .nhsuk-form-group").nth(number - 1)


def test_one_key_for_each_answer_and_the_result_stands_on_the_record(visit):
    page = visit("asha")
    steps.go(page, "Find a patient")
    asked_at_the_desk(page)
    one_key_each(page, KEYS)
    expect(page.get_by_text("13 of 13 answered")).to_be_visible()
    expect(page.get_by_role("button", name="Finish")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The answers are saved")).to_be_visible()
    expect(page.get_by_text("give or take")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Record").first.click()
    expect(page.locator("#activation")).to_contain_text("Provisional")
    look(page)


def test_every_key_means_its_answer(visit):
    page = visit("asha")
    asked_at_the_desk(page)
    one_key_each(page, "1NR9")
    expect(statement(page, 1).get_by_label("1 No, not at all")).to_be_checked()
    expect(statement(page, 2).get_by_label("N Does not apply to me")).to_be_checked()
    expect(statement(page, 3).get_by_label("R I would rather not say")).to_be_checked()
    expect(statement(page, 4).get_by_role("radio").first).to_be_focused()  # 9 is no answer here
    assert statement(page, 4).locator("input:checked").count() == 0
    is_open_to_all(page)


def test_nothing_is_lost_when_the_tab_is_closed(visit):
    page = visit("asha")
    asked_at_the_desk(page)
    one_key_each(page, "443")
    saved(page)
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.get_by_text("3 of 13 answered")).to_be_visible()
    expect(statement(again, 4).get_by_role("radio").first).to_be_focused()


def test_a_scale_takes_digits_and_ten(visit):
    page = visit("asha")
    steps.open_record(page, "999 000 0026", "Omar Farouk")
    page.get_by_role("link", name="Measure").click()
    page.get_by_label(re.compile("wellbeing", re.IGNORECASE)).check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("0 of 4 answered")).to_be_visible()
    one_key_each(page, "7T06")
    expect(statement(page, 2).get_by_label("10", exact=True)).to_be_checked()
    expect(page.get_by_text("4 of 4 answered")).to_be_visible()
    look(page)


def test_all_of_it_by_keyboard(visit):
    page = visit("asha")
    steps.open_record(page, "999 000 0026", "Omar Farouk")
    hands = Hands(page)
    hands.to(page.get_by_role("link", name="Measure")).press("Enter")
    hands.to(page.get_by_role("button", name="Begin")).press("Enter")
    expect(statement(page, 1).get_by_role("radio").first).to_be_focused()
    for key in KEYS:
        hands.press(key)
    hands.press("Enter")
    expect(page.get_by_text("The answers are saved")).to_be_visible()
    assert hands.did <= 16  # three, and one for each statement


def test_what_is_missing_is_said_and_can_be_left(visit):
    page = visit("asha")
    asked_at_the_desk(page)
    one_key_each(page, KEYS[:11])
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.get_by_text("2 without an answer")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Finish without them").click()
    expect(page.get_by_text("11 of 13 statements")).to_be_attached()


@pytest.mark.usefixtures("by_keys")
def test_by_keyboard_without_scripts_on_a_phone(visit):
    page = visit("asha", java_script_enabled=False, viewport=PHONE)
    asked_at_the_desk(page)
    glance(page)
    for number, key in enumerate(KEYS, start=1):
        statement(page, number).get_by_role("radio").nth(int(key) - 1).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("13 of 13 answered")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("give or take")).to_be_visible()
    glance(page)


def test_an_interpreter_is_asked_for_before_english_is_used(visit):
    page = visit("asha")
    steps.open_record(page, "999 000 0018", "Pat Kaminski")
    page.get_by_role("link", name="Measure").click()
    look(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("link", name="Choose who interprets")).to_be_visible()
    look(page)
    page.get_by_label("Professional interpreter").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Read out through the interpreter")).to_be_visible()


@pytest.fixture
def two_measured(world) -> Measurement:
    """Omar, measured twice, and one not done."""
    elm = steps.elm()
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(practice=elm, user__email="asha@elm.example.org")
        omar = elm.patients.get(nhs_number="9990000026")
        made.done(omar, asha, now=build.NOW.replace(month=1))
        made.not_asked(omar, asha)
        return made.done(omar, asha, made.MORE)


def test_the_drawing_and_its_table(visit, two_measured):
    page = visit("asha")
    page.goto(f"/A81001/patients/{two_measured.patient_id}/measurements")
    expect(page.get_by_role("img", name="over time")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Not done"))).to_be_visible()
    expect(page.get_by_text("would be needed to be sure")).to_be_visible()
    look(page)
    page.goto(f"/A81001/patients/{two_measured.patient_id}")
    expect(page.locator("#activation").get_by_role("img", name="over time")).to_be_visible()
    is_open_to_all(page)


@pytest.mark.parametrize("name", ["not-done", "score", "level"])
def test_the_other_forms_are_open_to_all(visit, two_measured, name):
    page = visit("asha")
    page.goto(f"/A81001/patients/{two_measured.patient_id}/measurements/{name}")
    page.get_by_role("button", name="Save").click()
    look(page)


@pytest.fixture
def begun(world) -> Measurement:
    """Asked by phone, two statements answered."""
    elm = steps.elm()
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(practice=elm, user__email="asha@elm.example.org")
        measurement = made.begun(elm.patients.get(nhs_number="9990000026"), asha, mode="phone")
        made.keep(measurement, (3, 2))
        return measurement


def test_an_open_one_is_open_to_all_wherever_it_leads(visit, begun):
    page = visit("asha")
    for name in ("answer", "asked", "give-up", "strike"):
        page.goto(f"/A81001/measurements/{begun.pk}/{name}")
        look(page)


def test_closed_meanwhile_is_said_and_nothing_is_lost(visit, begun):
    page = visit("asha")
    page.goto(f"/A81001/measurements/{begun.pk}/answer")
    other = page.context.new_page()
    other.goto(f"/A81001/measurements/{begun.pk}/give-up")
    other.get_by_label("No time").check()
    other.get_by_role("button", name="Stop here").click()
    statement(page, 3).get_by_label("4 Yes, completely").check()
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_text("closed while you had it open: half finished")).to_be_visible()
    expect(page.get_by_text("4 Yes, completely").last).to_be_visible()
    look(page)
