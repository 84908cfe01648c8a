"""What a person is asked: the link that a colleague sends, and how it went at a service."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from activation.kinds import Mode
from activation.models import Measurement
from practice.clock import LONDON
from practice.models import Practice
from prescribing.models import Placement, PlacementEvent
from reminders import hours
from reminders.kinds import Kind
from reminders.subjects.base import AHEAD, Fact, Rule, told_of

AFTER_DATE, WITHOUT_DATE = 7, 14  # days, where the practice has not said otherwise


class Measures(Rule):
    """A link that staff want sent goes at once. Who does not answer hears nothing more by itself."""

    kind = Kind.MEASURE
    columns = ("practice_id", "pk", "patient_id", "text_asked_at")

    def asking(self) -> QuerySet[Measurement]:
        return Measurement.objects.open().filter(mode=Mode.LINK, locked_at=None, text_asked_at__isnull=False)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        told = told_of(self.kind, about_at=OuterRef("text_asked_at"))
        return self.facts(self.asking().filter(~Exists(told), practice=practice))

    def fact(self, practice_id: int, pk: int, patient_id: int, asked_at: dt.datetime) -> Fact:
        return Fact(
            self.kind,
            "activation.measurement",
            pk,
            about_at=asked_at,
            due_at=asked_at,
            wants=self.here(practice_id).channels,
            patient_id=patient_id,
        )


class GotThere(Rule):
    """A person is asked once how it went: some days after the agreed day, or later where none was agreed."""

    kind = Kind.GOT_THERE
    columns = (
        *("practice_id", "pk", "patient_id", "sent_at", "booked_for"),
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
        rows = self.asking().filter(~Exists(told_of(self.kind)), practice=practice)
        return (fact for fact in self.facts(rows) if fact.due_at <= now + AHEAD)

    def fact(self, practice_id: int, pk: int, patient_id: int, *row: Any) -> Fact:
        sent_at, booked_for, with_date, without = row
        here = self.here(practice_id)
        days = (with_date or AFTER_DATE) if booked_for else (without or WITHOUT_DATE)
        day = (booked_for or sent_at).astimezone(LONDON).date()
        return Fact(
            self.kind,
            "prescribing.placement",
            pk,
            about_at=hours.at_wall(day + dt.timedelta(days=days), ASKED_AT),
            due_at=hours.at_wall(day + dt.timedelta(days=days), here.at or ASKED_AT),
            wants=here.channels,
            patient_id=patient_id,
        )


ASKED_AT = dt.time(11)  # stands for the day; a practice asks at its own time
