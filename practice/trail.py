"""The trail: every action and every record opened leaves one event that cannot be changed."""

import contextvars
import dataclasses
import datetime as dt
import json
from typing import Any

from django.db import connection, models

from practice.actors import Actor
from practice.counting import count_at_the_door
from practice.models import Practice, SignInEvent, TrailEvent, User


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from."""

    address: str | None = None
    request_id: str = ""


origin: contextvars.ContextVar[Origin] = contextvars.ContextVar("origin", default=Origin())  # noqa: B039 - frozen
_recorded: contextvars.ContextVar[int] = contextvars.ContextVar("recorded", default=0)
_COLUMNS = (
    *("practice_id", "at", "actor_kind", "actor_id", "system", "verb", "subject_type", "subject_id"),
    *("patient_id", "address", "request_id", "details"),
)
_KEEP = (
    f"INSERT INTO practice_trailevent ({', '.join(_COLUMNS)})"  # noqa: S608 - the names of our own columns
    f" VALUES ({', '.join(['%s'] * len(_COLUMNS))}) RETURNING id"
)


def record(
    verb: str,
    *,
    by: Actor,
    now: dt.datetime,
    practice: Practice | int,
    subject: models.Model | None = None,
    patient: models.Model | int | None = None,
    details: dict[str, Any] | None = None,
) -> TrailEvent:
    """Write one event in the caller's transaction. `details` holds ids, counts and field names only."""
    _recorded.set(_recorded.get() + 1)
    came = origin.get()
    event = TrailEvent(
        practice_id=practice if isinstance(practice, int) else practice.pk,
        at=now,
        actor_kind=by.actor_kind,
        actor_id=getattr(by, "pk", None),
        system=getattr(by, "name", "") if by.actor_kind == "system" else "",
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        patient_id=patient.pk if isinstance(patient, models.Model) else patient,
        details=details or {},
        address=came.address,
        request_id=came.request_id,
    )
    return kept(event)


def kept(event: TrailEvent) -> TrailEvent:
    """Written in SQL: every record opened and every search comes here, and composing took longer than storing."""
    values = [getattr(event, name) for name in _COLUMNS[:-1]]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [*values, json.dumps(event.details)])
        (event.pk,) = cursor.fetchone()
    event._state.adding = False
    return event


def recorded_so_far() -> int:
    """How many events this thread has written; an action must raise it."""
    return _recorded.get()


def at_the_door(
    kind: SignInEvent.Kind, *, now: dt.datetime, user: User | None = None, place: str = ""
) -> SignInEvent:
    """Write what happened at sign-in, or a refusal, outside any practice."""
    count_at_the_door(kind)
    came = origin.get()
    return SignInEvent.objects.create(
        at=now,
        kind=kind,
        user=user,
        place=place[:80],
        address=came.address,
        request_id=came.request_id,
    )
