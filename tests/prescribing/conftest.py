"""Everybody these tests are about."""

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Patient
from prescribing.models import Referral
from tests import build
from tests.prescribing import ways


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
def referral(mary, ben) -> Referral:
    """Ben referred Mary; nobody has it yet."""
    return ways.referred(mary, ben)


@pytest.fixture
def browser(browser_of) -> Client:
    """Lena's."""
    return browser_of("lena")


@pytest.fixture
def at():
    """`at("close-referral", referral)`: the address of a page at Elm."""

    def address(name: str, *things: object) -> str:
        return reverse(f"prescribing:{name}", args=["A81001", *(getattr(t, "pk", t) for t in things)])

    return address
