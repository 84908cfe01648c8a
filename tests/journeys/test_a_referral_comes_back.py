"""A referral that comes back: sent, answered by a volunteer from the email, and by the person from a text."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patients.actions.reaching import add_contact_point
from practice.models import Membership
from practice.tenancy import in_view
from prescribing.actions import choosing, sending
from prescribing.models import Placement
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.prescribing import services, ways
from tests.prescribing.test_sending import WORDS
from tests.reminders.test_processes import worker

pytestmark = pytest.mark.journey
MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}


@pytest.fixture
def sent(world) -> Placement:
    """Lena sends Mary’s words to the walking group, as she agreed."""
    with in_view([steps.elm()], build.TEST):
        lena = Membership.objects.get(user__email="lena@elm.example.org", practice=steps.elm())
        who = {"by": lena, "now": build.NOW}
        mary, service = build.a_patient(steps.elm()), services.a_service(steps.elm())
        add_contact_point(patient=mary, values=MOBILE, **who)
        address = services.an_address(service, lena)
        made = choosing.choose(referral=ways.referred(mary, lena), service=service, fit_because="", **who)
        agreed = sending.agree(placement=made, version=made.version, agreed=WORDS, **who)
        sending.send(placement=agreed, version=agreed.version, sent_to=address.email, **who)
        return made


def a_round(site: str, data: Path, **later: float) -> None:
    """What the worker does every few seconds, at this moment of the story."""
    moment = build.NOW + dt.timedelta(**later) - dt.datetime.now(dt.UTC)
    carrier = "reminders.providers.FileProvider"
    worker(
        *(data, "manage.py", "tick"),
        PUBLIC_URL=site,
        REMINDERS_TEXT_PROVIDER=carrier,
        REMINDERS_EMAIL_PROVIDER=carrier,
        SKERRY_CLOCK_SHIFT=str(int(moment.total_seconds())),
    )


def received(data: Path, to: str) -> str:
    """The link, as it stands in the last message to them."""
    files = (data / "outbox" / "messages").glob("*.json")
    found = [one for one in map(json.loads, map(Path.read_text, files)) if one["to"] == to]
    (message,) = found
    assert "Mary" not in message["words"] or to.startswith("+")
    return re.search(r"http\S+", message["words"])[0]


def answer_as_a_volunteer(page: Page) -> None:
    """Without scripts, on a small screen."""
    expect(page.get_by_text("07700 900123, after ten")).to_be_visible()
    glance(page)
    page.get_by_role("button", name="We have it").click()
    glance(page)
    page.get_by_role("link", name="Go back to the page").click()
    page.get_by_role("link", name="Write to us").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    glance(page)
    page.get_by_label("Your message").fill("Which door will she use?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()


@pytest.mark.usefixtures("by_keys")
def test_sent_answered_by_a_volunteer_and_by_the_person(visit, site, sent, tmp_path):
    a_round(site, tmp_path, hours=1)
    volunteer = visit(viewport=PHONE, java_script_enabled=False)
    volunteer.goto(received(tmp_path, "walks@example.org"))
    answer_as_a_volunteer(volunteer)
    a_round(site, tmp_path, days=15)
    phone = visit(viewport=PHONE, java_script_enabled=False)
    phone.goto(received(tmp_path, "+447700900123"))
    glance(phone)
    phone.get_by_role("button", name="Yes").click()
    expect(phone.get_by_role("heading", name="Thank you. Your answer has been sent.")).to_be_visible()
    glance(phone)
    lena = visit("lena")
    lena.goto(f"/A81001/referrals/{sent.referral_id}")
    expect(lena.get_by_text("Came").first).to_be_visible()
    lena.goto(f"/A81001/placements/{sent.pk}/answers")
    expect(lena.get_by_text("Which door will she use?")).to_be_visible()
    look(lena)
    lena.get_by_role("button", name="I have read this").click()
    expect(lena.get_by_text("Noted that you have read it.")).to_be_visible()


def test_the_pages_of_both_are_open_to_everybody(visit, site, sent, tmp_path):
    a_round(site, tmp_path, hours=1)
    page = visit()
    where = received(tmp_path, "walks@example.org")
    for path in ("", "/booked", "/places"):
        page.goto(where + path)
        look(page)
    a_round(site, tmp_path, days=15)
    page.goto(received(tmp_path, "+447700900123"))
    look(page)
    page.get_by_role("button", name="No, not yet").click()
    look(page)
    page.get_by_role("button", name="I was not well").click()
    page.get_by_role("button", name="I need help").click()
    expect(page.get_by_role("heading", name="We have asked somebody to look at this")).to_be_visible()
    look(page)
