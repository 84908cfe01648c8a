"""Calls: one list over all the practices that somebody belongs to, and no further."""

import pytest

from outreach.actions import answering
from practice.models import Membership
from practice.tenancy import in_view
from tests import build
from tests.outreach.asking import a_wave_for, of

CALLS = "/mine/calls"


@pytest.fixture
def to_ring_at_both(elm, oak):
    """Somebody at each practice who asked to be rung."""
    with in_view([elm, oak]):
        for practice in (elm, oak):
            by = Membership.objects.filter(practice=practice, role="coach", ended_at=None)[0]
            person = build.a_patient(practice, family_name=practice.name.split()[0])
            a_wave_for([person], by)
            answering.answer(invitation=of(person), said="call", by=build.TEST, now=build.NOW)


@pytest.mark.care(1)
@pytest.mark.usefixtures("to_ring_at_both")
def test_calls_of_every_practice_of_mine_with_its_name(browser_of):
    text = " ".join(browser_of("lena").get(CALLS).content.decode().split())
    assert "Mary Elm" in text and "Mary Oak" in text
    assert text.count("Elm Surgery") >= 1 and text.count("Oak Surgery") >= 1
    assert "Mary Elm" not in browser_of("dev").get(CALLS).content.decode()
