"""The database was put back to an earlier moment: what went out since then is not known, and must not go twice.

Nothing goes by itself until somebody at the practice lets it go. What was to go since that moment is asked for by its
reference before anything is sent; what cannot be asked for becomes a call for a person.
"""

import datetime as dt
import uuid

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import System
from practice.health import beat
from practice.models import Membership, Practice
from reminders import planning, reasons
from reminders.held import HELD, LET_GO, RESTORED, is_held
from reminders.kinds import Channel, Outcome
from reminders.models import Attempt, Due
from reminders.providers import Answer, NotTaken, Refused, Unclear, provider_of

GOING_ALREADY = "Somebody else has let the messages go."
Known = dict[str, int]


@action
def hold(*, practice: Practice, as_of: dt.datetime, by: System, now: dt.datetime) -> Known:
    """Everything at this practice waits; how many are asked for first, and how many are a person's now."""
    beat(RESTORED, as_of)
    beat(f"{HELD}{practice.pk}", now)
    asked = ask_first(practice, now)
    last = practice.messages.aggregate(last=Max("pk"))["last"] or 0
    planning.plan(practice, now)
    details = {"asked": asked, "calls": to_a_person(practice, last, now)}
    trail.record("messages.held_after_restore", by=by, now=now, practice=practice, details=details)
    return details


@action
def let_go(*, practice: Practice, by: Membership, now: dt.datetime) -> None:
    """Somebody has looked: what is due goes with the next round."""
    if not is_held(practice, lock=True):
        raise NotPossible(GOING_ALREADY)
    beat(f"{LET_GO}{practice.pk}", now)
    trail.record("messages.let_go_after_restore", by=by, now=now, practice=practice)


def ask_first(practice: Practice, now: dt.datetime) -> int:
    """What was to go by now counts as tried, with an answer that nobody has; so its carrier is asked first.

    What is to go later may have been pressed in the time that is lost: it is asked for where that costs nothing.
    """
    carried = [channel for channel in Channel if provider_of(channel)]
    waiting = Due.objects.filter(practice=practice, message__channel__in=carried).exclude(
        state=Due.State.SETTLED
    )
    marked = Attempt.objects.filter(
        practice=practice, message=OuterRef("message"), number=OuterRef("attempts"), words=reasons.RESTORED
    )
    waiting = waiting.filter(~Exists(marked))
    by_now = waiting.filter(due_at__lte=now)
    later = waiting.filter(due_at__gt=now, message__channel__in=[c for c in carried if can_tell(c)])
    return count_as_tried(practice, by_now, now) + count_as_tried(practice, later, now)


def count_as_tried(practice: Practice, rows: QuerySet[Due], now: dt.datetime) -> int:
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    Attempt.objects.bulk_create(
        [
            Attempt(
                practice=practice,
                message_id=row.message_id,
                number=row.attempts + 1,
                at=now,
                result=Attempt.Result.UNCLEAR,
                words=reasons.RESTORED,
            )
            for row in found
        ],
        batch_size=500,
    )
    return Due.objects.filter(pk__in=[row.pk for row in found]).update(attempts=F("attempts") + 1)


def can_tell(channel: Channel) -> bool:
    """Whether this carrier finds a message by its reference: asked for one that nobody has."""
    provider = provider_of(channel)
    try:
        return provider is not None and provider.ask(uuid.uuid4()) is not Answer.CANNOT_TELL
    except (NotTaken, Refused, Unclear):  # away just now; asked again before each message
        return True


def to_a_person(practice: Practice, last: int, now: dt.datetime) -> int:
    """What was planned only now and would have gone before: if it has, then under a reference that is lost."""
    late = practice.messages.filter(pk__gt=last, outcome="", due_at__lte=now)
    pks = list(late.values_list("pk", flat=True))
    Due.objects.filter(practice=practice, message__in=pks).update(state=Due.State.SETTLED)
    said = {"settled_at": now, "held_until": None, "reason": reasons.RESTORED}
    rows = practice.messages.filter(pk__in=pks)
    rows.exclude(member=None).update(outcome=Outcome.DROPPED, **said)  # colleagues' figures: they may look
    call = {"outcome": Outcome.BY_HAND, "channel": Channel.CALL, "contact_point": None}
    return rows.filter(member=None).update(**call, **said)
