"""What the pages of reminders/ look up: a fixed number of queries, always from the practice in view."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from patients.models import Patient, RecordBlock
from practice.composed import composed
from practice.permissions import Permission
from practice.requests import Request
from reminders import enclosing, reasons, services
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message, MessageQuerySet

LIST = 25
ON_THE_RECORD = 10


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """One part of the practice's messages, and what to say when it is empty."""

    name: str
    label: str
    pick: Callable[[MessageQuerySet], MessageQuerySet]
    order: tuple[str, ...]
    empty: str


SHELVES = {
    shelf.name: shelf
    for shelf in (
        Shelf(
            "to-do",
            "To do",
            MessageQuerySet.to_do,
            ("due_at", "pk"),
            "Nobody has to ring or look at anything. Calls and messages that did not arrive come here.",
        ),
        Shelf(
            "planned",
            "Planned",
            MessageQuerySet.planned,
            ("due_at", "pk"),
            "Nothing is planned. Book a session or agree a follow-up, and its message is planned by itself.",
        ),
        Shelf("held", "Held", MessageQuerySet.held, ("due_at", "pk"), "No message is held back."),
        Shelf(
            "sent",
            "Sent",
            lambda messages: messages.by_outcome(Outcome.SENT),
            ("-settled_at", "-pk"),
            "Nothing has been sent yet.",
        ),
        Shelf(
            "not-sent",
            "Not sent",
            lambda messages: messages.by_outcome(Outcome.DROPPED),
            ("-settled_at", "-pk"),
            "No message was left unsent.",
        ),
        Shelf(
            "dealt-with",
            "Dealt with",
            MessageQuerySet.dealt_with,
            ("-settled_at", "-pk"),
            "Nobody has dealt with a call or a failed message yet.",
        ),
    )
}


def messages_page(request: Request, shelf: Shelf, number: int) -> dict[str, Any]:
    """One page of a shelf."""
    first = (number - 1) * LIST
    found = shelf.pick(request.practice.messages.all()).select_related(
        "patient", "contact_point", "member__user", "done_by__user", "address__service"
    )
    about = services.mentions_in(request.practice)
    rows = list(found.prefetch_related(about).order_by(*shelf.order)[first : first + LIST + 1])
    return {
        "shelf": shelf,
        "shelves": SHELVES.values(),
        "rows": shown(request, rows[:LIST]),
        "previous_url": f"?show={shelf.name}&page={number - 1}" if number > 1 else "",
        "next_url": f"?show={shelf.name}&page={number + 1}" if len(rows) > LIST else "",
        "may_act": Permission.EDIT_PATIENT in request.permissions,
        "may_prescribe": Permission.PRESCRIBE in request.permissions,
    }


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """A person's latest messages; the record's own gate has asked who may open it."""
    messages = _latest(practice=request.practice.pk, patient=patient.pk)
    for message in messages:
        message.practice, message.patient = request.practice, patient
    return {
        "rows": [line(message, request.practice.name) for message in messages],
        "may_act": Permission.EDIT_PATIENT in request.permissions,
    }


@composed
def _latest(practice: int, patient: int) -> QuerySet[Message]:
    found = Message.objects.filter(practice=practice, patient=patient)
    return found.select_related("contact_point", "done_by__user").order_by("-due_at", "-pk")[:ON_THE_RECORD]


def message_here(request: Request, message_id: int) -> Message:
    message = request.practice.messages.filter(pk=message_id).first()
    if message is None or message.patient_id in shut(request, [message]):
        raise Http404
    return message


def shown(request: Request, messages: list[Message]) -> list[dict[str, Any]]:
    """Lines of a list; of a record that this reader may not open casually only that there is one."""
    closed = shut(request, messages)
    return [
        {"message": message, "shut": True}
        if message.patient_id in closed
        else line(message, request.practice.name)
        for message in messages
    ]


def shut(request: Request, messages: list[Message]) -> set[int]:
    """Patients among these whose record is a colleague's own, or blocked for this reader."""
    blocks = RecordBlock.objects.filter(
        Q(user_id=request.user.pk) | Q(kind=RecordBlock.Kind.OWN),
        practice=request.practice,
        patient_id__in=[message.patient_id for message in messages if message.patient_id],
        ended_at=None,
    )
    return set(blocks.values_list("patient_id", flat=True))


def line(message: Message, practice: str) -> dict[str, Any]:
    """What a list says of a message."""
    return {"message": message, "to": address(message), "words": wording(message, practice)}


def address(message: Message) -> str:
    """Where it goes or went; nothing at all of a restricted person."""
    if message.member is not None:
        return message.member.user.email
    if message.address is not None:
        return message.address.email if message.channel == Channel.EMAIL else ""
    if message.patient.restricted:
        return "" if message.reason == reasons.RESTRICTED else reasons.RESTRICTED
    return message.contact_point.value if message.contact_point else ""


def wording(message: Message, practice: str) -> str:
    """What was said, or what would be said as things stand."""
    if message.outcome == Outcome.DROPPED or message.channel == Channel.CALL:
        return ""
    if message.words:
        return message.words
    if message.address is not None:
        return services.words_of(message.mentions.all())
    if message.kind == Kind.PLAN:
        return ""  # made from the note when it goes: a look at each would be a question for each row
    called = message.patient.called if message.patient else message.member.user.name.split()[0]
    return enclosing.words_with(message.kind, name=called, practice=practice, about_at=message.about_at)
