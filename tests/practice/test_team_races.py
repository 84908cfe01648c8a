"""Two administrators at the same moment: somebody always stays."""

import threading
import time

import pytest
from django.db import connection

from practice import actions
from practice.actions import NotPossible
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.tenancy import in_view
from tests import build
from tests.live import sweep

ELM = "A81001"


@pytest.fixture
def for_real(django_db_setup, django_db_blocker):
    """Committed work on connections of its own, swept away afterwards."""
    with django_db_blocker.unblock():
        yield Practice.objects.get(ods_code=ELM)
        connection.close()
        sweep()
        connection.close()


def ends(by: int, whom: int, elm: Practice, told: list[str]) -> None:
    """One administrator ends another, on a connection of a thread's own."""
    try:
        with in_view([elm]):
            acting, leaver = Membership.objects.get(pk=by), Membership.objects.get(pk=whom)
            actions.end(member=leaver, by=acting, now=build.NOW)
            time.sleep(0.2)  # the other one arrives before this is committed
    except NotPossible as why:
        told.append(str(why))
    finally:
        connection.close()


@pytest.fixture
def two(for_real) -> tuple[int, int]:
    """Mo, and Ada whom he has just invited: both administer Elm."""
    with in_view([for_real]):
        mo = Membership.objects.get(user__email="mo@elm.example.org", role=Role.ADMINISTRATOR)
        about = {"name": "Ada", "email": "ada@elm.example.org", "role": Role.ADMINISTRATOR}
        ada = actions.invite(practice=for_real, **about, by=mo, now=build.NOW).member
    return mo.pk, ada.pk


def test_of_two_who_end_each_other_at_the_same_moment_one_stays(for_real, two):
    told: list[str] = []
    pairs = [two, two[::-1]]
    threads = [threading.Thread(target=ends, args=[*pair, for_real, told]) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with in_view([for_real]):
        left = Membership.objects.filter(pk__in=two, ended_at=None).count()
    assert (left, len(told)) == (1, 1)
