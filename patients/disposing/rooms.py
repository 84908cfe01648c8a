"""What each room knows of a person that counts as a contact, what is still open, and which files it keeps.

Each room registers its own when it starts, as it does for leaving: this room may not import the others.
"""

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps

Files = Callable[[dict[str, list[int]]], Iterable[Path]]


@dataclasses.dataclass(frozen=True, slots=True)
class Seen:
    """A table whose rows say that there was a contact, and the columns that say when.

    The columns are days or moments; `but` leaves rows out, in SQL.
    """

    label: str
    columns: tuple[str, ...]
    but: str = ""

    @property
    def table(self) -> str:
        return apps.get_model(self.label)._meta.db_table


@dataclasses.dataclass(frozen=True, slots=True)
class Open:
    """A table whose rows, where `while_` holds, keep the record whatever its age."""

    label: str
    while_: str

    @property
    def table(self) -> str:
        return apps.get_model(self.label)._meta.db_table


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """All that one room says. `files` answers, from the ids of rows by table, with the files that belong to them."""

    seen: tuple[Seen, ...] = ()
    open: tuple[Open, ...] = ()
    not_seen: tuple[str, ...] = ()
    files: Files | None = None


_rooms: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Called from AppConfig.ready(). `not_seen` names the tables that say nothing of a contact."""
    _rooms[name] = room


def seen() -> list[Seen]:
    return [one for room in _rooms.values() for one in room.seen]


def still_open() -> list[Open]:
    return [one for room in _rooms.values() for one in room.open]


def not_seen() -> set[str]:
    return {label for room in _rooms.values() for label in room.not_seen}


def files_of(ids: dict[str, list[int]]) -> list[Path]:
    """Files outside the database that belong to these rows."""
    return [path for room in _rooms.values() if room.files for path in room.files(ids)]
