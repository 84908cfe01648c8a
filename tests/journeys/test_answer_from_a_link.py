"""A patient answers from a link: on a small phone, without scripts, by keyboard, on a tablet; and nobody else does."""

import re

import pytest
from playwright.sync_api import Page, expect

from patients.models import HelpAsked
from practice.tenancy import in_view
from tests import build
from tests.activation import links
from tests.journeys.hands import Hands
from tests.journeys.looking import PHONE, look, stored_in
from tests.journeys.steps import elm
from tests.things import a_colleague

pytestmark = pytest.mark.journey
GONE = "This link does not work now"
ASKS = re.compile("Your date of birth – Skerry$")


@pytest.fixture
def asked(world):
    """`asked(key)`: somebody at Elm has been asked; their measurement and a link to it."""

    def begin(key: str = links.THIRTEEN, **how) -> tuple[object, str]:
        with in_view([elm()], build.TEST):
            patient = build.a_patient(elm())
            by = a_colleague(elm())
            measurement = links.begun(patient, by, key, **how)
            return measurement, links.token_of(measurement, by)

    return begin


def as_it_is(measurement):
    with in_view([elm()], build.TEST):
        measurement.refresh_from_db()
        return measurement


def type_birth_date(page: Page, year: str = "1970") -> None:
    expect(page).to_have_title(ASKS)
    for part, value in (("Day", "4"), ("Month", "5"), ("Year", year)):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Go on").click()


def choose(page: Page, words: str) -> None:
    """The whole row is the target: pressed near its right end, far from any circle."""
    row = page.locator(".choice", has=page.get_by_label(words, exact=True))
    box = row.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    page.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] / 2)
    expect(page.get_by_label(words, exact=True)).to_be_checked()


def next_one(page: Page, number: int) -> None:
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(f"{number} of 13")).to_be_visible()


def is_easy(page: Page) -> None:
    """Open to everybody, at every size, and back at a phone's."""
    look(page)
    page.set_viewport_size(PHONE)


def test_a_patient_answers_on_a_phone(visit, asked):
    measurement, token = asked()
    page = visit(viewport=PHONE, has_touch=True)
    page.goto(f"/link/{token}/")
    is_easy(page)
    type_birth_date(page)
    is_easy(page)
    for number in range(1, 13):
        choose(page, "Yes, mostly")
        next_one(page, number + 1)
    page.get_by_role("link", name="Leave this one out for now").click()
    expect(page.get_by_role("heading", name="You have answered 12 of 13")).to_be_visible()
    is_easy(page)
    page.get_by_role("link", name="Go to number 13").click()
    choose(page, "Does not apply to me")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you. Your answers have been sent.")).to_be_visible()
    is_easy(page)
    done = as_it_is(measurement)
    assert (done.answered, done.completed_by_id, len(done.seconds)) == (12, None, 13)
    assert stored_in(page) == "[{},{}]"


