"""The site of the drill: people who write as fast as they are answered, and one who reads twenty pages."""

import dataclasses
import http.client
import os
import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch.children import gunicorn
from tests.bench.client import Browser, WrongAnswer
from tests.bench.people import COACHES, PASSWORD, code_of, email_of
from tests.bench.site import free_port, wait_for
from tests.trials.pages import forms_in

CODE = code_of(0)
WRITERS = 3
# What differs between two askings of the same page: tokens, the browser's single-use keys, where it was asked.
PASSING = (
    (
        re.compile(r'(name="csrfmiddlewaretoken" value=|X-CSRFToken&quot;: &quot;|"X-CSRFToken": )"?[\w-]+'),
        r"\1TOKEN",
    ),
    (re.compile(r'nonce="[^"]+"'), "NONCE"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "KEY"),
    (re.compile(r'-seconds="\d+"'), "SECONDS"),
    (re.compile(r"127\.0\.0\.1:\d+"), "HOST"),
)
ASKED_ABOUT = """
SELECT p.id, (SELECT r.id FROM prescribing_referral r WHERE r.patient_id = p.id ORDER BY r.id LIMIT 1)
FROM patients_patient p JOIN practice_practice w ON w.id = p.practice_id AND w.ods_code = %s
WHERE NOT p.restricted AND p.died_on IS NULL AND p.left_on IS NULL
ORDER BY EXISTS (SELECT FROM prescribing_referral r WHERE r.patient_id = p.id) DESC, md5(p.id::text) LIMIT %s
"""


@contextmanager
def served(data: Path, urls: dict[str, str]) -> Iterator[int]:
    """The demo's own web server before this database; its port."""
    port = free_port()
    os.environ |= urls | {"PUBLIC_URL": f"http://127.0.0.1:{port}", "DATA": str(data)}
    (data / "log").mkdir(exist_ok=True)
    web = gunicorn(data, "127.0.0.1", port)
    try:
        web.start()
        wait_for(web, port)
        yield port
    finally:
        web.ask_to_stop()
        web.stop()


def browser(port: int, cookies: dict[str, str] | None = None) -> Browser:
    found = Browser(http.client.HTTPConnection("127.0.0.1", port, 60))
    found.cookies |= cookies or {}
    return found


def signed_in(port: int, coach: int) -> Browser:
    found = browser(port)
    found.sign_in(email_of(0, coach), PASSWORD)
    return found


@dataclasses.dataclass
class Writer:
    """Books one session after the other; remembers which of them were answered, and when."""

    browser: Browser
    path: str
    going: threading.Event
    over: threading.Event
    resting: threading.Event = dataclasses.field(default_factory=threading.Event)
    answered: dict[str, float] = dataclasses.field(default_factory=dict)
    refused: list[str] = dataclasses.field(default_factory=list)

    def work(self) -> None:
        (form,) = forms_in(self.browser.ask("GET", self.path)[1])
        booking = form.filled() | {"booked_at": "9:15am"}
        while not self.over.is_set():
            if not self.going.is_set():
                self.resting.set()
                time.sleep(0.01)
                continue
            self.resting.clear()
            self.book(booking | {"form_key": str(uuid.uuid4())})

    def book(self, booking: dict[str, object]) -> None:
        try:
            status, _text = self.browser.ask("POST", self.path, booking)
        except (OSError, http.client.HTTPException):  # the server is gone: so was the answer
            self.browser.connection.close()
            time.sleep(0.05)
            return
        if status == 302:
            self.answered[str(booking["form_key"])] = time.time()
        else:
            self.refused.append(str(status))


class Load:
    """Writers at work, who can be asked to rest for a moment."""

    def __init__(self, port: int, patients: list[int]) -> None:
        self.going, self.over = threading.Event(), threading.Event()
        first = signed_in(port, 0)
        self.writers = [
            Writer(
                browser(port, first.cookies),
                f"/{CODE}/patients/{patient}/sessions/book",
                self.going,
                self.over,
            )
            for patient in patients[:WRITERS]
        ]
        self.threads = [threading.Thread(target=writer.work, daemon=True) for writer in self.writers]
        self.going.set()
        for thread in self.threads:
            thread.start()

    @property
    def answered(self) -> dict[str, float]:
        return {key: at for writer in self.writers for key, at in dict(writer.answered).items()}

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Nobody is in the middle of anything."""
        self.going.clear()
        for writer in self.writers:
            writer.resting.wait(60)
        yield
        for writer in self.writers:
            writer.resting.clear()
        self.going.set()

    def stop(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)


def addresses(found: list[tuple[int, int | None]]) -> list[str]:
    """Twenty pages: lists of a coach's own, records, referrals. Nobody writes on any of them meanwhile."""
    fixed = ["/mine/today", "/mine/caseload", "/mine/referrals", f"/{CODE}/messages"]
    referrals = [f"/{CODE}/referrals/{referral}" for _patient, referral in found if referral][:4]
    records = [f"/{CODE}/patients/{patient}" for patient, _referral in found]
    return (fixed + referrals + records)[:20]


def pages(port: int, cookies: dict[str, str], paths: list[str]) -> dict[str, str]:
    """As whoever has this session sees them, without what differs each time."""
    reader = browser(port, cookies)
    return {path: page(reader, path) for path in paths}


def page(reader: Browser, path: str) -> str:
    status, text = reader.ask("GET", path)
    if status != 200:
        raise WrongAnswer(f"{path} answered {status}")
    for what, instead in PASSING:
        text = what.sub(instead, text)
    return text


READER = COACHES - 1
