"""Trials 14 and 15: PostgreSQL restarted under eight people at work, and killed with -9."""

import threading
import time
import uuid
from dataclasses import dataclass, field

import pytest

from tests.trials.own_servers import OwnSite, own_site
from tests.trials.visitor import BOOK, Visitor, a_booking

CLIENTS = 8


@dataclass
class Worker:
    """Books one session after the other until told to stop, and remembers each answer."""

    visitor: Visitor
    booking: dict[str, object]
    stop: threading.Event
    answered: list[str] = field(default_factory=list)
    failed: list[tuple[float, str]] = field(default_factory=list)
    done: list[float] = field(default_factory=list)

    def work(self) -> None:
        while not self.stop.is_set():
            self.press(str(uuid.uuid4()))

    def press(self, key: str) -> None:
        began = time.monotonic()  # a busy machine answers late what was asked early
        try:
            answer = self.visitor.post(BOOK, {**self.booking, "form_key": key})
        except OSError as problem:
            self.failed.append((began, f"{key} {problem}"))
            return
        if answer.status == 302 and "/account/login" not in answer.where:
            self.answered.append(key)
            self.done.append(time.monotonic())
        else:
            self.failed.append((began, f"{key} {answer.status}"))


@pytest.fixture(scope="module")
def site():
    with own_site() as started:
        yield started


@pytest.fixture(scope="module")
def people(site) -> list[Visitor]:
    """Three, who are signed in."""
    return [Visitor(site.address).sign_in(f"{name}@elm.example.org") for name in ("asha", "ben", "lena")]


def hire(people: list[Visitor], stop: threading.Event) -> list[Worker]:
    """Eight browsers of these three."""
    visitors = [people[number % len(people)].twin() for number in range(CLIENTS)]
    return [Worker(visitor, a_booking(visitor), stop) for visitor in visitors]


def under_load(
    people: list[Visitor], trouble, before: float = 1.5, after: float = 3
) -> tuple[list[Worker], float]:
    """Eight people at work while it happens; who they were, and when the database was back."""
    stop = threading.Event()
    workers = hire(people, stop)
    threads = [threading.Thread(target=worker.work) for worker in workers]
    for thread in threads:
        thread.start()
    time.sleep(before)
    trouble()
    back = time.monotonic()
    time.sleep(after)
    while not all_served_since(workers, back) and time.monotonic() < back + 30:
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    return workers, back


def all_served_since(workers: list[Worker], back: float) -> bool:
    return all(any(at > back for at in worker.done) for worker in workers)


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


@pytest.mark.fault
def test_14_a_restart_costs_each_at_most_one_request(site, people):
    workers, back = under_load(people, site.restart_database)
    check_nothing_is_lost(site, workers)
    assert max(len(worker.failed) for worker in workers) <= 1
    late = [(began - back, said) for worker in workers for began, said in worker.failed if began > back]
    assert late == []
    assert all_served_since(workers, back)


def test_15_killed_it_keeps_what_was_answered(site, people):
    workers, back = under_load(people, site.kill_database)
    check_nothing_is_lost(site, workers)
    assert all_served_since(workers, back)


def test_15_what_was_cut_off_can_be_sent_again_and_stands_once(site, people):
    workers, _back = under_load(people, site.kill_database, before=0.7, after=1)
    for worker in workers:
        for _at, said in list(worker.failed):
            worker.press(said.split()[0])
    check_nothing_is_lost(site, workers)
    keys = site.sql("SELECT count(*), count(DISTINCT key) FROM practice_formkey")
    assert keys[0][0] == keys[0][1]


@pytest.mark.fault
@pytest.mark.parametrize("round", range(5))
def test_15_again_and_again(site, people, round):
    workers, _back = under_load(people, site.kill_database, before=4, after=4)
    check_nothing_is_lost(site, workers)