def test_it_works_without_scripts(visit, asked):
    measurement, token = asked()
    page = visit(viewport=PHONE, java_script_enabled=False)
    page.goto(f"/link/{token}/")
    glance_at(page)
    type_birth_date(page)
    for number in range(1, 13):
        glance_at(page)
        choose(page, "No, not really")
        next_one(page, number + 1)
    choose(page, "I would rather not say")
    page.get_by_role("button", name="Next").click()
    glance_at(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you. Your answers have been sent.")).to_be_visible()
    assert as_it_is(measurement).answered == 12


def glance_at(page: Page) -> None:
    """No scripts run in this browser, so what asks the page by a script is left out."""
    expect(page.locator("h1")).to_have_count(1)
    tokens = page.locator("form[method=post] input[name=csrfmiddlewaretoken]")
    expect(tokens).to_have_count(page.locator("form[method=post]").count())


def test_it_is_answered_with_the_keyboard_alone(visit, asked):
    _measurement, token = asked()
    page = visit()
    page.goto(f"/link/{token}/")
    hands = Hands(page)
    for part, value in (("Day", "4"), ("Month", "5"), ("Year", "1970")):
        hands.to(page.get_by_label(part, exact=True)).type(value)
    hands.press("Enter")
    expect(page.get_by_text("1 of 13")).to_be_visible()
    hands.to(page.get_by_role("button", name="Next")).press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    hands.to(page.get_by_role("link", name="Choose an answer")).press("Enter")
    hands.press("ArrowDown")
    expect(page.get_by_label("No, not really", exact=True)).to_be_checked()
    hands.to(page.get_by_role("button", name="Next")).press("Enter")
    expect(page.get_by_text("2 of 13")).to_be_visible()


def test_numbers_stand_in_two_rows_on_a_phone(visit, asked):
    _measurement, token = asked(links.WELLBEING)
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    boxes = [page.locator(".choice").nth(number).bounding_box() for number in range(11)]
    assert len({round(box["y"]) for box in boxes}) == 2
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    is_easy(page)


def test_back_reload_and_a_second_press_store_once(visit, asked):
    measurement, token = asked()
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    choose(page, "Yes, mostly")
    next_one(page, 2)
    page.reload()
    page.go_back()
    expect(page.get_by_text("Your answer is kept, and not shown here")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    is_easy(page)
    choose(page, "Yes, completely")
    page.get_by_role("button", name="Next").dblclick()
    expect(page.get_by_text("2 of 13")).to_be_visible()
    with in_view([elm()], build.TEST):
        assert list(measurement.sheets.get().answers.values()) == [3]


def test_a_pause_and_another_browser_goes_on(visit, asked):
    _measurement, token = asked()
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    choose(page, "Yes, mostly")
    next_one(page, 2)
    page.get_by_role("button", name="Go on later").click()
    expect(page.get_by_text("It works until 16 March 2026")).to_be_visible()
    is_easy(page)
    other = visit(viewport=PHONE)
    other.goto(f"/link/{token}/statement/2")
    expect(other.get_by_role("button", name="Go on")).to_be_visible()
    type_birth_date(other)
    expect(other.get_by_text("2 of 13")).to_be_visible()


def test_easier_words_are_one_press_away(visit, asked):
    _measurement, token = asked()
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    usual = page.locator("h1").inner_text()
    page.get_by_role("button", name="Show easier words").click()
    expect(page.get_by_role("button", name="Show the usual words")).to_be_visible()
    assert page.locator("h1").inner_text() != usual
    is_easy(page)


def test_five_wrong_dates_lock_it_and_staff_open_it_again(visit, asked):
    measurement, token = asked()
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    for _try in range(5):
        type_birth_date(page, "1971")
    expect(page.get_by_role("heading", name="This link is locked")).to_be_visible()
    is_easy(page)
    asha = visit("asha")
    look(asha)
    asha.get_by_role("link", name="Make a new link for Mary Webb").click()
    look(asha)
    asha.get_by_role("button", name="Make a new link").click()
    where = asha.get_by_label("Link to copy").input_value()
    look(asha)
    page.goto(where)
    type_birth_date(page)
    expect(page.get_by_text("1 of 13")).to_be_visible()
    assert as_it_is(measurement).locked_at is None


def test_dead_links_say_what_to_do(visit, asked):
    measurement, token = asked()
    page = visit(viewport=PHONE)
    for dead in (token[:-1] + "~", "x" * 32, f"{token}/nowhere"):
        page.goto(f"/link/{dead}/")
        expect(page.get_by_role("heading", name=GONE)).to_be_visible()
    is_easy(page)
    with in_view([elm()], build.TEST):
        links.token_of(measurement, a_colleague(elm()))
    page.goto(f"/link/{token}/")
    expect(page.get_by_role("heading", name=GONE)).to_be_visible()


def test_a_link_that_was_sent_is_not_answered_again(visit, asked):
    _measurement, token = asked(links.WELLBEING)
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    for _number in range(4):
        choose(page, "7")
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    other = visit(viewport=PHONE)
    other.goto(f"/link/{token}/check")
    expect(other.get_by_role("heading", name=GONE)).to_be_visible()


def test_help_reaches_a_person(visit, asked):
    _measurement, token = asked()
    page = visit(viewport=PHONE)
    page.goto(f"/link/{token}/")
    page.get_by_role("link", name="I need help").click()
    is_easy(page)
    page.get_by_label("What do you need?").fill("I am not well")
    page.get_by_role("button", name="Ask somebody to get in touch").click()
    expect(page.get_by_text("They will see it by 2 March 2026 at 6:30pm")).to_be_visible()
    is_easy(page)
    lena = visit("lena")
    lena.goto("/mine/today")
    expect(lena.get_by_text("I am not well")).to_be_visible()
    look(lena)
    lena.get_by_label("What you did").fill("Rang her")
    lena.get_by_role("button", name="I have dealt with it (Mary Webb)").click()
    expect(lena.get_by_role("heading", name="Dealt with today")).to_be_visible()
    look(lena)
    with in_view([elm()], build.TEST):
        assert HelpAsked.objects.get().dealt_words == "Rang her"


@pytest.mark.care(7)
def test_a_tablet_is_handed_over_and_nothing_of_staff_is_left_on_it(visit, asked):
    measurement, _token = asked(mode="tablet")
    page = visit("asha")
    page.goto(f"/A81001/patients/{measurement.patient_id}")
    page.goto(f"/A81001/measurements/{measurement.pk}/link")
    look(page)
    page.get_by_role("button", name="Hand over the tablet").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    for _page_of_staff in range(2):
        page.go_back()
        page.wait_for_url("**/account/login/**")
        assert "Webb" not in page.content()
        page.goto("/mine/today")
        page.wait_for_url("**/account/login/**")


def test_on_the_tablet_it_is_answered_and_handed_back(visit, asked):
    measurement, token = asked(links.WELLBEING, mode="tablet")
    page = visit()
    page.goto(f"/link/{token}/")
    type_birth_date(page)
    for _number in range(4):
        choose(page, "6")
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    look(page)
    page.goto(f"/A81001/patients/{measurement.patient_id}")
    page.wait_for_url("**/account/login/**")
