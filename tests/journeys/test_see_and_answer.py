"""What the programme does, and answering for it: on a phone's width, with the keyboard alone, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from activation.models import Measurement
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.activation import made
from tests.coaching import ways
from tests.coaching.made import a_finished
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("by_keys")]
PLAIN = {"viewport": PHONE, "java_script_enabled": False}


@pytest.fixture
def held(world) -> Measurement:
    """Six people are on their way; one of them was seen and measured."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.filter(user__email="asha@elm.example.org").order_by("pk")[0]
        people = [
            build.a_patient(steps.elm(), given_name=name) for name in ("Ann", "Bea", "Cyd", "Dot", "Eva")
        ]
        mary = build.a_patient(steps.elm(), nhs_number="9990000034")
        for one in (*people, mary):
            ways.begun(one, asha)
        a_finished(mary, asha)
        return made.done(mary, asha)


def to(page: Page, role: str, name: str, then: str) -> None:
    page.get_by_role(role, name=name).first.click()
    expect(page.get_by_text(then).first).to_be_visible()
    glance(page)


def test_from_the_dashboard_to_the_list_behind_a_figure(held, visit):
    page = visit("asha", **PLAIN)
    page.goto("/A81001/dashboard")
    glance(page)
    page.get_by_text("The numbers in a table").click()
    expect(page.get_by_role("table", name="Sessions and people by month")).to_be_visible()
    to(page, "link", "How far people come", "Whose way began in")
    page.get_by_label("How many months").select_option("3")
    to(page, "button", "Show", "Whose way began in January 2026 to March 2026")
    to(page, "link", "See the list behind", "Dot")
    page.goto("/A81001/dashboard")
    to(page, "link", "What changed", "What changed")


def test_who_saw_a_record_and_a_leavers_access(held, visit):
    page = visit("mo", **PLAIN)
    steps.go(page, "Trail")
    glance(page)
    page.get_by_text("Choose who, what and when").click()
    page.get_by_label("Who", exact=True).select_option(label="Asha Rao")
    to(page, "button", "Show", "Finished a session")
    to(page, "link", "Look up one patient by NHS number", "Who saw or changed one record")
    to(page, "button", "Show", "Enter an NHS number or a record number")
    page.get_by_label("NHS number or record number").fill("999 000 0034")
    to(page, "button", "Show", "mode: At the desk, with staff")
    to(page, "link", "What was changed", "Fields, and what they said before")
    steps.go(page, "Team")
    to(page, "link", "End access of Asha Rao", "What they wrote stays, with their name")
    to(page, "button", "End access", "Who worked here before")
    expect(page.get_by_role("alert", name="Done")).to_contain_text("Asha Rao")


def test_what_is_held_is_asked_for_and_a_note_is_struck(held, visit):
    page = visit("asha", **PLAIN)
    page.goto(f"/A81001/patients/{held.patient_id}/sessions")
    glance(page)
    page.locator("main").get_by_role("link").filter(has_text="2 March 2026").first.click()
    to(page, "link", "Entered in error", "It stays on the record, struck through")
    page.get_by_label("Why").first.fill("It was somebody else")
    to(page, "button", "Mark as entered in error", "Entered in error")
    page.goto(f"/A81001/patients/{held.patient_id}")
    page.get_by_role("link", name="Somebody asks what is held about them").click()
    glance(page)
