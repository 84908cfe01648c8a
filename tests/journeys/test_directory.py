"""A link worker writes a service down, confirms where referrals go, notes a visit, and brings a table in."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import DESK, PHONE, glance, look
from tests.journeys.steps import go

pytestmark = pytest.mark.journey
TABLE = {
    "name": "hubs.csv",
    "mimeType": "text/csv",
    "buffer": b"Community hub,Address,Post code,Contact\nElm Hub,1 Elm Road,M33 6GQ,hub@example.org.\n,No name,,\n",
}


def write_down(page) -> None:
    page.get_by_role("link", name="Add the first service").click()
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Enter “Name of the service”")).to_be_visible()
    page.get_by_label("Name of the service").fill("Tea and chess")
    page.get_by_label("Who offers it").fill("Elm Neighbours")
    page.get_by_label("Company: feeling alone").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Tea and chess")).to_be_visible()


def add_a_time(page) -> None:
    page.get_by_role("link", name="Add a time").click()
    look(page)
    page.get_by_label("Tuesday").check()
    page.get_by_label("Begins").fill("10am")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every week on Tuesday, from 10am.")).to_be_visible()


def confirm(page) -> None:
    page.get_by_role("link", name="They agreed: write the address down").click()
    look(page)
    page.get_by_label("Email address for referrals").fill("chess@example.org")
    page.get_by_label("Who there agreed to take referrals?").fill("Jean, who opens the hall")
    page.get_by_label("They agreed to take referrals at this address, and know who reads it").check()
    page.get_by_role("button", name="Confirm this address").click()
    expect(page.get_by_text("Jean, who opens the hall agreed on 2 March 2026")).to_be_visible()


def bring_a_table_in(page) -> None:
    page.get_by_role("link", name="Where it comes from").click()
    look(page)
    page.get_by_role("link", name="Upload a table").first.click()
    look(page)
    page.get_by_label("The file").set_input_files(TABLE)
    page.get_by_role("button", name="Send the file").click()
    look(page)
    page.get_by_role("button", name="Bring the services in").click()
    expect(page.get_by_role("heading", name="Refused, not in the directory")).to_be_visible()
    look(page)


def test_a_link_worker_keeps_the_directory(visit):
    page = visit("lena", viewport=DESK)
    page.goto("/A81001/directory")
    look(page)
    write_down(page)
    add_a_time(page)
    confirm(page)
    look(page)
    go(page, "Services")
    bring_a_table_in(page)
    go(page, "Services")
    expect(page.get_by_role("link", name="Elm Hub")).to_be_visible()
    look(page)


def test_a_visit_is_noted_without_scripts_on_a_phone(visit):
    page = visit("lena", viewport=PHONE, java_script_enabled=False)
    page.goto("/A81001/directory/add")
    glance(page)
    page.get_by_label("Name of the service").fill("Singing")
    page.get_by_label("Who offers it").fill("Elm Singers")
    page.get_by_role("button", name="Save").click()
    glance(page)
    page.get_by_text("Note what you saw, a visit or a check").click()
    page.get_by_label("I went there").check()
    page.get_by_label("In a few words").fill("Warm hall, one step at the door")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Warm hall, one step at the door")).to_be_visible()
