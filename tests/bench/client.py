"""One client of many: a process that is signed in, asks one thing after the other, and notes how long each took."""

import html
import http.client
import re
import time
from collections import deque
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlencode

import psycopg

from tests.bench import operations, statements

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class WrongAnswer(Exception):
    """Not the answer that the bench asked for: the figures would mean nothing."""


def words_of(page: str) -> str:
    """What a page says, for the one who reads why the bench stopped."""
    return " ".join(
        re.sub(r"(?s)<script.*?</script>|<[^>]*>", " ", page.partition("<main")[2] or page).split()
    )[:600]


class Browser:
    """One person's cookies over the client's connection, which is kept open."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection
        self.host = f"{connection.host}:{connection.port}"
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, Any] | None = None, **headers: str
    ) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        body = None
        if form is not None:
            body = urlencode(form | {"csrfmiddlewaretoken": self.cookies.get("csrf", "")}, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.headers = answer.headers
        return answer.status, text

    def sign_in(self, email: str, password: str) -> None:
        """Through the page that everybody uses."""
        _status, page = self.ask("GET", "/account/login/")
        found = TOKEN.search(page)
        form = {"login": email, "password": password, "csrfmiddlewaretoken": found[1] if found else ""}
        status, text = self.ask("POST", "/account/login/", form)
        if status != 302 or "skerry" not in self.cookies:
            raise WrongAnswer(f"{email} could not sign in: {status} {words_of(text)}")


class Client:
    """Works off what the parent process asks, with several people's sessions in turn."""

    def __init__(self, port: int, number: int, database: str) -> None:
        own = f"127.0.0.{number + 2}"  # the door counts tries by address
        self.connection = http.client.HTTPConnection("127.0.0.1", port, 30, source_address=(own, 0))
        self.database = psycopg.connect(database, autocommit=True)
        self.browsers: deque[Browser] = deque()

    def sign_in(self, emails: list[str], password: str) -> None:
        for email in emails:
            browser = Browser(self.connection)
            browser.sign_in(email, password)
            self.browsers.append(browser)

    def connect(self) -> None:
        """Anew for every turn: one that rested was closed by the server, and another process may take this one."""
        self.connection.close()
        self.connection.connect()

    def run(
        self,
        operation: str,
        target: str,
        samples: list[dict[str, Any]],
        start: float,
        pace: tuple[float, float],
    ) -> list[float]:
        """As many as fit into the seconds, each sample once and then again unless it is used up."""
        seconds, rest = pace
        once = operations.OPERATIONS[operation].once
        took: list[float] = []
        self.connect()
        time.sleep(max(0.0, start - time.monotonic()))
        while time.monotonic() < start + seconds:
            for sample in samples:
                took.append(self.one(operation, target, sample))
                if time.monotonic() >= start + seconds:
                    return took
                time.sleep(rest)
            if once:
                return took
        return took

    def one(self, operation: str, target: str, sample: dict[str, Any]) -> float:
        """The seconds that one of them took."""
        if target == "sql":
            began = time.perf_counter()
            statements.run(self.database, operation, sample)
            return time.perf_counter() - began
        return self.timed(self.browser(operation), operations.OPERATIONS[operation].request(target, sample))

    def browser(self, operation: str) -> Browser:
        """The next one's; or one that was never here before, for whoever holds a link and no account."""
        if not operations.OPERATIONS[operation].signed_in:
            return Browser(self.connection)
        self.browsers.rotate()
        return self.browsers[0]

    def timed(self, browser: Browser, request: operations.Request, **headers: str) -> float:
        began = time.perf_counter()
        status, text = browser.ask(request.method, request.path, request.form, **headers)
        took = time.perf_counter() - began
        if status != request.status or request.says not in html.unescape(text):
            raise WrongAnswer(f"{request.method} {request.path} answered {status}: {words_of(text)}")
        return took

    def text(self, operation: str, target: str, sample: dict[str, Any]) -> tuple[str, int]:
        """The page itself, and how many queries it took."""
        self.connect()
        browser, request = self.browser(operation), operations.OPERATIONS[operation].request(target, sample)
        _status, text = browser.ask(request.method, request.path, request.form, **{"X-Bench-Count": "1"})
        return text, int(browser.headers["X-Bench-Queries"])


def work(pipe: Connection, port: int, number: int, database: str) -> None:
    """The life of a client's process: an order comes, an answer goes; an empty order ends it."""
    client = Client(port, number, database)
    while order := pipe.recv():
        name, *arguments = order
        try:
            pipe.send((getattr(client, name)(*arguments), ""))
        except (WrongAnswer, OSError, http.client.HTTPException, psycopg.Error) as problem:
            pipe.send((None, f"{type(problem).__name__}: {problem}"))
