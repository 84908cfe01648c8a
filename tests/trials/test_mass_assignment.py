"""Trial 32: every form, sent with every field of every model besides its own, does what it did without them."""

import copy
import json
import re
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import access, house
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials.pages import Form, new_forms
from tests.trials.state import Change, Rows, change, rows

PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")
WISHES = {
    "pk",
    "is_staff",
    "is_superuser",
    "level",
    "author",
    "by",
    "now",
    "created_by",
    "permissions",
    "roles",
}
NAMES = WISHES | {
    name
    for model in house.room_models()
    for field in model._meta.local_fields
    for name in (field.name, field.attname)
}
POINTS = {
    model._meta.db_table: {
        field.attname: field.related_model._meta.db_table
        for field in model._meta.local_fields
        if field.is_relation and field.related_model
    }
    for model in house.room_models()
}
SEEN: set = set()
# Values that mean something to every kind of column.
VALUES = ("on", "2", "administrator", "2020-02-02")
# Forms that go through as `filled` fills them in; the others are tried as far as their first mistake.
GOES_THROUGH = {
    "patients:add",
    "patients:edit",
    "patients:note",
    "patients:end-note",
    "patients:end-contact",
    "patients:caution",
    "patients:declare",
    "coaching:book",
    "coaching:cancel",
    "coaching:strike",
    "practice:invite",
    "practice:change-role",
    "practice:end-access",
    "practice:add-duty",
    "practice:end-duty",
}


# Fields of the form that this page does not show.
UNSEEN = {
    "practice:sign-ins": {"patient", "kind"},
    "activation:measure": {"instrument"},
    "coaching:meeting": {"came"},  # nobody is in the group of this trial, so nobody can be ticked
    "patients:record": {"words"},  # of a call: the page of calls asks for them
}


def with_everything(name: str, form: Form, value: str) -> dict[str, list[str]]:
    """The form as it is filled in, and all that nobody asked for."""
    own = {re.sub(r"_(day|month|year)$", "", field) for field in form.fields} | set(form.fields)
    wished = NAMES - own - UNSEEN.get(name, set())
    return {field: [value] for field in wished} | form.filled()


def effect(client: Client, where: str, data: dict, before: Rows) -> tuple[int, Counter]:
    """What the form does, without the numbers that count on; all of it is taken back, being signed out too."""
    cookies = copy.copy(client.cookies)
    with transaction.atomic():
        with change(before) as changed:
            status = client.post(where, data).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status, Counter(without_new_numbers(changed))


def without_new_numbers(changed: Change) -> list[str]:
    """Rows with the numbers of new rows left out: each try gets other ones."""
    rows = [(table, json.loads(row)) for table, row in changed.came]
    old = {(table, str(json.loads(row)["id"])) for table, row in changed.went}
    new = {(table, str(row["id"])) for table, row in rows} - old
    return [f"{table} {plain(table, row, new)}" for table, row in rows]


def plain(table: str, row: dict, new: set[tuple[str, str]]) -> list[tuple]:
    """Each column by its name; what is random by design stays out too."""
    points = {"id": table} | POINTS[table]
    kept = {name: "new" if (points.get(name), str(value)) in new else value for name, value in row.items()}
    random = {"password", "reference", "stored_as", "token_hash"} & kept.keys()
    return sorted((kept | dict.fromkeys(random, "random")).items(), key=str)


@pytest.mark.parametrize("name", PAGES)
def test_32_what_nobody_asked_for_is_ignored(name, elm, browser_of):
    client = browser_of(access.opener(name))
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    statuses = set()
    forms = new_forms(client, where, SEEN)
    before = rows() if forms else Rows()
    for address, form in forms:
        plain = effect(client, address, form.filled(), before)
        statuses.add(plain[0])
        for value in VALUES:
            assert effect(client, address, with_everything(name, form, value), before) == plain
    assert name not in GOES_THROUGH or 302 in statuses
