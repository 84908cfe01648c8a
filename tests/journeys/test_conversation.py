"""A whole conversation on one screen: from last time to the next step, with scripts and without, on any screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from coaching.actions.pace import choose_pace
from coaching.actions.phrases import write_phrase
from coaching.models import Goal, Session, Step
from patients.models import Patient
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.coaching import made
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.live import enter, free_port, kill_site, start_site, wait_for

pytestmark = pytest.mark.journey
ASHA = "asha@elm.example.org"


@pytest.fixture
def last_time(world: None) -> None:
    """A fortnight ago Pat set a goal and agreed a step; one thing at a time."""
    with in_view([steps.elm()], build.TEST):
        asha = Membership.objects.filter(user__email=ASHA).order_by("pk")[0]
        pat = Patient.objects.get(nhs_number="9990000018")
        words = {"goal_words": "Up the hill", "next_step": "To the post box", "goal_attained": -1}
        made.a_finished(pat, asha, now=build.NOW.replace(month=2, day=16), confidence=5, **words)
        choose_pace(patient=pat, pace="one_thing", by=asha, now=build.NOW)
        phrase = "How would you tell it at home?"
        write_phrase(title="Teach-back", words=phrase, by=asha, now=build.NOW)


def begin(page: Page) -> None:
    steps.open_record(page, "9990000018", "Pat Kaminski")
    steps.start(page)


def talk(page: Page) -> None:
    """In the order of the page."""
    page.get_by_label("Partly done").check()
    page.get_by_label("What was learned").fill("Easier with Jean")
    page.get_by_label("What matters to them").fill("The boys’ birthday")
    page.locator("#id_importance_9").check()
    page.get_by_label("Reality").fill("Jean lives next door")
    page.get_by_label("Next step").fill("To the chapel with Jean")
    page.locator("#id_confidence_4").check()
    page.get_by_label("What would make the step smaller").fill("Sit on the bench half way")
    page.locator("#id_confidence_after_8").check()
    for part, number in (("Day", "16"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Phone call").check()


def it_stands(page: Page) -> None:
    """Signed, told, agreed; and the goal's path has one hop more."""
    steps.finish(page)
    for words in ("Easier with Jean", "4 out of 10", "Asked again: 8 out of 10"):
        expect(page.get_by_text(words).first).to_be_visible()
    with in_view([steps.elm()]):
        assert Step.objects.get(what="To the post box").learned == "Easier with Jean"
        assert Step.objects.get(what="To the chapel with Jean").goal == Goal.objects.get()
        assert Step.objects.get(what="To the chapel with Jean").confidence == 8


@pytest.mark.usefixtures("last_time")
def test_a_conversation_from_last_time_to_the_next_step(visit):
    page = visit("asha")
    begin(page)
    expect(page.get_by_text("To the post box").first).to_be_visible()
    expect(page.get_by_label("Not told yet")).to_be_focused()
    page.get_by_role("button", name="In 2 weeks").click()
    expect(page.get_by_label("Day", exact=True)).to_have_value("16")
    look(page)
    expect(page.get_by_label("What would make the step smaller")).to_be_hidden()
    talk(page)
    look(page)
    it_stands(page)
    look(page)


@pytest.mark.usefixtures("last_time", "by_keys")
def test_the_same_by_keyboard_without_scripts_on_a_phone(visit):
    page = visit("asha", java_script_enabled=False, viewport=PHONE)
    begin(page)
    glance(page)
    talk(page)
    page.locator("#reality-part").get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved", exact=True)).to_be_visible()
    assert page.url.endswith("#reality-part")
    expect(page.get_by_label("Reality")).to_have_value("Jean lives next door")
    expect(page.locator("#id_confidence_4")).to_be_checked()
    page.get_by_role("button", name="A few").click()
    expect(page.get_by_text("Chosen together: a few.")).to_be_visible()
    expect(page.get_by_label("Next step")).to_have_value("To the chapel with Jean")
    it_stands(page)
    glance(page)


@pytest.mark.usefixtures("last_time", "by_keys")
def test_more_than_the_pace_asks_why_once(visit):
    page = visit("asha")
    begin(page)
    talk(page)
    page.get_by_label("Or a new goal, in their words").fill("Sleeping through")
    page.get_by_role("button", name="Finish and sign").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("This would be 2 open goals")
    look(page)
    page.get_by_label("Why is more at once right for them now?").fill("She asked for both")
    steps.finish(page)
    with in_view([steps.elm()]):
        assert Goal.objects.get(words="Sleeping through").over_pace_because == "She asked for both"


@pytest.mark.usefixtures("last_time")
def test_a_phrase_goes_where_the_cursor_was_and_scales_have_three_faces(visit):
    page = visit("asha")
    begin(page)
    page.get_by_label("What they said").fill("Yes.")
    page.get_by_text("Insert a phrase").click()
    page.get_by_role("button", name="Insert “Teach-back”").click()
    expect(page.get_by_label("What they said")).to_have_value("Yes. How would you tell it at home?")
    page.get_by_label("Words", exact=True).check()
    page.locator("#importance").get_by_label("Quite").check()
    look(page)
    page.get_by_label("Numbers", exact=True).check()
    expect(page.locator("#id_importance_5")).to_be_checked()
    expect(page.get_by_text("perhaps not this goal now")).to_be_visible()
    page.get_by_label("Pictures").check()
    look(page)


@pytest.mark.usefixtures("last_time")
def test_goals_are_paths_that_can_be_worked(visit):
    page = visit("asha")
    steps.open_record(page, "9990000018", "Pat Kaminski")
    page.get_by_role("link", name="All goals and steps").click()
    look(page)
    page.get_by_text("What came of it?").click()
    page.get_by_label("Done", exact=True).check()
    page.get_by_role("button", name="Keep To the post box").click()
    expect(page.get_by_text("What came of the step is kept")).to_be_visible()
    page.get_by_text("End this goal").click()
    page.get_by_label("Reached").check()
    page.get_by_role("button", name="End the goal").click()
    expect(page.get_by_text("Worth celebrating together")).to_be_visible()
    look(page)


@pytest.fixture
def restartable(world: None) -> Iterator[tuple[str, list]]:
    """A site of its own, whose process a test may end and start again at the same address."""
    port = free_port()
    running = [start_site(port)]
    address = f"http://127.0.0.1:{port}"
    wait_for(address, running[0])
    yield address, running
    kill_site(running[0])


def test_a_server_that_restarts_costs_no_word(visit, restartable):
    address, running = restartable
    page = visit(base_url=address)
    page.goto("/account/login/")
    enter(page, ASHA)
    begin(page)
    kill_site(running[0])
    page.get_by_label("Reality").press_sequentially("Jean lives next door")
    expect(page.get_by_text("Not saved yet: the network is gone")).to_be_visible()
    running[0] = start_site(int(address.rpartition(":")[2]))
    wait_for(address, running[0])
    expect(page.get_by_text("Draft saved at")).to_be_visible(timeout=40_000)
    page.reload()
    expect(page.get_by_label("Reality")).to_have_value("Jean lives next door")
    with in_view([steps.elm()]):
        assert Session.objects.get().drafts.get().fields["reality"] == ["Jean lives next door"]
