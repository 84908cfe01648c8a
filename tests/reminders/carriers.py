"""Stand-ins for a provider: one that a test scripts, and one that dies, for trials with real processes."""

import os
import signal
import uuid
from pathlib import Path
from typing import ClassVar

from reminders.providers import Answer, FileProvider


class Carrier:
    """Takes what it is given, unless the test has said what happens next."""

    taken: ClassVar[dict[uuid.UUID, tuple[str, str]]] = {}
    happens: ClassVar[list[Exception]] = []
    calls: ClassVar[list[str]] = []
    forgets: ClassVar[bool] = False

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        self.calls.append("send")
        problem = self.happens.pop(0) if self.happens else None
        if problem is None or getattr(problem, "taken_all_the_same", False):
            self.taken[reference] = (to, words)
        if problem is not None:
            raise problem

    def ask(self, reference: uuid.UUID) -> Answer:
        self.calls.append("ask")
        if self.forgets:
            return Answer.CANNOT_TELL
        return Answer.TAKEN if reference in self.taken else Answer.NEVER_SEEN

    @classmethod
    def fresh(cls) -> type["Carrier"]:
        cls.taken, cls.happens, cls.calls, cls.forgets = {}, [], [], False
        return cls


class Dying(FileProvider):
    """Kills its own process with -9: `DIES=before:7` at every seventh call before it takes the message,
    `after:7` once it has taken it. A message that it is given although it has it stands in `again.log`."""

    calls = 0

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        Dying.calls += 1
        when, _, every = os.environ.get("DIES", "").partition(":")
        dies = bool(every) and Dying.calls % int(every) == 0
        if dies and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.path(reference).exists():
            self.complain(reference)
        super().send(reference, to, words, subject=subject)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)

    def complain(self, reference: uuid.UUID) -> None:
        with (self.folder / "again.log").open("a") as log:
            log.write(f"{reference}\n")


def taken(outbox: Path) -> set[str]:
    """The references of all messages that the provider took."""
    return {file.stem for file in (outbox / "messages").glob("*.json")}


def again(outbox: Path) -> list[str]:
    """Those that it was given once more, and only its knowing the reference kept from being two."""
    log = outbox / "messages" / "again.log"
    return log.read_text().split() if log.exists() else []
