"""What messages are about: the facts that ask for one, and whether such a fact still stands.

Rooms record facts in their own transactions; this looks down at them. One rule for each kind.
"""

import abc
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from activation.kinds import Mode
from activation.models import Measurement
from coaching.models import FollowUp, Given, Session
from patients.glass import concerned
from patients.models import GlassBreak
from practice.clock import LONDON
from practice.models import Practice
from prescribing.models import Placement, PlacementEvent
from reminders import hours
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.queue import Job, row_of
from reminders.reasons import MAY_STAND_AGAIN

AHEAD = dt.timedelta(days=7)  # planned so early that people see what is coming
SESSION_DAYS = 2
FOLLOW_UP_AT = dt.time(9)
GOT_THERE_AT = dt.time(11)
AFTER_DATE, WITHOUT_DATE = 7, 14  # days, where the practice has not said otherwise
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


def told_of(kind: Kind, **same: OuterRef) -> QuerySet[Message]:
    """For a fact's query: the message that it has already and that was not dropped with it."""
    mine = Message.objects.filter(practice=OuterRef("practice"), kind=kind, subject_id=OuterRef("pk"), **same)
    return mine.exclude(outcome=Outcome.DROPPED, reason__in=MAY_STAND_AGAIN)


class Rule(abc.ABC):
    """One kind of fact: which ask for a message, and what is to be said of each."""

    columns: tuple[str, ...]

    @abc.abstractmethod
    def asking(self) -> QuerySet[Any]:
        """Those that ask for a message at all."""

    @abc.abstractmethod
    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        """Those of a practice that ask for one soon and have none."""

    @abc.abstractmethod
    def fact(self, *row: Any) -> Fact:
        """One row of `columns`."""

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        """Those of these that still ask for one, as they are now."""
        rows = self.asking().filter(practice_id=practice_id, pk__in=ids).values_list(*self.columns)
        return (self.fact(*row) for row in rows)

    def one(self, practice_id: int, subject_id: int) -> Fact | None:
        """The same for one, of which a sender asks so often that the query is put into SQL only once."""
        sql, parameters = self._sql_of_one
        given = {PRACTICE: practice_id, SUBJECT: subject_id}
        row = row_of(sql, [given.get(parameter, parameter) for parameter in parameters])
        return self.fact(*row) if row else None

    @functools.cached_property
    def _sql_of_one(self) -> tuple[str, tuple[Any, ...]]:
        one = self.asking().filter(practice_id=PRACTICE, pk=SUBJECT)
        return one.values_list(*self.columns).query.sql_with_params()


# Stand in for what is asked later: no row has such a number.
PRACTICE, SUBJECT = -1, -2


