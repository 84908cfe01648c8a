"""What colleagues are told by themselves: one email a day at most, in figures."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from practice import clock
from practice.clock import LONDON
from practice.models import Heartbeat, Membership, Practice
from reminders import hours
from reminders.kinds import Channel, Kind
from reminders.models import Message
from reminders.queue import Job
from reminders.rules import rule_for
from reminders.subjects.base import Fact, Rule
from reminders.subjects.staff_counts import RUNS_THE_PLACE, midnight, said_to

MORNING = dt.timedelta(hours=1)  # what comes up later they see themselves on Today
# Whoever gets one of these hears nothing of the later ones on that day.
IN_ORDER = (Kind.DIGEST, Kind.UNFINISHED, Kind.OVERDUE)


class Daily(Rule):
    """To each colleague for whom something waits, in the morning."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def asking(self) -> QuerySet[Membership]:
        return Membership.objects.filter(ended_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        at = self.time_of(practice.pk, now)
        if at is None or now < at or (now >= at + MORNING and not was_missed(at, now)):
            return
        members = colleagues(practice.pk, now)
        told = told_today(practice.pk, now)
        for user in sorted(self.hearing(practice.pk, now) - told):
            if user in members:
                yield self.fact(members[user].pk, at)

    def time_of(self, practice_id: int, now: dt.datetime) -> dt.datetime | None:
        """When it goes on this day; None on days on which it does not."""
        here = self.here(practice_id)
        day = now.astimezone(LONDON).date()
        if not here.is_on or (here.working_days_only and not hours.is_working_day(day)):
            return None
        if self.kind == Kind.DIGEST and day != first_day(day, working=here.working_days_only):
            return None
        return hours.at_wall(day, here.at or hours.OPENS)

    def hearing(self, practice_id: int, now: dt.datetime) -> set[int]:
        """For whom something waits, and who hears of nothing that goes before on this day."""
        mine = set(said_to(self.kind, practice_id, now, managers(practice_id, now)))
        before = [Daily(kind) for kind in IN_ORDER[: IN_ORDER.index(self.kind)]]
        for other in before if mine else ():
            if other.time_of(practice_id, now):
                mine -= set(said_to(other.kind, practice_id, now, managers(practice_id, now)))
        return mine

    def fact(self, member_id: int, at: dt.datetime) -> Fact:
        about = (self.kind, "practice.membership", member_id)
        return Fact(*about, about_at=at, due_at=at, wants=(Channel.EMAIL,), member_id=member_id)

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        """Nobody is asked to ring a colleague because of figures."""
        return iter(())

    def of(self, job: Job) -> Fact | None:
        """Something still waits, and no later email says it better."""
        mine = Message.objects.filter(
            practice_id=job.claim.practice_id, member_id=job.member_id, kind=job.kind
        )
        later = mine.filter(about_at__gt=job.about_at).exists()
        return None if later or not counts_for(job) else self.fact(job.subject_id, job.about_at)


def was_missed(at: dt.datetime, now: dt.datetime) -> bool:
    """The clockwork stood still at that hour and has not come round since: it is made good on the same day."""
    if hours.is_quiet(now):
        return False
    last = Heartbeat.objects.filter(name="tick").values_list("at", flat=True).first()
    return last is not None and last < at


def first_day(day: dt.date, *, working: bool) -> dt.date:
    """Monday of this week, or the first day after it on which people work."""
    monday = day - dt.timedelta(days=day.weekday())
    while working and not hours.is_working_day(monday):
        monday += dt.timedelta(days=1)
    return monday


def colleagues(practice_id: int, now: dt.datetime) -> dict[int, Membership]:
    """Who works here, each once, however many roles they have."""
    rows = Membership.objects.current(now.astimezone(LONDON).date()).filter(
        practice_id=practice_id, user__is_active=True
    )
    return {member.user_id: member for member in rows.order_by("-pk")}


def managers(practice_id: int, now: dt.datetime) -> set[int]:
    rows = Membership.objects.current(now.astimezone(LONDON).date()).filter(
        practice_id=practice_id, role__in=RUNS_THE_PLACE
    )
    return set(rows.values_list("user_id", flat=True))


def told_today(practice_id: int, now: dt.datetime) -> set[int]:
    since = midnight(now)
    rows = Message.objects.filter(practice_id=practice_id, kind__in=IN_ORDER, about_at__gte=since)
    return set(rows.values_list("member__user_id", flat=True))


def counts_for(job: Job) -> str:
    """What this colleague is told now; empty where nothing waits any more."""
    practice_id, now = job.claim.practice_id, clock.now()
    user = (
        Membership.objects.filter(pk=job.member_id or 0, ended_at=None)
        .values_list("user_id", flat=True)
        .first()
    )
    if user is None:
        return ""
    said = [of_kind(kind, practice_id, user, now) for kind in (job.kind, *with_it(job.kind, practice_id))]
    return " and ".join(filter(None, said)) if said[0] else ""


def with_it(kind: Kind, practice_id: int) -> tuple[Kind, ...]:
    """What stands in the same email, so that there is only one."""
    joined = kind == Kind.UNFINISHED and rule_for(practice_id, Kind.OVERDUE).is_on
    return (Kind.OVERDUE,) if joined else ()


def of_kind(kind: Kind, practice_id: int, user: int, now: dt.datetime) -> str:
    return said_to(kind, practice_id, now, managers(practice_id, now)).get(user, "")
