"""Real senders on committed data: killed with -9 again and again, several at once, without Redis."""

import datetime as dt
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from practice.models import Membership, Practice, User
from practice.tenancy import in_view
from reminders.kinds import Outcome
from reminders.models import Due, Message
from tests import build
from tests.live import ROOT, free_port, start_site, sweep, wait_for
from tests.reminders import made
from tests.reminders.carriers import again, taken

COUNT = 60  # with `make faults` more of them, and everything else killed too
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def elm(django_db_setup, django_db_blocker) -> Iterator[Practice]:
    """Elm with committed data, which other processes see; swept away afterwards."""
    with django_db_blocker.unblock():
        try:
            yield Practice.objects.get(ods_code="A81001")
        finally:
            connection.close()
            sweep()
            connection.close()


@pytest.fixture
def people(elm) -> None:
    """People with a session tomorrow, of which nobody has told them."""
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        made.sessions(asha, made.people(elm, COUNT), build.NOW + dt.timedelta(days=1))


@pytest.fixture
def queued(elm) -> None:
    """The same, planned and due."""
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        made.due(elm, asha, COUNT, build.NOW)


def worker(data: Path, *command: str, **environment: str) -> subprocess.CompletedProcess:
    """A process with the worker's log-in, its clock at the moment at which every test stands."""
    shift = int((build.NOW - dt.datetime.now(dt.UTC)).total_seconds())
    settings = {
        "SKERRY_ROLE": "worker",
        "SKERRY_CLOCK_SHIFT": str(shift),
        "DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "REMINDERS_TEXT_PROVIDER": "tests.reminders.carriers.Dying",
        "REDIS_URL": NOWHERE,
    }
    run = subprocess.run(
        [sys.executable, *command], check=False, cwd=ROOT, capture_output=True, text=True, timeout=300,
        env={**os.environ, **settings, **environment},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return run


def nursery(data: Path, *lives: str) -> int:
    """How many senders died until everything was sent."""
    return int(worker(data, "-m", "tests.reminders.nursery", *lives).stdout.split()[-1])


def assert_each_once(elm: Practice, data: Path) -> None:
    with in_view([elm], build.TEST):
        sent = set(map(str, Message.objects.by_outcome(Outcome.SENT).values_list("reference", flat=True)))
        assert Message.objects.count() == len(sent) == COUNT
        assert not Due.objects.filter(state="waiting").exists()
    assert taken(data / "outbox") == sent
    assert again(data / "outbox") == []


def test_killed_between_claim_and_send_and_between_send_and_mark(elm, queued, tmp_path):
    deaths = nursery(tmp_path, "before:9", "after:9")
    assert deaths >= COUNT // 20
    assert_each_once(elm, tmp_path)
    with in_view([elm], build.TEST):
        assert Message.objects.filter(attempts__result="found").count() >= 3


def test_killed_at_any_moment(elm, queued, tmp_path):
    assert nursery(tmp_path, "random", "random") > 3
    assert_each_once(elm, tmp_path)


def test_two_rounds_at_once_plan_and_send_each_message_once(elm, people, tmp_path):
    assert nursery(tmp_path, "lives", "lives") == 0
    assert_each_once(elm, tmp_path)


@pytest.mark.fault
def test_a_round_by_hand_without_redis(elm, people, tmp_path):
    first = worker(tmp_path, "manage.py", "tick")
    again = worker(tmp_path, "manage.py", "tick")
    assert (first.stdout, again.stdout) == (f"{COUNT} planned, {COUNT} handled.\n", "0 planned, 0 handled.\n")
    assert_each_once(elm, tmp_path)


def test_the_page_of_messages_without_redis(elm, queued):
    port = free_port()
    site = start_site(port, REDIS_URL=NOWHERE)
    try:
        wait_for(f"http://127.0.0.1:{port}", site)
        page = open_as("asha", f"http://127.0.0.1:{port}/A81001/messages?show=planned")
    finally:
        site.terminate()
        site.wait(20)
    assert "Given0 Family0" in page
    assert "07700 900000" in page


def open_as(name: str, address: str) -> str:
    client = Client()
    user = User.objects.get(email=f"{name}@elm.example.org")
    client.force_login(user, backend="practice.sessions.Backend")
    cookies = client.cookies.output(header="", sep=";")
    request = urllib.request.Request(address, headers={"Cookie": cookies})  # noqa: S310 - our own
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own
        return answer.read().decode()


def test_the_worker_looks_through_all_practices_queues_and_sees_nothing_else(elm, queued, tmp_path):
    script = (
        "import django; django.setup()\n"
        "from reminders.models import *; from patients.models import Patient\n"
        "print(Due.objects.count(), Message.objects.count(), Patient.objects.count())"
    )
    assert worker(tmp_path, "-c", script).stdout.split() == [str(COUNT), "0", "0"]
    assert worker(tmp_path, "-c", script, SKERRY_ROLE="web").stdout.split() == ["0", "0", "0"]
