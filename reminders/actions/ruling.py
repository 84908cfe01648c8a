"""A practice says how it wants one kind of message: on or off, when, by which way, in which words.

What waits already follows at once, as far as no colleague has had it in hand.
"""

import datetime as dt
import uuid
from typing import Any

from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice
from practice.pace import too_often
from reminders import reach, reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Due, Message, MessageRule
from reminders.providers import NotTaken, Refused, Unclear, provider_of
from reminders.rules import merged, read_once
from reminders.shipped import SHIPPED, Shipped
from reminders.subjects import RULES

SAID = ("is_on", "amount", "at", "channels", "working_days_only", "words", "cancelled")
AS_SHIPPED: dict[str, Any] = {
    "amount": None,
    "at": None,
    "channels": [],
    "working_days_only": None,
    "words": "",
    "cancelled": "",
}


@action
def set_rule(
    *, practice: Practice, kind: Kind, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> MessageRule:
    """All of it at once; nobody's words vanish under another's."""
    rule = lock(practice, kind, version)
    was_on, before = merged(kind, rule if rule.pk else None).is_on, due_now(practice, kind)
    own = own_of(SHIPPED[kind], AS_SHIPPED | values)
    for name in SAID:
        setattr(rule, name, own[name])
    rule.set_at, rule.set_by, rule.version = now, by, rule.version + 1
    rule.save()
    if was_on and not merged(kind, rule).is_on:
        drop_waiting(practice, kind, now)
    moved = re_time(practice, kind, before)
    details = {"kind": kind, "on": rule.is_on, "moved": moved}
    trail.record("rule.set", by=by, now=now, practice=practice, subject=rule, details=details)
    return rule


@action
def restore(*, practice: Practice, kind: Kind, version: int, by: Membership, now: dt.datetime) -> MessageRule:
    """As it was shipped; what stood before stays in the history."""
    values = AS_SHIPPED | {"is_on": SHIPPED[kind].is_on}
    rule = set_rule(practice=practice, kind=kind, version=version, values=values, by=by, now=now)
    trail.record("rule.restored", by=by, now=now, practice=practice, subject=rule, details={"kind": kind})
    return rule


@action
def try_out(
    *, practice: Practice, kind: Kind, words: str, number: str, by: Membership, now: dt.datetime
) -> Channel:
    """Send these words to oneself: by email, or to a mobile number that is typed and kept nowhere."""
    channel = Channel.TEXT if number else Channel.EMAIL
    if number and not reach.is_mobile(number):
        raise NotPossible("That is not a mobile number. Type one like 07700 900123.")
    provider = provider_of(channel)
    if provider is None:
        raise NotPossible(reach.not_carried(channel))
    if too_often(f"message-test:{by.user_id}", most=1, minutes=1, now=now):
        raise NotPossible("You have sent one within this minute. Wait a little, then try again.")
    to, reference = reach.international(number) if number else by.user.email, uuid.uuid4()
    try:
        provider.send(reference, to, words, subject=f"Test: {kind.label}")
    except (NotTaken, Refused, Unclear) as problem:
        raise NotPossible(f"It may not have been sent. {problem}") from problem
    details = {"kind": kind, "channel": channel, "reference": str(reference)}
    trail.record("rule.tried", by=by, now=now, practice=practice, details=details)
    return channel


def lock(practice: Practice, kind: Kind, version: int) -> MessageRule:
    """As it stands now, held; a new one where the practice has said nothing yet."""
    Practice.objects.select_for_update().get(pk=practice.pk)  # two first words come one after the other
    rule = MessageRule.objects.filter(practice=practice, kind=kind).first()
    if (rule.version if rule else 0) != version:
        raise Stale(rule)
    return rule or MessageRule(practice=practice, kind=kind, version=0)


def own_of(shipped: Shipped, values: dict[str, Any]) -> dict[str, Any]:
    """What is as shipped is not kept, so that it follows what is shipped later."""
    amount = shipped.timing.amount if shipped.timing else None
    usual = {
        "amount": amount,
        "at": shipped.time,
        "channels": [channel.value for channel in shipped.channels],
        "working_days_only": shipped.working_days_only,
        "words": shipped.words,
        "cancelled": shipped.cancelled,
    }
    own = {name: AS_SHIPPED[name] if values[name] == said else values[name] for name, said in usual.items()}
    return own | {"is_on": bool(values["is_on"]) or not shipped.switchable}


def waiting(practice: Practice, kind: Kind) -> list[Due]:
    """Those in the queue, held: whoever is being sent this moment is waited for."""
    states = (Due.State.WAITING, Due.State.KEPT)
    rows = Due.objects.filter(practice=practice, message__kind=kind, state__in=states, message__outcome="")
    return list(rows.select_related("message").select_for_update(of=("self",)).order_by("pk"))


def drop_waiting(practice: Practice, kind: Kind, now: dt.datetime) -> None:
    """They are planned anew if the kind is switched on in time."""
    rows = waiting(practice, kind)
    Message.objects.filter(pk__in=[row.message_id for row in rows], outcome="").update(
        outcome=Outcome.DROPPED, settled_at=now, held_until=None, reason=reasons.SWITCHED_OFF
    )
    Due.objects.filter(pk__in=[row.pk for row in rows]).update(state=Due.State.SETTLED, lease_until=None)


Times = dict[int, tuple[dt.datetime, dt.datetime]]


def due_now(practice: Practice, kind: Kind) -> Times:
    """Of each that waits: what it is about, and when it goes by the rule in force."""
    if kind not in RULES or (SHIPPED[kind].time is None and SHIPPED[kind].timing is None):
        return {}
    mine = practice.messages.filter(kind=kind, outcome="")
    ids = list(mine.values_list("subject_id", flat=True))
    with read_once():
        facts = list(RULES[kind].standing(practice.pk, ids)) if ids else []
    return {fact.subject_id: (fact.about_at, fact.due_at) for fact in facts}


def re_time(practice: Practice, kind: Kind, before: Times) -> int:
    """The new time for all that nobody has touched; how many moved."""
    after = due_now(practice, kind) if before else {}
    rows = [row for row in waiting(practice, kind) if changed(row, before, after)] if before != after else []
    moved = [row for row in rows if is_untouched(row, before)]
    for row in rows:
        row.message.about_at = after[row.message.subject_id][0]
    for row in moved:
        row.due_at = row.message.due_at = after[row.message.subject_id][1]
    Message.objects.bulk_update([row.message for row in rows], ["about_at", "due_at"], batch_size=500)
    Due.objects.bulk_update(moved, ["due_at"], batch_size=500)
    return len(moved)


def changed(row: Due, before: Times, after: Times) -> bool:
    subject = row.message.subject_id
    return subject in before and subject in after and before[subject] != after[subject]


def is_untouched(row: Due, before: Times) -> bool:
    """No colleague had it in hand, and no sender."""
    message = row.message
    in_hand = message.kept_at or message.pressed_at or message.wanted or message.held_until or row.attempts
    return not in_hand and row.due_at == message.due_at == before[message.subject_id][1]
