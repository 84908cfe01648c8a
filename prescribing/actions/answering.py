"""What comes back about a placement: from the service, from the person, and from a colleague who rang."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from patients.actions.asking import ask
from patients.models import HelpAsked
from practice.acting import action
from practice.actions import NotPossible
from practice.clock import LONDON, day_of
from practice.models import Membership, SignedLink
from prescribing.actions.linking import is_closed, is_over, is_shut
from prescribing.actions.placing import Kind, Who, lock, note, tell, want_nobody
from prescribing.models import Placement, PlacementEvent

SAME_PRESS = dt.timedelta(minutes=10)
OF_A_DAY = (Kind.CAME, Kind.DID_NOT_COME)
FROM_A_SERVICE = (
    *(Kind.GOT_IT, Kind.BOOKED, Kind.CAME, Kind.DID_NOT_COME, Kind.FINISHED),
    *(Kind.CANNOT_HELP, Kind.TOO_MANY, Kind.MESSAGE),
)
MOST_WORDS = 1000
ENDED = "This has ended. Nothing more can be noted."


@action
def open_link(*, placement: Placement, who: Who, by: SignedLink, now: dt.datetime) -> Placement:
    """Kept once a day for each link: mail programs open links too, so it says nothing of an answer."""
    locked = lock(placement)
    today = dt.datetime.combine(day_of(now), dt.time(), LONDON)
    if not events(locked).filter(kind=Kind.OPENED, link_id=by.pk, noted_at__gte=today).exists():
        note(locked, kind=Kind.OPENED, who=who, by=by, now=now)
    else:
        tell("placement.opened", locked, by=by, now=now)
    return locked


@action
def answer(
    *,
    placement: Placement,
    kind: Kind,
    by: SignedLink | Membership,
    now: dt.datetime,
    words: str = "",
    happened_on: dt.date | None = None,
    booked_for: dt.datetime | None = None,
) -> Placement:
    """The service says how it stands; or a colleague to whom they said so. The same press twice is one."""
    locked = lock(placement)
    by_link = isinstance(by, SignedLink)
    if is_shut(locked, now) if by_link else is_closed(locked):
        raise NotPossible(ENDED)
    if kind not in FROM_A_SERVICE:
        raise NotPossible("Choose one of the answers.")
    who = Who.PROVIDER if by_link else Who.COLLEAGUE
    said: dict[str, Any] = {"words": words[:MOST_WORDS], "happened_on": happened_on, "booked_for": booked_for}
    if said_before(locked, kind, who, said, now):
        tell("placement.opened", locked, by=by, now=now)
        return locked
    note(locked, kind=kind, who=who, by=by, now=now, **said)
    return locked


def said_before(placement: Placement, kind: Kind, who: Who, said: dict[str, Any], now: dt.datetime) -> bool:
    """Whether the last that they said, of that day where it is of a day, was just this."""
    mine = events(placement).filter(who=who).exclude(kind=Kind.OPENED)
    if kind in OF_A_DAY:
        last = mine.filter(kind__in=OF_A_DAY, happened_on=said["happened_on"]).last()
        return last is not None and last.kind == kind
    last = mine.last()
    same = last is not None and (last.kind, last.words) == (kind, said["words"])
    if kind == Kind.BOOKED:
        same = same and placement.booked_for == said["booked_for"]
    return bool(same and last and last.noted_at > now - SAME_PRESS)


@action
def write(*, placement: Placement, words: str, by: Membership, now: dt.datetime) -> Placement:
    """A message to the service: it stands on their page, and the next mail tells them so."""
    locked = lock(placement)
    refuse_shut(locked, now)
    if not words.strip():
        raise NotPossible("Write something.")
    note(locked, kind=Kind.MESSAGE, who=Who.COLLEAGUE, by=by, now=now, words=words[:MOST_WORDS])
    return locked


@action
def read(*, placement: Placement, by: Membership, now: dt.datetime) -> Placement:
    """A colleague has read what came back, and has it in hand."""
    locked = lock(placement)
    events(locked).exclude(who=Who.COLLEAGUE).filter(read_at=None).update(read_at=now, read_by=by)
    want_nobody(locked)
    locked.version += 1
    locked.save(update_fields=["needs_somebody_at", "needs_somebody_because", "version"])
    tell("placement.read", locked, by=by, now=now)
    return locked


@action
def got_there(*, placement: Placement, yes: bool, by: SignedLink, now: dt.datetime) -> Placement:
    """The person's own answer, once for each link. A yes is of the agreed day, if that is past."""
    locked = lock(placement)
    refuse_over(locked, now)
    kind = Kind.CAME if yes else Kind.DID_NOT_COME
    if events(locked).filter(link_id=by.pk, kind__in=OF_A_DAY).exists():
        tell("placement.opened", locked, by=by, now=now)
        return locked
    agreed = day_of(locked.booked_for) if locked.booked_for else None
    happened_on = agreed if agreed and agreed <= day_of(now) else None
    note(locked, kind=kind, who=Who.PERSON, by=by, now=now, happened_on=happened_on)
    SignedLink.objects.filter(pk=by.pk, used_at=None).update(used_at=now)
    return locked


@action
def say_why(
    *, placement: Placement, words: str, by: SignedLink, now: dt.datetime, own_words: bool = False
) -> Placement:
    """What kept them away: a choice; or words of their own, which somebody reads on the same working day."""
    locked = lock(placement)
    refuse_over(locked, now)
    if events(locked).filter(link_id=by.pk, kind=Kind.MESSAGE, words=words[:MOST_WORDS]).exists():
        tell("placement.opened", locked, by=by, now=now)
        return locked
    note(locked, kind=Kind.MESSAGE, who=Who.PERSON, by=by, now=now, words=words[:MOST_WORDS])
    if own_words:
        ask_somebody(locked, words, by, now)
    return locked


@action
def need_help(*, placement: Placement, words: str, by: SignedLink, now: dt.datetime) -> HelpAsked:
    """They need somebody: a task of the same working day, whatever has become of the placement."""
    locked = lock(placement)
    before = events(locked).filter(kind=Kind.NEED_HELP, link_id=by.pk, words=words[:MOST_WORDS])
    pressed_before = before.filter(noted_at__gt=now - SAME_PRESS).exists()
    told = ask_somebody(locked, words, by, now)
    if not pressed_before:
        note(locked, kind=Kind.NEED_HELP, who=Who.PERSON, by=by, now=now, words=words[:MOST_WORDS])
    return told


def ask_somebody(placement: Placement, words: str, by: SignedLink, now: dt.datetime) -> HelpAsked:
    """Its owner is whoever looks after the referral."""
    return ask(
        patient=placement.patient,
        kind=HelpAsked.Kind.HELP,
        words=words[:MOST_WORDS],
        owner=placement.referral.worker or placement.sent_by or placement.chosen_by,
        subject=placement,
        by=by,
        now=now,
    )


def refuse_shut(placement: Placement, now: dt.datetime) -> None:
    if is_shut(placement, now):
        raise NotPossible(ENDED)


def refuse_over(placement: Placement, now: dt.datetime) -> None:
    if is_over(placement, now):
        raise NotPossible(ENDED)


def events(placement: Placement) -> QuerySet[PlacementEvent]:
    """What was said so far, in the order in which it was."""
    mine = PlacementEvent.objects.filter(practice_id=placement.practice_id, placement=placement)
    return mine.order_by("noted_at", "pk")
