"""Trials 1 to 8, 10 and 13 at full size: real workers, timetables, Redis and PostgreSQL, killed again and again.

What was tried and seen stands in test-results/faults.md afterwards.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter

import pytest

from reminders.sending import LEASE, TRIES
from tests.live import ROOT
from tests.trials.clockwork_site import BEATS, TICK, WORKERS, ClockworkSite, calm, clockwork_site, storm
from tests.trials.trial_report import Report
from tests.trials.visitor import BOOK, Visitor, a_booking
from tests.trials.weather import Weather

pytestmark = pytest.mark.fault
ALL = (*WORKERS, *BEATS)
SENT, SETTLED = "outcome = 'sent'", "outcome <> ''"


@pytest.fixture(scope="module")
def servers():
    with clockwork_site() as started:
        yield started


@pytest.fixture(scope="module")
def report() -> Report:
    return Report()


@pytest.fixture
def site(servers: ClockworkSite):
    """Fine weather, nobody at work yet."""
    Weather().write(servers.folder)
    servers.hurry = {}
    yield servers
    servers.kill(*ALL)


def test_01_killed_between_claim_and_send_and_between_send_and_mark(site, report):
    site.crowd(200)
    Weather(dies_before=0.04, dies_after=0.04).write(site.folder)
    site.begin(*ALL)
    site.wait_for(190, SETTLED, 600)
    Weather().write(site.folder)
    took = site.wait_for(200, SENT, LEASE.seconds + TICK + 5)
    deaths = Counter(what for _at, what, _ref in site.noted() if what.startswith("died"))
    assert len(deaths) == 2
    seen = f"{deaths['died-before']} senders died before the taking, {deaths['died-after']} after it; all {took:.0f} s"
    report.check(site, "1", "a sender kills itself around the call", 200, f"{seen} after the last")


def test_02_two_workers_and_two_timetables(site, report):
    site.begin(*ALL)
    site.wait_for(0, SENT, 1)
    site.crowd(600, first=15, spread=60)
    site.wait_for(600, SENT, 180)
    late = site.late()
    seen = f"late by {late[300]:.1f} s (median), {late[-1]:.1f} s (worst)"
    report.check(site, "2", "two workers and two beats, each due at its own second for 60 s", 600, seen)
    assert late[-1] < TICK + 5


def test_03_redis_emptied_with_500_due_in_the_future(site, report):
    site.begin(*ALL)
    site.crowd(500, first=20, spread=40)
    site.empty_redis()
    site.wait_for(400, "true", 60)
    site.wipe_redis()
    site.wait_for(500, SENT, 180)
    late = site.late()
    seen = f"late by {late[250]:.1f} s (median), {late[-1]:.1f} s (worst)"
    report.check(site, "3", "Redis emptied, then killed and wiped", 500, seen)
    assert late[-1] < TICK + 15  # the second time it was away, and everybody had to find it again


def test_03_and_08_redis_stopped_for_a_minute(site, report):
    asha = Visitor(site.address).sign_in()
    site.begin(*ALL)
    site.crowd(200, first=25, spread=20)
    site.stop_redis()
    began, pages = time.monotonic(), []
    while time.monotonic() - began < 60:
        pages.append(asha.get("/mine/today").status)
        time.sleep(2)
    booked = asha.post(BOOK, a_booking(asha)).status
    came_in = Visitor(site.address).sign_in()
    site.redis.start()
    took = site.wait_for(200, SENT, 120)
    assert (set(pages), booked, came_in.get("/mine/today").status) == ({200}, 302, 200)
    seen = f"{len(pages)} pages, a sign-in and a booking meanwhile; all went {took:.1f} s after it was back"
    report.check(site, "3, 8", "Redis stopped for 60 s", 200, seen)
    assert took < TICK + 5


def test_05_sending_takes_longer_than_the_lease(site, report):
    site.crowd(24)
    Weather(slow=3).write(site.folder)
    site.begin(*ALL, LEASE="1")
    site.wait_for(24, SENT, 180)
    seen = "the row is held longer than its lease"
    report.check(site, "5", "a call takes 3 s, the lease lasts 1 s, eight senders", 24, seen)


def test_06_the_provider_is_away_and_comes_back(site, report):
    site.crowd(200)
    Weather(away=0.4, busy=0.3, lost=0.3).write(site.folder)
    site.begin(*ALL, PAUSE="12")
    time.sleep(45)
    Weather().write(site.folder)
    site.wait_for(200, SENT, 240)
    most = site.sql("SELECT max(number) FROM reminders_attempt")[0][0]
    report.check(site, "6", "the provider answers 500, 429 or not at all, then works", 200)
    assert most <= TRIES


def test_06_one_that_never_works_ends_on_a_persons_list(site, report):
    site.crowd(20)
    Weather(away=1).write(site.folder)
    site.begin(*ALL, PAUSE="1")
    site.wait_for(20, "outcome = 'failed' AND done_at IS NULL", 240)
    tries = Counter(ref for _at, _what, ref in site.noted())
    report.add("6", "the provider never works", 20, 0, 0, 0, 0, f"all 20 to do by hand after {TRIES} tries")
    assert set(tries.values()) == {TRIES}


def test_07_taken_and_the_answer_cut(site, report):
    site.crowd(500)
    Weather(cut_first=True).write(site.folder)
    site.begin(*ALL, PAUSE="2")
    site.wait_for(500, SENT, 240)
    found = site.counted(
        "EXISTS (SELECT FROM reminders_attempt a WHERE a.message_id = m.id AND a.result = 'found')"
    )
    assert found == 500
    report.check(
        site, "7", "every first answer cut after the taking", 500, "all 500 found by their reference"
    )


def test_10_the_clock_jumps_by_two_hours_and_back(site, report):
    site.crowd(300)
    Weather(slow=0.5).write(site.folder)
    site.begin(*ALL, shift=7200)
    calm(site, calls=100, seconds=90)
    site.kill(*ALL)
    site.begin(*ALL, shift=-7200)
    time.sleep(45)
    site.kill(*ALL)
    before = site.counted(SENT)
    Weather().write(site.folder)
    settled = by_hand(site, "settle_reminders")
    site.begin(*ALL)
    site.wait_for(300, SENT, LEASE.seconds + 60)
    done = "two hours ahead, killed, two hours behind, killed, right again"
    report.check(site, "10", done, 300, f"{before} went while it was wrong; then {settled}")


def by_hand(site: ClockworkSite, command: str) -> str:
    """What it says."""
    settings = {**os.environ, **site.settings, "SKERRY_ROLE": "worker"}
    run = subprocess.run(
        [sys.executable, "manage.py", command], cwd=ROOT, env=settings, check=True, capture_output=True
    )
    return run.stdout.decode().strip()


def health(site: ClockworkSite) -> tuple[int, dict]:
    try:
        with urllib.request.urlopen(f"{site.address}/healthz", timeout=10) as answer:  # noqa: S310 - our own
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as answer:
        return answer.code, json.loads(answer.read())


def test_13_a_silent_sender_turns_the_page_red(site, report):
    site.begin(*ALL)
    site.crowd(10)
    site.wait_for(10, SENT, 60)
    assert health(site)[0] == 200
    site.kill(*ALL)
    site.sql("UPDATE practice_heartbeat SET at = at - interval '11 minutes' RETURNING 1")
    code, says = health(site)
    began = time.monotonic()
    site.begin(*ALL)
    while health(site)[0] != 200:
        assert time.monotonic() - began < 60
        time.sleep(0.5)
    seen = f"red: “{says['reasons'][0]}”; green again {time.monotonic() - began:.0f} s after the start"
    report.check(site, "13", "everybody killed, eleven minutes pass", 10, seen)
    assert code == 503


def test_all_at_once_again_and_again(site, report):
    site.crowd(3000, first=0, spread=150)
    Weather(away=0.05, busy=0.03, lost=0.03, cut=0.08, dies_before=0.005, dies_after=0.005).write(site.folder)
    site.begin(*ALL, LEASE="10", PAUSE="3")
    storm(site, calls=2000, seconds=300)
    Weather().write(site.folder)
    site.mend()
    took = site.wait_for(3000, SENT, 300)
    report.check(
        site, "1-3, 5-7, 14, 15", f"all of it at once, over and over; the rest went within {took:.0f} s", 3000
    )
