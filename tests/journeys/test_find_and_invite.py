"""A coordinator finds people, asks them in a wave, and sees what they answer; who is silent is rung."""

import datetime as dt
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coaching.actions.programmes import start as start_programme
from patients.actions.reaching import add_contact_point
from practice.models import Membership, Practice
from practice.tenancy import in_view
from reminders.planning import plan
from reminders.sending import send_due
from tests import build
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.steps import Check
from tests.outreach.asking import LINK, a_wave_for

pytestmark = pytest.mark.journey
PROGRAMME = {"name": "Health coaching", "aim": "Small steps", "who_for": "Anybody", "sessions_planned": 6}
MOBILES = {"Mary": "07700 900123", "Jo": "07700 900456"}


def asha() -> Membership:
    return Membership.objects.select_related("user", "practice").get(user__email="asha@elm.example.org")


@pytest.fixture
def people(world, settings, tmp_path) -> list:
    """Mary and Jo, who can be reached by text; Pat needs an interpreter, and Omar’s details are protected."""
    settings.OUTBOX = tmp_path
    settings.MESSAGE_PROVIDERS = {"text": "reminders.providers.FileProvider"}
    found = []
    with in_view([steps.elm()], build.TEST):
        start_programme(practice=steps.elm(), **PROGRAMME, measures=[], by=asha(), now=build.NOW)
        for name, number in MOBILES.items():
            values = {"kind": "mobile", "value": number, "whose": "own", "may_send": True}
            found.append(build.a_patient(steps.elm(), given_name=name, interpreter_needed=False))
            add_contact_point(patient=found[-1], values=values, by=asha(), now=build.NOW)
    return found


@pytest.fixture
def rounds(clock, site, settings, tmp_path) -> Callable[..., dict[str, str]]:
    """`rounds(days=8)`: what the worker does then; answers the link in the last text to each."""
    settings.PUBLIC_URL = site

    def go(**later: float) -> dict[str, str]:
        clock.move(**later)
        with in_view([steps.elm()], build.TEST):
            for _round in range(2):
                plan(Practice.objects.get(ods_code="A81001"), clock.now())
                send_due(60)  # a busy machine: until nothing is left
        texts = [json.loads(one.read_text())["words"] for one in (tmp_path / "messages").glob("*.json")]
        return {words.split(":")[0]: f"/link/{LINK.search(words)[1]}/i" for words in texts}

    return go


def date(page: Page, legend: str, day: dt.date) -> None:
    group = page.get_by_role("group", name=legend)
    for part in ("Day", "Month", "Year"):
        group.get_by_label(part, exact=True).fill(str(getattr(day, part.lower())))


def finds(page: Page, check: Check) -> None:
    """Keeps a search for everybody on the list, and runs it."""
    steps.go(page, "Find and invite")
    page.get_by_role("link", name="Find people").first.click()
    page.get_by_label("Health coaching", exact=True).check()
    page.get_by_label("Name of this search").fill("Everybody")
    page.get_by_label("Why these people").fill("They may gain from a conversation")
    check(page)
    page.get_by_role("button", name="Keep this search").click()
    page.get_by_role("button", name="Find them now").click()
    page.get_by_role("link", name="Make a wave").click()


def makes_a_wave(page: Page, check: Check) -> None:
    """From today on; Asha offers two times this afternoon."""
    page.get_by_label("How many a day").fill("4")
    date(page, "First day", build.NOW.date())
    page.get_by_role("button", name="See who would be asked").click()
    expect(page.get_by_role("heading", name="4 people would be asked")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Make this wave").click()
    page.get_by_role("link", name="Times to choose from").click()
    page.get_by_label("With", exact=True).select_option(label="Asha Rao, coach")
    date(page, "Day", build.NOW.date())
    page.get_by_label("Time", exact=True).fill("3pm")
    page.get_by_label("Phone").check()
    page.get_by_label("How many times in a row").fill("2")
    page.get_by_role("button", name="Offer them").click()
    check(page)


def starts_it(page: Page, check: Check) -> None:
    page.get_by_role("link", name=re.compile("^Wave of")).click()
    page.get_by_role("link", name="Start it").click()
    page.get_by_role("button", name="Start: ask 4 people").click()
    expect(page.get_by_text("Going out")).to_be_visible()
    check(page)


def test_found_asked_answered_and_seen(people, visit, rounds):
    cara = visit("cara")
    for step in (finds, makes_a_wave, starts_it):
        step(cara, look)
    links = rounds(hours=2)
    assert set(links) == {"Mary", "Jo"}
    phone = visit(viewport=PHONE, has_touch=True)
    phone.goto(links["Mary"])
    look(phone)
    phone.get_by_role("button", name="Yes, please").click()
    look(phone)
    phone.get_by_role("button", name="3:30pm, we ring you").click()
    expect(phone.get_by_text("Monday 2 March 2026, 3:30pm")).to_be_visible()
    coach = visit("asha")
    coach.goto("/mine/today")
    expect(coach.get_by_role("row", name="Mary Webb")).to_contain_text("3:30pm")
    steps.go(cara, "Calls")
    expect(cara.get_by_role("heading", name="To ring now: 2")).to_be_visible()
    look(cara)


@pytest.mark.usefixtures("people", "by_keys")
def test_a_wave_goes_out_by_keyboard_without_scripts_on_a_phone(visit):
    cara = visit("cara", viewport=PHONE, java_script_enabled=False)
    for step in (finds, makes_a_wave, starts_it):
        step(cara, glance)


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(then).first).to_be_visible()
    glance(page)


@pytest.mark.usefixtures("by_keys")
def test_who_is_silent_is_rung_and_who_answers_is_not_without_scripts(people, visit, rounds):
    with in_view([steps.elm()], build.TEST):
        programme = steps.elm().programmes.get()
        a_wave_for(people, asha(), programme=programme, starts_on=build.NOW.date())
    phone = visit(viewport=PHONE, has_touch=True, java_script_enabled=False)
    phone.goto(rounds(hours=2)["Mary"])
    press(phone, "Not now", "Thank you. That is fine.")
    press(phone, "Yes, I would like it after all", "Thank you. We will ring you.")
    rounds(days=8)
    rounds(days=8)
    lena = visit("lena", viewport=PHONE, java_script_enabled=False)
    lena.goto("/mine/calls")
    expect(lena.get_by_role("row", name="Mary Webb")).to_have_count(0)
    glance(lena)
    press(lena, "Ring Jo Webb", "Is this a good moment?")
    press(lena, "No answer", "Noted: no answer. Ring again on 3 March 2026.")
    press(lena, "Undo the call to Jo Webb", "Taken back.")
    press(lena, "Do not ask again", "Nobody invites them again.")
    phone.goto(rounds(minutes=1)["Jo"])
    expect(phone.get_by_text("We will not ask you again.")).to_be_visible()
