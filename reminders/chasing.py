"""What comes of messages to services as time goes by: counted, found silent, given to a person."""

import datetime as dt

from django.db.models import Count, F, Q, QuerySet

from practice.models import Practice
from prescribing.actions import chasing
from prescribing.models import Placement
from reminders import services
from reminders.kinds import Kind, Outcome
from reminders.models import Mention
from reminders.ourselves import SYSTEM

NOT_ARRIVED = "The email to the service may not have arrived"
CALL = "Nothing was sent by itself: ring the service"


def look_after(practice: Practice, now: dt.datetime) -> None:
    """Each of these once; a missed day catches up."""
    count_chasers(practice, now)
    pass_on_failures(practice, now)
    pass_on_calls(practice, now)
    find_silent(practice, now)


def count_chasers(practice: Practice, now: dt.datetime) -> None:
    """Only what has gone counts."""
    gone = Count(
        "mentions",
        filter=Q(mentions__why=Mention.Why.AGAIN, mentions__message__outcome=Outcome.SENT),
    )
    for placement in services.at_stake(practice).silent().annotate(gone=gone).filter(gone__gt=F("chased")):
        chasing.asked_again(placement=placement, by=SYSTEM, now=now)


def pass_on_failures(practice: Practice, now: dt.datetime) -> None:
    """A mail that did not arrive, or perhaps did not, is for a person to look into."""
    wrong = (Outcome.FAILED, Outcome.UNKNOWN)
    for placement in mentioned_in(practice, wrong).filter(silent_since=None):
        chasing.fall_silent(placement=placement, because=NOT_ARRIVED, by=SYSTEM, now=now)


def pass_on_calls(practice: Practice, now: dt.datetime) -> None:
    """What no mail may say is on the link worker's list too, until somebody has read it."""
    for placement in mentioned_in(practice, (Outcome.BY_HAND,)).filter(silent_since=None):
        chasing.fall_silent(placement=placement, because=CALL, by=SYSTEM, now=now)


def mentioned_in(practice: Practice, outcomes: tuple[Outcome, ...]) -> QuerySet[Placement]:
    """Of whom a message to their service that somebody has to look into speaks, and nobody has heard."""
    waiting = practice.messages.to_do().filter(kind=Kind.PROVIDER, outcome__in=outcomes)
    rows = services.at_stake(practice).silent().filter(heard_at=None)
    return rows.filter(mentions__message__in=waiting).distinct()


def find_silent(practice: Practice, now: dt.datetime) -> None:
    """Asked as often as the practice asks, and some days more: a person takes over. Never a refusal by itself."""
    last = services.chase_days(practice)[-1]
    rows = services.at_stake(practice).silent().filter(heard_at=None)
    for placement in rows.filter(sent_at__lte=now - services.span(last)):
        ends = services.day_after(placement, last) + services.PATIENCE
        if ends <= now and (placement.silent_since is None or placement.silent_since < ends):
            chasing.fall_silent(placement=placement, by=SYSTEM, now=now)
