"""Trials 30 and 31: ids of another practice in forms and addresses, and the application's filter switched off."""

import json
from unittest.mock import patch

import pytest
from django.db.models import Q, QuerySet
from django.urls import reverse

from patients import reading
from practice import composed
from practice.actions import open_practice
from practice.gate import look_from
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.tenancy import in_view, set_view
from tests import access, access_insight, access_prescribing
from tests.test_access import ADDRESSES, IN_A_PRACTICE, a_worker
from tests.things import things_for
from tests.trials.pages import Form, new_forms
from tests.trials.state import Change, change

SEEN: set = set()
TAKES_IDS = sorted(name for name in IN_A_PRACTICE if ADDRESSES[name].replace("<measure:", "").count("<") > 1)
PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")


@pytest.fixture
def stolen(oak) -> list[str]:
    """Ids of Oak's, of every kind that a form may carry."""
    with in_view([oak]):
        dev = Membership.objects.get(user__email="dev@oak.example.org")
        things = things_for("<ods_code>/<patient_id>/<session_id>/<follow_up_id>", oak)
    return [
        str(dev.pk),
        str(dev.user_id),
        *(str(value) for name, value in things.items() if name != "ods_code"),
    ]


def swapped(form: Form, theirs: str) -> dict[str, list[str]]:
    """The fields of a form that carry an id, carrying another's."""
    carries = {
        name
        for name, field in form.fields.items()
        if name != "version"
        and any(
            value.isdigit() for value in [*field.choices, *(field.values if field.kind == "hidden" else [])]
        )
        and theirs not in field.choices
    }
    return {name: [theirs] for name in carries}


def swaps(form: Form, stolen: list[str]) -> list[dict[str, list[str]]]:
    """Each swap that differs from the others: a form without ids is sent once, as it is."""
    found: list[dict[str, list[str]]] = []
    for theirs in stolen:
        if swapped(form, theirs) not in found:
            found.append(swapped(form, theirs))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_30_an_id_of_anothers_in_a_form_is_refused(name, elm, oak, stolen, browser_of):
    client = browser_of(access.opener(name))
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    forms = new_forms(client, where, SEEN)
    with change() as changed:
        for address, form in forms:
            for wrong in swaps(form, stolen):
                response = client.post(address, form.filled() | wrong)
                assert not wrong or response.status_code in (403, 404, 409, 422)
    assert touched(changed, oak) == []


def touched(changed: Change, practice: Practice) -> list[str]:
    """Tables of which rows of that practice came or went."""
    return [
        table
        for table, row in changed.came + changed.went
        if json.loads(row).get("practice_id") == practice.pk
    ]


@pytest.fixture
def without_filter(monkeypatch):
    """Call it, and from then on every look-up forgets its practice, as if each view had forgotten its filter."""
    filtered = QuerySet._filter_or_exclude

    def forgetful(self, negate, args, kwargs):
        kept = {name: value for name, value in kwargs.items() if not name.startswith("practice")}
        # What is composed once must stand in the statement: it stands there, and holds nobody back.
        said = [Q(**{name: value}) for name, value in kwargs.items() if name in ("practice", "practice_id")]
        return filtered(self, negate, (*args, *(one | ~one for one in said)), kept)

    def switch_off() -> None:
        composed.forget()
        monkeypatch.setattr(QuerySet, "_filter_or_exclude", forgetful)
        monkeypatch.setattr(reading, "_OPEN", reading._OPEN.replace("p.practice_id = %(practice)s AND", ""))

    yield switch_off
    composed.forget()


def theirs_under_ours(name: str, elm: Practice, other: Practice) -> str:
    with in_view([other]):
        return reverse(name, kwargs=things_for(ADDRESSES[name], other) | {"ods_code": elm.ods_code})


@pytest.fixture
def stranger(name: str, oak) -> Practice:
    """Oak; for what a network shares, somebody of another network."""
    if name not in access_prescribing.SHARED | access_insight.SHARED:
        return oak
    fern = open_practice(ods_code="B82001", name="Fern Surgery", network_name="Valley network")
    a_worker("wren@fern.example.org", fern, Role.COACH)
    return fern


@pytest.mark.parametrize("name", TAKES_IDS)
def test_31_without_the_filter_the_row_policies_hold(name, elm, stranger, browser_of, without_filter):
    client, where = browser_of(access.opener(name)), theirs_under_ours(name, elm, stranger)
    without_filter()
    with change() as changed:
        response = getattr(client, access.MATRIX[name].method)(where, access.MATRIX[name].data)
    assert response.status_code in (403, 404)
    assert b"Webb" not in response.content
    assert not changed


@pytest.mark.parametrize(
    "name", ["patients:record", "coaching:session", "patients:import", "patients:alerts"]
)
def test_31_the_filter_is_really_off(name, elm, oak, browser_of, without_filter):
    """With both practices in view the same request finds the stranger: the policies alone held it back."""
    where = theirs_under_ours(name, elm, oak)
    without_filter()
    with patch("practice.gate.look_from", look_at(elm, oak)):
        assert browser_of("asha").get(where).status_code == 200


def look_at(*practices: Practice):
    def look(request, held: list[Membership]) -> None:
        look_from(request, held)
        both = ",".join(str(practice.pk) for practice in practices)
        set_view(practices=both, actor=request.member.actor_label, user=str(request.user.pk))

    return look
