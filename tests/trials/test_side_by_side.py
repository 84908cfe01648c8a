"""Two web servers, three workers and a second timetable by mistake, behind nginx: one of them dies, each is restarted.

Nobody has to sign in again, no form is stored twice or lost, each message goes out once.
"""

import threading
import time
import urllib.request
import uuid
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.trials.clockwork_site import BEATS
from tests.trials.nginx import NoNginx
from tests.trials.side_by_side import TOKEN, WORKERS, Guest, SideBySide, side_by_side
from tests.trials.visitor import BOOK, a_booking

CLIENTS = 6
TODAY = "/mine/today"


@dataclass
class Busy:
    """Somebody who reads and books without a pause, and presses again when a press was not answered."""

    visitor: Guest
    booking: dict[str, object]
    stop: threading.Event
    reads: list[int] = field(default_factory=list)
    presses: dict[str, list[int]] = field(default_factory=dict)
    thrown_out: int = 0

    def work(self) -> None:
        while not self.stop.is_set():
            self.reads.append(self.visitor.status(TODAY))
            self.book(str(uuid.uuid4()))

    def book(self, key: str) -> None:
        said = self.presses.setdefault(key, [])
        while 302 not in said and len(said) < 50:
            said.append(self.press(key))
            time.sleep(0.2 if said[-1] != 302 else 0)

    def press(self, key: str) -> int:
        try:
            answer = self.visitor.post(BOOK, {**self.booking, "form_key": key})
        except OSError:
            return 0
        self.thrown_out += "/account/login" in answer.where
        return answer.status


@pytest.fixture(scope="module")
def site():
    try:
        with side_by_side() as started:
            yield started
    except NoNginx as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def people(site) -> list[Guest]:
    return [Guest(site).sign_in(f"{name}@elm.example.org") for name in ("asha", "ben", "lena")]


def under_load(people: list[Guest], *troubles) -> list[Busy]:
    """Six browsers of three people at work before, between and after the troubles."""
    stop = threading.Event()
    windows = [people[number % len(people)].twin() for number in range(CLIENTS)]
    crowd = [Busy(window, a_booking(window), stop) for window in windows]
    threads = [threading.Thread(target=one.work) for one in crowd]
    for thread in threads:
        thread.start()
    for trouble in (*troubles, None):
        time.sleep(4)
        if trouble:
            trouble()
    stop.set()
    for thread in threads:
        thread.join()
    return crowd


def check_nothing_is_lost_or_doubled(site: SideBySide, crowd: list[Busy]) -> None:
    keys = [key for one in crowd for key in one.presses]
    assert len(keys) > CLIENTS
    assert {said[-1] for one in crowd for said in one.presses.values()} == {302}
    assert sum(one.thrown_out for one in crowd) == 0
    found = site.sql(
        "SELECT (SELECT count(*) FROM coaching_session), (SELECT count(*) FROM practice_formkey),"
        " (SELECT count(*) FROM practice_trailevent WHERE verb = 'session.booked')"
    )
    assert len(set(found[0])) == 1
    stored = {str(key) for (key,) in site.sql("SELECT key FROM practice_formkey WHERE answer <> ''")}
    assert set(keys) <= stored


def pressed_again(crowd: list[Busy]) -> Counter:
    """What presses that had to be made again were answered."""
    return Counter(code for one in crowd for said in one.presses.values() for code in said[:-1])


@pytest.mark.fault
def test_one_web_server_is_killed_and_started_again(site, people):
    crowd = under_load(people, lambda: site.kill_web("web-1"), lambda: site.start_web("web-1"))
    check_nothing_is_lost_or_doubled(site, crowd)
    assert {code for one in crowd for code in one.reads} == {200}, "what only reads is asked of the other"
    again = pressed_again(crowd)
    assert set(again) <= {502}
    assert again.total() <= CLIENTS, "at most the press that each was at"


@pytest.mark.fault
def test_each_web_server_restarted_costs_nobody_a_request(site, people):
    crowd = under_load(people, *(lambda name=name: site.restart_web(name) for name in ("web-1", "web-2")))
    check_nothing_is_lost_or_doubled(site, crowd)
    assert {code for one in crowd for code in one.reads} == {200}
    assert pressed_again(crowd) == Counter()


@pytest.mark.fault
def test_three_workers_and_a_second_timetable_send_each_message_once(site, people):
    site.begin(*WORKERS, *BEATS)
    site.crowd(300, first=10, spread=20)
    crowd = under_load(people, lambda: site.kill("worker-2"), lambda: site.begin("worker-2"))
    site.wait_for(300, "outcome = 'sent'", 180)
    taken = Counter(reference for _at, what, reference in site.noted() if what in ("taken", "again"))
    assert len(taken) == 300
    assert Counter(ref for _at, what, ref in site.noted() if what == "taken").most_common(1)[0][1] == 1
    assert {code for one in crowd for code in one.reads} == {200}
    site.kill(*WORKERS, *BEATS)


@pytest.mark.fault
def test_what_a_browser_says_of_itself_is_replaced(site, people):
    """Each guest claims to come from elsewhere and by http."""
    found = {str(address) for (address,) in site.sql("SELECT DISTINCT address FROM practice_signinevent")}
    assert found == {"127.0.0.1"}
    assert people[0].get("/account/login/").headers["Strict-Transport-Security"]


@pytest.mark.fault
def test_metrics_are_for_this_machine(site, people):
    assert people[0].status("/metrics") == 404
    found = []
    for web in ("web-1", "web-2"):
        address = f"http://127.0.0.1:{site.nginx.ports['watch']}/{web}/metrics"
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own
            found.append(answer.read().decode())
    assert all("skerry_requests_total" in text for text in found)
