"""Somebody asks what is held: taken in at the desk, read by a clinician, with every page open to all."""

import pytest
from playwright.sync_api import Page, expect

from insight.models import AccessRequest
from patients.models import Patient
from practice.tenancy import in_view
from tests import build
from tests.insight.whole import asked
from tests.journeys import steps
from tests.journeys.looking import look

pytestmark = pytest.mark.journey


@pytest.fixture
def person(world) -> Patient:
    with in_view([steps.elm()], build.TEST):
        return asked.somebody(steps.elm())


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(then).first).to_be_visible()


def is_taken_in(page: Page, person: Patient) -> None:
    page.goto(f"/A81001/patients/{person.pk}")
    page.get_by_role("link", name="Somebody asks what is held about them").click()
    page.get_by_label("The person themselves").check()
    for part, typed in (("Day", "27"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("By email").check()
    look(page)
    press(page, "Take it in", "Nothing has been gathered and nothing has gone out")
    press(page, "Gather it", "texts have been read")
    look(page)


def is_read(page: Page, where: str) -> None:
    page.goto(where)
    page.get_by_role("link", name="Supporters").click()
    look(page)
    page.get_by_role("link", name="Leave something out of Name").click()
    page.get_by_label("Leave some words out").check()
    page.get_by_label("Words to leave out").fill("Ada Webb")
    press(page, "Save", "There is a problem")
    look(page)
    page.get_by_label("It is about somebody else").check()
    press(page, "Save", "The record itself stays as it is")
    press(page, "Give this one as it is", "One text is given as it is")


def test_a_request_is_taken_in_and_read(person, visit):
    page = visit("mo")
    is_taken_in(page, person)
    where = page.url
    reader = visit("ben")
    is_read(reader, where)
    reader.goto(f"{where}/draft")
    expect(reader.get_by_text("[left out]")).to_be_visible()
    look(reader)
    with in_view([steps.elm()], build.TEST):
        assert AccessRequest.objects.get().patient_id == person.pk
