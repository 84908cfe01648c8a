"""A flood on pages without an account: 429 in plain words, for that place alone, and nothing grows without end."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from practice import flood, pace
from prescribing import public_views
from tests.live import free_port, kill_site, start_site, wait_for
from tests.prescribing.test_public import sent
from tests.trials import public

FLOODER, PERSON = "203.0.113.9", "198.51.100.7"
LIMIT = 20
SIGN_IN = ("/account/login/", "/account/password/reset/")
PLAIN = ("Too many tries in a short time", "There were too many tries in a short time")


@pytest.fixture
def narrow(db, settings):
    """So few that a trial is short; what is counted and how is the same."""
    settings.VISITS_LIMIT = LIMIT
    cache.clear()


@pytest.fixture
def addresses(elm) -> list[str]:
    """Every page without an account, one that works where there is one."""
    public.opened_to_all(elm)
    ways = {purpose: make(elm) for purpose, make in public.WAYS.items()}
    behind = [ways[asks].to(name) for name, (_route, asks) in public.ROUTES.items()]
    street = [public.on_the_street(name, elm) for name in public.FOR_ANYBODY]
    machines = [reverse(name) for name in public.pages(public.CALLED, public.OPEN)]
    doors = [
        reverse(name)
        for name, (route, _asks) in public.pages(public.SIGN_IN).items()
        if "<" not in route and "(" not in route
    ]
    flood.counts.of.clear()  # making them was no visit
    return behind + street + machines + doors


def come(where: str, place: str, how: str = "get"):
    return getattr(Client(), how)(where, REMOTE_ADDR=place)


def test_42_a_place_that_floods_is_refused_at_every_page_and_nobody_else_is(addresses, narrow, caplog):
    answers = [come("/link/none/", FLOODER).status_code for _ in range(LIMIT + 5)]
    assert answers == [404] * LIMIT + [429] * 5
    for where in addresses:
        for how in ("get", "post"):
            refused = come(where, FLOODER, how)
            assert refused.status_code == 429 and refused["Retry-After"] == "60", where
            assert any(words in refused.text for words in PLAIN), where
            assert "tel:999" in refused.text and "Elm" not in refused.text, where
    assert len([record for record in caplog.records if "flood" in record.getMessage()]) == 1


def test_42_others_hardly_notice(addresses, narrow):
    for _ in range(LIMIT * 3):
        come("/account/login/", FLOODER)
    settled = {where: come(where, f"198.51.100.{number}") for number, where in enumerate(addresses)}
    assert [where for where, answer in settled.items() if answer.status_code in (429, 500)] == []


def test_42_it_ends_with_the_minute(narrow, monkeypatch):
    for _ in range(LIMIT + 1):
        last = come("/link/none/", FLOODER)
    assert last.status_code == 429
    later = flood.time.monotonic() + flood.SECONDS
    monkeypatch.setattr(flood.time, "monotonic", lambda: later)
    assert come("/link/none/", FLOODER).status_code == 404


def test_42_colleagues_who_are_in_are_not_counted(browser_of, narrow):
    asha = browser_of("asha")
    assert {asha.get("/mine/find").status_code for _ in range(LIMIT + 5)} == {200}


def test_42_a_flood_asks_the_database_nothing(narrow, django_assert_num_queries):
    for _ in range(LIMIT):
        come("/account/login/", FLOODER)
    with django_assert_num_queries(0):
        assert [come(where, FLOODER).status_code for where in ("/link/x/", *SIGN_IN)] == [429] * 3


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:2aa:ffff::9", "2001:db8:1:200::/56"),
        ("2001:db8:1:300::1", "2001:db8:1:300::/56"),
        ("nothing", "nothing"),
    ],
)
def test_42_a_line_with_many_addresses_is_one_place(address, place):
    assert flood.place_of(address) == place


def test_42_as_many_places_as_come_are_not_all_remembered(monkeypatch):
    monkeypatch.setattr(flood, "MOST_PLACES", 50)
    counts = flood.Counts()
    for number in range(500):
        counts.one_more(f"place {number}", 1.0)
    assert len(counts.of) == 50
    assert [counts.one_more(f"place {number}", 1.0) for number in (0, 499)] == [2, 0]
    counts.one_more("the next minute", 61.0)
    assert len(counts.of) == 1


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM skerry_cache")
        return int(cursor.fetchone()[0])


def test_42_what_was_counted_goes_again(db, clock):
    """Whoever begins a count takes those that are over along, so that a flood leaves nothing for long."""
    cache.clear()
    for number in range(60):
        pace.too_often(f"press {number}", most=1, minutes=1, now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE skerry_cache SET expires = clock_timestamp() - interval '1 minute'")
    for number in range(12):
        pace.too_often(f"later {number}", most=1, minutes=1, now=clock.now())
    assert kept() == 12


def ask_for_help(client: Client, place: str, words: str):
    """Sent as a person sends it, who took ten seconds."""

    class From:
        def post(self, where, data):
            return client.post(where, data, REMOTE_ADDR=place)

    return sent(From(), words=words)


def test_42_one_house_does_not_shut_the_public_page_for_all(elm, monkeypatch):
    """What was refused to it counts for nobody else."""
    public.opened_to_all(elm)
    cache.clear()
    monkeypatch.setattr(public_views, "PRESSES", 100)
    answers = [
        ask_for_help(Client(), FLOODER, f"Words {n}").status_code for n in range(public_views.A_PRACTICE + 5)
    ]
    assert answers.count(302) == public_views.A_HOUSE
    assert ask_for_help(Client(), PERSON, "I am on my own a lot").status_code == 302
    assert elm.arrivals.count() == public_views.A_HOUSE + 1
    again = ask_for_help(Client(), FLOODER, "Words 0")
    assert again.status_code == 302, "what is kept already is said again, not refused"


# --- over real connections --------------------------------------------------------------------------------------


def ask(port: int, where: str, place: str = "127.0.0.1", method: str = "GET") -> tuple[int, str]:
    """From one of the loopback's own addresses, each of which is a place."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(place, 0))
    line.request(method, where)
    answer = line.getresponse()
    said = answer.status, answer.read().decode(errors="replace")
    line.close()
    return said


def memory(pid: int) -> int:
    """Of the server and its workers, in kB, as it stands now."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    stand = [Path(f"/proc/{number}/status").read_text() for number in (pid, *map(int, children))]
    return sum(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) for status in stand)


@pytest.fixture
def flooded(world):
    """A site of its own that refuses early; its port and its number."""
    port = free_port()
    process = start_site(port, SKERRY_VISITS_LIMIT="100")
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield port, process.pid
    finally:
        kill_site(process)


def test_42_a_flood_over_real_connections(flooded):
    port, pid = flooded
    pages = ("/link/none/", "/account/login/", "/A81001/ask-for-help", "/link/none/r")
    before, others = memory(pid), []
    with ThreadPoolExecutor(8) as crowd:
        press = crowd.map(lambda number: ask(port, pages[number % 4], "127.0.0.2")[0], range(400))
        others = [ask(port, "/account/login/", "127.0.0.3") for _ in range(5)]
        answers = list(press)
    assert answers.count(429) >= 150 and 500 not in answers
    assert [status for status, _text in others] == [200] * 5
    assert memory(pid) - before < 50_000
