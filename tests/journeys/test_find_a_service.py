"""A link worker finds a walking group that fits, agrees the words with the person, looks, and sends."""

import pytest
from playwright.sync_api import Page, expect

from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.steps import Check
from tests.prescribing import services, ways

pytestmark = pytest.mark.journey


@pytest.fixture
def referred(world):
    """Ben referred Mary; two services are known, one of them with an address that was confirmed."""
    with in_view([steps.elm()], build.TEST):
        lena, ben = (
            Membership.objects.get(user__email=f"{name}@elm.example.org", practice=steps.elm())
            for name in ("lena", "ben")
        )
        walk = services.a_service(steps.elm(), "Walking group", fares_words="Bus 41, £2")
        services.a_service(steps.elm(), "Walking football", places_left=0, free=None)
        services.an_address(walk, lena)
        ways.referred(build.a_patient(steps.elm()), ben)


def search(page: Page, check: Check) -> None:
    steps.open_record(page, "webb", "Mary Webb")
    page.get_by_role("link", name="Find a service").click()
    expect(page.get_by_role("heading", name="Find a service for Mary")).to_be_visible()
    page.get_by_label("Words").fill("walking")
    page.get_by_label("How far").select_option("Any distance")
    check(page)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Search").press("Enter")
    expect(page.get_by_role("heading", name="2 services")).to_be_visible()
    expect(page.get_by_text("Bus 41, £2")).to_be_visible()
    check(page)


def told_of_the_full_one(page: Page, check: Check) -> None:
    """One press; then the other is looked for again."""
    page.get_by_role("button", name="Told them Walking football").click()
    expect(page.get_by_text("Noted: Mary was told of Walking football")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Find another service").click()
    page.get_by_label("Words").fill("group")
    page.get_by_label("How far").select_option("Any distance")
    page.get_by_role("button", name="Search").click()


def choose_and_agree(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Does it fit? Walking group").click()
    expect(page.get_by_text("It is running")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Choose this one").click()
    expect(page.get_by_text("Nothing has been sent")).to_be_visible()
    page.get_by_label("How to reach them").fill("07700 900123, after ten")
    page.get_by_label("Why they would like to come").fill("Would like company on walks")
    page.get_by_label("The person").check()
    check(page)
    page.get_by_role("button", name="Keep these words").click()


def look_and_send(page: Page, check: Check) -> None:
    expect(page.get_by_role("heading", name="Look at what would go")).to_be_visible()
    expect(page.get_by_text("What you need to know: not shared")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send to Walking group at walks@example.org").click()
    expect(page.get_by_text("Sent to Walking group")).to_be_visible()
    check(page)


def walk(page: Page, check: Check) -> None:
    search(page, check)
    told_of_the_full_one(page, check)
    choose_and_agree(page, check)
    look_and_send(page, check)


@pytest.mark.usefixtures("referred")
def test_found_agreed_and_sent(visit):
    page = visit("lena")
    walk(page, look)
    steps.go(page, "What is missing")
    look(page)


@pytest.mark.usefixtures("referred", "by_keys")
def test_the_same_by_keyboard_without_scripts_on_a_phone(visit):
    walk(visit("lena", java_script_enabled=False, viewport=PHONE), glance)
