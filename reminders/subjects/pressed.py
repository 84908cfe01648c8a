"""What a colleague presses or opens, and of which somebody has to hear at once."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, QuerySet

from coaching.models import Given
from patients.glass import concerned
from patients.models import GlassBreak
from practice.models import Practice
from reminders.kinds import Channel, Kind
from reminders.subjects.base import LOOK_BACK, Fact, Rule, told_of


class Glass(Rule):
    """A protected record that was opened in an emergency is told to those who watch over that, at once."""

    kind = Kind.GLASS
    columns = ("pk", "at")

    def asking(self) -> QuerySet[GlassBreak]:
        return GlassBreak.objects.filter(seen_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        recent = self.asking().filter(~Exists(told_of(self.kind)), practice=practice, at__gt=now - LOOK_BACK)
        broken = list(recent.select_related("member"))
        if not broken:
            return
        here = concerned(practice, now.date(), broken)
        for glass in broken:
            for member in here.responders(glass):
                yield dataclasses.replace(self.fact(glass.pk, glass.at), member_id=member.pk)

    def fact(self, pk: int, at: dt.datetime) -> Fact:
        return Fact(self.kind, "patients.glassbreak", pk, about_at=at, due_at=at, wants=(Channel.EMAIL,))


class Plans(Rule):
    """A person is told of their plan because a colleague pressed so; not of a note that was struck since."""

    kind = Kind.PLAN
    columns = ("practice_id", "pk", "patient_id", "given_at")

    def asking(self) -> QuerySet[Given]:
        texts = Given.objects.filter(output=Given.Output.PLAN, way=Given.Way.TEXT)
        return texts.filter(session__entered_in_error_at=None)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        recent = self.asking().filter(practice=practice, given_at__gt=now - LOOK_BACK)
        return self.facts(recent.filter(~Exists(told_of(self.kind))))

    def fact(self, practice_id: int, pk: int, patient_id: int, given_at: dt.datetime) -> Fact:
        return Fact(
            self.kind,
            "coaching.given",
            pk,
            about_at=given_at,
            due_at=given_at,
            wants=self.here(practice_id).channels,
            patient_id=patient_id,
        )
