"""What patients send is in the coordinator's menu; a manager sees how much is overdue; who rings is found."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from patients.actions.asking import ask
from patients.actions.reaching import add_contact_point
from patients.models import HelpAsked
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import glance, look

pytestmark = pytest.mark.journey


@pytest.fixture
def sent(world) -> HelpAsked:
    """Mina asked for help four days ago; her number is known."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=steps.elm())
        mina = build.a_patient(steps.elm(), given_name="Mina", family_name="Okoro", postcode="EL1 2QY")
        mobile = {"kind": "mobile", "value": "07700 900123", "whose": "own"}
        add_contact_point(patient=mina, values=mobile, by=asha, now=build.NOW)
        early = build.NOW - dt.timedelta(days=4)
        return ask(patient=mina, kind="help", words="Please ring me", owner=asha, by=build.TEST, now=early)


def test_a_coordinator_deals_with_a_call_for_help(visit, sent):
    page = visit("cara")
    expect(page.get_by_text("Something a patient sent is overdue at Elm Surgery")).to_be_visible()
    steps.go(page, "Sent by patients")
    expect(page.get_by_text("Please ring me")).to_be_visible()
    look(page)
    page.get_by_label("What you did").fill("Rang her, she is well")
    page.get_by_role("button", name="I have dealt with it").click()
    expect(page.get_by_role("heading", name="Dealt with today")).to_be_visible()
    look(page)


def test_a_manager_sees_how_much_is_overdue_and_nobodys_name(visit, sent):
    page = visit("mo")
    page.get_by_role("link", name="Something a patient sent is overdue at Elm Surgery").click()
    expect(page.get_by_role("rowheader", name="Asha Rao")).to_be_visible()
    expect(page.get_by_text("Okoro")).to_have_count(0)
    look(page)


@pytest.mark.parametrize("typed", ["+44 7700 900 123", "el12qy"])
def test_who_rings_is_found_by_their_number_or_postcode(visit, sent, typed):
    page = visit("cara", java_script_enabled=typed != "el12qy")
    steps.find(page, typed)
    expect(page.locator("#answer").get_by_role("link", name="Mina Okoro")).to_be_visible()
    glance(page)
