"""What a fact is, and what a rule has to say of its kind of facts."""

import abc
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet

from practice.models import Practice
from practice.prepared import row_of
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.queue import Job
from reminders.reasons import MAY_STAND_AGAIN
from reminders.rules import InForce, rule_for

AHEAD = dt.timedelta(days=7)  # planned so early that people see what is coming
LOOK_BACK = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one person should hear of. `wants` are ways to tell them, the best first.

    From `until` on there is nothing to say any more; `by_hand` is why only a colleague may say it.
    """

    kind: Kind
    subject_type: str
    subject_id: int
    about_at: dt.datetime
    due_at: dt.datetime
    wants: tuple[Channel, ...]
    patient_id: int | None = None
    member_id: int | None = None
    until: dt.datetime | None = None
    by_hand: str = ""


def told_of(kind: Kind, **same: OuterRef) -> QuerySet[Message]:
    """For a fact's query: the message that it has already and that was not dropped with it."""
    mine = Message.objects.filter(practice=OuterRef("practice"), kind=kind, subject_id=OuterRef("pk"), **same)
    return mine.exclude(outcome=Outcome.DROPPED, reason__in=MAY_STAND_AGAIN)


class Rule(abc.ABC):
    """One kind of fact: which ask for a message, and what is to be said of each."""

    kind: Kind
    columns: tuple[str, ...]

    @abc.abstractmethod
    def asking(self) -> QuerySet[Any]:
        """Those that ask for a message at all."""

    @abc.abstractmethod
    def new(self, practice: Practice, now: dt.datetime) -> Iterator[Fact]:
        """Those of a practice that ask for one soon and have none."""

    @abc.abstractmethod
    def fact(self, *row: Any) -> Fact | None:
        """One row of `columns`; None where the row does not ask after all."""

    def here(self, practice_id: int) -> InForce:
        """How that practice has this kind of message."""
        return rule_for(practice_id, self.kind)

    def facts(self, rows: QuerySet[Any]) -> Iterator[Fact]:
        return filter(None, (self.fact(*row) for row in rows.values_list(*self.columns)))

    def standing(self, practice_id: int, ids: Iterable[int]) -> Iterator[Fact]:
        """Those of these that still ask for one, as they are now."""
        return self.facts(self.asking().filter(practice_id=practice_id, pk__in=ids))

    def of(self, job: Job) -> Fact | None:
        """What a sender has in hand, as it is now."""
        return self.one(job.claim.practice_id, job.subject_id)

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
