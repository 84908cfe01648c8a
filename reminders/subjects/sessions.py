"""Sessions: told before, told when they change, and what follows when nobody came."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coaching.models import RiskAlert, Session
from coaching.models.session import STILL_OPEN
from patients.models import Alert, Supporter
from practice.models import Practice
from reminders import hours, reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.subjects.base import AHEAD, LOOK_BACK, Fact, Rule, told_of

SESSION = "coaching.session"
ABOUT_SESSIONS = (Kind.SESSION, Kind.SOON, Kind.CHANGED)
# A reminder of the same day is planned in the night before: until then a session may still move.
NIGHT = dt.timedelta(hours=12)
# What was pressed by mistake can be undone before anybody hears of it.
GRACE = dt.timedelta(minutes=5)
TOLD = Q(outcome__in=[Outcome.SENT, Outcome.UNKNOWN]) | Q(outcome=Outcome.BY_HAND, done_at__isnull=False)


class Sessions(Rule):
    """A session that was booked in time is told some days before."""

    kind = Kind.SESSION
    columns = ("practice_id", "pk", "patient_id", "booked_for")

    def asking(self) -> QuerySet[Session]:
        return Session.objects.open().filter(started_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        days = dt.timedelta(days=self.here(practice.pk).amount)
        rows = self.soon(practice, now, AHEAD + days).annotate(heard_at=last_told("planned_at"))
        for *row, booked_at, heard_at in rows.values_list(*self.columns, "booked_at", "heard_at"):
            fact = self.fact(*row)
            # Whoever was told of another time hears of the new one at once, as a change.
            if booked_at < fact.due_at and not (heard_at and fact.due_at <= now):
                yield fact

    def soon(self, practice: Practice, now: dt.datetime, span: dt.timedelta) -> QuerySet[Session]:
        """Those within this span that have no such message."""
        told = told_of(self.kind, about_at=OuterRef("booked_for"))
        within = Q(booked_for__gt=now, booked_for__lte=now + span)
        return self.asking().filter(within, ~Exists(told), practice=practice)

    def fact(self, practice_id: int, pk: int, patient_id: int, booked_for: dt.datetime) -> Fact:
        return Fact(
            self.kind,
            SESSION,
            pk,
            about_at=booked_for,
            due_at=self.due_at(practice_id, booked_for),
            wants=self.here(practice_id).channels,
            patient_id=patient_id,
            until=booked_for,
        )

    def due_at(self, practice_id: int, booked_for: dt.datetime) -> dt.datetime:
        return hours.days_before(booked_for, self.here(practice_id).amount)


class Soon(Sessions):
    """The same session some hours before, if it was booked before that."""

    kind = Kind.SOON

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        span = NIGHT + dt.timedelta(hours=self.here(practice.pk).amount)
        rows = self.soon(practice, now, span).annotate(heard_at=last_told("planned_at"))
        for *row, booked_at, heard_at in rows.values_list(*self.columns, "booked_at", "heard_at"):
            fact = self.fact(*row)
            if max(booked_at, heard_at or booked_at) < fact.due_at:
                yield fact

    def due_at(self, practice_id: int, booked_for: dt.datetime) -> dt.datetime:
        return booked_for - dt.timedelta(hours=self.here(practice_id).amount)


def last_told(column: str) -> Subquery:
    """Of the last message about this session that reached them, as far as anybody knows."""
    about = Message.objects.filter(
        TOLD, practice=OuterRef("practice"), kind__in=ABOUT_SESSIONS, subject_id=OuterRef("pk")
    )
    return Subquery(about.order_by("-settled_at", "-pk").values(column)[:1])


class Changed(Rule):
    """A session of which they had been told was moved, cancelled by a colleague, or opened again.

    A cancelled one is about the moment at which it was cancelled: opened again it is news once more.
    """

    kind = Kind.CHANGED
    columns = ("practice_id", "pk", "patient_id", "booked_for", "cancelled_at")

    def asking(self) -> QuerySet[Session]:
        """Cancelled by somebody: what the person did by a link, or a list because they left, is not news to them."""
        off = Q(cancelled_at__isnull=False, cancelled_by__isnull=False, entered_in_error_at=None)
        return Session.objects.filter(off | Q(STILL_OPEN, started_at=None))

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        coming = self.asking().filter(practice=practice, booked_for__gt=now)
        told = told_of(self.kind, about_at=OuterRef("about"))
        rows = coming.annotate(
            about=Coalesce("cancelled_at", "booked_for"), heard_of=last_told("about_at")
        ).exclude(heard_of=F("about"))
        for fact in self.facts(rows.filter(~Exists(told), heard_of__isnull=False)):
            yield dataclasses.replace(fact, due_at=now + GRACE)

    def fact(
        self,
        practice_id: int,
        pk: int,
        patient_id: int,
        booked_for: dt.datetime,
        cancelled_at: dt.datetime | None,
    ) -> Fact:
        about = cancelled_at or booked_for
        return Fact(
            self.kind,
            SESSION,
            pk,
            about_at=about,
            due_at=about,
            wants=self.here(practice_id).channels,
            patient_id=patient_id,
            until=booked_for,
        )


class Missed(Rule):
    """Nobody came, and no other session has been booked since.

    Where somebody may be at risk or depends on others, a colleague rings: it may not have been their choice.
    """

    kind = Kind.MISSED
    columns = ("practice_id", "pk", "patient_id", "booked_for", "did_not_attend_at", "needs_a_call")

    def asking(self) -> QuerySet[Session]:
        mine = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
        later = Session.objects.filter(
            **mine, booked_for__gt=OuterRef("booked_for"), cancelled_at=None, entered_in_error_at=None
        )
        at_risk = Exists(RiskAlert.objects.open().filter(**mine)) | Exists(
            Alert.objects.open().filter(**mine)
        )
        helped = Supporter.objects.open().filter(**mine).exclude(authority=Supporter.Authority.NONE)
        brought = Q(absence=Session.Absence.WAS_NOT_BROUGHT)
        missed = Session.objects.filter(did_not_attend_at__isnull=False, entered_in_error_at=None)
        call = ExpressionWrapper(brought | at_risk | Exists(helped), BooleanField())
        return missed.filter(~Exists(later)).annotate(needs_a_call=call)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        since = now - LOOK_BACK - dt.timedelta(days=self.here(practice.pk).amount)
        rows = self.asking().filter(
            ~Exists(told_of(self.kind)), practice=practice, did_not_attend_at__gt=since
        )
        return self.facts(rows)

    def fact(self, practice_id: int, pk: int, patient_id: int, *row: Any) -> Fact:
        booked_for, missed_at, needs_a_call = row
        here = self.here(practice_id)
        return Fact(
            self.kind,
            SESSION,
            pk,
            about_at=booked_for,
            due_at=hours.days_after(missed_at, here.amount, here.at),
            wants=(Channel.CALL,) if needs_a_call else here.channels,
            patient_id=patient_id,
            by_hand=reasons.RING_THEM if needs_a_call else "",
        )
