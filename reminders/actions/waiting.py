"""What a colleague does with a message that has not gone: not yet, at another time, another way, or now; and undo.

A sender holds a message's row of the queue while it calls its provider, so each of these takes that row first and
never waits for it: what is on its way at this moment can not be stopped any more, and that is said.
"""

import dataclasses
import datetime as dt

from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership
from reminders import hours, may_send, people, subjects
from reminders.actions.dealing import record
from reminders.kinds import Channel, Kind
from reminders.models import Due, Message
from reminders.planning import message_for

GONE = "It has gone, or it is settled already. Look at how it stands now."
GOING = "It is being sent at this moment. Look again in a minute."
NOT_A_PERSONS = "Only messages to a person are changed here."
# Of an appointment nobody is told after it began; the others are looked at by a person when they are so late.
OF_A_TIME = (Kind.SESSION, Kind.SOON, Kind.CHANGED)
ENDS = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Wish:
    """When a message is to go, and by which way; an empty way leaves that to the order of its kind."""

    due_at: dt.datetime
    wanted: str = ""


@action
def keep_back(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Not until somebody says so. A second press changes nothing."""
    due, locked = take(message, now)
    if locked.kept_at is None:
        locked.kept_at, locked.kept_by = now, by
        stop_pressing(locked)
        locked.save(update_fields=["kept_at", "kept_by", "pressed_at", "pressed_by"])
        queue_for(due, state=Due.State.KEPT)
    record("message.kept", locked, by=by, now=now)
    return locked


@action
def let_go(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """It goes when it is due; whether it may is asked then."""
    due, locked = take(message, now)
    if locked.kept_at is not None:
        locked.kept_at = locked.kept_by = None
        locked.save(update_fields=["kept_at", "kept_by"])
        queue_for(due, state=Due.State.WAITING, due_at=max(due.due_at, now))
    record("message.let_go", locked, by=by, now=now)
    return locked


@action
def change(*, message: Message, seen: str, wish: Wish, by: Membership, now: dt.datetime) -> Message:
    """Another time or another way. Raises Stale when somebody else has changed it since it was looked at."""
    due, locked = take(message, now)
    if seen != standing(locked):
        raise Stale(locked)
    if wish.due_at != locked.due_at:
        refuse_time(locked, wish.due_at, now)
    put(due, locked, wish, now)
    record("message.changed", locked, by=by, now=now)
    return locked


@action
def as_planned(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Every change of time and way is taken back."""
    due, locked = take(message, now)
    fact = fact_of(locked)
    if fact is None:
        raise NotPossible("What this was about has changed. It is settled by itself.")
    put(due, locked, Wish(planned_for(locked, fact, now)), now)
    record("message.as_planned", locked, by=by, now=now)
    return locked


@action
def send_now(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """It is the next to go. Caps and holidays do not hold it; everything else is asked when it goes."""
    due, locked = take(message, now)
    locked.pressed_at, locked.pressed_by = now, by
    locked.kept_at = locked.kept_by = locked.held_until = None
    locked.reason = ""
    fields = ["pressed_at", "pressed_by", "kept_at", "kept_by", "held_until", "reason"]
    locked.save(update_fields=fields)
    queue_for(due, state=Due.State.WAITING, due_at=now)
    record("message.pressed", locked, by=by, now=now)
    return locked


@action
def not_now(*, message: Message, by: Membership, now: dt.datetime) -> Message:
    """Pressed by mistake: it waits for its own time again; where that is over, it is kept back."""
    due, locked = take(message, now)
    if locked.pressed_at is not None:
        stop_pressing(locked)
        over = locked.due_at <= now
        if over:
            locked.kept_at, locked.kept_by = now, by
        locked.held_until = None
        locked.save(update_fields=["pressed_at", "pressed_by", "kept_at", "kept_by", "held_until"])
        queue_for(due, state=Due.State.KEPT if over else Due.State.WAITING, due_at=locked.due_at)
    record("message.press_taken_back", locked, by=by, now=now)
    return locked


def take(message: Message, now: dt.datetime) -> tuple[Due, Message]:
    """Its row of the queue and the message, locked, as long as it still waits and nobody is sending it."""
    rows = Due.objects.filter(practice_id=message.practice_id, message_id=message.pk)
    due = rows.select_for_update(skip_locked=True).first()
    if due is None:
        raise NotPossible(GOING if rows.exists() else GONE)
    locked = Message.objects.select_for_update().get(pk=message.pk)
    if locked.outcome:
        raise NotPossible(GONE)
    if due.lease_until and due.lease_until > now:
        raise NotPossible(GOING)
    if locked.patient_id is None:
        raise NotPossible(NOT_A_PERSONS)
    return due, locked


def put(due: Due, locked: Message, wish: Wish, now: dt.datetime) -> None:
    """The wish holds from now on; an earlier press does not."""
    locked.due_at, locked.wanted = wish.due_at, wish.wanted
    locked.held_until, locked.reason = None, ""
    stop_pressing(locked)
    if due.attempts == 0:  # after a try, the way of that try is asked first what became of it
        choose_way(locked, now)
    locked.save()
    queue_for(due, due_at=wish.due_at)


def choose_way(locked: Message, now: dt.datetime) -> None:
    """Where it would go by what is known today."""
    fact = fact_of(locked)
    if fact is None or locked.patient_id is None:
        return
    known = people.known(locked.practice_id, [locked.patient_id])
    planned = message_for(locked.practice, wanting(fact, locked.wanted), known, now)
    locked.channel, locked.reason = planned.channel, planned.reason
    locked.contact_point_id = planned.contact_point_id


def planned_for(locked: Message, fact: subjects.Fact, now: dt.datetime) -> dt.datetime:
    """When it goes if nobody says otherwise."""
    known = people.known(locked.practice_id, [locked.patient_id or 0])
    return message_for(locked.practice, fact, known, now).due_at


def wanting(fact: subjects.Fact, wanted: str) -> subjects.Fact:
    """The way that a colleague has chosen comes first."""
    if not wanted:
        return fact
    return dataclasses.replace(fact, wants=tuple(dict.fromkeys((Channel(wanted), *fact.wants))))


def fact_of(message: Message) -> subjects.Fact | None:
    """What it is about, as that is now."""
    fact = subjects.RULES[Kind(message.kind)].one(message.practice_id, message.subject_id)
    return fact if fact and fact.about_at == message.about_at else None


def standing(message: Message) -> str:
    """What a form carries to know whether somebody else changed it meanwhile."""
    return f"{message.due_at.timestamp():.0f} {message.wanted}".strip()


def latest(message: Message) -> dt.datetime:
    """Until when it makes sense to send it."""
    if message.kind in OF_A_TIME:
        return message.about_at - ENDS
    return message.about_at + may_send.LATE


def refuse_time(message: Message, due_at: dt.datetime, now: dt.datetime) -> None:
    if due_at < now:
        raise NotPossible("This time is over. To send it at once, press “Send now”.")
    if hours.is_quiet(due_at):
        raise NotPossible("Choose a time from 8am to before 8pm: nothing goes out at night.")
    if due_at > latest(message):
        before = message.kind in OF_A_TIME
        raise NotPossible(
            "Choose a time before the appointment."
            if before
            else "Choose a time within two weeks of what this is about."
        )


def stop_pressing(message: Message) -> None:
    message.pressed_at = message.pressed_by = None


def queue_for(due: Due, **values: object) -> None:
    """Its row of the queue says the same."""
    for name, value in values.items():
        setattr(due, name, value)
    due.save(update_fields=list(values))
