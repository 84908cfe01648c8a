"""Two presses that reach the server together, through a running site with several threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from activation.models import Measurement
from patients.models import HelpAsked
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.activation.links import BORN, WELLBEING, WRONG, begun, parts, token_of
from tests.journeys.steps import elm
from tests.things import a_colleague
from tests.trials.visitor import Visitor


@pytest.fixture
def link(world) -> str:
    with in_view([elm()], build.TEST):
        by = a_colleague(elm())
        return f"/link/{token_of(begun(build.a_patient(elm()), by, WELLBEING), by)}/"


@pytest.fixture
def phone(link, site) -> Visitor:
    """Behind the birth date, with every statement answered."""
    visitor = Visitor(site)
    visitor.get(link)
    visitor.post(link, parts(BORN))
    for number in range(1, 5):
        assert visitor.post(f"{link}statement/{number}", {"answer": "7"}).status == 302
    return visitor


def together(phone: Visitor, count: int, path: str, data: dict) -> list:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda other: other.post(path, data), [phone.twin() for _ in range(count)]))


def test_sent_four_times_at_once_it_is_sent_once(phone, link):
    answers = together(phone, 4, f"{link}check", {})
    assert {answer.status for answer in answers} == {302}
    with in_view([elm()], build.TEST):
        assert TrailEvent.objects.filter(verb="measurement.answered").count() == 1
        assert Measurement.objects.get().answered == 4


def test_help_pressed_four_times_at_once_is_one_task(phone, link):
    answers = together(phone, 4, f"{link}help", {"words": "Please ring"})
    assert {answer.status for answer in answers} == {302}
    with in_view([elm()], build.TEST):
        assert HelpAsked.objects.count() == 1


def test_eight_guesses_at_once_are_five(link, site):
    visitor = Visitor(site)
    visitor.get(link)
    answers = together(visitor, 8, link, parts(WRONG))
    assert {answer.status for answer in answers} <= {302, 422, 410}
    with in_view([elm()], build.TEST):
        measurement = Measurement.objects.get()
        assert (measurement.tries, measurement.locked_at is None) == (5, False)
        assert HelpAsked.objects.get().kind == "locked"


def test_one_statement_answered_four_times_at_once_is_one_answer(phone, link):
    answers = together(phone, 4, f"{link}statement/1", {"answer": "3"})
    assert {answer.status for answer in answers} == {302}
    with in_view([elm()], build.TEST):
        sheet = Measurement.objects.get().sheets.get()
        assert (sheet.answers["life-satisfaction"], len(sheet.answers)) == (3, 4)
