"""What was agreed in a session: to be in touch again, and a step that the person takes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from coaching.models import Enrolment, FollowUp, Session, Step
from practice.models import Practice
from reminders import hours
from reminders.kinds import Channel, Kind
from reminders.subjects.base import AHEAD, Fact, Rule, told_of

STANDS_FOR_THE_DAY = dt.time(9)  # whatever time a practice chooses: told once is told
NEAR = dt.timedelta(days=3)  # whoever comes so soon is asked when they come


class FollowUps(Rule):
    """A follow-up that was agreed is told on its day, in the way that was agreed."""

    kind = Kind.FOLLOW_UP
    columns = ("practice_id", "pk", "patient_id", "due_on", "channel")
    ways = {FollowUp.Channel.TEXT: Channel.TEXT, FollowUp.Channel.LETTER: Channel.LETTER}

    def asking(self) -> QuerySet[FollowUp]:
        return FollowUp.objects.open()

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(self.kind, about_at__date=OuterRef("due_on"))
        return self.facts(FollowUp.objects.due((now + AHEAD).date()).filter(~Exists(told), practice=practice))

    def fact(self, practice_id: int, pk: int, patient_id: int, due_on: dt.date, channel: Any) -> Fact:
        return Fact(
            self.kind,
            "coaching.followup",
            pk,
            about_at=hours.at_wall(due_on, STANDS_FOR_THE_DAY),
            due_at=hours.at_wall(due_on, self.here(practice_id).at or hours.OPENS),
            wants=(self.ways.get(channel, Channel.CALL),),
            patient_id=patient_id,
        )


class Steps(Rule):
    """Some days after a step was agreed; only of the last one, and not where a session is near."""

    kind = Kind.STEP
    columns = ("practice_id", "pk", "patient_id", "agreed_at", "comes_at")

    def asking(self) -> QuerySet[Step]:
        mine = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
        newer = Q(agreed_at__gt=OuterRef("agreed_at")) | Q(
            agreed_at=OuterRef("agreed_at"), pk__gt=OuterRef("pk")
        )
        coming = Session.objects.open().filter(**mine, booked_for__gt=OuterRef("agreed_at"))
        ways = Enrolment.objects.filter(**mine)
        rows = Step.objects.open().filter(~Exists(Step.objects.open().filter(newer, **mine)), answered="")
        still_with_us = Exists(ways.open()) | ~Exists(ways)
        return rows.filter(still_with_us).annotate(
            comes_at=Subquery(coming.order_by("booked_for").values("booked_for")[:1])
        )

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        ago = now - dt.timedelta(days=self.here(practice.pk).amount)
        lately = self.asking().filter(agreed_at__gt=ago - NEAR, agreed_at__lte=ago + AHEAD)
        return self.facts(lately.filter(~Exists(told_of(self.kind)), practice=practice))

    def fact(
        self,
        practice_id: int,
        pk: int,
        patient_id: int,
        agreed_at: dt.datetime,
        comes_at: dt.datetime | None,
    ) -> Fact | None:
        here = self.here(practice_id)
        when = hours.days_after(agreed_at, here.amount, here.at)
        if comes_at and comes_at < when + NEAR:
            return None
        return Fact(
            self.kind,
            "coaching.step",
            pk,
            about_at=agreed_at,
            due_at=when,
            wants=here.channels,
            patient_id=patient_id,
        )
