"""A colleague keeps a chart, says what happened, locks its limits; on a phone without scripts it can be read."""

import copy
import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from coaching.models import Session
from practice.tenancy import in_view
from tests import build
from tests.coaching.made import a_finished
from tests.insight.charted import RISEN
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look

pytestmark = pytest.mark.journey


@pytest.fixture
def years(world) -> None:
    """Sessions held from September 2024 on: eight months of about thirty, then ten of about forty-five."""
    with in_view([steps.elm()], build.TEST):
        coach = build.a_colleague(steps.elm())
        first = a_finished(build.a_patient(steps.elm()), coach)
        held = [
            on(first, dt.date(2024 + (8 + month) // 12, (8 + month) % 12 + 1, 1 + number % 28))
            for month, many in enumerate(RISEN)
            for number in range(many)
        ]
        Session.objects.bulk_create(held)


def on(session: Session, day: dt.date) -> Session:
    """The same on another day."""
    other = copy.copy(session)
    other.pk, other.held_on = None, day
    return other


def keeps_one(page: Page) -> None:
    page.goto("/A81001/charts")
    look(page)
    page.get_by_text("Coaching", exact=True).click()
    page.get_by_role("link", name="Sessions held").click()
    expect(
        page.get_by_text("Higher than it was since May 2025: ten months on one side").first
    ).to_be_visible()
    look(page)
    page.get_by_role("link", name="Keep a chart of it").click()
    look(page)
    page.get_by_label("Name of this chart").fill("Sessions we hold")
    expect(page.get_by_label("Year")).to_have_value("2024")
    page.get_by_role("button", name="Keep this chart").click()
    expect(page.get_by_role("heading", name="Sessions we hold")).to_be_visible()


def says_what_happened(page: Page) -> None:
    page.get_by_role("link", name="Note what happened").click()
    for part, typed in (("Day", "28"), ("Month", "4"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("What happened").fill("A second coach began")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("1: 28 April 2025, A second coach began")).to_be_visible()


def locks_limits(page: Page) -> None:
    page.get_by_role("link", name="Lock or set limits anew").click()
    page.get_by_label("Lock them to the time up to").select_option(label="April 2025")
    page.get_by_label("Why").fill("Before the second coach")
    look(page)
    page.get_by_role("button", name="Set these limits").click()
    page.get_by_text("How this is counted and drawn").click()
    where_from = page.get_by_role("listitem").filter(has_text="locked, so later ones do not change it")
    expect(where_from).to_be_visible()
    page.get_by_text("The numbers in a table").click()
    expect(page.get_by_role("row", name=re.compile("^May 2025"))).to_contain_text("An improvement")
    look(page)


def test_a_chart_is_kept_told_and_read(years, visit):
    desk = visit("asha")
    keeps_one(desk)
    says_what_happened(desk)
    locks_limits(desk)
    phone = visit("ben", viewport=PHONE, java_script_enabled=False)
    phone.goto("/A81001/charts")
    glance(phone)
    phone.get_by_role("link", name="Sessions we hold").click()
    picture = phone.get_by_role("img", name="Sessions held")
    expect(picture).to_have_count(1)
    glance(phone)
    phone.get_by_role("link", name="Print").click()
    expect(phone.get_by_role("row", name=re.compile("^May 2025"))).to_be_visible()
    glance(phone)
