"""Messages as files: the demo, where nothing leaves the machine."""

import contextlib
import json
import os
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings

from reminders.providers.port import Answer


class FileProvider:
    """Writes one file for each message."""

    @property
    def folder(self) -> Path:
        return settings.OUTBOX / "messages"

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        message = {"reference": str(reference), "to": to, "subject": subject, "words": words}
        write_once(self.path(reference), message)

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.TAKEN if self.path(reference).exists() else Answer.NEVER_SEEN

    def path(self, reference: uuid.UUID) -> Path:
        return self.folder / f"{reference}.json"


def write_once(path: Path, message: dict[str, Any]) -> None:
    """Whole or not at all, and once: a file of this name is never written again."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.stem}.{os.getpid()}")
    draft.write_text(json.dumps(message, ensure_ascii=False, indent=1) + "\n")
    try:
        with contextlib.suppress(FileExistsError):  # this very message was taken before
            os.link(draft, path)
    finally:
        draft.unlink()
