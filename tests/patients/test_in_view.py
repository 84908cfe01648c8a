"""Whoever something is written about is named on that page: name, birth date, NHS number. Every page is asked."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from tests import access
from tests.test_access import ADDRESSES
from tests.things import things_for

WRITES = re.compile(r'<form[^>]*method="post"')
SO_NAMED = re.compile(
    r'<section class="person" aria-label="Patient">.*?<dt>Born</dt>.*?<dt>NHS number</dt>', re.DOTALL
)
# What an address names when its page is about one person.
ABOUT_ONE = re.compile(
    r"<int:(patient|session|goal|step|contact|enrolment|part|alert|follow_up|given|measurement|referral)_id>"
)


def shown(client, name: str, where: str) -> str:
    with transaction.atomic():
        answer = client.get(where)
        transaction.set_rollback(True)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    text = answer.content.decode() if is_page else ""
    return text if WRITES.search(text.partition("<main")[2]) else ""


def asked_of_one() -> list[str]:
    return [
        name
        for name, route in sorted(ADDRESSES.items())
        if ABOUT_ONE.search(route) and access.MATRIX[name].method == "get"
    ]


@pytest.mark.care(5)
def test_whoever_is_written_about_is_named_in_full(elm, browser_of):
    pages = {}
    for name in asked_of_one():
        where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
        pages[name] = shown(browser_of(access.opener(name)), name, where)
    written = {name: text for name, text in pages.items() if text}
    assert len(written) >= 65
    assert [name for name, text in written.items() if not SO_NAMED.search(text)] == []
