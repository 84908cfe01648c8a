"""What waits for colleagues, in figures: how many, never whose."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.db.models import Count, QuerySet

from coaching.models import FollowUp, Session
from patients.models import HelpAsked
from practice.clock import LONDON
from practice.permissions import Role
from prescribing.models import Placement, Referral
from reminders import hours
from reminders.kinds import Kind
from reminders.models import Message

WEEK = dt.timedelta(days=7)
Counting = Callable[[int, dt.datetime], Counter[int]]


def by_user(rows: QuerySet, path: str) -> Counter[int]:
    """How many each colleague has, under whichever of their memberships."""
    grouped = rows.order_by().values_list(f"{path}__user_id").annotate(Count("pk"))
    return Counter({user: count for user, count in grouped if user})


def midnight(now: dt.datetime) -> dt.datetime:
    return hours.at_wall(now.astimezone(LONDON).date(), dt.time())


def unfinished(practice_id: int, now: dt.datetime) -> Counter[int]:
    """Sessions that began on an earlier day and whose note is not signed."""
    rows = Session.objects.open().filter(practice_id=practice_id, started_at__lt=midnight(now))
    return by_user(rows, "coach")


def overdue(practice_id: int, now: dt.datetime) -> Counter[int]:
    rows = FollowUp.objects.overdue(now.astimezone(LONDON).date()).filter(practice_id=practice_id)
    return by_user(rows, "owner")


def sessions(practice_id: int, now: dt.datetime) -> Counter[int]:
    ahead = Session.objects.open().between(midnight(now), midnight(now) + WEEK)
    return by_user(ahead.filter(practice_id=practice_id, started_at=None), "coach")


def follow_ups(practice_id: int, now: dt.datetime) -> Counter[int]:
    """Due within the week, today's among them."""
    today = now.astimezone(LONDON).date()
    rows = FollowUp.objects.due(today + dt.timedelta(days=6)).filter(practice_id=practice_id)
    return by_user(rows.filter(due_on__gte=today), "owner")


def referrals(practice_id: int, _now: dt.datetime) -> Counter[int]:
    return by_user(Referral.objects.open().filter(practice_id=practice_id), "worker")


def silent(practice_id: int, _now: dt.datetime) -> Counter[int]:
    """Of those, services that did not answer."""
    rows = Placement.objects.open().filter(practice_id=practice_id, silent_since__isnull=False)
    return by_user(rows, "referral__worker")


OF_COLLEAGUES: dict[Kind, tuple[tuple[Counting, str, str], ...]] = {
    Kind.UNFINISHED: ((unfinished, "note that is not finished", "notes that are not finished"),),
    Kind.OVERDUE: ((overdue, "follow-up that is overdue", "follow-ups that are overdue"),),
    Kind.DIGEST: (
        (sessions, "session", "sessions"),
        (follow_ups, "follow-up due", "follow-ups due"),
        (referrals, "open referral", "open referrals"),
        (silent, "service that does not answer", "services that do not answer"),
        (unfinished, "note not finished", "notes not finished"),
        (overdue, "follow-up overdue", "follow-ups overdue"),
    ),
}
RUNS_THE_PLACE = (Role.MANAGER,)


def said_to(kind: Kind, practice_id: int, now: dt.datetime, managers: set[int]) -> dict[int, str]:
    """What each colleague would be told now; whoever has nothing waiting is not in it."""
    found: dict[int, list[str]] = {}
    for counting, one, many in OF_COLLEAGUES[kind]:
        for user, count in counting(practice_id, now).items():
            found.setdefault(user, []).append(f"{count} {one if count == 1 else many}")
    if kind == Kind.DIGEST:
        for user in managers:
            found.setdefault(user, []).extend(of_practice(practice_id, now))
    return {user: ", ".join(parts) for user, parts in found.items() if parts}


def of_practice(practice_id: int, now: dt.datetime) -> list[str]:
    """For whoever runs the place: what nobody has done yet."""
    to_do = Message.objects.to_do().filter(practice_id=practice_id).count()
    late = HelpAsked.objects.overdue(now).filter(practice_id=practice_id).count()
    notes = unfinished(practice_id, now).total()
    lines = (
        (to_do, "message to deal with", "messages to deal with"),
        (late, "call for help overdue", "calls for help overdue"),
        (notes, "note of colleagues not finished", "notes of colleagues not finished"),
    )
    return [f"{count} {one if count == 1 else many}" for count, one, many in lines if count]
