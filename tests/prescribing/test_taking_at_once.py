"""Two link workers press *take* at the same moment: one has it, the other is told who."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from practice.actions import NotPossible
from practice.models import Membership, Practice
from practice.tenancy import in_view
from prescribing.actions import triaging
from prescribing.models import Referral, ReferralStep
from tests import build
from tests.live import sweep
from tests.prescribing import ways


@pytest.fixture
def elm_for_real(django_db_setup, django_db_blocker):
    """Committed work on connections of its own, swept away afterwards."""
    with django_db_blocker.unblock():
        yield Practice.objects.get(ods_code="A81001")
        connection.close()
        sweep()
        connection.close()


def member(name: str) -> Membership:
    return Membership.objects.filter(user__email=f"{name}@elm.example.org", practice__ods_code="A81001")[0]


def takes(referral: Referral, name: str, elm: Practice) -> str:
    try:
        with in_view([elm], build.TEST):
            by = member(name)
            return triaging.take(referral=referral, worker=by, by=by, now=build.NOW).worker.name
    except NotPossible as why:
        return str(why)
    finally:
        connection.close()


def test_of_two_who_take_it_at_once_one_has_it(elm_for_real):
    with in_view([elm_for_real], build.TEST):
        referral = ways.referred(build.a_patient(elm_for_real), member("ben"))
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda name: takes(referral, name, elm_for_real), ("lena", "asha")))
    with in_view([elm_for_real], build.TEST):
        has_it = Referral.objects.select_related("worker__user").get(pk=referral.pk).worker.name
        assert ReferralStep.objects.filter(referral=referral, kind="accepted").count() == 1
    assert has_it in said
    assert [f"{has_it} has this referral since" in words for words in said].count(True) == 1
