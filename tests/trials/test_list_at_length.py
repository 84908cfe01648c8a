"""Trial 20 at full size: a hundred thousand lines, one of them broken, the worker killed, others at work meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
from statistics import quantiles

import pytest

from patients.actions.importing import ask_to_apply
from patients.importing import WORKER
from patients.models import ImportRun, Patient
from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build
from tests.patients.lists import as_list, received
from tests.patients.test_import_pages import WORK
from tests.trials.visitor import Visitor

pytestmark = pytest.mark.fault
ROWS, BROKEN, KILLED = 100_000, 57_001, 60_000
PAGES = ("/A81001/patients/1", "/mine/today", "/A81001/patients/1/sessions")


def whole_list() -> bytes:
    """Line 57,001 has an NHS number with a digit wrong."""
    rows = [("", f"8{n:06}", f"Lake{n}", "Ann", "04-May-1970", "2", "EL1 2QY") for n in range(ROWS)]
    rows[BROKEN - 2] = ("999 000 0043", *rows[BROKEN - 2][1:])  # the headings are line 1
    return as_list(*rows)


@pytest.fixture
def elm(world) -> Practice:
    return Practice.objects.get(ods_code="A81001")


def count(elm: Practice) -> int:
    with in_view([elm]):
        return Patient.objects.filter(practice=elm).count()


def worker() -> subprocess.Popen:
    """Takes one step of what waits, as at a tick."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "SKERRY_ROLE": "worker"}
    return subprocess.Popen([sys.executable, "-c", WORK], env=environment)


def bring_in(elm: Practice) -> ImportRun:
    """Sent, read by the worker, and asked for."""
    with in_view([elm]):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        run = received(elm, whole_list())
    assert worker().wait(600) == 0
    with in_view([elm], asha):
        run.refresh_from_db()
        return ask_to_apply(run=run, by=asha, now=build.NOW)


def kill_at(elm: Practice, doing: str, rows: int) -> None:
    """When so many lines have been read, or in the middle of writing them."""
    process, deadline = worker(), time.monotonic() + 300
    while time.monotonic() < deadline and not is_at(elm, doing, rows):
        assert process.poll() is None, "it was faster than this trial"
        time.sleep(0.05)
    time.sleep(1)
    assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def is_at(elm: Practice, doing: str, rows: int) -> bool:
    with in_view([elm]):
        return ImportRun.objects.filter(progresses__doing=doing, progresses__done__gte=rows).exists()


@pytest.mark.parametrize("doing", ["Reading", "Writing"])
def test_20_a_hundred_thousand_lines_all_or_nothing(doing, elm):
    before = count(elm)
    run = bring_in(elm)
    kill_at(elm, doing, KILLED)
    assert count(elm) == before
    for _tick in range(2):  # the second finds nothing to do
        assert worker().wait(600) == 0
        assert count(elm) == before + ROWS - 1
    with in_view([elm], WORKER):
        refused = list(run.findings.filter(kind="refused").values_list("line", flat=True))
    assert refused == [BROKEN]


def test_20_sent_again_it_makes_nobody_twice(elm):
    before = count(elm)
    for _time in range(2):
        bring_in(elm)
        assert worker().wait(600) == 0
        assert count(elm) == before + ROWS - 1


class Colleague(threading.Thread):
    """Opens pages, one after the other, and notes how long each took."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self.visitor = Visitor(site).sign_in()
        self.stop, self.took = threading.Event(), []

    def run(self) -> None:
        while not self.stop.is_set():
            for page in PAGES:
                began = time.perf_counter()
                assert self.visitor.get(page).status == 200
                self.took.append(time.perf_counter() - began)

    def ends(self) -> float:
        """The time that nineteen of twenty pages kept within."""
        self.stop.set()
        self.join()
        assert len(self.took) > 40
        return quantiles(self.took, n=20)[-1]


def test_20_others_hardly_notice(elm, site):
    alone = Colleague(site)
    alone.start()
    time.sleep(15)
    usual = alone.ends()
    meanwhile = Colleague(site)
    meanwhile.start()
    bring_in(elm)
    assert worker().wait(600) == 0
    assert meanwhile.ends() <= 2 * usual
