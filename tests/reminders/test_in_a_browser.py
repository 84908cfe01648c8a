"""The page of messages as staff use it: ticking off a call, with and without scripts, on any screen."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from patients.actions.reaching import add_contact_point
from practice.models import Membership, Practice
from practice.tenancy import in_view
from reminders.planning import plan
from reminders.sending import send_due
from tests import build
from tests.coaching.made import a_booked, a_follow_up
from tests.journeys.looking import glance, look
from tests.journeys.steps import go

MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}


@pytest.fixture
def messages(world) -> None:
    """Mary is to be rung today; Olive is told by text of a session; a restricted person has one too."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.select_related("practice", "user").get(user__email="asha@elm.example.org")
        a_follow_up(build.a_patient(elm), asha, channel="phone")
        for values in ({"given_name": "Olive"}, {"given_name": "Hidden", "restricted": True}):
            patient = build.a_patient(elm, **values)
            add_contact_point(patient=patient, values=MOBILE, by=asha, now=build.NOW)
            a_booked(patient, asha, booked_for=build.NOW + dt.timedelta(days=3))
        plan(elm, build.NOW)
        send_due(10)


def test_a_call_is_ticked_off_and_undone(messages, visit):
    page = visit("asha")
    go(page, "Messages")
    expect(page.get_by_role("heading", name="Messages", level=1)).to_be_visible()
    look(page)
    page.get_by_role("button", name="Done Mary Webb").click()
    expect(page.get_by_text("Done. To undo that, look under “Dealt with” in Messages.")).to_be_visible()
    expect(page.get_by_text("Nobody has to ring or look at anything.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Dealt with").click()
    page.get_by_role("button", name="Undo Mary Webb").click()
    page.get_by_role("link", name="To do").click()
    expect(page.get_by_role("row", name="Mary Webb")).to_be_visible()


def test_what_would_be_sent_is_read_on_any_screen(messages, visit):
    page = visit("lena")
    page.goto("/A81001/messages?show=planned")
    page.get_by_role("row", name="Olive").get_by_text("The words").click()
    expect(page.get_by_text("Olive: Elm Surgery appointment Thu 5 March at 9am.")).to_be_visible()
    expect(page.get_by_text("07700 900123")).to_have_count(1)
    expect(page.get_by_role("row", name="Hidden")).to_contain_text("Contact details protected")
    look(page)


def test_without_scripts(messages, visit):
    page = visit("asha", java_script_enabled=False)
    page.goto("/A81001/messages")
    page.get_by_role("button", name="Done Mary Webb").click()
    expect(page.get_by_text("Done. To undo that")).to_be_visible()
    glance(page)
