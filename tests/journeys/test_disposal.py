"""Old records go only when two people have looked: from the line on every page to the second approval, and a hold."""

import pytest
from playwright.sync_api import expect

from patients.models import DisposalList, Patient
from patients.tasks import count_what_may_go
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import glance, look
from tests.patients.disposing import things

pytestmark = pytest.mark.journey


@pytest.fixture
def gone(world) -> list[Patient]:
    """Two people left ten years ago, and it was counted."""
    with in_view([steps.elm()], build.TEST):
        found = [
            things.who_left(steps.elm(), given_name=name, family_name="Quill") for name in ("Nora", "Olaf")
        ]
    count_what_may_go()
    return found


@pytest.mark.care(23)
def test_a_list_is_drawn_up_looked_through_and_approved_by_two(visit, gone):
    page = visit("mo")
    page.get_by_role("link", name="2 records are beyond the time for which records are kept").click()
    look(page)
    page.get_by_role("button", name="Draw up a list").click()
    look(page)
    page.get_by_role("link", name="Take off Nora Quill").click()
    look(page)
    page.get_by_label("Why should this record stay?").fill("Her family has asked for a copy")
    page.get_by_role("button", name="Take it off").click()
    approve(page)
    expect(page.get_by_text("You have approved it. Somebody else has to look at it too.")).to_be_visible()
    second = visit("ben", java_script_enabled=False)
    second.get_by_role("link", name="A list of records to dispose of waits for approval").click()
    approve(second)
    expect(second.get_by_text("Until then it can be withdrawn")).to_be_visible()
    glance(second)


def approve(page) -> None:
    page.get_by_role("link", name="Approve this list").click()
    page.get_by_label("I have looked at everybody on this list").check()
    page.get_by_role("button", name="Approve").click()


@pytest.mark.care(23)
def test_a_hold_keeps_somebody_who_stands_on_a_list(visit, gone):
    with in_view([steps.elm()], build.TEST):
        things.a_list(steps.elm())
    page = visit("mo")
    page.goto(f"/A81001/patients/{gone[0].pk}/hold")
    look(page)
    page.get_by_label("Why must nothing of this record go?").fill("A claim was announced")
    page.get_by_role("button", name="Put on hold").click()
    look(page)
    steps.go(page, "Records to dispose of")
    page.get_by_role("link", name="List of 2 March 2026").click()
    expect(page.get_by_text("On legal hold")).to_be_visible()
    with in_view([steps.elm()], build.TEST):
        assert DisposalList.objects.get().lines.standing().count() == 2  # it falls off when somebody approves
