"""Trials 35 and 36 through every form of every page: no words break it, and what is typed is kept or shown back.

The forms are found on the pages; each is sent twice, with a string of its own in every field and then in its fields for
words alone, all else as it should be. With `make faults` every string stands in every field.
"""

import copy
import json
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import access
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials import hostile, public
from tests.trials.hostile import Words
from tests.trials.pages import TYPED, Field, Form, forms_in, new_forms, view_of
from tests.trials.state import rows
from tests.trials.test_markup_everywhere import check_page

PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")
SEEN: set = set()
ALL, KEPT = tuple(hostile.EVERYTHING.values()), tuple(hostile.KEPT.values())
# Words for whoever writes programs, not for whoever fills in a form.
NOT_PLAIN = (
    *("Ensure this value", "Select a valid choice", "Null characters", "Enter a valid value", "This field"),
    *("invalid literal", "does not exist", "ManagementForm", "violates", "Traceback"),
)
# Fields of forms that go through whose words are kept only with another answer, or where this trial may not look.
NOT_KEPT: dict[str, set[str]] = {
    "activation:measure": {"helper"},  # only where somebody helps
    "patients:left": {"place"},  # only where it is none of the network's practices
    "coaching:reflect": {"words"},  # nobody's but the writer's to see
    "insight:leave-out-text": {"out", "because"},  # only where something is left out
}
# Answers that do not show the form again, and why.
ELSEWHERE: dict[str, str] = {
    "prescribing:arrival": "its button says which of the two forms it was, and that was changed",
}
FINE_TOO = (200, 204, 302, 303, 307, 400, 403, 404, 409, 422)
Sent = dict[str, list[Words]]


def post(client: Client, where: str, data: Sent) -> HttpResponse:
    line, kind = hostile.body(data)
    return Client.post(client, where, line, kind)


def fields_of(response: HttpResponse) -> dict[str, Field]:
    """All fields of all forms of the page that came back."""
    found: dict[str, Field] = {}
    for form in forms_in(response.content.decode()):
        found = form.fields | found
    return found


def typed(form: Form, sent: Sent) -> Iterator[tuple[str, str]]:
    """What stood in the fields that somebody types into, and sees what they type."""
    for name, field in form.fields.items():
        if field.kind in TYPED and field.kind != "password" and name in sent:
            yield name, hostile.at_rest(hostile.read_as(sent[name][0]))


def not_shown(response: HttpResponse, form: Form, sent: Sent) -> list[str]:
    """Fields whose words are not in the form that came back."""
    back = fields_of(response)
    return [
        name
        for name, words in typed(form, sent)
        if name not in back or words not in [hostile.at_rest(value) for value in back[name].values]
    ]


def not_kept(form: Form, sent: Sent) -> list[str]:
    """Fields for words whose words stand in no row to the letter."""
    everything = "\n".join(row for _table, row in rows())
    return [
        name
        for name, words in typed(form, sent)
        if name in hostile.for_words(form) and json.dumps(words, ensure_ascii=False)[1:-1] not in everything
    ]


def said_plainly(response: HttpResponse) -> list[str]:
    text = response.content.decode()
    return [words for words in NOT_PLAIN if words in text]


def wrong_with(client: Client, where: str, form: Form, sent: Sent) -> list[str]:
    """Everything that ought not to come of sending this; what it did is taken back."""
    view, cookies = view_of(where), copy.copy(client.cookies)
    with transaction.atomic():
        response = post(client, where, sent)
        if response.status_code == 500:
            return [f"{view} fails with {sent}"]
        check_page(response)
        wrong = [f"{view} says {words}" for words in said_plainly(response)] if response.content else []
        if response.status_code == 422 and view not in ELSEWHERE:
            wrong += [f"{view} shows {name} not as it was typed" for name in not_shown(response, form, sent)]
        if response.status_code in (302, 204):
            lost = set(not_kept(form, sent)) - NOT_KEPT.get(view, set())
            wrong += [f"{view} does not keep {name}" for name in sorted(lost)]
        transaction.set_rollback(True)
    client.cookies = cookies
    return wrong


def tries(form: Form, view: str) -> Iterator[Sent]:
    """Other words for each form: its name says with which it begins."""
    turn = zlib.crc32(view.encode())
    yield hostile.dealt(form.fields, ALL, turn % len(ALL))
    if hostile.for_words(form):
        yield hostile.in_words(form, KEPT, turn % len(KEPT))


def each(form: Form, words: Iterable[Words]) -> Iterator[Sent]:
    for one in words:
        yield hostile.dealt(form.fields, [one], 0)
        yield hostile.in_words(form, [one], 0)


def forms_of(name: str, elm, client: Client, seen: set) -> list[tuple[str, Form]]:
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    return [(urljoin(where, sent_to), form) for sent_to, form in new_forms(client, where, seen)]


@pytest.mark.parametrize("name", PAGES)
def test_36_words_that_break_others_break_no_form(name, elm, browser_of):
    client = browser_of(access.opener(name), raise_request_exception=False)
    wrong = [
        problem
        for where, form in forms_of(name, elm, client, SEEN)
        for sent in tries(form, view_of(where))
        for problem in wrong_with(client, where, form, sent)
    ]
    assert wrong == []


@pytest.mark.fault
@pytest.mark.parametrize("name", PAGES)
def test_36_nor_does_each_of_them_in_every_field(name, elm, browser_of):
    client = browser_of(access.opener(name), raise_request_exception=False)
    wrong = [
        problem
        for where, form in forms_of(name, elm, client, set())
        for sent in each(form, ALL)
        for problem in wrong_with(client, where, form, sent)
        if "does not keep" not in problem
    ]
    assert wrong == []


@pytest.mark.fault
@pytest.mark.skipif(not hostile.SHARED.exists(), reason="the long list does not lie beside the project")
@pytest.mark.parametrize("name", PAGES)
def test_36_nor_do_hundreds_of_others(name, elm, browser_of):
    client, words = browser_of(access.opener(name), raise_request_exception=False), hostile.shared()
    wrong = [
        problem
        for where, form in forms_of(name, elm, client, set())
        for turn in hostile.turns(len(words), len(form.fields))
        for problem in wrong_with(client, where, form, hostile.dealt(form.fields, words, turn))
        if "does not keep" not in problem
    ]
    assert wrong == []


def public_forms(elm) -> Iterator[tuple[Client, str, Form]]:
    """Of every page without an account; each link is new, and its page is open."""
    public.opened_to_all(elm)
    for purpose, make in public.WAYS.items():
        way = make(elm)
        way.client.raise_request_exception = False
        for name in public.of(purpose):
            yield from ((way.client, *one) for one in here(way.client, way.to(name)))
    street = public.Browser(raise_request_exception=False)
    for where in (*(public.on_the_street(name, elm) for name in public.FOR_ANYBODY), *DOORS):
        yield from ((street, *one) for one in here(street, where))


DOORS = ("/A81001/ask-for-help/somebody", "/account/login/", "/account/password/reset/")


def here(client: Client, where: str) -> list[tuple[str, Form]]:
    answer = client.get(where)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return []
    return [(urljoin(where, form.action), form) for form in forms_in(answer.content.decode())]


def test_36_nor_any_form_of_a_page_without_an_account(elm):
    cache.clear()
    wrong, tried = [], set()
    for client, where, form in public_forms(elm):
        tried.add(view_of(where))
        for sent in tries(form, view_of(where)):
            wrong += wrong_with(client, where, form, sent)
            cache.clear()
    assert wrong == []
    assert {"account_login", "prescribing:ask", "activation:link-help", "reminders:reply"} <= tried
