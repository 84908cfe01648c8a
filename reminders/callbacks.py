"""What GOV.UK Notify calls about: what became of a message, or a text that somebody wrote back.

It knows no practice. The message is found first, by its reference or by the number that it went to, by functions of
the database that say no more than which message of which practice it is.
"""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view
from reminders import reach
from reminders.actions import receiving
from reminders.models import Message, Receipt

NOTIFY = System("GOV.UK Notify")
LATELY = dt.timedelta(days=90)  # a text that comes later is no answer to ours
RESULTS = {
    "delivered": Receipt.Result.DELIVERED,
    "temporary-failure": Receipt.Result.NOT_NOW,
    "permanent-failure": Receipt.Result.GONE,
    "technical-failure": Receipt.Result.FAILED,
}


class NotExpected(Exception):
    """It has another shape than the documentation says."""


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What became of the message of this reference, and when."""

    reference: uuid.UUID | None
    result: Receipt.Result
    at: dt.datetime | None
    key: str


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A text that came in."""

    number: str
    words: str


def read(said: dict[str, Any]) -> Told | Written:
    """By the keys that the documentation names; a text has no status."""
    if {"source_number", "message"} <= said.keys():
        return Written(reach.national_mobile(f"+{said['source_number']}"), kept(said["message"]))
    status = str(said.get("status"))
    if status not in RESULTS:
        raise NotExpected
    key = kept(said.get("id"))[:64]
    return Told(uuid_of(said.get("reference")), RESULTS[status], moment_of(said.get("completed_at")), key)


def kept(value: Any) -> str:
    """As text that a database keeps: a NUL, or half a letter, is none."""
    return str(value or "").replace("\x00", "").encode(errors="replace").decode()


def moment_of(value: Any) -> dt.datetime | None:
    """When it was; nothing where it does not say, or not so that anybody could know."""
    try:
        moment = parse_datetime(str(value or ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def uuid_of(value: Any) -> uuid.UUID | None:
    """Messages that did not come from here may have other references, or none."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def note(heard: Told | Written, now: dt.datetime) -> int:
    """Kept where it belongs; of how many messages."""
    return note_receipt(heard, now) if isinstance(heard, Told) else note_text(heard, now)


def note_receipt(told: Told, now: dt.datetime) -> int:
    """Of the one message with this reference; that of another site that shares the service is not ours."""
    found = asked_of("message_of_reference(%s)", [told.reference]) if told.reference else []
    for message_id, practice_id in found:
        with in_view([Practice(pk=practice_id)], NOTIFY):
            message = Message.objects.get(pk=message_id)
            receiving.receive(
                message=message, result=told.result, at=told.at or now, key=told.key, by=NOTIFY, now=now
            )
    return len(found)


def note_text(written: Written, now: dt.datetime) -> int:
    """Stop is obeyed for everybody who was written to at this number; other words are read with the latest."""
    if not written.number or not written.words.strip():
        return 0
    found = asked_of("texts_lately_to(%s, %s)", [f"0{written.number}", now - LATELY])
    for message_id, practice_id in found if receiving.says_stop(written.words) else found[:1]:
        with in_view([Practice(pk=practice_id)], NOTIFY):
            message = Message.objects.select_related("patient").get(pk=message_id)
            receiving.hear(message=message, words=written.words, by=NOTIFY, now=now)
    return len(found)


def asked_of(function: str, values: list[Any]) -> list[tuple[int, int]]:
    """Messages with their practices."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT message_id, practice_id FROM {function}", values)  # noqa: S608 - two names of ours
        return [(message_id, practice_id) for message_id, practice_id in cursor.fetchall()]
