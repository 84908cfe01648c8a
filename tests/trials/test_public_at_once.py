"""Trial 17 for people without an account, whose forms have no key: pressed at the same moment is pressed once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

import pytest
from django.core.cache import cache

from practice.models import Practice
from practice.tenancy import in_view
from tests import build
from tests.prescribing.test_public import ME, shown_before
from tests.trials import public
from tests.trials.state import Rows, rows
from tests.trials.test_public_links import presses_of
from tests.trials.visitor import Answer, Visitor

AT_ONCE = 4
STREET = "/A81001/ask-for-help"


@pytest.fixture
def elm(world) -> Practice:
    return Practice.objects.get(ods_code="A81001")


def together(visitor: Visitor, where: str, data: dict) -> list[Answer]:
    """Each over a connection of its own."""
    twins = [visitor.twin() for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(lambda one: one.post(where, data), twins))


def came(before: Rows, after: Rows) -> Counter[str]:
    """How many rows more each table has."""
    more = Counter(table for table, _row in (after - before).elements())
    more.subtract(table for table, _row in (before - after).elements())
    return Counter({table: count for table, count in more.items() if count})


def test_17_what_is_sent_from_the_street_at_once_is_kept_once(elm, site):
    with in_view([elm], build.TEST):
        public.opened_to_all(elm)
    visitor = Visitor(site)
    assert visitor.get(f"{STREET}/me").status == 200
    answers = together(visitor, f"{STREET}/me", ME | {"shown": shown_before()})
    assert {(answer.status, answer.where) for answer in answers} == {(302, f"{STREET}/sent")}
    with in_view([elm], build.TEST):
        assert elm.arrivals.count() == 1


# How many buttons at least have to do something.
LEAST = {"reply": 5, "invitation": 4, "got_there": 4, "provider": 2}


@pytest.mark.parametrize("purpose", LEAST)
def test_17_each_button_behind_a_link_pressed_at_once_does_what_one_press_does(purpose, elm, site):
    """Two people with the same link: one presses once, the other four times at the same moment."""
    with in_view([elm], build.TEST):
        calm, hasty = (public.WAYS[purpose](elm) for _ in range(2))
    cache.clear()
    once, often, tried = Visitor(site), Visitor(site), []
    for name in public.of(purpose):
        answer = once.get(calm.to(name))
        for number in range(len(presses_of(answer.text)) if answer.status == 200 else 0):
            tried.append((name, number, same(name, number, (once, calm), (often, hasty))))
    assert [status for _name, _number, status in tried].count(302) >= LEAST[purpose], tried


def same(name: str, number: int, one: tuple[Visitor, public.Way], other: tuple[Visitor, public.Way]) -> int:
    """How it was answered, where this press was there for both; then it must have done the same for both."""
    first, second = (press_of(name, number, *each) for each in (one, other))
    if first is None or second is None:
        return 0
    before = rows()
    once = one[0].post(*first)
    between = rows()
    often = together(other[0], *second)
    after = rows()
    assert came(before, between) == came(between, after), (name, first)
    assert {answer.status for answer in often} == {once.status}, (name, first)
    cache.clear()
    return once.status


def press_of(name: str, number: int, visitor: Visitor, way: public.Way) -> tuple[str, dict] | None:
    answer = visitor.get(way.to(name))
    found = presses_of(answer.text) if answer.status == 200 else []
    if number >= len(found):
        return None
    where, data = found[number]
    return urljoin(way.to(name), where), data
