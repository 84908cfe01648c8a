"""Trials 35, 36 and 45 where words do not come from a page: in every file that is brought in, and at every address that
only takes a form. Nothing fails, nothing breaks out, what is refused is said in words.
"""

import inspect
import json
import re
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from practice.widgets import PARTS, DateField
from tests import access, house
from tests.activation.files import small
from tests.patients import lists
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials import hostile
from tests.trials.pages import Field, forms_in
from tests.trials.test_hostile_words import ALL, FINE_TOO, NOT_PLAIN, post
from tests.trials.test_markup_everywhere import check_page

VIEWS = {name: view for name, _route, view in house.patterns()}
TAKES_FILES = sorted(name for name in ADDRESSES if getattr(VIEWS[name], "takes_files", False))
POSTED = sorted(name for name, line in access.MATRIX.items() if line.method == "post")
TEXTS = [hostile.read_as(word) for word in ALL]


def rows_of_words() -> list[tuple[str, ...]]:
    """Lines of a list with each of the words in each of its columns, and one that is right."""
    found = [lists.MARY]
    for turn, word in enumerate(TEXTS):
        line = list(lists.JOHN)
        line[turn % len(line)] = word[:2000]
        found.append(tuple(line))
    return found


def questionnaire(**other: object) -> bytes:
    return json.dumps(small() | other).encode()


CONTENTS: dict[str, bytes] = {
    "words in every column": lists.as_list(*rows_of_words()),
    "words as headings": lists.as_list(lists.MARY, headings=tuple(TEXTS[:7])),
    "numbers of the service": "\r\n".join(word[:200] for word in TEXTS).encode(errors="replace"),
    "not UTF-8": b"\xff\xfe\x00\xd8NHS Number,\xc3\x28\r\n\xf0\x28\x8c\x28",
    "half a letter in JSON": questionnaire(name={"en": "half \ud800"}),
    "a NUL in JSON": questionnaire(name={"en": "pwned\0"}, key="small\0"),
    "words in JSON": questionnaire(
        name={"en": TEXTS[0]}, items=[{"id": word, "text": {"en": word}} for word in TEXTS]
    ),
    "numbers in JSON": b'{"version": NaN, "items": [1e999, -Infinity], "key": 99999999999999999999}',
    "a service in JSON": json.dumps(
        {"contents": [{"id": word, "name": word, "url": word} for word in TEXTS]}
    ).encode(),
    "very deep": b'{"items":' + b"[" * 100_000,
    "nothing": b"",
    "a name of something else": b"true",
}
NAMES = ("list.csv", "list.json", "</script><pwned>.csv", "a\u202egnp.csv")


def file_forms(client: Client, name: str, where: str) -> tuple[str, dict[str, list[str]], list[str]]:
    """What else such a form sends, and which of its fields is the file."""
    answer = client.get(where)
    for form in forms_in(answer.content.decode()) if answer.status_code == 200 else []:
        files = [field for field, what in form.fields.items() if what.kind == "file"]
        if files:
            return form.action or where, form.filled(), files
    return where, {}, ["file", "content", "answer"]


@pytest.mark.parametrize("name", TAKES_FILES)
def test_36_no_file_breaks_the_page_that_takes_it(name, elm, browser_of):
    client, wrong = browser_of(access.opener(name), raise_request_exception=False), []
    where, data, files = file_forms(client, name, reverse(name, kwargs=things_for(ADDRESSES[name], elm)))
    for turn, (what, content) in enumerate(CONTENTS.items()):
        with transaction.atomic():
            sent = {field: SimpleUploadedFile(NAMES[turn % len(NAMES)], content) for field in files}
            words = {field: content.decode(errors="replace") for field in ("content", "numbers")}
            answer = client.post(where, words | data | sent, follow=True)
            if answer.status_code == 500:
                wrong.append(f"{what}: 500")
            else:
                check_page(answer)
                wrong += [f"{what}: {said}" for said in NOT_PLAIN if said in answer.content.decode()]
            transaction.set_rollback(True)
    assert wrong == []


def taken_by(name: str) -> dict[str, Field]:
    """The fields of the forms that the view's module knows, and those that it asks for by name."""
    module = sys.modules[inspect.unwrap(VIEWS[name]).__module__]
    names = set(re.findall(r'POST\.get(?:list)?\("(\w+)"', inspect.getsource(module))) | set(
        access.MATRIX[name].data
    )
    for form in vars(module).values():
        if isinstance(form, type) and issubclass(form, BaseForm):
            for field, kind in form.base_fields.items():
                names |= {f"{field}_{part}" for part in PARTS} if isinstance(kind, DateField) else {field}
    return {field: Field("text") for field in sorted(names)}


def test_36_no_address_that_only_takes_a_form_fails(elm, browser_of):
    """Whatever page, script or program sends it."""
    wrong = []
    for number, name in enumerate(POSTED):
        client = browser_of(access.opener(name), raise_request_exception=False)
        with transaction.atomic():
            where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
            sent = hostile.dealt(taken_by(name), ALL, number * 7 % len(ALL))
            answer = post(client, where, sent)
            if answer.status_code not in FINE_TOO:
                wrong.append((name, answer.status_code))
            elif answer.content:
                check_page(answer)
            transaction.set_rollback(True)
    assert wrong == []
