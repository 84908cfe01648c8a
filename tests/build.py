"""Things for tests, made through the actions: never in a state that the product cannot reach."""

import datetime as dt
import functools
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from patients.actions.adding import add_patient
from patients.models import Patient
from practice.actions import join, open_practice
from practice.actors import Actor, System
from practice.models import Membership, Network, Practice, User
from practice.permissions import Role
from practice.tenancy import in_view

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "skerry-test"
TEST = System("test")

# Name, home, and where they work as what. Eve worked at Elm and has left.
STAFF: tuple[tuple[str, str, tuple[tuple[str, Role], ...]], ...] = (
    ("Asha Rao", "elm", (("A81001", Role.COACH),)),
    ("Lena Novak", "elm", (("A81001", Role.LINK_WORKER), ("A81002", Role.LINK_WORKER))),
    ("Ben Carter", "elm", (("A81001", Role.CLINICIAN),)),
    ("Mo Haddad", "elm", (("A81001", Role.MANAGER), ("A81001", Role.ADMINISTRATOR))),
    ("Cara Mills", "elm", (("A81001", Role.COORDINATOR),)),
    ("Eve Stone", "elm", (("A81001", Role.COACH),)),
    ("Dev Shah", "oak", (("A81002", Role.COACH),)),
)


def cast() -> None:
    """Elm and Oak, everybody who works there, and the two patients whom every test may know."""
    if Practice.objects.exists():
        return
    network = Network.objects.create(name="Rowan and Willow network")
    elm = open_practice(ods_code="A81001", name="Elm Surgery", network=network)
    oak = open_practice(ods_code="A81002", name="Oak Surgery", network=network)
    with in_view([elm, oak], TEST):
        for name, home, works in STAFF:
            email = f"{name.split()[0].lower()}@{home}.example.org"
            user = a_user(email, name)
            for code, role in works:
                at = elm if code == "A81001" else oak
                join(practice=at, user=user, role=role, starts_on=dt.date(2025, 4, 1), by=TEST, now=NOW)
        eve_leaves(elm)
        pat_and_omar(elm)


@functools.cache
def hashed_password() -> str:
    """Hashing is slow on purpose; the cast shares one hash."""
    return make_password(PASSWORD)


def a_user(email: str, name: str) -> User:
    """Somebody who can sign in with the tests' password."""
    user = User.objects.create_user(email, name)
    user.password = hashed_password()
    user.save(update_fields=["password"])
    return user


def eve_leaves(elm: Practice) -> None:
    """Eve's membership ended in January; a manager ended it."""
    from practice.actions import end

    eve = Membership.objects.get(user__email="eve@elm.example.org")
    mo = Membership.objects.get(user__email="mo@elm.example.org", role=Role.ADMINISTRATOR)
    end(member=eve, by=mo, now=dt.datetime(2026, 1, 30, 17, 0, tzinfo=NOW.tzinfo))


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
