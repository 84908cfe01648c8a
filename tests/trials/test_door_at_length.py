"""Trials 42 and 44 at their full size: a thousand accounts, and times to a twentieth."""

import time
from collections.abc import Callable
from statistics import median
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practice.models import SignInEvent, User
from tests import build
from tests.trials.test_door import (
    ASHA,
    HERE,
    LOGIN,
    NOBODY,
    RESET,
    THERE,
    WRONG,
    _nobody_has_tried,
    ask_for_link,
    enter,
    is_in,
    kept,
    machine,
    quick,
)
from tests.trials.visitor import Visitor

__all__ = ["_nobody_has_tried", "machine", "quick"]
CLOSE = 0.05  # the medians of known and unknown may differ by this much


def was_tried(response) -> bool:
    """Looked at the password, instead of saying that it was too much."""
    return response.status_code == 200 and b"Too many" not in response.content


def test_42_a_thousand_accounts_from_one_address(quick, machine):
    thief = Client()  # a new one for each try would only take longer
    said = [was_tried(enter(f"somebody{number}@elm.example.org", client=thief)) for number in range(1000)]
    assert said == [True] * 5 + [False] * 995
    assert (kept("failed"), kept("slowed")) == (5, 995)
    assert set(SignInEvent.objects.values_list("address", flat=True)) == {HERE}


def test_42_spraying_shuts_nobody_out(quick, machine):
    for email in (
        ASHA,
        "dev@oak.example.org",
        *(f"somebody{number}@elm.example.org" for number in range(70)),
    ):
        enter(email, address=THERE)
    assert is_in(enter(ASHA, build.PASSWORD))
    assert not is_in(enter(ASHA, build.PASSWORD, address=THERE))
    machine.seconds += 61
    assert is_in(enter(ASHA, build.PASSWORD, address=THERE))


def test_42_a_hundred_tries_at_one_account(quick, machine):
    thief = Client()
    said = [was_tried(enter(address=THERE, client=thief)) for _ in range(100)]
    assert said == [True] * 5 + [False] * 95
    assert (kept("failed"), kept("slowed")) == (5, 95)
    assert is_in(enter(password=build.PASSWORD))


def test_42_patience_brings_five_tries_a_minute(quick, machine):
    tried, thief = 0, Client()
    for number in range(120):
        tried += was_tried(enter(f"somebody{number}@elm.example.org", client=thief))
        machine.seconds += 5
    assert tried == 5 * 10
    assert kept("failed") + kept("slowed") == 120


def apart(ask: Callable[[str], object], rounds: int, clock: Callable[[], float], pause: float = 0) -> float:
    """Known and unknown in turn, each first as often as the other: how far their medians lie apart."""
    took: dict[str, list[float]] = {ASHA: [], NOBODY: []}
    for number in range(-2, rounds):  # the first two warm up
        for email in (ASHA, NOBODY) if number % 2 else (NOBODY, ASHA):
            cache.clear()
            time.sleep(pause)
            began = clock()
            ask(email)
            took[email].append(clock() - began)
    return abs(median(took[ASHA][2:]) / median(took[NOBODY][2:]) - 1)


def slow_steps(ask: Callable[[str], object], email: str) -> tuple[list[str], int]:
    """What takes time in answering: each hash of a password with its cost, and each look into the database."""
    hashed: list[str] = []
    hasher = type(get_hasher())
    work = hasher.encode

    def encode(self, *given, **cost) -> str:
        made = work(self, *given, **cost)
        hashed.append(f"{self.algorithm}, {self.decode(made)['iterations']} rounds")
        return made

    cache.clear()
    with patch.object(hasher, "encode", encode), CaptureQueriesContext(connection) as asked:
        ask(email)
    return hashed, len(asked)


@pytest.mark.parametrize(("ask", "hashes"), [(enter, 1), (ask_for_link, 0)])
def test_44_the_work_is_the_same(ask, hashes, elm, monkeypatch):
    """Counted, not timed: a busy machine tells nothing of the one and of the other."""
    monkeypatch.setattr("practice.afterwards.start", lambda work: None)
    User.objects.update(password=make_password(build.PASSWORD))
    ask(ASHA)  # what is read once a process is read now
    known, unknown = slow_steps(ask, ASHA), slow_steps(ask, NOBODY)
    assert known == unknown
    assert len(known[0]) == hashes


@pytest.mark.fault
@pytest.mark.parametrize(("ask", "rounds"), [(enter, 8), (ask_for_link, 120)])
def test_44_the_time_of_the_work_is_the_same(ask, rounds, elm, monkeypatch):
    """The processor's time of this thread, which tells nearly the same on a busy machine."""
    monkeypatch.setattr("practice.afterwards.start", lambda work: None)
    assert apart(ask, rounds, time.thread_time) < CLOSE


def sign_in_at(site: str) -> Callable[[str], object]:
    visitor = Visitor(site)
    visitor.get(LOGIN)
    return lambda email: visitor.post(LOGIN, {"login": email, "password": WRONG})


def ask_at(site: str) -> Callable[[str], object]:
    visitor = Visitor(site)
    visitor.get(RESET)
    return lambda email: visitor.post(RESET, {"email": email})


@pytest.mark.fault
@pytest.mark.parametrize(("ask", "rounds"), [(sign_in_at, 60), (ask_at, 200)])
def test_44_the_time_is_the_same_over_a_real_connection(ask, rounds, world, site):
    """With a pause before each try, in which the mail of the one before it goes."""
    assert apart(ask(site), rounds, time.perf_counter, pause=0.1) < CLOSE
