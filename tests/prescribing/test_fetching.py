"""Feeds over the web, from a server of our own on the loopback: pages, details, and everything that goes wrong."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from prescribing.incoming import fetching, pages
from prescribing.incoming.fetching import Fetcher, NotRead, is_out_there
from prescribing.models import Run
from prescribing.reading_sources import read_what_is_due
from tests.prescribing import feeds


class Answers(BaseHTTPRequestHandler):
    """Says what the test laid down for a path; a number is a status."""

    laid: dict[str, object] = {}

    def do_GET(self) -> None:
        said = self.laid.get(self.path, 404)
        status, body = (said, b"") if isinstance(said, int) else (200, said)
        if isinstance(said, tuple):
            status, body = said[0], b""
        self.send_response(status)
        if isinstance(said, tuple):
            self.send_header("Location", said[1])
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def town() -> Iterator[tuple[str, dict]]:
    """Its address, and what it answers."""
    Answers.laid = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", Answers.laid
    server.shutdown()
    server.server_close()


def thin(key: str) -> dict:
    return {"id": key, "name": f"Group {key}", "status": "active"}


def a_page(number: int, of: int, *services: dict) -> dict:
    return {"total_pages": of, "page_number": number, "contents": list(services)}


def test_pages_and_details_are_read(elm, town):
    where, laid = town
    laid |= {"/services": a_page(1, 2, thin("a"), thin("b")), "/services?page=2": a_page(2, 2, thin("c"))}
    laid |= {f"/services/{key}": feeds.a_service(key) for key in "ab"}
    _run, report = feeds.read(elm, f"{where}/services", name="Town")
    assert feeds.counts(report) == (3, 3, 0, 0, 0, 0)
    found = feeds.listed(elm)
    assert (found["a"].venues.count(), found["c"].venues.count()) == (1, 0)


def test_the_list_is_found_below_the_address(elm, town):
    where, laid = town
    laid |= {"/api": {"version": "HSDS-UK-3.0"}, "/api/services": a_page(1, 1, feeds.a_service())}
    assert feeds.counts(feeds.read(elm, f"{where}/api")[1])[1] == 1


def test_the_older_pages_are_read(elm, town):
    where, laid = town
    laid["/services"] = {"totalPages": 1, "number": 1, "content": [feeds.a_service() | {"eligibilitys": []}]}
    run, report = feeds.read(elm, f"{where}/services")
    assert (run.source.kind, report.created) == ("oruk_1", 1)


def test_a_detail_that_breaks_is_refused_and_nothing_lost(elm, town):
    where, laid = town
    laid |= {"/services": a_page(1, 1, thin("a")), "/services/a": feeds.a_service("a")}
    feeds.read(elm, f"{where}/services")
    laid["/services/a"] = 500
    _run, report = feeds.read(elm, f"{where}/services")
    assert "status 500" in report.refused[0]["reason"]
    assert feeds.listed(elm)["a"].venues.filter(withdrawn_at=None).count() == 1


def test_a_feed_that_breaks_off_withdraws_nothing(elm, town):
    where, laid = town
    laid |= {
        "/services": a_page(1, 2, feeds.a_service("a")),
        "/services?page=2": a_page(2, 2, feeds.a_service("b")),
    }
    feeds.read(elm, f"{where}/services")
    laid["/services?page=2"] = 503
    run, report = feeds.read(elm, f"{where}/services")
    assert (report.withdrawn, set(feeds.listed(elm))) == (0, {"a", "b"})
    assert "status 503" in run.failed_because


def test_a_feed_that_sends_the_same_page_for_ever_ends(town):
    where, laid = town
    laid |= {"/services": {"contents": [thin("a")]}, "/services?page=2": {"contents": [thin("a")]}}
    feed = pages.Feed(f"{where}/services", Fetcher(inside=True))
    assert len(list(feed.pages())) == 1


@pytest.mark.parametrize(
    ("laid", "why"),
    [
        (b"<html>", "did not answer with JSON"),
        (b"[" * 100_000, "did not answer with JSON"),
        (404, "nothing at this address"),
        ((302, "/services"), "without an end"),
        ((302, "file:///etc/passwd"), "begin with http"),
        ({"a": 1}, "nothing at this address"),
    ],
    ids=["html", "deep", "gone", "round and round", "to a file", "no list"],
)
def test_what_cannot_be_read_is_said(laid, why, town):
    town[1]["/services"] = laid
    with pytest.raises(NotRead, match=why):
        pages.Feed(f"{town[0]}/services", Fetcher(inside=True))


def test_a_flood_is_cut_off(town, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 1_000)
    town[1]["/x"] = b"x" * 2_000
    with pytest.raises(NotRead, match="MB at once"):
        Fetcher(inside=True).body(f"{town[0]}/x")


def test_time_is_bounded(town):
    with pytest.raises(NotRead, match="too long"):
        Fetcher(inside=True, seconds=-1).body(f"{town[0]}/x")


INSIDE = (
    *("http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/"),
    *("http://169.254.169.254/", "http://0x7f000001/"),
)
HIDDEN = (
    *("::ffff:127.0.0.1", "fd00::1", "100.64.0.1", "0.0.0.0", "64:ff9b::a00:1"),  # noqa: S104
    *("2002:7f00:1::", "224.0.0.1"),
)


@pytest.mark.parametrize("where", INSIDE)
def test_no_address_inside_is_read_for_a_colleague(where):
    with pytest.raises(NotRead, match=r"private network|no machine"):
        Fetcher().body(where)


@pytest.mark.parametrize("number", HIDDEN)
def test_no_number_hides_an_inside_one(number):
    assert not is_out_there(number)


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://example.org/", "http://a:b@example.org/", "http://"]
)
def test_only_the_web_is_read(where):
    with pytest.raises(NotRead, match="begin with http"):
        Fetcher(inside=True).body(where)


def test_every_week_it_is_read_again(elm, town, clock):
    where, laid = town
    laid["/services"] = a_page(1, 1, feeds.a_service())
    feeds.read(elm, f"{where}/services", weekly=True)
    assert read_what_is_due() == 0
    clock.move(days=7)
    laid["/services"] = a_page(1, 1, feeds.a_service(name="Slow walks"))
    assert read_what_is_due() == 1
    assert feeds.listed(elm)["s-1"].name == "Slow walks"


def test_what_a_colleague_asks_for_is_never_read_from_inside(elm, town, browser_of):
    town[1]["/services"] = a_page(1, 1, feeds.a_service())
    typed = {"name": "Town", "address": f"{town[0]}/services", "weekly": "on"}
    browser_of("lena").post("/A81001/directory/sources/add", typed)
    assert read_what_is_due() == 1
    assert "private network" in Run.objects.get().failed_because
    assert not feeds.listed(elm)
