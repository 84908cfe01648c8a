"""A questionnaire of a programme is due again: the time that it says itself is over, for somebody who is enrolled."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import DateField, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from activation.kinds import ASKED, Mode
from activation.models import Measurement
from activation.models.measurements import STILL_OPEN
from coaching.models import Enrolment
from practice.clock import LONDON
from practice.models import Membership, Practice
from reminders import hours
from reminders.kinds import Kind
from reminders.subjects.base import AHEAD, LOOK_BACK, Fact, Rule, told_of

# A link that nobody sent may be the one that this message began.
PERHAPS_OURS = Q(STILL_OPEN, mode=Mode.LINK, text_asked_at=None, locked_at=None)
DAYS = Cast(KeyTextTransform("repeat_after_days", "instrument__definition"), IntegerField())


class Again(Rule):
    """About the last answers. Who was asked since, by whomever, is not asked by itself."""

    kind = Kind.AGAIN
    columns = ("practice_id", "pk", "patient_id", "again_on")

    def asking(self) -> QuerySet[Measurement]:
        enrolled = Enrolment.objects.filter(
            practice=OuterRef("practice"),
            patient=OuterRef("patient"),
            stands=Enrolment.Stands.ENROLLED,
            programme__measures__instrument=OuterRef("instrument__key"),
            programme__measures__ended_at=None,
        )
        answered = Measurement.objects.counted().filter(Exists(enrolled), mode__in=ASKED)
        again_on = ExpressionWrapper(F("measured_on") + DAYS, DateField())
        rows = answered.annotate(again_on=again_on).filter(again_on__isnull=False)
        return rows.filter(~Exists(asked_since().exclude(PERHAPS_OURS)))

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        """What has been due for long is not asked for all at once when a practice switches this on."""
        today = now.astimezone(LONDON).date() - dt.timedelta(days=self.here(practice.pk).amount)
        near = Q(again_on__gt=today - LOOK_BACK, again_on__lte=today + AHEAD)
        rows = self.asking().filter(near, ~Exists(asked_since()), practice=practice)
        return self.facts(rows.filter(~Exists(told_of(self.kind))))

    def fact(self, practice_id: int, pk: int, patient_id: int, again_on: dt.date) -> Fact:
        here = self.here(practice_id)
        when = hours.at_wall(again_on + dt.timedelta(days=here.amount), here.at or hours.OPENS)
        return Fact(
            self.kind,
            "activation.measurement",
            pk,
            about_at=when,
            due_at=when,
            wants=here.channels,
            patient_id=patient_id,
        )


def asked_since() -> QuerySet[Measurement]:
    """The same questionnaire, put to the same person later."""
    return Measurement.objects.filter(
        practice=OuterRef("practice"),
        patient=OuterRef("patient"),
        instrument__key=OuterRef("instrument__key"),
        asked_at__gt=OuterRef("asked_at"),
        entered_in_error_at=None,
    )


def looks_after(last: Measurement) -> Membership:
    """In whose name they are asked: whoever coaches them, or asked them before."""
    ways = Enrolment.objects.under_way().filter(practice=last.practice_id, patient=last.patient_id)
    way = ways.filter(coach__ended_at=None, coach__isnull=False).select_related("coach").first()
    return way.coach if way and way.coach else last.asked_by
