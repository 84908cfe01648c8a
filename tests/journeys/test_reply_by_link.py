"""Mary answers the reminder of her appointment on a small phone without scripts; her coach sees it in Today."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coaching.actions.booking import book
from patients.actions.reaching import add_contact_point
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.test_send_a_link import MOBILE, a_round

pytestmark = pytest.mark.journey


@pytest.fixture
def link(world, site, tmp_path) -> str:
    """As it stands on Mary's phone: her session is this afternoon, and was booked a week ago."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=steps.elm())
        mary = build.a_patient(steps.elm())
        add_contact_point(patient=mary, values=MOBILE, by=asha, now=build.NOW)
        when = {"booked_for": build.NOW.replace(hour=14), "now": build.NOW - dt.timedelta(days=7)}
        book(patient=mary, coach=asha, mode="phone", minutes=30, by=asha, **when)
    a_round(site, tmp_path)
    (file,) = (tmp_path / "outbox" / "messages").glob("*.json")
    return re.search(r"http\S+", json.loads(Path(file).read_text())["words"])[0]


def press(phone: Page, label: str, then: str) -> None:
    phone.get_by_role("button", name=label).click()
    expect(phone.get_by_role("heading", name=then, level=1)).to_be_visible()
    glance(phone)


def test_yes_no_and_yes_again_without_scripts(visit, link):
    phone = visit(viewport=PHONE, has_touch=True, java_script_enabled=False)
    coach = visit("asha")
    phone.goto(link)
    expect(phone.get_by_text("Monday 2 March 2026, 2pm")).to_be_visible()
    press(phone, "Yes, I will be there", "Thank you. See you then.")
    coach.goto("/mine/today")
    expect(coach.get_by_role("row", name="Mary Webb")).to_contain_text("Confirmed")
    press(phone, "I cannot come after all", "Thank you for telling us")
    coach.reload()
    expect(coach.get_by_text("It was for Mary Webb, who cannot come")).to_be_visible()
    expect(coach.get_by_role("link", name="Book another time for Mary Webb")).to_be_visible()
    look(coach)
    press(phone, "I can come after all", "Thank you. See you then.")
    coach.reload()
    expect(coach.get_by_text("Free again")).to_have_count(0)


def test_help_and_stop_are_open_to_everybody(visit, link):
    phone = visit(viewport=PHONE, has_touch=True)
    phone.goto(link)
    look(phone)
    phone.get_by_role("button", name="I need help").click()
    phone.get_by_label("What is it about?").fill("I cannot get up")
    look(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("They read what you wrote by")).to_be_visible()
    phone.get_by_role("link", name="Back").click()
    phone.get_by_role("link", name="Stop these messages").click()
    look(phone)
    phone.get_by_role("button", name="Just messages like this one").click()
    expect(phone.get_by_role("heading", name="You get no more messages like this one")).to_be_visible()
