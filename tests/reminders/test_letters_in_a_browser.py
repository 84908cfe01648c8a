"""Letters to print and what would have been sent, as staff see them: on any screen, and without scripts."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from patients.actions.noting import note
from patients.actions.reaching import add_contact_point
from patients.models import Need
from practice.models import Membership, Practice
from practice.tenancy import in_view
from reminders.planning import plan
from reminders.sending import send_due
from tests import build
from tests.coaching.made import a_booked
from tests.journeys.looking import glance, look
from tests.journeys.steps import go

MOBILE = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}


@pytest.fixture
def sent(world, settings, clock) -> None:
    """Mary asked for letters in large print, Hidden has been restricted since; Olive had a text."""
    settings.MESSAGE_PROVIDERS |= {"letter": "reminders.providers.printing.PrintQueue"}
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.select_related("practice", "user").get(user__email="asha@elm.example.org")
        patients = [
            build.a_patient(elm, given_name=name, address="2 Quay Row") for name in ("Mary", "Hidden")
        ]
        olive = build.a_patient(elm, given_name="Olive")
        add_contact_point(patient=olive, values=MOBILE, by=asha, now=build.NOW)
        for patient in patients:
            for kind, words in (("contact_method", "By letter"), ("format", "Large print")):
                note(
                    patient=patient, model=Need, values={"kind": kind, "words": words}, by=asha, now=build.NOW
                )
        for patient, days in ((patients[0], 8), (patients[1], 8), (olive, 2)):  # the post takes longer
            a_booked(patient, asha, booked_for=build.NOW + dt.timedelta(days=days, hours=1))
        plan(elm, build.NOW)
        clock.move(hours=2)
        send_due(10)
        elm.patients.filter(given_name="Hidden").update(restricted=True)


def test_a_letter_is_printed_and_posted(sent, visit):
    page = visit("asha")
    go(page, "Messages")
    page.get_by_role("link", name="Letters to print").click()
    expect(page.get_by_role("row", name="Mary")).to_contain_text("Large print")
    expect(page.get_by_role("row", name="Hidden")).to_contain_text("Do not send: Contact details protected")
    look(page)
    page.get_by_role("button", name="It is in the post Mary").click()
    expect(page.get_by_text("1 letter is in the post. To undo that, look below.")).to_be_visible()
    page.get_by_role("button", name="Not printed after all Mary").click()
    with page.expect_download() as file:
        page.get_by_role("link", name="PDF for Mary").click()
    assert file.value.path().read_bytes().startswith(b"%PDF")


def test_what_would_have_been_sent_is_read_on_any_screen(sent, visit):
    page = visit("lena", java_script_enabled=False)
    page.goto("/A81001/messages/outbox")
    expect(page.get_by_text("Text message to")).to_contain_text("+447700900123")
    glance(page)
