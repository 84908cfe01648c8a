"""The web server is killed with -9 in the middle of each kind of write: nothing of it stands. Killed when its commit is
on the way, it stands whole though nobody was told; sent again under the same key, nothing more happens.

The kinds are found: every address that takes a press, colleagues' and those of people without an account.
"""

import copy
import functools
import operator
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from practice import afterwards
from practice.models import Practice
from tests.live import sweep
from tests.trials import writes
from tests.trials.killing import COMMIT, PLACE, Killable, is_ours
from tests.trials.visitor import Visitor
from tests.trials.writes import Sent, Write
from tests.trials.writes_as_filled import AS_FILLED, NOTHING_TO_KILL, WITH_A_KEY_OF_METAL
from tests.trials.writes_coaching import OF_ACTIVATION, OF_COACHING
from tests.trials.writes_insight import OF_INSIGHT
from tests.trials.writes_lists import OF_OUTREACH, OF_PATIENTS
from tests.trials.writes_messages import OF_MESSAGES
from tests.trials.writes_outside import OUTSIDE, TOKEN, asked, trusted
from tests.trials.writes_prescribing import OF_PRESCRIBING

FILLED: dict[str, Write] = {name: Write() for name in AS_FILLED.split()}
OF_ROOMS = (OF_COACHING, OF_ACTIVATION, OF_INSIGHT, OF_OUTREACH, OF_PATIENTS, OF_PRESCRIBING, OF_MESSAGES)
BEHIND_A_LINK = {"activation:link-later": Write(shown=False, things=asked, first=trusted)}
LISTS = (FILLED, *OF_ROOMS, OUTSIDE)
WAYS: dict[str, Write] = functools.reduce(operator.or_, LISTS)
# With `make test`: somebody at home, the door, and a note below. All of them with `make faults`.
NOTE, SAMPLE = "coaching:finish", ("activation:link-check", "account_logout")
# Whoever pressed is signed out by it, and so is the second press.
SIGNS_OUT = {"activation:hand-over"}


@pytest.fixture(scope="module")
def web(django_db_setup, django_db_blocker) -> Iterator[Killable]:
    with django_db_blocker.unblock():
        if not is_ours():
            pytest.skip("the tests were given a server, whose settings are not theirs to change")
        with Killable().standing(NOTIFY_CALLBACK_TOKEN=TOKEN) as site:
            yield site


@pytest.fixture
def elm_for_good(web, django_db_blocker) -> Iterator[Practice]:
    """Elm, and whatever is done is committed and swept away afterwards."""
    with django_db_blocker.unblock():
        try:
            yield Practice.objects.get(ods_code="A81001")
        finally:
            connection.close()
            web.wait_until_gone()  # what is done after an answer, too
            sweep()
            connection.close()


@pytest.fixture(autouse=True)
def _as_the_real_site_does(monkeypatch, settings) -> None:
    """In this process: statements are counted up to the answer, and the machine that calls us is known."""
    monkeypatch.setattr(afterwards, "start", lambda _work: None)
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN


def try_here(client: Client, sent: Sent) -> None:
    """In this process, and taken back: how it is answered, how many statements write."""
    cookies = copy.copy(client.cookies)
    with transaction.atomic(), connection.cursor() as cursor:
        sent.status = sent.here(client)
        cursor.execute(PLACE)
        (sent.statements,) = cursor.fetchone()
        transaction.set_rollback(True)
    client.cookies = cookies


def places(sent: Sent) -> list[int]:
    """Half-way, and before the last statement; where one stands by itself, in it and after it, if anything is."""
    if sent.write.before:
        return [1, 2] if sent.statements > 1 else []
    return sorted({sent.statements // 2 + 1, sent.statements})


def kill_in_the_middle(web: Killable, visitor: Visitor, sent: Sent) -> None:
    """Nothing of it stands."""
    before = web.state()
    for place in places(sent):
        cache.clear()  # a code that was tried may be tried again
        answer = web.kill_at(place, lambda: sent.press(visitor))
        assert answer is None, f"{sent.kind} never came to statement {place}: {answer.status}"
        assert set(web.changed(before)) <= sent.write.before


def kill_at_the_commit(web: Killable, visitor: Visitor, sent: Sent) -> None:
    """All of it stands; with the same key it is answered, and nothing more happens."""
    before = web.state()
    cache.clear()
    assert web.kill_at(COMMIT, lambda: sent.press(visitor)) is None
    assert web.changed(before)
    if sent.is_kept:
        stands = web.state()
        answer = sent.press(visitor)
        assert answer.status == 302
        assert ("/account/login" in answer.where) == (sent.kind in SIGNS_OUT)
        assert web.changed(stands) == []


def try_one(web: Killable, elm: Practice, name: str) -> Sent:
    cache.clear()
    client = writes.client_for(name, WAYS[name])
    sent = writes.prepared(name, WAYS[name], elm, client)
    try_here(client, sent)
    assert sent.writes, f"{name} does not go through, or writes nothing: {sent.status}"
    visitor = writes.same_browser(client, web.address)
    kill_in_the_middle(web, visitor, sent)
    kill_at_the_commit(web, visitor, sent)
    return sent


def test_every_address_that_takes_a_press_is_killed_or_says_why_not():
    """A new one needs a line in tests/trials/writes_*.py: how it is sent, or why there is nothing to kill."""
    without = NOTHING_TO_KILL.keys() | WITH_A_KEY_OF_METAL
    assert set(writes.kinds()) == WAYS.keys() | without
    assert not WAYS.keys() & without
    assert len(WAYS) == sum(map(len, LISTS))  # none twice
    assert all(NOTHING_TO_KILL.values())


@pytest.mark.parametrize("name", SAMPLE)
def test_a_server_that_dies_leaves_it_whole_or_not_at_all(name, web, elm_for_good):
    try_one(web, elm_for_good, name)


def test_a_note_that_the_web_server_does_not_live_to_finish_is_signed_once(web, elm_for_good):
    assert try_one(web, elm_for_good, NOTE).is_kept
    signed = web.by.execute("SELECT count(*) FROM coaching_session WHERE finished_at IS NOT NULL").fetchone()
    assert signed == (1,)


@pytest.mark.fault
@pytest.mark.parametrize("name", sorted(WAYS.keys() - {NOTE, *SAMPLE}))
def test_each_kind_of_write(name, web, elm_for_good):
    try_one(web, elm_for_good, name)


@pytest.mark.fault
@pytest.mark.parametrize("name", sorted(NOTHING_TO_KILL))
def test_what_is_said_to_write_nothing_does_not(name, web, elm_for_good):
    """Or nothing that could be half there: one statement."""
    write = BEHIND_A_LINK.get(name, Write(shown=False))
    client = writes.client_for(name, write)
    sent = writes.prepared(name, write, elm_for_good, client)
    try_here(client, sent)
    assert sent.statements <= (3 if "form_key" in sent.data else 1)
