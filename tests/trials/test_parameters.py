"""Trial 36: whatever stands behind the question mark, in the path or in a form, no page breaks or asks more."""

import re
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import access
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials.pages import new_forms

PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")
# Those that pages read, and those that other products have been broken by.
NAMES = (
    *("page", "show", "month", "panel", "patient", "person", "kind", "first", "last", "before", "next"),
    *("sort", "order", "order_by", "filter", "id", "q", "offset", "limit"),
)
HOSTILE = ("1'; DROP TABLE patients_patient--", "9" * 30, "\0", "²", "-1")
TYPED = ("\0'", "9" * 30, "x" * 30_000 + "\u202e\x1b[2J")
SEEN: set = set()
NUMBERED = re.compile(r"<(?!ods:|measure:)")  # what can be measured has a name
FINE = (200, 204, 302, 307, 400, 404, 409, 422)


def address(name: str, elm) -> str:
    return reverse(name, kwargs=things_for(ADDRESSES[name], elm))


# Kept of whoever only looks: that they looked, that they are there, how often they came.
LOOKING = {"practice_trailevent", "practice_signinevent", "django_session", "skerry_cache"}
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY )?"?(\w+)', re.IGNORECASE)


def queries(client, where: str, data: dict, **headers) -> tuple[int, int]:
    """And trial 38: to look at a page changes nothing."""
    with CaptureQueriesContext(connection) as asked:
        status = client.get(where, data, headers=headers).status_code
    written = {found[1] for one in asked.captured_queries if (found := WRITES.match(one["sql"]))}
    assert written <= LOOKING
    return status, len(asked)


@pytest.mark.parametrize("name", PAGES)
def test_36_nothing_behind_the_question_mark_or_typed_breaks_a_page(name, elm, browser_of):
    client, where = browser_of(access.opener(name)), address(name, elm)
    client.get(where)
    _status, most = queries(client, where, {})
    for turn in (0, 2):
        status, asked = queries(client, where, dealt(HOSTILE, NAMES, turn))
        assert status in FINE
        assert asked <= most
    for sent_to, form in new_forms(client, where, SEEN):
        assert client.post(sent_to, dealt(TYPED, form.filled(), len(where))).status_code in FINE


def dealt(values: tuple[str, ...], names: Iterable[str], turn: int) -> dict[str, list[str]]:
    """Each name has a value, each value stands behind some of the names."""
    return {name: [values[(place + turn) % len(values)]] * 2 for place, name in enumerate(names)}


@pytest.mark.fault
@pytest.mark.parametrize("name", PAGES)
def test_36_nor_does_any_of_it_behind_each(name, elm, browser_of):
    client, where = browser_of(access.opener(name)), address(name, elm)
    for value in HOSTILE:
        assert client.get(where, {parameter: [value, value] for parameter in NAMES}).status_code in FINE
    for sent_to, form in new_forms(client, where, SEEN):
        for value in TYPED:
            typed = {field: [value, value] for field in form.filled()}
            assert client.post(sent_to, typed).status_code in FINE


READ = {
    "practice:trail": ("patient", "person", "kind", "first", "last", "before"),
    "practice:sign-ins": ("person", "first", "last", "before"),
    "reminders:messages": ("show", "page", "kind", "way", "whose", "why"),
    "reminders:of-person": ("page",),
    "patients:import-lines": ("page",),
    "patients:record": ("panel",),
    "insight:behind-sessions": ("month", "page"),
}


@pytest.mark.parametrize("name", READ)
def test_36_nor_one_at_a_time_where_one_hides_the_others(name, elm, browser_of):
    client, where = browser_of(access.opener(name)), address(name, elm)
    for one in READ[name]:
        for value in (*HOSTILE, "0", str(2**63), "2026-02-30", "2026-13"):
            response = client.get(where, {one: value}, headers={"HX-Request": "true"})
            assert response.status_code in FINE


@pytest.mark.parametrize("name", sorted(name for name in ADDRESSES if NUMBERED.search(ADDRESSES[name])))
def test_36_no_number_in_the_path_breaks_a_page(name, elm, browser_of):
    client, where = browser_of(access.opener(name)), address(name, elm)
    ask = getattr(client, access.MATRIX[name].method)
    for number in ("9" * 30, "1%00"):
        assert ask(re.sub(r"/\d+", f"/{number}", where)).status_code == 404
