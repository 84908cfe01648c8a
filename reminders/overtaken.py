"""What was asked of a person and makes no sense any more: events have overtaken it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from practice.models import Practice
from reminders import by_post, may_send, people, services
from reminders.kinds import Kind, Outcome
from reminders.models import Due
from reminders.models.message import TO_DO
from reminders.reasons import GONE
from reminders.subjects import RULES


def drop_stale_tasks(practice: Practice, now: dt.datetime) -> int:
    """A task for a person that has become senseless is no longer asked of anybody; nor is what was kept back kept."""
    drop_calls_to_services(practice, now)
    by_hand = practice.messages.to_do().by_outcome(Outcome.BY_HAND).exclude(kind=Kind.PROVIDER)
    tasks = [*by_hand, *practice.messages.kept_back()]
    if not tasks:
        return 0
    facts = {
        (kind, fact.subject_id): fact
        for kind in {task.kind for task in tasks}
        for fact in RULES[Kind(kind)].standing(practice.pk, [t.subject_id for t in tasks if t.kind == kind])
    }
    known = people.known(practice.pk, {task.patient_id for task in tasks if task.patient_id})
    stale: dict[str, list[int]] = {}
    for task in tasks:
        fact, person = facts.get((task.kind, task.subject_id)), known.get(task.patient_id or 0)
        reason = may_send.senseless(fact, task.about_at, person, now)
        if reason:
            stale.setdefault(reason, []).append(task.pk)
    gone = {pk for pks in stale.values() for pk in pks}
    by_post.to_calls(practice, [task for task in tasks if task.pk not in gone], known, now)
    return sum(drop(practice, pks, reason, now) for reason, pks in stale.items())


def drop(practice: Practice, pks: list[int], reason: str, now: dt.datetime) -> int:
    """Unless somebody did it, or let it go, at this very moment."""
    kept = Due.objects.filter(message_id__in=pks, state=Due.State.KEPT)
    locked = list(kept.order_by("pk").select_for_update().values_list("message_id", flat=True))
    kept.filter(message_id__in=locked).update(state=Due.State.SETTLED)
    still = practice.messages.filter(TO_DO | Q(pk__in=locked), pk__in=pks)
    return still.update(outcome=Outcome.DROPPED, settled_at=now, held_until=None, reason=reason)


def done_elsewhere(practice: Practice, pks: Iterable[int], reason: str, now: dt.datetime) -> int:
    """Another list of a practice asks a person now, so that nobody is asked twice. Its tries and receipts stay."""
    still = practice.messages.filter(TO_DO, pk__in=pks)
    return still.update(outcome=Outcome.DROPPED, settled_at=now, sent_at=None, reason=reason)


def drop_calls_to_services(practice: Practice, now: dt.datetime) -> int:
    """A call to a service that has been heard of, or that is not to be told any more."""
    calls = practice.messages.to_do().by_outcome(Outcome.BY_HAND).filter(kind=Kind.PROVIDER)
    stale = [pk for pk in calls.values_list("pk", flat=True) if not services.asking(pk, now)]
    return calls.filter(pk__in=stale).update(outcome=Outcome.DROPPED, settled_at=now, reason=GONE)
