"""Facts become messages: planned once, however often it is asked and whoever asks at the same time."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.db.models import Max, Value
from django.db.models.functions import Greatest

from practice import clock, trail
from practice.models import Practice
from practice.tenancy import in_view
from reminders import by_post, chasing, keeping, may_send, overtaken, people, reach, services
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Due, Mention, Message, MessageQuerySet
from reminders.ourselves import SYSTEM
from reminders.reasons import MAY_STAND_AGAIN
from reminders.rules import read_once
from reminders.subjects import Fact, new_facts

# What is planned late goes before what is due just now.
BEFORE_OTHERS = dt.timedelta(minutes=1)
Look = Callable[[Practice, dt.datetime], object]
_looks: dict[str, Look] = {}


def look_first(room: str, look: Look) -> None:
    """Called from AppConfig.ready(): a room to the left sees what came of its messages before new ones are planned."""
    _looks[room] = look


def plan_everywhere(now: dt.datetime) -> int:
    """One round over all practices, each in a transaction of its own."""
    planned = 0
    for practice in Practice.objects.order_by("pk"):
        with in_view([practice], SYSTEM), read_once():
            new = plan(practice, now)
            if new:
                details = {"messages": new}
                trail.record("messages.planned", by=SYSTEM, now=now, practice=practice, details=details)
            planned += new
            overtaken.drop_stale_tasks(practice, now)
    return planned


def plan(practice: Practice, now: dt.datetime) -> int:
    """Messages for all new facts of this practice, those of missed days too; to people, and to services."""
    for look in _looks.values():
        look(practice, now)
    return plan_for_people(practice, now) + plan_for_services(practice, now)


def plan_for_people(practice: Practice, now: dt.datetime) -> int:
    facts = list(new_facts(practice, now))
    known = people.known(practice.pk, {fact.patient_id for fact in facts if fact.patient_id})
    facts = [fact for fact in facts if not (fact.patient_id and may_send.gone(known[fact.patient_id]))]
    if not facts:
        return 0
    messages = [message_for(practice, fact, known, now) for fact in facts]
    kept = keeping.kept_before(practice, facts, now)
    for message in messages if kept else ():
        nobody = (None, None)
        message.kept_at, message.kept_by_id = kept.get((message.kind, message.subject_id), nobody)
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    return queue(practice, messages) + stand_again(practice, facts)


def plan_for_services(practice: Practice, now: dt.datetime) -> int:
    """One message for each address, with the people it mentions; what the clock brings about them is noted."""
    chasing.look_after(practice, now)
    drafts = services.drafts(practice, now)
    if not drafts:
        return 0
    Message.objects.bulk_create([draft.message for draft in drafts], ignore_conflicts=True)
    stored = stored_as(practice, drafts)
    for draft in drafts:
        pk = stored.get(draft.message.reference)
        mine = {"practice": practice, "message_id": pk}
        about = [
            Mention(**mine, placement=one.placement, patient_id=one.placement.patient_id, why=one.why)
            for one in draft.about
        ]
        Mention.objects.bulk_create(about if pk else [])
    return queue(practice, [draft.message for draft in drafts]) + back_again(practice, drafts, stored)


def stored_as(practice: Practice, drafts: list[services.Draft]) -> dict[uuid.UUID, int]:
    """Those that were really new."""
    references = [draft.message.reference for draft in drafts]
    rows = Message.objects.filter(practice=practice, reference__in=references)
    return dict(rows.values_list("reference", "pk"))


def back_again(practice: Practice, drafts: list[services.Draft], stored: dict[uuid.UUID, int]) -> int:
    """One that was dropped because there was nothing to say, and now there is again."""
    again = 0
    for message in (draft.message for draft in drafts if draft.message.reference not in stored):
        same = {"kind": Kind.PROVIDER, "subject_id": message.subject_id, "about_at": message.about_at}
        again += wait_again(practice.messages.by_outcome(Outcome.DROPPED).filter(**same))
    return again


def message_for(practice: Practice, fact: Fact, known: dict[int, people.Person], now: dt.datetime) -> Message:
    """A message as it would go out by what is known today; asked again when it goes."""
    message = Message(
        practice=practice,
        patient_id=fact.patient_id,
        member_id=fact.member_id,
        kind=fact.kind,
        subject_type=fact.subject_type,
        subject_id=fact.subject_id,
        about_at=fact.about_at,
        due_at=fact.due_at,
        channel=fact.wants[0],
        planned_at=now,
    )
    if fact.patient_id:
        verdict, message.due_at = way_and_time(fact, known[fact.patient_id], now)
        message.channel = verdict.channel
        if isinstance(verdict, may_send.Send):
            message.contact_point_id = verdict.point.id
        else:
            message.reason = verdict.reason
    return message


def way_and_time(
    fact: Fact, person: people.Person, now: dt.datetime
) -> tuple[may_send.Send | may_send.ByHand, dt.datetime]:
    """A letter about an appointment is made ready so early that the post can bring it."""
    if Channel.LETTER in (*fact.wants, *reach.asked_for(person)):
        early = max(by_post.ready_at(fact.due_at, fact.until), min(now, fact.due_at))
        verdict = may_send.way(fact, person, early)
        if verdict.channel == Channel.LETTER:
            return verdict, early
    return may_send.way(fact, person, fact.due_at), fact.due_at


def queue(practice: Practice, messages: Iterable[Message]) -> int:
    """Those that were really new stand in the queue from now on: none has waited for longer than it is planned."""
    references = [message.reference for message in messages]
    new = Message.objects.filter(practice=practice, reference__in=references)
    rows = [
        Due(
            practice=practice,
            message_id=pk,
            due_at=max(due_at, planned_at - BEFORE_OTHERS),
            state=Due.State.KEPT if kept_at else Due.State.WAITING,
        )
        for pk, due_at, planned_at, kept_at in new.values_list("pk", "due_at", "planned_at", "kept_at")
    ]
    return len(Due.objects.bulk_create(rows, batch_size=500))


def stand_again(practice: Practice, facts: list[Fact]) -> int:
    """A message that was dropped because its reason was gone waits again when the reason is back."""
    dropped = practice.messages.by_outcome(Outcome.DROPPED).filter(
        reason__in=MAY_STAND_AGAIN, subject_id__in=[fact.subject_id for fact in facts]
    )
    asked = {(fact.kind, fact.subject_id, fact.about_at, fact.patient_id) for fact in facts}
    back = [m.pk for m in dropped if (m.kind, m.subject_id, m.about_at, m.patient_id) in asked]
    return wait_again(dropped.filter(pk__in=back))


def back_in_queue(messages: MessageQuerySet) -> list[int]:
    """Of what was settled long ago the queue has forgotten the row, though not how often it was tried."""
    tried = messages.annotate(tries=Max("attempts__number"))
    rows = list(tried.values_list("practice_id", "pk", "due_at", "tries"))
    forgotten = [
        Due(practice_id=practice, message_id=pk, due_at=due_at, attempts=tries or 0)
        for practice, pk, due_at, tries in rows
    ]
    Due.objects.bulk_create(forgotten, ignore_conflicts=True)
    return [pk for _practice, pk, _due_at, _tries in rows]


def wait_again(messages: MessageQuerySet) -> int:
    """Back into the queue; whether they may go is asked anew. Tries of before still count."""
    pks = back_in_queue(messages)
    if not pks:
        return 0
    queued = Due.objects.filter(message_id__in=pks)
    since = Greatest("due_at", Value(clock.now()))
    queued.update(state=Due.State.WAITING, lease_until=None, due_at=since)
    # What a colleague kept back stays so.
    queued.filter(message__kept_at__isnull=False).update(state=Due.State.KEPT)
    return Message.objects.filter(pk__in=pks).update(outcome="", settled_at=None, reason="")
