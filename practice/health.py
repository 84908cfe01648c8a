"""Whether the product is well as a whole: each room says what it watches over, and /healthz says it all."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from django.db import connection

BEAT = """
INSERT INTO practice_heartbeat (name, at) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET at = excluded.at
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Sign:
    """What a room found: figures, and why it is unwell. Both are for everybody to read: nothing of a person."""

    figures: dict[str, int | None]
    reasons: tuple[str, ...] = ()


Source = Callable[[dt.datetime], Sign]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready(). A source is cheap: monitors ask every few seconds."""
    _sources[name] = source


def signs(now: dt.datetime) -> dict[str, Sign]:
    """What every room says now."""
    return {name: source(now) for name, source in _sources.items()}


def beat(name: str, now: dt.datetime) -> None:
    """This part of the clockwork has done its round to the end."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT, [name, now])
