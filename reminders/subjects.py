"""What messages are about: the facts that ask for one, and whether such a fact still stands.

Rooms record facts in their own transactions; this looks down at them. One rule for each kind.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from coaching.models import FollowUp, Session
from patients.models import GlassBreak
from practice.models import Duty, Membership, Practice
from practice.permissions import DutyKind, Role
from reminders import hours
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.reasons import MAY_STAND_AGAIN

AHEAD = dt.timedelta(days=7)  # planned so early that people see what is coming
SESSION_DAYS = 2
FOLLOW_UP_AT = dt.time(9)
LOOK_BACK = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one person should hear of. `wants` are ways to tell them, the best first."""

    kind: Kind
    subject_type: str
    subject_id: int
    about_at: dt.datetime
    due_at: dt.datetime
    wants: tuple[Channel, ...]
    patient_id: int | None = None
    member_id: int | None = None


class Rule(Protocol):
    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        """Facts that ask for a message and have none."""

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        """Those of these that still stand, as they are now."""


def told_of(kind: Kind, **same: OuterRef) -> QuerySet[Message]:
    """For a fact's query: the message that it has already and that was not dropped with it."""
    mine = Message.objects.filter(practice=OuterRef("practice"), kind=kind, subject_id=OuterRef("pk"), **same)
    return mine.exclude(outcome=Outcome.DROPPED, reason__in=MAY_STAND_AGAIN)


class Sessions:
    """A session that was booked in time is told two days before."""

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        soon = Q(booked_for__gt=now, booked_for__lte=now + AHEAD + dt.timedelta(days=SESSION_DAYS))
        told = told_of(Kind.SESSION, about_at=OuterRef("booked_for"))
        for session in practice.sessions.open().filter(soon, ~Exists(told), started_at=None):
            fact = self.fact(session)
            if session.booked_at < fact.due_at:
                yield fact

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        open_ones = Session.objects.open().filter(practice_id=practice_id, pk__in=ids, started_at=None)
        return map(self.fact, open_ones)

    def fact(self, session: Session) -> Fact:
        return Fact(
            Kind.SESSION,
            "coaching.session",
            session.pk,
            about_at=session.booked_for,
            due_at=hours.days_before(session.booked_for, SESSION_DAYS),
            wants=(Channel.TEXT, Channel.EMAIL),
            patient_id=session.patient_id,
        )


class FollowUps:
    """A follow-up that was agreed is told on its day, in the way that was agreed."""

    WAYS = {FollowUp.Channel.TEXT: Channel.TEXT, FollowUp.Channel.LETTER: Channel.LETTER}

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(Kind.FOLLOW_UP, about_at__date=OuterRef("due_on"))
        due = practice.follow_ups.due((now + AHEAD).date())
        return map(self.fact, due.filter(~Exists(told)))

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        return map(self.fact, FollowUp.objects.open().filter(practice_id=practice_id, pk__in=ids))

    def fact(self, follow_up: FollowUp) -> Fact:
        when = hours.at_wall(follow_up.due_on, FOLLOW_UP_AT)
        return Fact(
            Kind.FOLLOW_UP,
            "coaching.followup",
            follow_up.pk,
            about_at=when,
            due_at=when,
            wants=(self.WAYS.get(FollowUp.Channel(follow_up.channel), Channel.CALL),),
            patient_id=follow_up.patient_id,
        )


class Glass:
    """A protected record that was opened in an emergency is told to those who watch over that, at once."""

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(Kind.GLASS)
        recent = GlassBreak.objects.filter(practice=practice, seen_at=None, at__gt=now - LOOK_BACK)
        broken = list(recent.filter(~Exists(told)))
        watchers = watching(practice, now.date()) if broken else []
        return (self.fact(one, member) for one in broken for member in watchers)

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        unseen = GlassBreak.objects.filter(practice_id=practice_id, pk__in=ids, seen_at=None)
        return (self.fact(one, None) for one in unseen)

    def fact(self, broken: GlassBreak, member: int | None) -> Fact:
        return Fact(
            Kind.GLASS,
            "patients.glassbreak",
            broken.pk,
            about_at=broken.at,
            due_at=broken.at,
            wants=(Channel.EMAIL,),
            member_id=member,
        )


def watching(practice: Practice, today: dt.date) -> list[int]:
    """The safeguarding lead and deputy; where nobody holds these duties, the managers."""
    leads = (DutyKind.SAFEGUARDING_LEAD, DutyKind.SAFEGUARDING_DEPUTY)
    held = Duty.objects.held(today).filter(practice=practice, kind__in=leads)
    holders = sorted(set(held.values_list("holder_id", flat=True)))
    managers = Membership.objects.current(today).filter(practice=practice, role=Role.MANAGER)
    return holders or list(managers.values_list("pk", flat=True))


RULES: dict[Kind, Rule] = {Kind.SESSION: Sessions(), Kind.FOLLOW_UP: FollowUps(), Kind.GLASS: Glass()}


def standing(message: Message) -> Fact | None:
    """What the message is about as it is now; None when it does not ask for a message any more."""
    facts = RULES[Kind(message.kind)].standing(message.practice_id, [message.subject_id])
    return next((fact for fact in facts if fact.patient_id == message.patient_id), None)
