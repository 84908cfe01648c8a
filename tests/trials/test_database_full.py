"""Trial 28 at full size: no room on the disk, no connection left, a statement of thirty seconds; and back by itself."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launch.postgres import OWNER, SUPERUSER
from tests.live import ROOT
from tests.trials.own_servers import OwnSite
from tests.trials.using_up import connect, kept_in, nothing_by_half, press, send_again, stands_once
from tests.trials.visitor import Answer, Visitor, a_booking

pytestmark = pytest.mark.fault
APART = ["unshare", "--user", "--map-root-user", "--mount"]
FEW = "16"
SLOW = """
CREATE FUNCTION take_thirty_seconds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$;
CREATE TRIGGER slow BEFORE INSERT ON coaching_session FOR EACH ROW EXECUTE FUNCTION take_thirty_seconds();
"""


def may_have_a_disk(folder: str) -> bool:
    mounts = [*APART, "mount", "-t", "tmpfs", "tmpfs", folder]
    return bool(shutil.which("unshare")) and subprocess.run(mounts, check=False).returncode == 0


@pytest.fixture(scope="module")
def small_disk() -> dict[str, dict[str, object]]:
    """What the trial on a disk of its own saw."""
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        if not may_have_a_disk(folder):
            pytest.skip("this machine lends nobody a disk of their own")
        command = [*APART, sys.executable, "-m", "tests.trials.full_disk", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_28_a_full_disk_is_said_in_words_and_loses_nothing(small_disk):
    seen = small_disk["tables"]
    assert seen["status"] == 503
    assert "Skerry cannot store anything right now" in seen["text"]
    assert "Nothing of what you sent was stored" in seen["text"]
    assert (seen["kept"], seen["again"], seen["stands once"], seen["whole"]) == (True, 302, True, True)
    assert (seen["same processes"], seen["web meanwhile"]) == (True, 200)


def test_28_without_room_for_its_log_the_database_stops_and_comes_back(small_disk):
    seen = small_disk["log"]
    assert seen["said"], "the log found room"
    assert seen["meanwhile"] == 503
    assert (seen["whole"], seen["same web"]) == (True, True)
    assert seen["back after"] < 30


@pytest.fixture(scope="module")
def site() -> Iterator[OwnSite]:
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = OwnSite(Path(folder))
        site.postgres.more = {"max_connections": FEW}
        try:
            site.start()
            yield site
        finally:
            site.stop()


@pytest.fixture(scope="module")
def asha(site) -> Visitor:
    return Visitor(site.address).sign_in()


def take_all(site: OwnSite) -> list[psycopg.Connection]:
    """Until PostgreSQL has none left for anybody but its superuser; those of the site as well."""
    taken: list[psycopg.Connection] = []
    while True:
        try:
            taken.append(connect(site, "skerry_worker"))
        except psycopg.OperationalError as full:
            assert "connection" in str(full)
            with connect(site, SUPERUSER) as asked:
                ended = asked.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'skerry_web'"
                ).fetchone()[0]
            if not ended:
                return taken
            time.sleep(0.2)


def until_back(visitor: Visitor, seconds: float = 30) -> float:
    began = time.monotonic()
    while visitor.get("/healthz/web").status != 200:
        assert time.monotonic() < began + seconds, "it did not come back"
        time.sleep(0.2)
    return time.monotonic() - began


def check_kept(site: OwnSite, visitor: Visitor, sent: dict[str, object], answer: Answer, says: str) -> None:
    assert (answer.status, says in answer.text) == (503, True), answer.text
    assert kept_in(answer, sent)
    assert send_again(visitor, answer).status == 302
    assert stands_once(site, sent)
    assert nothing_by_half(site)


@pytest.mark.parametrize("seconds", [1, 45])
def test_28_without_a_connection_it_says_so_and_comes_back_by_itself(site, asha, seconds):
    booking = a_booking(asha)
    taken, ends = take_all(site), time.monotonic() + seconds
    sent, answer = press(asha, booking)
    while time.monotonic() < ends:  # others go on trying, as people do
        asha.get("/healthz/web")
    for connection in taken:
        connection.close()
    assert until_back(asha) < 12
    check_kept(site, asha, sent, answer, "Skerry has too much to do at this moment")
    assert site.web.poll() is None


def test_28_a_statement_of_thirty_seconds_is_stopped(site, asha):
    booking = a_booking(asha)
    with connect(site, OWNER) as owner:
        owner.execute(SLOW)
        began = time.monotonic()
        sent, answer = press(asha, booking)
        took = time.monotonic() - began
        owner.execute("DROP TRIGGER slow ON coaching_session")
    assert 19 < took < 27
    check_kept(site, asha, sent, answer, "This took too long")
