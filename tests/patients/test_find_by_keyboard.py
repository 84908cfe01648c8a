"""Finding and opening somebody with nothing but keys, in a real browser."""

import pytest
from playwright.sync_api import expect

from practice.models import Practice
from practice.tenancy import in_view
from tests import build
from tests.journeys.looking import look

pytestmark = pytest.mark.journey


@pytest.fixture
def webbs(world):
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        for name in ("Ada", "Bea"):
            build.a_patient(elm, given_name=name)


def find(page, text):
    page.goto("/mine/find")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_one_answer_opens_with_enter(visit):
    page = visit("asha")
    find(page, "999 000 0018")
    expect(page.get_by_role("link", name="Pat Kaminski")).to_be_focused()
    assert page.url.endswith("/mine/find")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Record of Pat Kaminski")).to_be_attached()
    look(page)


def test_of_several_the_first_is_one_tab_away(visit, webbs):
    page = visit("asha")
    find(page, "webb")
    expect(page.get_by_role("heading", name="2 people found")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ada Webb")).to_be_focused()
    look(page)


def test_nobody_found_leads_to_the_form_with_the_words_in_it(visit):
    page = visit("asha")
    find(page, "zyzzyva 4 may 1970")
    expect(page.get_by_role("heading", name="Nobody found")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Last name")).to_have_value("Zyzzyva")
    expect(page.get_by_label("Year")).to_have_value("1970")
    look(page)


def test_works_without_scripts(visit):
    page = visit("asha", java_script_enabled=False)
    page.goto("/mine/find")
    page.get_by_label("Name, NHS number or date of birth").fill("kaminsky")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Pat Kaminski").click()
    expect(page.get_by_role("heading", name="Needs and adjustments")).to_be_visible()


def test_a_staff_note_opens_in_the_strip(visit, webbs):
    from patients.actions.noting import note
    from patients.models import Alert, Patient
    from practice.models import Membership

    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        ada = Patient.objects.get(given_name="Ada")
        asha = Membership.objects.get(user__email="asha@elm.example.org")
        note(
            patient=ada,
            model=Alert,
            values={"kind": "staff_safety", "words": "Two of us"},
            by=asha,
            now=build.NOW,
        )
    page = visit("asha")
    page.goto(f"/A81001/patients/{ada.pk}")
    expect(page.get_by_text("Two of us")).to_have_count(0)
    page.get_by_role("link", name="Staff note", exact=True).click()
    expect(page.get_by_text("Two of us")).to_be_visible()
    look(page)
