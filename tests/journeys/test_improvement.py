"""From a figure to one page: a project with its diagram, measures and cycles, finished and read by another practice."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build
from tests.coaching import made
from tests.insight.projects import a_cycle, a_driver, a_measure, a_project, finished, studied
from tests.journeys import steps
from tests.journeys.looking import PHONE, glance, look
from tests.journeys.steps import Check

pytestmark = pytest.mark.journey
HERE = "/A81001/improvement"


def by_name(name: str) -> Membership:
    found = Membership.objects.filter(user__email__startswith=f"{name}@", practice__ods_code="A81001")
    return found.select_related("user", "practice").order_by("pk")[0]


@pytest.fixture
def seen(world) -> Practice:
    """Six sessions in February."""
    with in_view([steps.elm()], build.TEST):
        for _one in range(6):
            made.a_finished(
                build.a_patient(steps.elm()), by_name("asha"), now=build.NOW.replace(month=2, day=9)
            )
    return steps.elm()


def date(page: Page, legend: str, *parts: str) -> None:
    group = page.get_by_role("group", name=legend)
    for label, typed in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label, exact=True).fill(typed)


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(then).first).to_be_visible()


def starts(page: Page, check: Check) -> None:
    page.goto(f"{HERE}/start?measure=sessions")
    page.get_by_label("Name of the project").fill("More sessions")
    page.get_by_label("The aim: for whom?").fill("People who wait")
    page.get_by_label("What will be different, and by how much?").fill("Sessions rise from 6 to 12 a month")
    date(page, "By when?", "31", "May", "2026")
    check(page)
    press(
        page, "Start the project", "By 31 May 2026, for people who wait, sessions rise from 6 to 12 a month."
    )
    check(page)


def draws(page: Page, check: Check) -> None:
    for add, words in (("Add a main driver", "Free times"), ("Add under it", "Offer evenings")):
        page.goto(re.sub(r"(/drivers.*|#.*)?$", "/drivers", page.url, count=1))
        page.get_by_role("link", name=add).first.click()
        page.get_by_label("In a few words").fill(words)
        if add == "Add under it":
            page.get_by_label("Change idea").check()
        press(page, "Save", "Added")
    check(page)


def tries(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Try it in a cycle").click()
    page.get_by_label("Plan", exact=True).fill("Two evenings")
    page.get_by_label("Prediction").fill("Four come")
    press(page, "Keep the plan", "Cycle 1 is planned")
    page.get_by_role("link", name="Cycle 1").click()
    page.get_by_label("Do: what happened?").fill("Two evenings, as planned")
    page.get_by_label("Study: what was learned?").fill("Six came")
    page.get_by_label("Adapt").check()
    check(page)
    press(page, "Save", "Cycle 1 is adapted.")


def test_from_a_figure_to_the_first_cycle(seen, visit):
    page = visit("cara")
    for step in (starts, draws, tries):
        step(page, look)
    steps.go(page, "Dashboard")
    page.get_by_role("link", name="Improvement", exact=True).click()
    expect(page.get_by_role("link", name="More sessions")).to_be_visible()
    for slug in ("drivers", "cycle", "case-study"):
        page.goto(f"{HERE}/blank/{slug}")
        assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1, slug
    look(page)


@pytest.mark.usefixtures("seen", "by_keys")
def test_the_same_by_keyboard_without_scripts_on_a_phone(visit):
    page = visit("cara", viewport=PHONE, java_script_enabled=False)
    for step in (starts, draws, tries):
        step(page, glance)


@pytest.fixture
def failure(seen) -> None:
    with in_view([seen], build.TEST):
        by = by_name("asha")
        project = a_project(by)
        a_measure(project, by, "sessions")
        a_driver(project, by, "Free times")
        studied(a_cycle(project, by), by)
        finished(project, by, what_happened="Mrs Kaminski rang often.")


def test_a_failure_is_read_by_the_network_without_scripts(failure, visit):
    mo = visit("mo", viewport=PHONE, java_script_enabled=False)
    mo.goto(HERE)
    mo.get_by_role("link", name="Fewer missed sessions").click()
    glance(mo)
    mo.get_by_role("link", name="Case study on one page").click()
    press(mo, "Put it on the shelf", "Look at these words again")
    glance(mo)
    press(mo, "I have looked: nobody can be recognised. Put it on the shelf", "It is on the shelf.")
    dev = visit("dev", "oak")
    dev.goto("/A81002/improvement/shelf?result=not")
    dev.get_by_role("link", name="Fewer missed sessions").click()
    expect(dev.get_by_text("It did not.", exact=True)).to_be_visible()
    look(dev)
