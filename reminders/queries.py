"""What the pages of reminders/ look up: a fixed number of queries, always from the practice in view."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from patients.models import Patient
from patients.reading import refuse_blocked
from patients.shut import shut_among
from practice.addresses import address as address_of
from practice.composed import composed
from practice.permissions import Permission
from practice.requests import Request
from reminders import enclosing, reasons, services
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.ringing import with_numbers
from reminders.rules import read_once, rule_for
from reminders.subjects import staff

ON_THE_RECORD = 10
MADE_WHEN_IT_GOES = (Kind.PLAN, Kind.CHANGED, *staff.IN_ORDER)


@read_once()
def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """A person's latest messages; the record's own gate has asked who may open it."""
    messages = _latest(practice=request.practice.pk, patient=patient.pk)
    for message in messages:
        message.practice, message.patient = request.practice, patient
    return {
        "rows": [line(message, request.practice.name) for message in messages],
        "all_url": address_of("reminders:of-person", request.practice.ods_code, patient.pk),
        "may_act": Permission.EDIT_PATIENT in request.permissions,
    }


@composed
def _latest(practice: int, patient: int) -> QuerySet[Message]:
    found = Message.objects.filter(practice=practice, patient=patient)
    beside = found.select_related("contact_point", "done_by__user", "kept_by__user")
    return beside.order_by("-due_at", "-pk")[:ON_THE_RECORD]


def message_here(request: Request, message_id: int) -> Message:
    message = request.practice.messages.filter(pk=message_id).first()
    if message is None or message.patient_id in shut(request, [message]):
        raise Http404
    return message


def person_message(request: Request, message_id: int) -> Message:
    """The same, of a message to a person; with all that a page about it shows."""
    found = request.practice.messages.filter(pk=message_id, patient__isnull=False)
    message = found.select_related("patient", "practice", "contact_point").first()
    if message is None or message.patient is None:
        raise Http404
    refuse_blocked(request, message.patient)
    return message


@read_once()
def shown(request: Request, messages: list[Message]) -> list[dict[str, Any]]:
    """Lines of a list; of a record that this reader may not open casually only that there is one."""
    closed = shut(request, messages)
    rows = [
        {"message": message, "shut": True}
        if message.patient_id in closed
        else line(message, request.practice.name)
        for message in messages
    ]
    return with_numbers(request.practice, rows)


def shut(request: Request, messages: list[Message]) -> set[int]:
    """Patients among these whose record is a colleague's own, or blocked for this reader."""
    people = [message.patient_id for message in messages if message.patient_id]
    return shut_among(request.user.pk, request.practice, people)


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
    if message.kind in MADE_WHEN_IT_GOES:
        return ""  # from the note, or from figures: a look at each would be a question for each row
    called = message.patient.called if message.patient else message.member.user.name.split()[0]
    template = rule_for(message.practice_id, Kind(message.kind)).words
    return enclosing.words_with(
        message.kind, name=called, practice=practice, about_at=message.about_at, template=template
    )
