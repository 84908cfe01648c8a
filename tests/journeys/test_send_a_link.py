"""A coach sends the link to a questionnaire in a text; it is answered on a small phone; the coach sees the score."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patients.actions.reaching import add_contact_point
from patients.models import Patient
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.reminders.test_processes import worker

pytestmark = pytest.mark.journey
MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}
WORDS = "Mary: Elm Surgery has a few questions for you:"


@pytest.fixture
def mary(world) -> Patient:
    """Mary Webb, who can be reached by text."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=steps.elm())
        patient = build.a_patient(steps.elm())
        add_contact_point(patient=patient, values=MOBILE, by=asha, now=build.NOW)
        return patient


def a_round(site: str, data: Path) -> None:
    """What the worker does every few seconds; its clock is a little ahead of the one the site was started by."""
    ahead = build.NOW + dt.timedelta(hours=1) - dt.datetime.now(dt.UTC)
    worker(
        *(data, "manage.py", "tick"),
        PUBLIC_URL=site,
        REMINDERS_TEXT_PROVIDER="reminders.providers.FileProvider",
        SKERRY_CLOCK_SHIFT=str(int(ahead.total_seconds())),
    )


def received(data: Path) -> str:
    """The link, as it stands on Mary's phone."""
    (file,) = (data / "outbox" / "messages").glob("*.json")
    text = json.loads(file.read_text())
    assert (text["to"], text["words"].startswith(WORDS)) == ("+447700900123", True)
    return re.search(r"http\S+", text["words"])[0]


def begin_from_a_link(page: Page, patient: Patient) -> None:
    page.goto(f"/A81001/patients/{patient.pk}")
    page.get_by_role("link", name="Measure").click()
    page.get_by_label("From a link").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Send the link in a text message").click()


def answer_all(page: Page) -> None:
    for part, value in (("Day", "4"), ("Month", "5"), ("Year", "1970")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Go on").click()
    for number in range(1, 14):
        expect(page.get_by_text(f"{number} of 13")).to_be_visible()
        page.get_by_label("Yes, mostly", exact=True).check()
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you. Your answers have been sent.")).to_be_visible()


def test_sent_in_a_text_answered_on_a_phone_and_seen_on_the_record(visit, site, mary, tmp_path):
    coach = visit("asha")
    begin_from_a_link(coach, mary)
    expect(coach.get_by_text("This will be sent by text message to 07700 900123:")).to_be_visible()
    expect(coach.get_by_text(f"{WORDS} [link]")).to_be_visible()
    look(coach)
    coach.get_by_role("button", name="Send it").click()
    expect(coach.get_by_text("Message planned")).to_be_visible()
    look(coach)
    a_round(site, tmp_path)
    phone = visit(viewport=PHONE, has_touch=True)
    phone.goto(received(tmp_path))
    answer_all(phone)
    coach.goto(f"/A81001/patients/{mary.pk}")
    expect(coach.locator("#activation")).to_contain_text("give or take")
    expect(coach.locator("#messages")).to_contain_text(f"{WORDS} [link]")


def test_how_it_stands_is_on_the_record_until_it_is_answered(visit, site, mary, tmp_path):
    coach = visit("asha", java_script_enabled=False)
    begin_from_a_link(coach, mary)
    glance(coach)
    coach.get_by_role("button", name="Send it").click()
    coach.get_by_role("button", name="Do not send it").click()
    expect(coach.get_by_text("It is not sent.")).to_be_visible()
    coach.get_by_role("button", name="Send it").click()
    a_round(site, tmp_path)
    coach.goto(f"/A81001/patients/{mary.pk}")
    expect(coach.locator("#activation")).to_contain_text("Text message sent on 2 March 2026 at 10")
    glance(coach)
