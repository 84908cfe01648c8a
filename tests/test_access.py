"""Every address × every role × own practice, another's, none, a leaver's and a disabled account's."""

import pytest
from django.test import Client
from django.urls import reverse

from practice.actions import join
from practice.models import User
from practice.permissions import Role
from tests import access, build, house
from tests.things import things_for

ADDRESSES = {
    name: route
    for name, route, view in house.patterns()
    if getattr(view, "gate", None) and view.gate.kind == "requires"
}


def test_every_address_is_in_the_matrix():
    assert set(ADDRESSES) == set(access.MATRIX)


@pytest.fixture
def address(elm):
    """The address of a page of Elm, about things that are Elm's."""
    return lambda name: reverse(name, kwargs=things_for(ADDRESSES[name], elm))


def answer(client: Client, name: str, where: str) -> int:
    line = access.MATRIX[name]
    return getattr(client, line.method)(where, line.data).status_code


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def somebody(elm):
    """A new person at Elm in exactly one role."""

    def make(role: Role) -> Client:
        user = User.objects.create_user(f"only-{role}@elm.example.org", f"Only {role}")
        join(practice=elm, user=user, role=role, starts_on=build.NOW.date(), by=build.TEST, now=build.NOW)
        return signed_in(user)

    return make


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_member_opens_what_the_matrix_says(name, role, address, somebody):
    status = answer(somebody(role), name, address(name))
    if role in access.MATRIX[name].roles:
        assert status in (200, 204, 302, 409, 422), status
    else:
        assert status == 403


@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_signed_in_is_sent_to_sign_in(name, address):
    client = Client()
    response = getattr(client, access.MATRIX[name].method)(address(name), access.MATRIX[name].data)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", [name for name, route in ADDRESSES.items() if "ods_code" in route])
def test_another_practices_member_finds_nothing(name, address, browser_of):
    assert answer(browser_of("dev"), name, address(name)) == 404


@pytest.mark.parametrize("name", ADDRESSES)
def test_somebody_who_left_opens_nothing(name, address, browser_of):
    assert answer(browser_of("eve"), name, address(name)) in (403, 404)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_disabled_account_is_signed_out(name, address, browser_of):
    client = browser_of("asha")
    User.objects.filter(email="asha@elm.example.org").update(is_active=False)
    assert answer(client, name, address(name)) == 302


def with_another_practices_thing() -> list[str]:
    return [name for name, route in ADDRESSES.items() if "ods_code" in route and route.count("<") > 1]


@pytest.mark.parametrize("name", with_another_practices_thing())
def test_an_id_of_another_practice_is_not_found(name, elm, oak, browser_of):
    """Oak's things under Elm's address, asked for by somebody who may open Elm's."""
    from practice.tenancy import in_view

    with in_view([oak]):
        theirs = things_for(ADDRESSES[name], oak) | {"ods_code": elm.ods_code}
    who = "asha" if "C" in access.MATRIX[name].who else "mo"
    assert answer(browser_of(who), name, reverse(name, kwargs=theirs)) in (403, 404)
