"""What else stops when somebody dies or moves away: each room says what it stops, and what it takes up again."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from patients.models import Patient
from practice.actors import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class Departure:
    """Somebody died, or left the list: told to every room in the same transaction."""

    patient: Patient
    died: bool
    by: Actor
    now: dt.datetime


Hook = Callable[[Departure], None]
_hooks: dict[str, tuple[Hook, Hook]] = {}


def register(room: str, *, stop: Hook, resume: Hook) -> None:
    """Called from AppConfig.ready(). `stop` ends open work; `resume` takes up what that stop ended."""
    _hooks[room] = (stop, resume)


def stop_everything(departure: Departure) -> None:
    for stop, _resume in _hooks.values():
        stop(departure)


def resume_everything(departure: Departure) -> None:
    for _stop, resume in _hooks.values():
        resume(departure)
