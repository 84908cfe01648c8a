"""Letters to print: what a letter says waits as a file until somebody has printed it.

Only the words are kept here, because they may enclose a link that nobody else knows; to whom the letter goes is
read from the record when it is printed, so that it goes where the person lives by then.
"""

import json
import uuid
from pathlib import Path

from django.conf import settings

from reminders.providers.files import write_once
from reminders.providers.port import Answer

KEPT_DAYS = 60


class PrintQueue:
    """Makes letters ready for whoever prints them."""

    @property
    def folder(self) -> Path:
        return settings.LETTERS

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        write_once(self.path(reference), {"reference": str(reference), "subject": subject, "words": words})

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.TAKEN if self.path(reference).exists() else Answer.NEVER_SEEN

    def path(self, reference: uuid.UUID) -> Path:
        return self.folder / f"{reference}.json"

    def words_of(self, reference: uuid.UUID) -> str:
        """What it says; nothing once the file is gone."""
        try:
            return str(json.loads(self.path(reference).read_text())["words"])
        except FileNotFoundError:
            return ""

    def forget(self, before: float) -> None:
        """Files older than this: printed long ago, or nobody's any more."""
        for path in self.folder.glob("*.json"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
