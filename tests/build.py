"""Things for tests, made through the actions: never in a state that the product cannot reach."""

import datetime as dt
import functools
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from activation.actions.loading import load_shipped
from patients.actions.adding import add_patient
from patients.models import Patient
from practice.actors import Actor, System
from practice.demo import staff_move_in
from practice.health import beat
from practice.models import Membership, Practice
from practice.tenancy import in_view
from prescribing.actions.loading import load_needs

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "skerry-test"
TEST = System("test")


def cast() -> None:
    """Elm and Oak, everybody who works there, and the two patients whom every test may know."""
    if Practice.objects.exists():
        return
    load_shipped(now=NOW, using="owner")
    load_needs(today=NOW.date(), using="owner")
    elm, _oak = staff_move_in(password=hashed_password(), now=NOW, by=TEST)
    with in_view([elm], TEST):
        pat_and_omar(elm)
    beat("tick", NOW)  # the clockwork goes


@functools.cache
def hashed_password() -> str:
    """Hashing is slow on purpose; the cast shares one hash."""
    return make_password(PASSWORD)


def pat_and_omar(elm: Practice) -> None:
    """Pat needs large print and an interpreter; Omar's details are restricted."""
    a_patient(
        elm,
        given_name="Pat",
        family_name="Kaminski",
        nhs_number="9990000018",
        birth_date=dt.date(1958, 6, 12),
        language="Polish",
        interpreter_needed=True,
    )
    a_patient(
        elm,
        given_name="Omar",
        family_name="Farouk",
        nhs_number="9990000026",
        birth_date=dt.date(1981, 11, 3),
        restricted=True,
    )


def a_patient(practice: Practice, *, by: Actor = TEST, now: dt.datetime = NOW, **values: Any) -> Patient:
    """Somebody on the list; give only what the test is about."""
    filled = {
        "given_name": "Mary",
        "family_name": "Webb",
        "birth_date": dt.date(1970, 5, 4),
        "gender": "2",
    } | values
    if not filled.get("nhs_number"):
        filled.setdefault("no_nhs_number_because", "Number not found yet")
    return add_patient(practice=practice, values=filled, by=by, now=now)


def a_colleague(practice: Practice) -> Membership:
    """Whoever has worked there longest."""
    return (
        Membership.objects.filter(practice=practice, ended_at=None).select_related("user").order_by("pk")[0]
    )
