"""What came of the messages of a wave, looked at in each round before new ones are planned.

Set by set, so that a round costs the same for five people as for five hundred; a missed day catches up.
"""

import datetime as dt

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import DateTimeField
from django.db.models.functions import Coalesce

from outreach.messages import KINDS, texts_back
from outreach.models import Invitation
from practice import trail
from practice.clock import LONDON
from practice.models import Practice
from reminders import reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message, MessageQuerySet, Refusal, Reply
from reminders.ourselves import SYSTEM
from reminders.overtaken import done_elsewhere

Answer, Closed = Invitation.Answer, Invitation.Closed
GONE = Q(outcome__in=(Outcome.SENT, Outcome.UNKNOWN))  # it went, or perhaps it did
A_DAY = Value(dt.timedelta(days=1))


def look(practice: Practice, now: dt.datetime) -> int:
    """How many invitations moved on."""
    if not begun(practice, now).exists():
        return 0
    moved = (
        leave_alone(practice, now)
        + note_asked(practice, now)
        + ring_instead(practice, now)
        + ring_silent(practice, now)
    )
    if moved:
        details = {"people": moved}
        trail.record("invite.moved_on", by=SYSTEM, now=now, practice=practice, details=details)
    return moved


def begun(practice: Practice, now: dt.datetime) -> QuerySet[Invitation]:
    """Those whose day has come, in waves that go on."""
    today = now.astimezone(LONDON).date()
    here = Invitation.objects.open().filter(practice=practice, ask_on__lte=today)
    return here.filter(wave__started_at__isnull=False, wave__stopped_at=None)


def silent(practice: Practice, now: dt.datetime) -> QuerySet[Invitation]:
    """Of those, who has not answered and is not to be rung."""
    return begun(practice, now).filter(answer="", to_call_since=None)


def messages() -> MessageQuerySet:
    """For a query over invitations: the messages about each."""
    about = Message.objects.filter(practice=OuterRef("practice"), subject_id=OuterRef("pk"))
    return about.filter(kind__in=KINDS)


def leave_alone(practice: Practice, now: dt.datetime) -> int:
    """Who stopped messages, by the telephone or with a colleague; who is gone from the list, or too young now."""
    mine = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
    refused = Refusal.objects.filter(**mine, kind__in=KINDS, ended_at=None)
    stops = Reply.objects.filter(**mine, said__in=Reply.STOPS, message__subject_id=OuterRef("pk"))
    said = begun(practice, now).filter(Exists(stops.filter(message__kind__in=KINDS)), answer="")
    stopped = said.update(
        answer=Answer.STOP, answered_at=now, closed=Closed.SAID_NO, closed_at=now, version=F("version") + 1
    )
    asked_not_to = begun(practice, now).filter(Exists(refused), answer="")
    left = Q(patient__died_on__isnull=False) | Q(patient__left_on__isnull=False)
    away = left | Q(patient__merged_at__isnull=False) | Exists(messages().filter(reason=reasons.YOUNG))
    return (
        stopped
        + asked_not_to.update(closed=Closed.SAID_NO, closed_at=now, version=F("version") + 1)
        + begun(practice, now)
        .filter(away)
        .update(closed=Closed.GONE, closed_at=now, version=F("version") + 1)
    )


def note_asked(practice: Practice, now: dt.datetime) -> int:
    """A message went: they have been asked from that moment."""
    went = messages().filter(GONE).annotate(at=Coalesce("sent_at", "settled_at"))
    new = begun(practice, now).filter(Exists(went), asked_at=None)
    return new.update(asked_at=Subquery(went.order_by("at").values("at")[:1]))


def ring_instead(practice: Practice, now: dt.datetime) -> int:
    """What could not be sent becomes a call in this list, and is asked of nobody in the list of messages.

    Whoever wrote a text back is not written to again by itself, however soon somebody has read it.
    """
    waiting = practice.messages.to_do().filter(kind__in=KINDS, outcome__in=(Outcome.BY_HAND, Outcome.FAILED))
    waiting = waiting.exclude(Q(channel=Channel.LETTER) & ~Q(words=""))  # ready to be printed
    found = list(waiting.values_list("pk", "subject_id", "reason"))
    unsent = Q(pk__in=[subject for _pk, subject, _reason in found])
    moved = silent(practice, now).filter(unsent | Exists(texts_back())).update(to_call_since=now)
    for pk, _subject, reason in found:
        done_elsewhere(practice, [pk], f"{reason} {reasons.ON_CALL_LIST}"[:300], now)
    return moved


def ring_silent(practice: Practice, now: dt.datetime) -> int:
    """Asked once more, and silent for as long as the wave waits: a colleague rings, once."""
    again = messages().filter(kind=Kind.ASK_AGAIN)
    sent = again.filter(GONE).annotate(at=Coalesce("sent_at", "settled_at")).order_by("at").values("at")[:1]
    once = F("wave__call_after_days") * A_DAY
    both = (F("wave__chase_after_days") + F("wave__call_after_days")) * A_DAY
    rows = silent(practice, now).filter(asked_at__isnull=False).annotate(again_at=Subquery(sent))
    rows = rows.annotate(
        after_again=moment(F("again_at") + once),
        after_first=moment(F("asked_at") + both),
    )
    # Where no second one goes, because the practice has switched it off, as long is waited as if it had.
    none_goes = ~Exists(again.filter(GONE | Q(outcome=""))) & Q(after_first__lte=now)
    return rows.filter(Q(after_again__lte=now) | none_goes).update(to_call_since=now)


def moment(expression: object) -> ExpressionWrapper:
    return ExpressionWrapper(expression, output_field=DateTimeField())
