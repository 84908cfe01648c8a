"""A provider in bad weather: it takes, refuses, times out and dies as a trial says while it runs, and keeps a log.

The trial writes `weather.json` into the folder of the data. Each share is of the calls: `away` (500), `busy` (429),
`lost` (timed out, not taken), `cut` (taken, and then timed out), `dies_before` and `dies_after` (kill -9 of the
sender around the taking). `cut_first` cuts the answer to the first call of each message; `slow` is in seconds.
"""

import dataclasses
import json
import os
import random
import signal
import time
import uuid
from pathlib import Path

from django.conf import settings

from reminders.providers import Answer, NotTaken, Unclear

CHANCE = random.SystemRandom()


@dataclasses.dataclass(frozen=True, slots=True)
class Weather:
    away: float = 0
    busy: float = 0
    lost: float = 0
    cut: float = 0
    dies_before: float = 0
    dies_after: float = 0
    cut_first: bool = False
    slow: float = 0.05

    def write(self, folder: Path) -> None:
        """Whole or not at all."""
        draft = folder / "weather.draft"
        draft.write_text(json.dumps(dataclasses.asdict(self)))
        draft.rename(folder / "weather.json")


def weather() -> Weather:
    return Weather(**json.loads((settings.DATA / "weather.json").read_text()))


class Provider:
    """Knows a message again by its reference, as a real one does; and notes that it was asked to take it again."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "", **_more: object) -> None:
        now = weather()
        time.sleep(now.slow)
        first = not (self.folder / str(reference)).exists()
        if happens(now.dies_before):
            die("died before", reference)
        self.refuse(now, reference)
        self.take(reference)
        if happens(now.dies_after):
            die("died after", reference)
        if happens(now.cut) or (now.cut_first and first):
            note("cut", reference)
            raise Unclear("The answer was cut off.")

    def refuse(self, now: Weather, reference: uuid.UUID) -> None:
        """Certainly not taken, or so that nobody knows."""
        if happens(now.away):
            note("away", reference)
            raise NotTaken("The service is broken (500).")
        if happens(now.busy):
            note("busy", reference)
            raise NotTaken("Too many at once (429).")
        if happens(now.lost):
            note("lost", reference)
            raise Unclear("The service did not answer.")

    def take(self, reference: uuid.UUID) -> None:
        self.folder.mkdir(exist_ok=True)
        try:
            os.close(os.open(self.folder / str(reference), os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            note("again", reference)
        else:
            note("taken", reference)

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.TAKEN if (self.folder / str(reference)).exists() else Answer.NEVER_SEEN

    @property
    def folder(self) -> Path:
        return settings.DATA / "provider"


def happens(share: float) -> bool:
    return CHANCE.random() < share


def note(what: str, reference: uuid.UUID) -> None:
    """One line, written at once: several processes write here."""
    line = f"{time.time():.3f} {what.replace(' ', '-')} {reference}\n"
    log = os.open(settings.DATA / "provider.log", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    os.write(log, line.encode())
    os.close(log)


def die(what: str, reference: uuid.UUID) -> None:
    note(what, reference)
    os.kill(os.getpid(), signal.SIGKILL)
