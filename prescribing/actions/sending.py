"""What a person agreed to share, word by word; and the press that sends it to an address that was confirmed."""

import dataclasses
import datetime as dt

from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.clock import day_of
from practice.models import Membership
from practice.wording import long_date
from prescribing.actions import placing
from prescribing.actions.moving import move
from prescribing.actions.referring import refuse_unfit
from prescribing.models import Address, Placement, PlacementEvent, Referral
from prescribing.sending_checks import (
    ALREADY_SENT,
    NO_AUTHORITY,
    OVER,
    SAID_NO,
    address_of,
    hindrances,
    said_no,
    somebody_decides,
)

ELSEWHERE = "It would go to another address than the one shown. Look at it again."
TYPE_IT = "Their details are protected. Type the service’s email address yourself, as it is shown."
NOTHING_TO_END = "There is no agreement to end."
LONGER = "They agree that you go on knowing this until {day}."


@dataclasses.dataclass(frozen=True, slots=True)
class Agreed:
    """The words as they will go, an empty one not at all; who agreed to them, when, until when."""

    share_name: str
    share_contact: str
    share_access: str
    share_reason: str
    share_risk: str
    agreed_on: dt.date
    agreed_until: dt.date | None
    agreed_by: str
    agreed_words: str = ""


WORDS = tuple(field.name for field in dataclasses.fields(Agreed))


@action
def agree(
    *, placement: Placement, version: int, agreed: Agreed, by: Membership, now: dt.datetime
) -> Placement:
    """Noted before anything is sent; what was sent stays as it went."""
    locked = held(placement, version)
    refuse_unfit(locked.patient, now)
    refuse_said_no(locked, agreed.agreed_by, day_of(now))
    for name in WORDS:
        setattr(locked, name, getattr(agreed, name))
    locked.agreement_ended_at = locked.agreement_ended_by = None
    save(locked, *WORDS, "agreement_ended_at", "agreement_ended_by")
    placing.tell("placement.agreed", locked, by=by, now=now)
    return locked


@action
def send(
    *,
    placement: Placement,
    version: int,
    sent_to: str,
    by: Membership,
    now: dt.datetime,
    typed: str = "",
) -> PlacementEvent:
    """The one press. `sent_to` is the address that the preview named; for somebody whose details are protected
    the colleague has `typed` it too. What is sent is a fact from now on; the mail follows from it."""
    locked = held(placement, version)
    refuse_unfit(locked.patient, now)
    address = held_address(locked)
    if found := hindrances(locked, address, day_of(now)):
        raise NotPossible(" ".join(found))
    if address is None or address.email != sent_to:
        raise NotPossible(ELSEWHERE)
    if locked.patient.restricted and typed.strip().lower() != address.email.lower():
        raise NotPossible(TYPE_IT)
    locked.address, locked.sent_to, locked.sent_at, locked.sent_by = address, address.email, now, by
    kind, who = PlacementEvent.Kind.SENT, PlacementEvent.Who.COLLEAGUE
    event = placing.note(locked, kind=kind, who=who, by=by, now=now)
    move(locked.referral, to=Referral.Stands.REFERRED, now=now, by=by)
    return event


@action
def agree_again(
    *,
    placement: Placement,
    version: int,
    agreed_until: dt.date,
    agreed_by: str,
    agreed_words: str,
    by: Membership,
    now: dt.datetime,
) -> PlacementEvent:
    """The same words, for longer. The service is told so, and gets a link that opens again."""
    locked = placing.lock(placement)
    if locked.sent_at is None or locked.ended_at is not None:
        raise NotPossible(OVER)
    if locked.version != version:
        raise Stale(locked)
    refuse_unfit(locked.patient, now)
    refuse_said_no(locked, agreed_by, day_of(now))
    locked.agreed_on, locked.agreed_until = day_of(now), agreed_until
    locked.agreed_by, locked.agreed_words = agreed_by, agreed_words
    locked.agreement_ended_at = locked.agreement_ended_by = None
    placing.tell("placement.agreed", locked, by=by, now=now)
    kind, who = PlacementEvent.Kind.MESSAGE, PlacementEvent.Who.COLLEAGUE
    words = LONGER.format(day=long_date(agreed_until))
    return placing.note(locked, kind=kind, who=who, words=words, by=by, now=now)


def refuse_said_no(placement: Placement, agreed_by: str, today: dt.date) -> None:
    if said_no(placement, today):
        raise NotPossible(SAID_NO)
    if agreed_by == Placement.GivenBy.PROXY and not somebody_decides(placement, today):
        raise NotPossible(NO_AUTHORITY)


@action
def end_agreement(*, placement: Placement, by: Membership, now: dt.datetime) -> Placement:
    """Nothing more is shared from now on; care goes on. What the service was told it knows."""
    locked = placing.lock(placement)
    if locked.agreed_on is None or locked.agreement_ended_at is not None:
        raise NotPossible(NOTHING_TO_END)
    locked.agreement_ended_at, locked.agreement_ended_by = now, by
    save(locked, "agreement_ended_at", "agreement_ended_by")
    placing.tell("placement.agreement_ended", locked, by=by, now=now)
    return locked


def held(placement: Placement, version: int) -> Placement:
    """As it stands, not sent and not over; Stale if it is not the one that was shown."""
    locked = placing.lock(placement)
    if locked.sent_at is not None:
        raise NotPossible(ALREADY_SENT)
    if locked.ended_at is not None:
        raise NotPossible(OVER)
    if locked.version != version:
        raise Stale(locked)
    return locked


def held_address(placement: Placement) -> Address | None:
    """Nobody casts doubt on it between this look and the end."""
    found = address_of(placement)
    return found and Address.objects.select_for_update().get(pk=found.pk)


def save(placement: Placement, *names: str) -> None:
    placement.version += 1
    placement.save(update_fields=[*names, "version"])
