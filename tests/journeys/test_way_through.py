"""Somebody's way through a programme: enrolled, booked, did not attend, lost touch, and welcomed back; and a leaver."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.coaching import made, ways
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.steps import Check

pytestmark = pytest.mark.journey


def set_up_a_programme(page: Page, check: Check) -> None:
    steps.go(page, "Programmes")
    check(page)
    page.get_by_role("link", name="Set up the first programme").click()
    page.get_by_label("Name", exact=True).fill("Health coaching")
    page.get_by_label("What it is for").fill("To feel more in charge, one step after another")
    check(page)
    page.get_by_role("button", name="Add the programme").click()
    expect(page.get_by_text("“Health coaching” can be offered now")).to_be_visible()
    check(page)


def enrol(page: Page, check: Check) -> None:
    steps.open_record(page, "kaminski", "Pat Kaminski")
    page.get_by_role("link", name="Invite or enrol").click()
    page.get_by_label("How they came to it").select_option("GP or nurse")
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#programmes")).to_contain_text("Enrolled")


def book_for_this_morning(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Book a session").click()
    for part, number in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Time", exact=True).fill("8:30am")
    check(page)
    page.get_by_role("button", name="Book the session").click()
    expect(page.get_by_text("No interpreter is booked yet")).to_be_visible()


def put_in_the_gp_book(page: Page, check: Check) -> None:
    steps.go(page, "Today")
    expect(page.get_by_role("link", name="Start the session: Pat Kaminski")).to_be_visible()
    check(page)
    page.get_by_role("button", name="In the GP book").click()
    expect(page.get_by_role("button", name="In the GP book")).to_have_attribute("aria-pressed", "true")


def did_not_attend(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Start the session: Pat Kaminski").click()
    page.get_by_role("link", name="They did not attend").click()
    page.get_by_label("Did not attend").check()
    page.get_by_label("Or: none needed, because").fill("Three calls, no answer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Noted. What comes next is planned")).to_be_visible()
    check(page)


def lose_touch_and_come_back(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Health coaching").click()
    page.get_by_role("link", name="Lost touch").click()
    check(page)
    page.get_by_role("button", name="Save this step").click()
    expect(page.get_by_text("Pat: lapsed")).to_be_visible()
    page.get_by_role("link", name="Welcome back").click()
    assert page.get_by_label("With").locator("option:checked").inner_text() == "Asha Rao, coach"
    page.get_by_role("button", name="Save this step").click()
    expect(page.get_by_text("Pat: enrolled")).to_be_visible()
    assert page.locator(".timeline__title").all_inner_texts() == ["Enrolled", "Lapsed", "Enrolled"]
    check(page)


def walk(page: Page, check: Check) -> None:
    set_up_a_programme(page, check)
    enrol(page, check)
    book_for_this_morning(page, check)
    put_in_the_gp_book(page, check)
    did_not_attend(page, check)
    lose_touch_and_come_back(page, check)
    steps.go(page, "Caseload")
    expect(page.get_by_role("row", name="Pat Kaminski")).to_contain_text("0 of 6")
    page.get_by_role("button", name="Heavy").click()
    expect(page.get_by_text("1 person, 3 points")).to_be_visible()
    check(page)


def test_enrolled_missed_lost_and_welcomed_back(visit):
    walk(visit("asha"), look)


@pytest.mark.usefixtures("by_keys")
def test_the_same_by_keyboard_without_scripts_on_a_phone(visit):
    walk(visit("asha", java_script_enabled=False, viewport=PHONE), glance)


@pytest.fixture
def caseload(world):
    """Three people of Asha's with something to come."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=steps.elm())
        for name in ("Adams", "Brown", "Clark"):
            person = build.a_patient(steps.elm(), family_name=name)
            ways.begun(person, asha)
            made.a_booked(person, asha, booked_for=build.NOW + dt.timedelta(days=2))
            made.a_follow_up(person, asha)


@pytest.mark.usefixtures("caseload")
def test_a_leavers_people_go_over_and_nobody_is_dropped(visit):
    page = visit("mo")
    steps.go(page, "Team")
    page.get_by_role("link", name="End access of Asha Rao").click()
    page.get_by_role("button", name="End access").click()
    steps.go(page, "Programmes")
    page.get_by_role("link", name="How much each colleague carries").click()
    expect(page.get_by_role("heading", name="Work of people who have left")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Hand over from Asha Rao").click()
    page.get_by_label("Ben").check()
    page.get_by_label("Lena").check()
    look(page)
    page.get_by_role("button", name="See who would take whom").click()
    expect(page.get_by_text("Adams")).to_have_count(0)
    look(page)
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Handed over from Asha Rao: 3 people")).to_be_visible()
    expect(page.get_by_role("heading", name="Work of people who have left")).to_have_count(0)
    theirs = [rows_of(visit(name)) for name in ("ben", "lena")]
    assert sorted(name for rows in theirs for name in rows) == ["Adams", "Brown", "Clark"]


def rows_of(page: Page) -> list[str]:
    """The surnames on their caseload."""
    steps.go(page, "Caseload")
    look(page)
    return [name.split()[1] for name in page.locator("tbody th a").all_inner_texts()]
