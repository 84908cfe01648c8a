"""Which invitations ask for a message: on the day that the wave gives each person, and once more after silence.

Whoever cannot be written to becomes a call by the same question as for every message, asked when it is due.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from outreach.models import Invitation
from patients.models import HelpAsked
from practice.clock import LONDON
from practice.models import Practice
from reminders import hours
from reminders.kinds import Kind
from reminders.models import Message
from reminders.reply_link import SUBJECT as A_MESSAGE
from reminders.reply_link import Page
from reminders.subjects.base import AHEAD, Fact, Rule, told_of

KINDS = (Kind.INVITE, Kind.ASK_AGAIN)
SUBJECT = "outreach.invitation"
STANDS_FOR_THE_DAY = dt.time(9)  # whatever time a practice chooses: told once is told
# Long enough for the second message, for the calls after it, and for somebody who thinks it over.
PAGE = Page("invitation", "outreach:invite", dt.timedelta(days=60))


def being_asked() -> QuerySet[Invitation]:
    """In a wave that has been started and goes on; no answer, and nobody has to ring."""
    under_way = Invitation.objects.open().filter(wave__started_at__isnull=False, wave__stopped_at=None)
    return under_way.filter(answer="", to_call_since=None)


def texts_back() -> QuerySet[HelpAsked]:
    """For a query over invitations: what people wrote back to a message about each, in their own words."""
    mine = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
    told = Message.objects.filter(practice=OuterRef("practice"), pk=OuterRef("subject_id"), kind__in=KINDS)
    texts = HelpAsked.objects.filter(**mine, kind=HelpAsked.Kind.TEXT, subject_type=A_MESSAGE)
    return texts.filter(Exists(told.filter(subject_id=OuterRef(OuterRef("pk")))))


class Invite(Rule):
    """Each on their own day of the wave."""

    kind = Kind.INVITE
    columns = ("practice_id", "pk", "patient_id", "ask_on")

    def asking(self) -> QuerySet[Invitation]:
        return being_asked()

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        until = (now + AHEAD).astimezone(LONDON).date()
        soon = self.asking().filter(practice=practice, ask_on__lte=until)
        return self.facts(soon.filter(~Exists(told_of(self.kind))))

    def fact(self, practice_id: int, pk: int, patient_id: int, ask_on: dt.date) -> Fact:
        here = self.here(practice_id)
        return Fact(
            self.kind,
            SUBJECT,
            pk,
            about_at=hours.at_wall(ask_on, STANDS_FOR_THE_DAY),
            due_at=hours.at_wall(ask_on, here.at or hours.OPENS),
            wants=here.channels,
            patient_id=patient_id,
        )


class AskAgain(Rule):
    """Once, to whoever has not answered the first message for as long as the wave waits."""

    kind = Kind.ASK_AGAIN
    columns = ("practice_id", "pk", "patient_id", "asked_at", "wave__chase_after_days")

    def asking(self) -> QuerySet[Invitation]:
        return being_asked().filter(asked_at__isnull=False)

    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        rows = self.asking().filter(~Exists(told_of(self.kind)), practice=practice)
        return (fact for fact in self.facts(rows) if fact.due_at <= now + AHEAD)

    def fact(self, practice_id: int, pk: int, patient_id: int, asked_at: dt.datetime, days: int) -> Fact:
        here = self.here(practice_id)
        return Fact(
            self.kind,
            SUBJECT,
            pk,
            about_at=hours.days_after(asked_at, days, STANDS_FOR_THE_DAY),
            due_at=hours.days_after(asked_at, days, here.at),
            wants=here.channels,
            patient_id=patient_id,
        )
