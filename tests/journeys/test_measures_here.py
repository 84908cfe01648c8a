"""An administrator looks how well a questionnaire measures here and whether it is fair; figures say who was asked."""

import pytest
from playwright.sync_api import expect

from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build
from tests.activation import crowd
from tests.coaching import made as sessions
from tests.journeys.looking import DESK, PHONE, glance, look

pytestmark = pytest.mark.journey


@pytest.fixture
def answered(world) -> None:
    """A hundred and thirty people of Elm who answered."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.select_related("practice").get(
            practice=elm, user__email__startswith="asha@"
        )
        for person in crowd.crowd(elm, asha, 130)[:12]:
            sessions.a_finished(person, asha)


def to_measures(page) -> None:
    page.goto("/A81001/questionnaires")
    page.get_by_role("link", name="Looking after myself (13 statements)").click()
    page.get_by_role("link", name="How well does it measure here?").click()
    expect(page.get_by_role("img", name="People and statements on one scale")).to_be_visible()


def test_an_administrator_sees_how_well_it_measures(answered, visit):
    page = visit("mo", viewport=DESK)
    to_measures(page)
    look(page)
    page.get_by_text("The numbers in a table").click()
    look(page)
    page.get_by_role("link", name="Is it fair?").click()
    look(page)
    page.get_by_role("link", name="Age", exact=True).click()
    expect(page.get_by_role("heading", name="Is it fair? Age")).to_be_visible()
    look(page)


def test_it_works_without_scripts_on_a_phone(answered, visit):
    page = visit("mo", viewport=PHONE, java_script_enabled=False)
    to_measures(page)
    glance(page)
    page.get_by_role("link", name="Is it fair?").click()
    glance(page)


def test_a_manager_sees_who_was_measured(answered, visit):
    page = visit("mo", viewport=DESK)
    page.goto("/A81001/dashboard")
    page.get_by_role("link", name="Who was measured", exact=True).click()
    expect(page.get_by_role("img", name="Measured, by deprivation")).to_be_visible()
    look(page)
    page.get_by_text("Language: the numbers in a table").click()
    look(page)


def test_figures_work_without_scripts_on_a_phone(answered, visit):
    page = visit("asha", viewport=PHONE, java_script_enabled=False)
    page.goto("/A81001/figures/coverage")
    glance(page)
