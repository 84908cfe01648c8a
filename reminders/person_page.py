"""The page of one person's messages: what is asked of somebody, what is coming, what has been, and what they refuse."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet, Value

from patients.models import Consent, Patient
from practice.permissions import Permission
from practice.requests import Request
from reminders import queries, reasons, rules
from reminders.actions.refusing import STOPPED
from reminders.kinds import Channel, Outcome
from reminders.models import Attempt, Message, PastMessage, Receipt, Refusal, Reply
from reminders.models.message import TO_DO
from reminders.outlook import Outlook, outlooks
from reminders.person_forms import RefuseForm
from reminders.ringing import with_numbers

A_PAGE = 20
OPEN = 100  # nobody has so many that wait
WITH = ("contact_point", "done_by__user", "kept_by__user", "pressed_by__user")
LONG_AGO = 1
ONLY_A_PERSON = (
    *(reasons.AGREED_CALL, reasons.CHOSEN_CALL, reasons.RESTRICTED, reasons.WITH_CARE),
    *(reasons.RING_THEM, reasons.AGREED_LETTER, reasons.CHOSEN_LETTER, reasons.ASKED_LETTER),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """Something that was said about a message later: by the person, or by whoever carried it."""

    at: dt.datetime
    what: str
    words: str = ""


@rules.read_once()
def person_page(request: Request, patient: Patient, number: int) -> dict[str, Any]:
    """All of it; as many queries for two messages as for twenty."""
    waiting = opened(request, patient, TO_DO | Q(outcome=""))
    going = [message for message in waiting if not message.outcome]
    found = outlooks(request.practice, going, request.now)
    past = past_page(request, patient, number)
    return {
        "to_do": with_numbers(request.practice, [row(request, one) for one in waiting if one.outcome]),
        "coming": [coming_row(request, one, found.get(one.pk)) for one in going],
        **past,
        "refused": refused(request, patient),
        "stopped": stopped(request, patient),
        "form": RefuseForm(),
        "may_act": Permission.EDIT_PATIENT in request.permissions,
    }


def opened(request: Request, patient: Patient, which: Q) -> list[Message]:
    found = of_person(request, patient).filter(which).order_by("due_at", "pk")[:OPEN]
    return whose(found, patient)


def of_person(request: Request, patient: Patient) -> QuerySet[Message]:
    mine = request.practice.messages.filter(patient=patient)
    return mine.select_related(*WITH).prefetch_related("replies", "receipts", "attempts")


def whose(found: QuerySet[Message], patient: Patient) -> list[Message]:
    messages = list(found)
    for message in messages:
        message.patient, message.practice = patient, patient.practice
    return messages


def row(request: Request, message: Message) -> dict[str, Any]:
    """What every message shows: the words, where it went, what came back, what was tried."""
    return {
        **queries.line(message, request.practice.name),
        "replies": [Moment(one.said_at, one.get_said_display(), one.words) for one in message.replies.all()],
        "receipts": [Moment(one.at, one.get_result_display()) for one in message.receipts.all()],
        "tries": [Moment(one.at, one.get_result_display(), one.words) for one in message.attempts.all()],
        "may_try_again": may_try_again(message),
    }


def coming_row(request: Request, message: Message, outlook: Outlook | None) -> dict[str, Any]:
    """Where it would go as things stand today, not as they stood when it was planned."""
    line = row(request, message)
    if outlook is not None:
        hidden = message.patient is not None and message.patient.restricted
        line["to"] = "" if hidden else outlook.to
        line["channel"] = outlook.channel.label
        line["instead"] = outlook.instead
    return line


def may_try_again(message: Message) -> bool:
    """Not a letter that is ready to be printed, nor what only a person may say."""
    by_hand = message.outcome == Outcome.BY_HAND
    printed = by_hand and message.channel == Channel.LETTER and message.words
    never = by_hand and message.reason in ONLY_A_PERSON
    return message.needs_somebody and not printed and not never


def past_page(request: Request, patient: Patient, number: int) -> dict[str, Any]:
    """Newest first; those that were put away long ago come after the others, and look the same."""
    first = (number - 1) * A_PAGE
    settled = of_person(request, patient).exclude(TO_DO | Q(outcome="")).order_by()
    put_away = PastMessage.objects.filter(practice=request.practice, patient=patient).order_by()
    keys = settled.prefetch_related(None).select_related(None).values_list("due_at", "pk", Value(0))
    both = keys.union(put_away.values_list("due_at", "pk", Value(LONG_AGO)), all=True)
    asked = list(both.order_by("-due_at", "-pk")[first : first + A_PAGE + 1])
    return {
        "past": in_order(request, patient, asked[:A_PAGE]),
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(asked) > A_PAGE else "",
        "first_page": number == 1,
    }


Keys = Sequence[tuple[dt.datetime, int, int]]


def in_order(request: Request, patient: Patient, keys: Keys) -> list[dict[str, Any]]:
    here = [pk for _at, pk, where in keys if where != LONG_AGO]
    away = [pk for _at, pk, where in keys if where == LONG_AGO]
    messages = {one.pk: one for one in whose(of_person(request, patient).filter(pk__in=here), patient)}
    put_away = PastMessage.objects.filter(practice=request.practice, patient=patient).in_bulk(away)
    return [
        {"past": put_away[pk], **told_of(put_away[pk])} if where == LONG_AGO else row(request, messages[pk])
        for _at, pk, where in keys
    ]


def told_of(past: PastMessage) -> dict[str, Any]:
    """What was put away with it, as plain data."""
    kept = past.more
    return {
        "replies": [moment_of(one, Reply.Said(one["said"]).label) for one in kept.get("replies", ())],
        "receipts": [moment_of(one, Receipt.Result(one["result"]).label) for one in kept.get("receipts", ())],
        "tries": [moment_of(one, Attempt.Result(one["result"]).label) for one in kept.get("tries", ())],
    }


def moment_of(kept: dict[str, Any], what: str) -> Moment:
    return Moment(dt.datetime.fromisoformat(kept["at"]), what, kept.get("words", ""))


def refused(request: Request, patient: Patient) -> list[Refusal]:
    """The kinds that they do not want, the latest first."""
    standing = all_refused(request, patient).filter(ended_at=None).select_related("noted_by__user")
    return list(standing.order_by("-said_at", "-pk"))


def all_refused(request: Request, patient: Patient) -> QuerySet[Refusal]:
    """Those that were taken back too."""
    return Refusal.objects.filter(practice=request.practice, patient=patient)


def what_would_stop(request: Request, patient: Patient) -> dict[str, Any]:
    """What waits for them now: each of these becomes a call."""
    waiting = opened(request, patient, Q(outcome=""))
    return {"patient": patient, "waiting": waiting, "stopped": stopped(request, patient)}


def stopped(request: Request, patient: Patient) -> Consent | None:
    """That everything was stopped, if it was."""
    standing = Consent.objects.filter(practice=request.practice, patient=patient, ended_at=None)
    noted = standing.filter(words=STOPPED, agreed=False).select_related("noted_by__user")
    return noted.order_by("pk").first()
