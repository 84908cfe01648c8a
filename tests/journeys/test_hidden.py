"""What must not be seen: a restricted person's whereabouts on any page, a staff note on paper."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from patients.actions.noting import note
from patients.models import Alert, Patient
from practice.models import Membership
from practice.tenancy import in_view
from reminders.kinds import Channel
from reminders.models import Message
from reminders.planning import plan_everywhere
from tests import build
from tests.journeys import steps

pytestmark = pytest.mark.journey
HIDDEN = (
    *("209 Chapel Close", "12 Barley Road", "EL2 6EF", "EL26EF", "omar@example.org"),
    *("07700 900902", "07700900902", "07700 900903", "07700900903"),
)
HEADINGS = (
    "NHS Number,Family Name,Given Name,Date of Birth,Gender,House Name / Flat Number,Postcode,"
    "Mobile Telephone,E-mail Address"
)
OMAR = "999 000 0026,FAROUK,Omar,03-Nov-1981,Male,{house},EL2 6EF,{mobile},omar@example.org"


def says_nothing(page: Page) -> None:
    """Neither the page nor what it fetched names a place or a number of his."""
    found = [words for words in HIDDEN if words in page.content()]
    assert found == [], page.url


def bring_omar_in(page: Page, tmp_path, house: str, mobile: str) -> None:
    """A list from the clinical system knows where he lives; the second time it says something else."""
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADINGS}\n{OMAR.format(house=house, mobile=mobile)}\n")
    steps.send_list(page, file)
    says_nothing(page)
    steps.bring_in(page)
    says_nothing(page)


def log_a_session(page: Page) -> None:
    steps.open_record(page, "9990000026", "Omar Farouk")
    expect(page.get_by_text("Contact details protected: use the GP record").first).to_be_visible()
    says_nothing(page)
    steps.start(page)
    says_nothing(page)
    steps.write_up(page)
    steps.finish(page)
    says_nothing(page)


def nobody_is_found_by_it(page: Page) -> None:
    for typed in ("209 chapel close", "07700 900902", "EL2 6EF"):
        page.goto("/mine/find")
        page.get_by_label("Name, NHS number or date of birth").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#answer h2")).to_be_visible()
        expect(page.locator("#answer").get_by_role("link", name="Omar Farouk")).to_have_count(0)


@pytest.mark.care(13)
def test_a_restricted_person_is_nowhere_placed(visit, tmp_path):
    page = visit("asha")
    bring_omar_in(page, tmp_path, "209 Chapel Close", "07700 900902")
    bring_omar_in(page, tmp_path, "12 Barley Road", "07700 900903")
    log_a_session(page)
    plan_everywhere(build.NOW + dt.timedelta(days=14))
    with in_view([steps.elm()]):
        assert Message.objects.get(patient__isnull=False).channel == Channel.CALL
    record = page.get_by_role("region", name="Patient").get_by_role("link").get_attribute("href")
    lists = ("/mine/today", "/A81001/messages?show=planned", "/A81001/dashboard/people")
    for path in (*lists, f"{record}/edit", f"{record}/sessions", record):
        page.goto(path)
        expect(page.get_by_text("Omar Farouk").first).to_be_attached()
        says_nothing(page)
    nobody_is_found_by_it(page)


@pytest.fixture
def warned_of(world) -> None:
    """There is a staff note about Pat."""
    with in_view([steps.elm()]):
        asha = Membership.objects.get(user__email="asha@elm.example.org")
        pat = Patient.objects.get(nhs_number="9990000018")
        words = {"kind": "staff_safety", "words": "Two people visit together"}
        with in_view([steps.elm()], asha):
            note(patient=pat, model=Alert, values=words, by=asha, now=build.NOW - dt.timedelta(days=1))


def shows_on_paper(page: Page) -> None:
    """Who it is about and the words, and nothing of a staff note, nor anything to press."""
    expect(page.get_by_role("region", name="Patient").get_by_role("link", name="Staff note")).to_have_count(0)
    expect(page.get_by_role("link", name="Staff note", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Patient")).to_contain_text("999 000 0018")
    for gone in page.get_by_text("staff note").all() + page.get_by_role("navigation").all():
        expect(gone).to_be_hidden()
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)
    page.emulate_media(media="screen")


@pytest.mark.care(7)
def test_paper_shows_no_staff_note(visit, warned_of):
    page = visit("asha")
    steps.open_record(page, "9990000018", "Pat Kaminski")
    page.get_by_role("link", name="Staff note", exact=True).click()
    expect(page.get_by_text("Two people visit together")).to_be_visible()
    shows_on_paper(page)
    steps.start(page)
    steps.write_up(page)
    steps.finish(page)
    shows_on_paper(page)
    expect(page.get_by_text(steps.NEXT_STEP, exact=True)).to_be_visible()
