"""Where the keyboard is: to be seen at every stop, never in a trap, and never lost when a part of a page changes."""

import pytest
from playwright.sync_api import Page, expect

from patients.actions.noting import note
from patients.models import Alert, Patient
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.hands import LOOKS, UNCOVERED
from tests.journeys.looking import DESK, USUAL_PHONE
from tests.prescribing import services

pytestmark = pytest.mark.journey
MOST = 300  # stops
STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"
REMEMBER = f"""() => {{
  window.rests = new Map([...document.querySelectorAll('{STOPS}')].map((e) => [e, ({LOOKS})(e)]));
}}"""
# What is wrong with this stop; nothing, where all is well; null when the last one has been left.
STOP = f"""() => {{
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const is = e.outerHTML.slice(0, 120), box = e.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) return "out of sight: " + is;
  if (!({UNCOVERED})(e)) return "covered: " + is;
  return ({LOOKS})(e) === window.rests.get(e) ? "looks as it did without the focus: " + is : "";
}}"""
LOST = "() => document.activeElement === document.body || !document.activeElement.getClientRects().length"


def wrong_stops(page: Page) -> list[str]:
    """Tab from the first thing to the last, and out again."""
    page.wait_for_load_state()
    page.evaluate("document.activeElement?.blur()")
    page.evaluate(REMEMBER)
    wrong = []
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        said = page.evaluate(STOP)
        if said is None:
            return wrong
        wrong += [f"{page.url} {said}"] if said else []
    return [*wrong, f"{page.url} is never left"]


@pytest.mark.parametrize("size", [DESK, USUAL_PHONE])
def test_every_stop_of_the_tab_key_can_be_seen(visit, size):
    page = visit("asha", viewport=size)
    wrong = wrong_stops(page)
    steps.open_record(page, "9990000018", "Pat Kaminski")
    wrong += wrong_stops(page)
    steps.start(page)
    wrong += wrong_stops(page)
    for path in ("/mine/referrals", "/A81001/searches/add", "/A81001/dashboard"):
        page.goto(path)
        wrong += wrong_stops(page)
    assert not wrong, "\n".join(wrong)


def asha() -> Membership:
    return Membership.objects.filter(user__email="asha@elm.example.org").order_by("pk")[0]


@pytest.fixture
def known(world) -> None:
    """There is a staff note about Pat, and a service to be found."""
    with in_view([steps.elm()], build.TEST):
        pat = Patient.objects.get(nhs_number="9990000018")
        words = {"kind": "staff_safety", "words": "Two people visit together"}
        note(patient=pat, model=Alert, values=words, by=asha(), now=build.NOW)
        services.a_service(steps.elm(), "Walking group")


def is_kept(page: Page) -> None:
    """Somewhere that can be seen."""
    page.wait_for_timeout(50)  # what moves it comes after what was waited for
    assert not page.evaluate(LOST), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def changes_by_keys(page: Page, press: str, name: str, then: str) -> None:
    page.get_by_role(press, name=name).first.press("Enter")
    expect(page.get_by_text(then).first).to_be_visible()
    is_kept(page)


@pytest.mark.usefixtures("known")
def test_the_focus_is_never_lost_when_a_part_of_a_page_changes(visit):
    page = visit("asha")
    steps.find(page, "9990000018")
    is_kept(page)
    page.keyboard.press("Enter")
    changes_by_keys(page, "link", "Staff note", "Two people visit together")
    record = page.url
    page.goto(f"{record}/services")
    page.get_by_label("Words").fill("walking")
    changes_by_keys(page, "button", "Search", "Walking group")
    page.goto(record)
    steps.start(page)
    changes_by_keys(page, "button", "Thoughts of suicide or self-harm", "Alert out since")


def test_the_focus_stays_where_somebody_types_while_beside_it_is_counted(visit):
    page = visit("cara")
    page.goto("/A81001/searches/add")
    words = page.get_by_label("Look for a condition on your list")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        words.press_sequentially("diabetes", delay=5)
    is_kept(page)
    expect(words).to_be_focused()
    box = page.get_by_label("Health coaching", exact=True)
    if box.count():
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            box.press("Space")
        is_kept(page)
