"""Everybody these tests are about."""

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Patient
from tests import build


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm, nhs_number="9990000034")


@pytest.fixture
def pat(elm) -> Patient:
    """Speaks Polish and needs an interpreter."""
    return Patient.objects.get(nhs_number="9990000018")


@pytest.fixture
def browser(browser_of) -> Client:
    """Asha's."""
    return browser_of("asha")


@pytest.fixture
def at():
    """`at("measure", mary)`: the address of a page at Elm."""

    def address(name: str, thing: object) -> str:
        return reverse(f"activation:{name}", args=["A81001", thing.pk])

    return address