class Sessions(Rule):
    """A session that was booked in time is told two days before."""

    columns = ("pk", "patient_id", "booked_for")

    def asking(self) -> QuerySet[Session]:
        return Session.objects.open().filter(started_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        soon = Q(booked_for__gt=now, booked_for__lte=now + AHEAD + dt.timedelta(days=SESSION_DAYS))
        told = told_of(Kind.SESSION, about_at=OuterRef("booked_for"))
        rows = self.asking().filter(soon, ~Exists(told), practice=practice)
        for *row, booked_at in rows.values_list(*self.columns, "booked_at"):
            fact = self.fact(*row)
            if booked_at < fact.due_at:
                yield fact

    def fact(self, *row: Any) -> Fact:
        pk, patient_id, booked_for = row
        return Fact(
            Kind.SESSION,
            "coaching.session",
            pk,
            about_at=booked_for,
            due_at=hours.days_before(booked_for, SESSION_DAYS),
            wants=(Channel.TEXT, Channel.EMAIL),
            patient_id=patient_id,
        )


class FollowUps(Rule):
    """A follow-up that was agreed is told on its day, in the way that was agreed."""

    columns = ("pk", "patient_id", "due_on", "channel")
    ways = {FollowUp.Channel.TEXT: Channel.TEXT, FollowUp.Channel.LETTER: Channel.LETTER}

    def asking(self) -> QuerySet[FollowUp]:
        return FollowUp.objects.open()

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(Kind.FOLLOW_UP, about_at__date=OuterRef("due_on"))
        rows = FollowUp.objects.due((now + AHEAD).date()).filter(~Exists(told), practice=practice)
        return (self.fact(*row) for row in rows.values_list(*self.columns))

    def fact(self, *row: Any) -> Fact:
        pk, patient_id, due_on, channel = row
        when = hours.at_wall(due_on, FOLLOW_UP_AT)
        return Fact(
            Kind.FOLLOW_UP,
            "coaching.followup",
            pk,
            about_at=when,
            due_at=when,
            wants=(self.ways.get(channel, Channel.CALL),),
            patient_id=patient_id,
        )


class Glass(Rule):
    """A protected record that was opened in an emergency is told to those who watch over that, at once."""

    columns = ("pk", "at")

    def asking(self) -> QuerySet[GlassBreak]:
        return GlassBreak.objects.filter(seen_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        recent = self.asking().filter(~Exists(told_of(Kind.GLASS)), practice=practice, at__gt=now - LOOK_BACK)
        broken = list(recent.select_related("member"))
        if not broken:
            return
        here = concerned(practice, now.date(), broken)
        for glass in broken:
            for member in here.responders(glass):
                yield dataclasses.replace(self.fact(glass.pk, glass.at), member_id=member.pk)

    def fact(self, *row: Any) -> Fact:
        pk, at = row
        return Fact(Kind.GLASS, "patients.glassbreak", pk, about_at=at, due_at=at, wants=(Channel.EMAIL,))


class Measures(Rule):
    """A link that staff want sent goes at once. Who does not answer hears nothing more by itself."""

    columns = ("pk", "patient_id", "text_asked_at")

    def asking(self) -> QuerySet[Measurement]:
        return Measurement.objects.open().filter(mode=Mode.LINK, locked_at=None, text_asked_at__isnull=False)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(Kind.MEASURE, about_at=OuterRef("text_asked_at"))
        rows = self.asking().filter(~Exists(told), practice=practice)
        return (self.fact(*row) for row in rows.values_list(*self.columns))

    def fact(self, *row: Any) -> Fact:
        pk, patient_id, asked_at = row
        return Fact(
            Kind.MEASURE,
            "activation.measurement",
            pk,
            about_at=asked_at,
            due_at=asked_at,
            wants=(Channel.TEXT, Channel.EMAIL),
            patient_id=patient_id,
        )


class Plans(Rule):
    """A person is told of their plan because a colleague pressed so; not of a note that was struck since."""

    columns = ("pk", "patient_id", "given_at")

    def asking(self) -> QuerySet[Given]:
        texts = Given.objects.filter(output=Given.Output.PLAN, way=Given.Way.TEXT)
        return texts.filter(session__entered_in_error_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        recent = self.asking().filter(practice=practice, given_at__gt=now - LOOK_BACK)
        return (
            self.fact(*row) for row in recent.filter(~Exists(told_of(Kind.PLAN))).values_list(*self.columns)
        )

    def fact(self, *row: Any) -> Fact:
        pk, patient_id, given_at = row
        return Fact(
            Kind.PLAN,
            "coaching.given",
            pk,
            about_at=given_at,
            due_at=given_at,
            wants=(Channel.TEXT, Channel.EMAIL),
            patient_id=patient_id,
        )


class GotThere(Rule):
    """A person is asked once how it went: some days after the agreed day, or later where none was agreed."""

    columns = (
        *("pk", "patient_id", "sent_at", "booked_for"),
        *("practice__terms__ask_days_after_date", "practice__terms__ask_days_without_date"),
    )
    # Of those who came, or did not, the service has told us, or the person has.
    waits = (Placement.Stands.SENT, Placement.Stands.GOT_IT, Placement.Stands.BOOKED)

    def asking(self) -> QuerySet[Placement]:
        said = PlacementEvent.objects.filter(
            practice=OuterRef("practice"), placement=OuterRef("pk"), who=PlacementEvent.Who.PERSON
        ).exclude(kind=PlacementEvent.Kind.OPENED)
        rows = Placement.objects.filter(stands__in=self.waits, sent_at__isnull=False, agreement_ended_at=None)
        return rows.filter(~Exists(said))

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        rows = self.asking().filter(~Exists(told_of(Kind.GOT_THERE)), practice=practice)
        facts = (self.fact(*row) for row in rows.values_list(*self.columns))
        return (fact for fact in facts if fact.due_at <= now + AHEAD)

    def fact(self, *row: Any) -> Fact:
        pk, patient_id, sent_at, booked_for, with_date, without = row
        days = (with_date or AFTER_DATE) if booked_for else (without or WITHOUT_DATE)
        day = (booked_for or sent_at).astimezone(LONDON).date() + dt.timedelta(days=days)
        when = hours.at_wall(day, GOT_THERE_AT)
        return Fact(
            Kind.GOT_THERE,
            "prescribing.placement",
            pk,
            about_at=when,
            due_at=when,
            wants=(Channel.TEXT, Channel.EMAIL),
            patient_id=patient_id,
        )


RULES: dict[Kind, Rule] = {
    Kind.SESSION: Sessions(),
    Kind.FOLLOW_UP: FollowUps(),
    Kind.GLASS: Glass(),
    Kind.MEASURE: Measures(),
    Kind.PLAN: Plans(),
    Kind.GOT_THERE: GotThere(),
}


def standing(job: Job) -> Fact | None:
    """What the message is about as it is now; None when it does not ask for a message any more."""
    fact = RULES[job.kind].one(job.claim.practice_id, job.subject_id)
    patient_id = job.person.id if job.person else None
    return fact if fact and fact.patient_id == patient_id else None
