"""Trials 14 and 15: PostgreSQL restarted under eight people at work, and killed with -9."""

import threading
import time
import uuid
from dataclasses import dataclass, field

import pytest

from tests.trials.own_servers import OwnSite, own_site
from tests.trials.visitor import Visitor

CLIENTS = 8
BOOK = "/A81001/patients/1/sessions/book"
DAY = {"booked_on_day": "16", "booked_on_month": "3", "booked_on_year": "2026"}


@dataclass
class Worker:
    """Books one session after the other until told to stop, and remembers each answer."""

    visitor: Visitor
    coach: str
    stop: threading.Event
    answered: list[str] = field(default_factory=list)
    failed: list[tuple[float, str]] = field(default_factory=list)
    done: list[float] = field(default_factory=list)

    def work(self) -> None:
        while not self.stop.is_set():
            self.press(str(uuid.uuid4()))

    def press(self, key: str) -> None:
        booking = {**DAY, "booked_at": "9:15am", "minutes": "30", "mode": "phone", "coach": self.coach}
        try:
            answer = self.visitor.post(BOOK, {**booking, "form_key": key})
        except OSError as problem:
            self.failed.append((time.monotonic(), f"{key} {problem}"))
            return
        if answer.status == 302 and "/account/login" not in answer.where:
            self.answered.append(key)
            self.done.append(time.monotonic())
        else:
            self.failed.append((time.monotonic(), f"{key} {answer.status}"))


@pytest.fixture(scope="module")
def site():
    with own_site() as started:
        yield started


def hire(site: OwnSite, stop: threading.Event) -> list[Worker]:
    """Eight sessions of three people."""
    workers = []
    for number in range(CLIENTS):
        name = ("asha", "ben", "lena")[number % 3]
        visitor = Visitor(site.address).sign_in(f"{name}@elm.example.org")
        coach = visitor.get(BOOK).text.split('<option value="', 1)[1].split('"', 1)[0]
        workers.append(Worker(visitor, coach, stop))
    return workers


def under_load(site: OwnSite, trouble, before: float = 1.5, after: float = 3) -> tuple[list[Worker], float]:
    """Eight people at work while it happens; who they were, and when the database was back."""
    stop = threading.Event()
    workers = hire(site, stop)
    threads = [threading.Thread(target=worker.work) for worker in workers]
    for thread in threads:
        thread.start()
    time.sleep(before)
    trouble()
    back = time.monotonic()
    time.sleep(after)
    stop.set()
    for thread in threads:
        thread.join()
    return workers, back


def check_nothing_is_lost(site: OwnSite, workers: list[Worker]) -> None:
    """Every answered booking stands, whole; none stands by half."""
    stored = {str(key) for (key,) in site.sql("SELECT key FROM practice_formkey WHERE answer <> ''")}
    answered = {key for worker in workers for key in worker.answered}
    assert answered
    assert answered - stored == set()
    ((sessions, events, keys, histories),) = site.sql(
        "SELECT (SELECT count(*) FROM coaching_session),"
        " (SELECT count(*) FROM practice_trailevent WHERE verb = 'session.booked'),"
        " (SELECT count(*) FROM practice_formkey),"
        " (SELECT count(*) FROM practice_history WHERE table_name = 'coaching_session')"
    )
    assert sessions == events == keys == histories


def test_14_a_restart_costs_each_at_most_one_request(site):
    workers, back = under_load(site, site.restart_database)
    check_nothing_is_lost(site, workers)
    assert max(len(worker.failed) for worker in workers) <= 1
    late = [said for worker in workers for at, said in worker.failed if at > back + 2]
    assert late == []
    assert all(any(at > back for at in worker.done) for worker in workers)


def test_15_killed_it_keeps_what_was_answered(site):
    workers, back = under_load(site, site.kill_database)
    check_nothing_is_lost(site, workers)
    assert all(any(at > back for at in worker.done) for worker in workers)


def test_15_what_was_cut_off_can_be_sent_again_and_stands_once(site):
    workers, _back = under_load(site, site.kill_database, before=0.7, after=1)
    for worker in workers:
        for _at, said in list(worker.failed):
            worker.press(said.split()[0])
    check_nothing_is_lost(site, workers)
    keys = site.sql("SELECT count(*), count(DISTINCT key) FROM practice_formkey")
    assert keys[0][0] == keys[0][1]


@pytest.mark.fault
@pytest.mark.parametrize("round", range(5))
def test_15_again_and_again(site, round):
    workers, _back = under_load(site, site.kill_database, before=4, after=4)
    check_nothing_is_lost(site, workers)
