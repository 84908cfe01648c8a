"""Everybody these tests are about."""

import pytest
from django.test import Client

from coaching.models import Session
from patients.models import Patient
from tests import build
from tests.coaching import made


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm, nhs_number="9990000034")


@pytest.fixture
def lena(member):
    return member("lena")


@pytest.fixture
def ben(member):
    return member("ben")


@pytest.fixture
def started(mary, asha) -> Session:
    """Asha's session with Mary, which has begun."""
    return made.a_started(mary, asha)


@pytest.fixture
def finished(mary, asha) -> Session:
    """Asha's signed note about Mary, with a follow-up in two weeks."""
    return made.a_finished(mary, asha, next_contact=made.IN_TWO_WEEKS)


@pytest.fixture
def browser(browser_of) -> Client:
    """Asha's."""
    return browser_of("asha")


@pytest.fixture
def at():
    """`at("finish", session)`: the address of a page of a session at Elm."""
    from django.urls import reverse

    def address(name: str, thing: object, *more: int) -> str:
        return reverse(f"coaching:{name}", args=["A81001", thing.pk, *more])

    return address
