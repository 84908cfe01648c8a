"""Everybody these tests are about."""

import pytest

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
