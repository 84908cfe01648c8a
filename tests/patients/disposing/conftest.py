"""The owner of the tables, for one test: the log-in with which lists are carried out."""

import datetime as dt

import pytest
from django.db import connections, transaction

from patients.actions.disposing import approve
from patients.models import DisposalList
from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build

AFTER_GRACE = build.NOW + dt.timedelta(days=8)


@pytest.fixture
def owner(django_db_setup, django_db_blocker, settings):
    """Everything this test asks of the database it asks as the owner; nothing of it stays."""
    settings.DATABASE_ROLE = "owner"
    with django_db_blocker.unblock():
        before = connections["default"]
        connections["default"] = connections["owner"]
        try:
            with transaction.atomic():
                yield connections["owner"]
                transaction.set_rollback(True)
        finally:
            connections["default"] = before


@pytest.fixture
def practice(owner) -> Practice:
    """Elm, in view of its owner."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        yield elm


def colleague(name: str) -> Membership:
    found = Membership.objects.select_related("user", "practice")
    return found.filter(user__email=f"{name}@elm.example.org").order_by("pk")[0]


def approved(made: DisposalList, now: dt.datetime = build.NOW) -> DisposalList:
    """By Mo, then by Ben."""
    for name in ("mo", "ben"):
        made = approve(disposal_list=made, by=colleague(name), now=now)
    return made
