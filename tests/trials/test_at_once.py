"""Trial 17: a form pressed twice, one after the other or at the same moment, is stored once and answered the same."""

import threading
import uuid

import pytest

from coaching.models import Session
from practice.models import FormKey, Practice, TrailEvent
from practice.tenancy import in_view
from tests.trials.visitor import BOOK, Answer, Visitor, a_booking


@pytest.fixture
def asha(world, site) -> Visitor:
    return Visitor(site).sign_in()


@pytest.fixture
def counts(world):
    """How many sessions, events of booking and form keys stand at Elm."""
    elm = Practice.objects.get(ods_code="A81001")

    def count() -> tuple[int, int, int]:
        with in_view([elm]):
            booked = TrailEvent.objects.filter(verb="session.booked").count()
            return Session.objects.count(), booked, FormKey.objects.count()

    return count


def book(visitor: Visitor, key: str, answers: list[Answer], **other: str) -> None:
    answers.append(visitor.post(BOOK, a_booking(visitor) | {"form_key": key} | other))


def test_17_pressed_twice(asha, counts):
    answers: list[Answer] = []
    key = str(uuid.uuid4())
    for _press in range(2):
        book(asha, key, answers)
    assert [answer.status for answer in answers] == [302, 302]
    assert answers[0].where == answers[1].where
    assert counts() == (1, 1, 1)


def test_17_pressed_at_the_same_moment(asha, counts):
    answers: list[Answer] = []
    key = str(uuid.uuid4())
    presses = [threading.Thread(target=book, args=(asha, key, answers)) for _ in range(4)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert {(answer.status, answer.where) for answer in answers} == {(302, "/A81001/patients/1")}
    assert counts() == (1, 1, 1)


def test_17_what_was_wrong_is_mended_under_the_same_key(asha, counts):
    key = str(uuid.uuid4())
    answers: list[Answer] = []
    book(asha, key, answers, booked_at="")
    book(asha, key, answers)
    assert [answer.status for answer in answers] == [422, 302]
    assert counts() == (1, 1, 1)


def test_17_the_key_of_another_is_not_taken(asha, world, site, counts):
    """Two people's forms with one key are two forms."""
    key, answers = str(uuid.uuid4()), []
    book(asha, key, answers)
    book(Visitor(site).sign_in("ben@elm.example.org"), key, answers)
    assert [answer.status for answer in answers] == [302, 302]
    assert counts() == (2, 2, 2)
