"""Where files wait that somebody sent in: outside the web root, under a name of our own."""

import functools
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.db import transaction


class TooLarge(ValueError):
    """The file is larger than the limit; nothing of it is kept."""


class Sent(Protocol):
    """What Django hands over of a file in a form."""

    def chunks(self) -> Iterable[bytes]: ...


def keep(sent: Sent) -> tuple[str, int]:
    """Store a sent file; its own name is never used. Answers our name and the size in bytes."""
    name, size = uuid.uuid4().hex, 0
    with place(name).open("xb") as kept:
        for chunk in sent.chunks():
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT:
                break
            kept.write(chunk)
    if size > settings.UPLOAD_LIMIT:
        forget(name)
        raise TooLarge
    return name, size


def keep_file(path: Path) -> tuple[str, int]:
    """Store a copy of a file of this machine."""
    size = path.stat().st_size
    if size > settings.UPLOAD_LIMIT:
        raise TooLarge
    name = uuid.uuid4().hex
    with path.open("rb") as source, place(name).open("xb") as kept:
        shutil.copyfileobj(source, kept)
    return name, size


def opened(name: str) -> BinaryIO:
    return place(name).open("rb")


def forget(name: str) -> None:
    """The file is not needed any more."""
    if name:
        place(name).unlink(missing_ok=True)


def forget_when_done(name: str) -> None:
    """Once what was made of it is kept; where that fails, the file is still there to be tried again."""
    transaction.on_commit(functools.partial(forget, name))


def sweep(before: float, named: set[str]) -> int:
    """Files from before then that nothing names: left by a server that stopped while they came in."""
    old = [p for p in settings.UPLOADS.glob("*") if p.name not in named and p.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def place(name: str) -> Path:
    """Only names made here reach the folder: 32 hexadecimal digits."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True, mode=0o700)
    return settings.UPLOADS / uuid.UUID(hex=name).hex
