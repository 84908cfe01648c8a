"""Letters take their time: when one about an appointment is made ready, and when only a call is in time.

What waits to be printed or written is looked at again and again: whoever may not be written to any more is rung.
"""

import datetime as dt
from collections.abc import Iterable

from practice.clock import LONDON
from practice.models import Practice
from reminders import hours, reach, reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.models.message import TO_DO
from reminders.people import Person

# Working days before an appointment: the post takes up to three, and one to read it; two more to print it.
POSTED, READY = 4, 6


def ready_at(due_at: dt.datetime, until: dt.datetime | None) -> dt.datetime:
    """When a letter is made ready; `until` is the appointment, if it is about one."""
    return min(due_at, hours.working_days_before(until, READY)) if until else due_at


def post_by(until: dt.datetime) -> dt.date:
    """The last day on which it is worth posting."""
    return hours.working_days_before(until, POSTED).date()


def is_late(until: dt.datetime | None, now: dt.datetime) -> bool:
    return until is not None and now.astimezone(LONDON).date() > post_by(until)


def until_of(message: Message) -> dt.datetime | None:
    """The appointment that a letter names."""
    return message.about_at if message.kind in (Kind.SESSION, Kind.SOON) else None


def why_not(person: Person, until: dt.datetime | None, now: dt.datetime) -> str:
    """Why no letter may go to them now; empty if one may."""
    if person.restricted:
        return reasons.RESTRICTED
    if person.contact_with_care:
        return reasons.WITH_CARE
    late = reasons.POST_TOO_SLOW if is_late(until, now) else ""
    return reach.closed(Channel.LETTER, person, now.astimezone(LONDON).date()) or late


def to_calls(practice: Practice, tasks: Iterable[Message], known: dict[int, Person], now: dt.datetime) -> int:
    """Letters among these that may not go any more are calls from now on, unless one was posted at this moment."""
    refused: dict[str, list[int]] = {}
    for task in tasks:
        person = known.get(task.patient_id or 0)
        if task.channel == Channel.LETTER and task.outcome == Outcome.BY_HAND and person:
            refused.setdefault(why_not(person, until_of(task), now), []).append(task.pk)
    refused.pop("", None)
    letters = practice.messages.filter(TO_DO, outcome=Outcome.BY_HAND, channel=Channel.LETTER)
    return sum(
        letters.filter(pk__in=pks).update(channel=Channel.CALL, contact_point=None, reason=why)
        for why, pks in refused.items()
    )
