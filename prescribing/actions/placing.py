"""What happens to a placement is noted in one place: the event, where it stands now, and whom it asks for."""

import dataclasses
import datetime as dt

from practice import trail
from practice.actors import Actor
from practice.clock import day_of
from practice.models import Membership, SignedLink
from prescribing.actions.moving import lock as lock_referral
from prescribing.actions.moving import move
from prescribing.models import Placement, PlacementEvent, Referral

Kind = PlacementEvent.Kind
Who = PlacementEvent.Who
Stands = Placement.Stands

STANDS = {
    Kind.SENT: Stands.SENT,
    Kind.GOT_IT: Stands.GOT_IT,
    Kind.BOOKED: Stands.BOOKED,
    Kind.CAME: Stands.CAME,
    Kind.DID_NOT_COME: Stands.DID_NOT_COME,
    Kind.FINISHED: Stands.FINISHED,
    Kind.CANNOT_HELP: Stands.CANNOT_HELP,
    Kind.WITHDRAWN: Stands.WITHDRAWN,
}
VERBS = {
    Kind.SENT: "placement.sent",
    Kind.CHASED: "placement.chased",
    Kind.GOT_IT: "placement.got_it",
    Kind.BOOKED: "placement.booked",
    Kind.CAME: "placement.came",
    Kind.DID_NOT_COME: "placement.did_not_come",
    Kind.FINISHED: "placement.finished",
    Kind.CANNOT_HELP: "placement.cannot_help",
    Kind.TOO_MANY: "placement.too_many",
    Kind.MESSAGE: "placement.message",
    Kind.NEED_HELP: "placement.need_help",
    Kind.WITHDRAWN: "placement.withdrawn",
    Kind.OPENED: "placement.opened",
}
ENDS = (Kind.FINISHED, Kind.CANNOT_HELP, Kind.WITHDRAWN)
# Somebody must look, whoever says it; and only when it is not one of us who says it.
ASKS = {
    Kind.DID_NOT_COME: "They did not come",
    Kind.CANNOT_HELP: "The service cannot help",
    Kind.TOO_MANY: "Too many, or the wrong fit",
    Kind.NEED_HELP: "The person asks for help",
    Kind.MESSAGE: "There is a message",
}
NO_ANSWER = "No answer from the service"
ANSWERS = (Kind.GOT_IT, Kind.BOOKED, Kind.CAME, Kind.FINISHED)


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said or happened, and by whom."""

    kind: PlacementEvent.Kind
    who: PlacementEvent.Who
    happened_on: dt.date | None = None
    words: str = ""
    booked_for: dt.datetime | None = None


def note(
    placement: Placement,
    *,
    kind: PlacementEvent.Kind,
    who: PlacementEvent.Who,
    by: Actor,
    now: dt.datetime,
    happened_on: dt.date | None = None,
    words: str = "",
    booked_for: dt.datetime | None = None,
) -> PlacementEvent:
    """The caller is an action and holds the placement locked; every column that this changes is saved here."""
    said = Said(Kind(kind), Who(who), happened_on, words, booked_for)
    event = keep(placement, said, by, now)
    stand(placement, said, now)
    ask_for_somebody(placement, said, now)
    placement.version += 1
    placement.save()
    if said.kind == Kind.CAME:
        move(placement.referral, to=Referral.Stands.ATTENDING, now=now, by=by, on=placement.came_on)
    tell(VERBS[said.kind], placement, by=by, now=now)
    return event


def keep(placement: Placement, said: Said, by: Actor, now: dt.datetime) -> PlacementEvent:
    """The row that is never changed again. What a colleague says has been read by one."""
    return PlacementEvent.objects.create(
        practice_id=placement.practice_id,
        placement=placement,
        patient_id=placement.patient_id,
        kind=said.kind,
        who=said.who,
        member=by if isinstance(by, Membership) else None,
        link_id=by.pk if isinstance(by, SignedLink) else None,
        happened_on=said.happened_on,
        words=said.words,
        noted_at=now,
    )


def stand(placement: Placement, said: Said, now: dt.datetime) -> None:
    """Where it stands now, and the facts that come with it."""
    to = STANDS.get(said.kind)
    if to and moves(placement, said):
        placement.stands, placement.stands_since = to, now
    if said.who == Who.PROVIDER and said.kind != Kind.OPENED:
        placement.heard_at = now
    if said.kind == Kind.BOOKED:
        placement.booked_for = said.booked_for
    if said.kind == Kind.CAME:
        day = said.happened_on or day_of(now)
        placement.came_on = min(filter(None, (placement.came_on, day)))
    if said.kind == Kind.CHASED:
        placement.chased, placement.chased_at = placement.chased + 1, now
    if said.kind in ENDS:
        placement.ended_at, placement.ended_because = now, said.words[:300]


def moves(placement: Placement, said: Said) -> bool:
    """Whoever came once has come, though they miss a week; what has begun is not merely in hand again."""
    if placement.ended_at is not None and said.kind not in ENDS:
        return False
    if said.kind == Kind.DID_NOT_COME:
        return placement.came_on is None
    if said.kind in (Kind.GOT_IT, Kind.BOOKED):
        return placement.stands not in (Stands.BOOKED, Stands.CAME) or (
            said.kind == Kind.BOOKED and placement.stands == Stands.BOOKED
        )
    return True


def ask_for_somebody(placement: Placement, said: Said, now: dt.datetime) -> None:
    """A colleague's own step is somebody's; an answer ends what silence asked; the rest asks or changes nothing."""
    ours = said.who in (Who.COLLEAGUE, Who.SYSTEM)
    if said.kind == Kind.WITHDRAWN or (said.who == Who.COLLEAGUE and said.kind != Kind.OPENED):
        want_nobody(placement)
    elif said.kind in ASKS and not ours:
        want(placement, because(said), now)
    elif said.who == Who.PROVIDER and said.kind in ANSWERS:
        placement.silent_since = None
        if placement.needs_somebody_because == NO_ANSWER:
            want_nobody(placement)


def because(said: Said) -> str:
    """The person's own no is told from the service's."""
    if said.kind == Kind.DID_NOT_COME and said.who == Who.PERSON:
        return "They say that they did not get there"
    if said.kind == Kind.MESSAGE:
        return f"{ASKS[said.kind]} from {said.who.label.lower()}"
    return ASKS[said.kind]


def want(placement: Placement, because: str, now: dt.datetime) -> None:
    """It needs somebody from now on; whoever already waits keeps their place in the list."""
    placement.needs_somebody_at = placement.needs_somebody_at or now
    placement.needs_somebody_because = because[:200]


def want_nobody(placement: Placement) -> None:
    placement.needs_somebody_at, placement.needs_somebody_because = None, ""


def lock(placement: Placement) -> Placement:
    """As it stands, and nobody else's until the transaction ends; the referral first, as whoever closes it does."""
    lock_referral(placement.referral)
    locked = Placement.objects.select_for_update(of=("self",)).select_related(
        "referral", "patient", "service"
    )
    return locked.get(pk=placement.pk)


def tell(verb: str, placement: Placement, *, by: Actor, now: dt.datetime) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=placement.practice_id,
        subject=placement,
        patient=placement.patient_id,
    )
