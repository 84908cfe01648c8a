"""Somebody asks on the public page; a link worker finds the record, takes it, rings, plans, writes back and closes."""

import pytest
from playwright.sync_api import Page, expect

from practice.models import Membership
from practice.tenancy import in_view
from prescribing.actions.terms import set_terms
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.steps import Check
from tests.prescribing.terms import usual_terms

pytestmark = pytest.mark.journey


@pytest.fixture
def opened(world):
    """The practice's public page is open; Mary is on the list."""
    with in_view([steps.elm()], build.TEST):
        mo = Membership.objects.filter(user__email="mo@elm.example.org", practice=steps.elm())[0]
        values = usual_terms() | {"public_page": True}
        set_terms(practice=steps.elm(), version=0, values=values, by=mo, now=build.NOW)
        build.a_patient(steps.elm())


def asks(page: Page, check: Check) -> None:
    """Without an account, on a phone perhaps."""
    page.goto("/A81001/ask-for-help")
    expect(page.get_by_text("Nobody reads this straight away")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Ask for myself").or_(
        page.get_by_role("button", name="Ask for myself")
    ).click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Enter your name").first).to_be_visible()
    check(page)
    page.get_by_label("Your name").fill("Mary Webb")
    for part, number in (("Day", "4"), ("Month", "5"), ("Year", "1970")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Your telephone number").fill("07700 900123")
    page.get_by_label("What would you like help with?").fill("I am on my own a lot")
    send = page.get_by_role("button", name="Send")
    send.press("Enter")
    thanks, quick = page.get_by_role("heading", name="Thank you"), page.get_by_text("wrote once more").first
    expect(thanks.or_(quick)).to_be_visible()
    if quick.is_visible():  # nobody writes that fast
        page.wait_for_timeout(3000)
        send.press("Enter")
    expect(thanks).to_be_visible()
    check(page)


def finds_the_record(page: Page, check: Check) -> None:
    page.goto("/mine/referrals")
    check(page)
    page.get_by_role("link", name="Myself: asked on").click()
    check(page)
    page.get_by_role("button", name="Look for the record").click()
    page.get_by_role("link", name="Mary Webb").click()
    expect(page.get_by_role("heading", name="Is it the same person?")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yes, this is the person").click()
    expect(page.get_by_text("Sent from the public page")).to_be_visible()
    check(page)


def takes_and_rings(page: Page, check: Check) -> None:
    page.get_by_role("button", name="Take it").click()
    page.get_by_role("link", name="Note a call or a contact").click()
    page.get_by_label("What was said").fill("Misses singing")
    check(page)
    page.get_by_role("button", name="Spoke").click()
    expect(page.get_by_text("In touch").first).to_be_visible()
    page.get_by_role("link", name="Agree a plan").click()
    page.get_by_label("What matters to them, and what they will try").fill("To sing again")
    check(page)
    page.get_by_role("button", name="Keep the plan").click()


def writes_back_and_closes(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_label("Found their own way").check()
    page.get_by_label("Why").fill("Sings in the choir next door")
    check(page)
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("link", name="Message back").click()
    expect(page.get_by_label("What goes")).to_contain_text("Outcome: found their own way")
    check(page)
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("heading", name="Message back from social prescribing")).to_be_visible()


def walk(street: Page, worker: Page, check: Check) -> None:
    asks(street, check)
    finds_the_record(worker, check)
    takes_and_rings(worker, check)
    writes_back_and_closes(worker, check)


@pytest.mark.usefixtures("opened")
def test_from_the_street_to_the_message_back(visit):
    walk(visit(), visit("lena"), look)


@pytest.mark.usefixtures("opened", "by_keys")
def test_the_same_by_keyboard_without_scripts_on_a_phone(visit):
    plain = {"java_script_enabled": False, "viewport": PHONE}
    walk(visit(**plain), visit("lena", **plain), glance)
