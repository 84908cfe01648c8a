"""What was typed is there again: after a closed tab, a rest, a dead network, a second tab; and for nobody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from coaching.actions.booking import start_now
from coaching.models import FollowUp, Session
from patients.models import Patient
from practice.models import Membership, TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.journeys import steps
from tests.journeys.looking import look, stored_in
from tests.live import enter, free_port, start_site, wait_for

pytestmark = pytest.mark.journey
REST = 10  # seconds after which the short-tempered site signs out
ELSEWHERE = "Not saved: this was changed in another place"
ASHA, BEN = "asha@elm.example.org", "ben@elm.example.org"


@pytest.fixture(scope="module")
def impatient(django_db_setup) -> Iterator[str]:
    """The same site, but it signs out soon."""
    port = free_port()
    process = start_site(port, SKERRY_IDLE_SECONDS=str(REST))
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def impatiently(visit, impatient: str):
    """`impatiently(ASHA)`: straight to a session of theirs that has begun, on the site that signs out soon."""

    def sign_in(who: str, **options) -> Page:
        with in_view([steps.elm()]):
            member = Membership.objects.filter(user__email=who).order_by("pk")[0]
            pat = Patient.objects.get(nhs_number="9990000018")
            address = f"/A81001/sessions/{start_now(patient=pat, by=member, now=build.NOW).pk}"
        page = visit(base_url=impatient, **options)
        page.goto(f"/account/login/?next={address}")
        enter(page, who)
        return page

    return sign_in


def begin(page: Page) -> str:
    """A session with Pat has begun; its address."""
    steps.open_record(page, "9990000018", "Pat Kaminski")
    steps.start(page)
    return page.url


def notes(page: Page):
    return page.locator("#id_notes")


def leave(page: Page, words: str) -> None:
    """Type and leave the field, which stores them at once."""
    notes(page).fill(words)
    notes(page).blur()


def is_saved(page: Page) -> None:
    expect(page.get_by_text("Draft saved at")).to_be_visible()


def again(page: Page, address: str, words: str) -> Page:
    """A new tab of the same browser shows the words."""
    tab = page.context.new_page()
    tab.goto(address)
    expect(notes(tab)).to_have_value(words)
    return tab


def test_a_closed_tab_and_a_killed_browser(visit):
    page = visit("asha")
    address = begin(page)
    notes(page).press_sequentially("Walks to the pier")
    page.close(run_before_unload=True)  # in the middle of a word
    tab = visit("asha")
    tab.goto(address)
    expect(notes(tab)).to_have_value("Walks to the pier")
    notes(tab).fill("Walks to the pier and back")
    is_saved(tab)
    tab.context.close()  # nobody asks it to save anything
    again(visit("asha"), address, "Walks to the pier and back")


def test_a_network_that_goes_and_comes_back(visit):
    page = visit("asha")
    address = begin(page)
    page.context.set_offline(True)
    leave(page, "Walks to the pier")
    expect(page.get_by_text("Not saved yet: the network is gone")).to_be_visible()
    page.get_by_role("button", name="Finish and sign").click()
    expect(notes(page)).to_have_value("Walks to the pier")
    page.context.set_offline(False)
    is_saved(page)
    again(page, address, "Walks to the pier")


def test_two_tabs_are_told_of_each_other_and_neither_loses_a_word(visit):
    first = visit("asha")
    address = begin(first)
    second = again(first, address, "")
    leave(first, "Walks to the pier")
    is_saved(first)  # else the second may be the first to arrive
    leave(second, "Swims")
    expect(second.get_by_text(ELSEWHERE)).to_be_visible()
    second.get_by_role("button", name="Save draft").first.click()
    expect(second.get_by_role("heading", name="Choose what to keep")).to_be_visible()
    expect(second.locator(".conflict")).to_contain_text("Walks to the pier")
    expect(second.locator(".conflict")).to_contain_text("Swims")
    look(second)
    second.get_by_role("button", name="Keep what I chose").click()
    expect(notes(second)).to_have_value("Swims")
    leave(first, "Walks to the pier and back")
    expect(first.get_by_text(ELSEWHERE)).to_be_visible()


def test_nobody_else_on_the_same_machine_sees_it(visit):
    page = visit("asha")
    address = begin(page)
    leave(page, "Walks to the pier")
    is_saved(page)
    assert "pier" not in stored_in(page)
    page.get_by_text("Asha Rao").first.click()
    page.get_by_role("button", name="Sign out").click()
    enter(page, BEN)
    page.goto(address)
    expect(page.get_by_text("Asha Rao has an unsigned draft of this session too")).to_be_visible()
    assert "pier" not in page.content() + stored_in(page)
    page.go_back()
    assert "pier" not in page.content()


def test_a_rest_signs_out_and_the_words_come_back(impatiently):
    """With scripts the page says so and goes; without them the press that comes too late keeps the words."""
    plain = impatiently(BEN, java_script_enabled=False)
    notes(plain).fill("Swims")
    page = impatiently(ASHA)
    any_key_goes_on(page)
    page.wait_for_url("**/account/login/**", timeout=(REST + 10) * 1000)
    assert "pier" not in page.content()
    come_back(page, ASHA, "Walks to the pier")
    plain.get_by_role("button", name="Finish and sign").click()
    expect(plain.get_by_text("What you typed is kept. Sign in to go on with it.")).to_be_visible()
    come_back(plain, BEN, "Swims")
    expect(plain.get_by_text("You were signed out while you wrote")).to_be_visible()


def any_key_goes_on(page: Page) -> None:
    notes(page).press_sequentially("Walks to the pier")
    expect(page.get_by_role("dialog", name="You will soon be signed out")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_have_count(0)


def come_back(page: Page, who: str, words: str) -> None:
    enter(page, who)
    page.wait_for_url("**/sessions/*")
    expect(notes(page)).to_have_value(words)


@pytest.mark.fault
def test_a_rest_with_words_that_could_not_be_saved(impatiently):
    """They stay in the page, covered; somebody else does not get them, their writer does."""
    page = impatiently(ASHA)
    page.route("**/draft", lambda route: route.abort())
    notes(page).press_sequentially("Walks to the pier")
    covered = page.get_by_role("dialog", name="You have been signed out")
    expect(covered).to_be_visible(timeout=(REST + 10) * 1000)
    page.unroute("**/draft")
    enter(somebody_else_looks(page), ASHA)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(covered).to_be_hidden()
    is_saved(page)
    again(page, page.url, "Walks to the pier")


def somebody_else_looks(covered: Page) -> Page:
    """Ben signs in beside the covered page, finds nothing, and signs out; his tab."""
    tab = covered.context.new_page()
    tab.goto("/account/login/")
    enter(tab, BEN)
    tab.goto(covered.url)
    expect(notes(tab)).to_have_value("")
    covered.evaluate("dispatchEvent(new Event('focus'))")
    expect(covered.get_by_text("Somebody else is signed in now.")).to_be_visible()
    tab.get_by_text("Ben Carter").first.click()
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_label("Email")).to_be_visible()
    return tab


@pytest.mark.parametrize("scripts", [True, False])
def test_finish_pressed_twice_signs_one_note(visit, scripts: bool):
    page = visit("asha", java_script_enabled=scripts)
    begin(page)
    steps.write_up(page)
    page.get_by_role("button", name="Finish and sign").dblclick()
    expect(page.get_by_text("Signed by Asha Rao")).to_be_visible()
    with in_view([steps.elm()]):
        assert Session.objects.counted().count() == 1
        assert FollowUp.objects.count() == 1
        assert TrailEvent.objects.filter(verb="session.finished").count() == 1
