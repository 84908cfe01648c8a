"""Lists of blocked, broken, merged and left cost the same with two lines as with twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.actions.blocks import set_block
from patients.actions.glass import break_glass
from patients.actions.leaving import say_died
from patients.actions.merging import merge
from patients.models import Patient, RecordBlock
from tests import build

ELM = "A81001"
REASON = "Nobody else is here and it cannot wait"


@pytest.fixture
def patient(elm) -> Patient:
    return build.a_patient(elm, given_name="Mina", family_name="Rao")


@pytest.fixture(autouse=True)
def _a_long_rest(settings):
    """Otherwise a slow machine notes now and then that somebody is still there."""
    settings.IDLE_SECONDS = 10_000_000


@pytest.fixture
def happens(elm, patient, member, now):
    """One more line on each of the lists."""

    def once() -> None:
        other, lena = build.a_patient(elm, given_name="M", family_name="Rao"), member("lena")
        set_block(patient=other, user=lena.user, kind=RELATION, by=member("mo"), now=now)
        break_glass(patient=other, reason=REASON, by=lena, now=now)
        say_died(patient=other, died_on=now.date(), by=member("cara"), now=now)
        gone = build.a_patient(elm, given_name="Mi", family_name="Rao")
        current = Patient.objects.get(pk=patient.pk)
        merge(kept=current, gone=gone, take=(), versions=(current.version, 1), by=member("cara"), now=now)

    return once


RELATION = RecordBlock.Kind.RELATION
PAGES = [
    ("ben", "glass"),
    ("mo", "blocks"),
    ("cara", "leavings"),
    ("cara", "merges"),
    ("mo", "access-changes"),
]


@pytest.mark.parametrize(("who", "page"), PAGES)
def test_a_list_costs_the_same_with_two_and_with_twenty(happens, patient, browser_of, who, page):
    about = [patient.pk] if page in ("merges", "access-changes") else []
    client, where = browser_of(who), reverse(f"patients:{page}", args=[ELM, *about])
    client.get(where)
    costs = []
    for lines in (2, 18):
        for _line in range(lines):
            happens()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
