"""Trials 29 and 33: every address, tried by every role, a stranger, a leaver and somebody who is disabled.

The written matrix is tests/access.py; an address without a line in it fails the build.
"""

import functools
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from practice.actions import give_up_duty, join, open_practice
from practice.models import Practice, User
from practice.permissions import Role
from practice.tenancy import in_view
from tests import access, access_insight, access_prescribing, build, house
from tests.signing_in import session_of
from tests.things import things_for

ADDRESSES = {
    name: route
    for name, route, view in house.patterns()
    if getattr(view, "gate", None) and view.gate.kind == "requires"
}
IN_A_PRACTICE = {name for name, route in ADDRESSES.items() if "ods_code" in route}
ANSWERS = (200, 204, 302, 409, 422)
# Who plays which role; the manager and the administrator of the cast are one person, so these two are made.
PLAYED_BY = {Role.COACH: "asha", Role.CLINICIAN: "ben", Role.LINK_WORKER: "lena", Role.COORDINATOR: "cara"}


def test_every_address_is_in_the_matrix():
    assert set(ADDRESSES) == set(access.MATRIX)


def test_every_address_without_a_gate_is_known():
    ungated = {name for name, _route, _view in house.patterns()} - set(ADDRESSES)
    assert ungated == access.OUTSIDE


def answer(client: Client, name: str, where: str) -> int:
    """How the page answers; whatever it did is taken back."""
    line = access.MATRIX[name]
    with transaction.atomic():
        answered = getattr(client, line.method)(where, line.data)
        transaction.set_rollback(True)
    # A name that a template does not know becomes nothing, and the link leads back to its own page.
    assert answered.streaming or b'href=""' not in answered.content, f"{where} has a link that leads nowhere"
    return answered.status_code


def signed_in(user: User) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
    return client


def a_worker(email: str, practice: Practice, role: Role) -> User:
    """A new person in exactly one role."""
    user = User.objects.create_user(email, f"Only {role}")
    with in_view([practice]):
        join(
            practice=practice, user=user, role=role, starts_on=build.NOW.date(), by=build.TEST, now=build.NOW
        )
    return user


@pytest.fixture
def fern(db) -> Practice:
    """A practice of another network."""
    return open_practice(ods_code="B82001", name="Fern Surgery", network_name="Valley network")


@pytest.fixture
def somebody(elm, fern, browser_of) -> Callable[[str], Client]:
    """Each kind of visitor, by name: a role at Elm, somebody from elsewhere, nobody."""

    def visitor(who: str) -> Client:
        if who in PLAYED_BY:
            return browser_of(PLAYED_BY[Role(who)])
        if who == "other network":
            return signed_in(a_worker("wren@fern.example.org", fern, Role.COACH))
        if who == "disabled":
            return disabled(browser_of("asha"))
        if who in Role.values:
            return signed_in(a_worker(f"only-{who}@elm.example.org", elm, Role(who)))
        return browser_of({"other practice": "dev", "left": "eve", "nobody": ""}[who])

    return functools.cache(visitor)


def disabled(client: Client) -> Client:
    """Their account is shut while they are signed in; shut again just for their request."""
    request = client.request

    def shut_first(**values):
        User.objects.filter(email="asha@elm.example.org").update(is_active=False)
        return request(**values)

    client.request = shut_first
    return client


def expected(name: str) -> dict[str, object]:
    """What the matrix says: let in, refused (403), not found (404), sent to sign in (302)."""
    roles = {str(role): "in" if role in access.MATRIX[name].roles else 403 for role in Role}
    outside = 404 if name in IN_A_PRACTICE else None
    return (
        roles
        | {"other practice": outside, "other network": outside, "left": outside or 403, "nobody": 302}
        | {"disabled": 302}
    )


@pytest.fixture
def without_duties(elm, member) -> None:
    """What a duty opens beside a role is tried where the duty is."""
    for duty in elm.duties.filter(ended_at=None):
        give_up_duty(duty=duty, by=member("mo"), now=build.NOW)


@pytest.mark.usefixtures("without_duties")
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_29_the_matrix_holds_exactly(name, elm, somebody):
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    found = {}
    for who, status in expected(name).items():
        if status is not None:
            given = answer(somebody(who), name, where)
            found[who] = "in" if status == "in" and given in ANSWERS else given
    assert found == {who: status for who, status in expected(name).items() if status is not None}


@pytest.mark.parametrize("name", sorted(IN_A_PRACTICE))
def test_29_an_id_of_another_practice_is_not_found(name, elm, oak, fern, browser_of):
    """Oak's things under Elm's address, asked for by somebody who may open Elm's. What a network shares is
    tried with another network's."""
    if ADDRESSES[name].replace("<measure:", "").count("<") == 1:  # what can be measured belongs to nobody
        return
    other = oak
    if name in access_prescribing.SHARED | access_insight.SHARED:
        other = fern
        a_worker("wren@fern.example.org", fern, Role.COACH)
    with in_view([other]):
        theirs = things_for(ADDRESSES[name], other) | {"ods_code": elm.ods_code}
    assert answer(browser_of(access.opener(name)), name, reverse(name, kwargs=theirs)) == 404


def test_29_being_sent_to_sign_in_means_the_sign_in_page(elm, somebody):
    for who in ("nobody", "disabled"):
        assert somebody(who).get("/mine/find")["Location"].startswith("/account/login/")
