"""What else stops when somebody dies or moves away: each room says what it stops, and what it takes up again."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from patients.models import Leaving, Patient
from patients.shut import shut_to
from practice.actors import Actor
from practice.models import Practice, User


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


def to_settle(practice: Practice, reader: User) -> QuerySet[Leaving]:
    """What waits for somebody, the longest first; nothing of records that are shut to the reader."""
    waiting = Leaving.objects.filter(~shut_to(reader), practice=practice).open()
    return waiting.select_related("patient", "noted_by__user").order_by("noted_at", "pk")


def neighbours(practice: Practice) -> list[Practice]:
    """The other practices of the network."""
    return list(practice.network.practices.exclude(pk=practice.pk).order_by("name", "pk"))
