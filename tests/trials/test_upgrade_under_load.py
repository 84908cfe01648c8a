"""Trial 27: new migrations over full tables while people work: nobody waits for a lock longer than two seconds, no page
fails, and the release before goes on with the new tables beside the new one."""

import threading
import time

import pytest

from tests.live import ROOT
from tests.trials.upgrading import PEOPLE, NothingBefore, Reader, Upgrading, upgrading
from tests.trials.visitor import Visitor

pytestmark = pytest.mark.fault
MOST = 2.0
CLIENTS = 4
FINE = {200, 302}


@pytest.fixture(scope="module")
def site():
    try:
        with upgrading() as started:
            yield started
    except NothingBefore as reason:
        pytest.skip(str(reason))


def at_work(address: str, stop: threading.Event) -> list[Reader]:
    asha = Visitor(address).sign_in()
    crowd = [Reader(asha.twin(), stop) for _number in range(CLIENTS)]
    for one in crowd:
        one.start()
    return crowd


def failed(crowd: list[Reader]) -> list[tuple[str, int]]:
    return sorted({asked for one in crowd for asked in one.codes if asked[1] not in FINE})


def report(site: Upgrading, took: float, said: str, waits: dict, crowd: list[Reader]) -> None:
    applied = [line.strip() for line in said.splitlines() if line.strip().endswith("OK")]
    asked = sum(one.codes.total() for one in crowd)
    worst = [f"{who} for {what}: {seconds:.2f} s" for (who, what), seconds in sorted(waits.items())]
    lines = [
        f"{PEOPLE:,} people; {len(applied)} migrations in {took:.1f} s; {asked} requests",
        f"the slowest of them took {max(one.slowest for one in crowd):.2f} s",
        "",
        *applied,
        "",
        "longest waits for locks:",
        *(worst or ["none was seen"]),
    ]
    (ROOT / "test-results").mkdir(exist_ok=True)
    (ROOT / "test-results" / "upgrade.txt").write_text("\n".join(lines) + "\n")


def test_27_migrations_under_load(site):
    stop = threading.Event()
    crowd = at_work(site.address, stop)
    time.sleep(3)
    took, watcher, said = site.migrate()
    time.sleep(5)  # the release before, with the new tables
    stop.set()
    for one in crowd:
        one.join()
    report(site, took, said, watcher.longest, crowd)
    assert " OK" in said, "there is nothing to migrate: nothing was tried"
    assert watcher.worst <= MOST, watcher.longest
    assert failed(crowd) == []


def test_27_both_releases_work_beside_each_other(site):
    """So the web servers can be replaced one after the other, and back."""
    web, address = site.new_one()
    try:
        stop = threading.Event()
        crowd = [*at_work(site.address, stop), *at_work(address, stop)]
        time.sleep(5)
        stop.set()
        for one in crowd:
            one.join()
        assert failed(crowd) == []
    finally:
        web.terminate()
        web.wait(30)
