"""A coach looks after one person's messages on a phone's width, by keyboard alone, without scripts."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from patients.actions.reaching import add_contact_point
from practice.models import Membership
from practice.tenancy import in_view
from reminders.planning import plan
from tests import build
from tests.coaching.made import a_booked
from tests.journeys import steps
from tests.journeys.hands import Hands
from tests.journeys.looking import PHONE, glance

pytestmark = pytest.mark.journey
MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}


@pytest.fixture
def planned(world) -> None:
    """Mary Webb has a session on Thursday, of which she is to hear tomorrow."""
    elm = steps.elm()
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        mary = build.a_patient(elm)
        add_contact_point(patient=mary, values=MOBILE, by=asha, now=build.NOW)
        a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=3))
        plan(elm, build.NOW)


def press(page: Page, hands: Hands, role: str, name: str, then: str) -> None:
    """Reach it with Tab, press Enter, and read what is said."""
    found = page.get_by_role(role, name=name)
    hands.to(found.first).press("Enter")
    expect(page.get_by_text(then).first).to_be_visible()
    glance(page)


def type_over(page: Page, hands: Hands, label: str, words: str) -> None:
    hands.to(page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    hands.type(words)


def waits_and_goes(page: Page, hands: Hands) -> None:
    press(page, hands, "button", "Keep it back", "It is kept back until somebody lets it go.")
    press(page, hands, "button", "Let it go", "It goes when it is due.")
    press(page, hands, "link", "Change Session reminder", "When and how it goes")
    type_over(page, hands, "Time", "4:15pm")
    press(page, hands, "button", "Change it", "Goes 3 March 2026 at 4:15pm.")
    press(page, hands, "link", "Send now", "This goes by text message to")
    press(page, hands, "button", "Send it now", "It is the next to go.")
    press(page, hands, "button", "Do not send it now", "It is taken back.")


def is_not_wanted(page: Page, hands: Hands) -> None:
    press(page, hands, "button", "Do not send this kind", "They get no more of these: Session reminder.")
    press(page, hands, "button", "They want it again", "They get these again: Session reminder.")
    press(page, hands, "link", "Stop everything", "each of these becomes a call on its day")
    press(page, hands, "button", "Stop everything", "Nothing is sent to them any more.")
    press(page, hands, "button", "Write to them again", "They may be written to again, as before.")


def test_a_message_is_kept_changed_sent_and_refused_by_keyboard(planned, visit):
    page = visit("asha", java_script_enabled=False, viewport=PHONE)
    hands = Hands(page)
    page.goto("/A81001/messages?show=planned")
    press(page, hands, "link", "Change or send", "Goes 3 March 2026 at 9am.")
    waits_and_goes(page, hands)
    is_not_wanted(page, hands)
