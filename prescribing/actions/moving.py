"""Where a referral stands is moved in this one place: every step kept, every first time remembered."""

import datetime as dt

from practice import trail
from practice.acting import Stale
from practice.actors import Actor
from practice.clock import day_of
from practice.models import Membership
from prescribing.models import Referral, ReferralStep
from prescribing.models.referral import OVER

Stands = Referral.Stands

ORDER = (
    *(Stands.ASKED, Stands.WAITING, Stands.ACCEPTED, Stands.IN_TOUCH),
    *(Stands.PLANNED, Stands.REFERRED, Stands.ATTENDING),
)
FIRST: dict[str, str] = {
    Stands.ACCEPTED: "accepted_at",
    Stands.IN_TOUCH: "first_contact_at",
    Stands.PLANNED: "planned_at",
    Stands.REFERRED: "sent_on_at",
    Stands.ATTENDING: "attended_on",
}


def move(
    referral: Referral,
    *,
    to: str,
    now: dt.datetime,
    by: Actor,
    because: str = "",
    on: dt.date | None = None,
) -> Referral:
    """It has come so far: never backwards, and not when it is over. `on` is the day, where that was earlier.

    That somebody went is remembered even of a referral that stands closed: it is a fact, whenever it is heard.
    Belongs inside an action, which writes the trail.
    """
    locked = lock(referral)
    first = first_time(locked, to, now, on)
    if locked.stands not in OVER and ORDER.index(Stands(to)) > ORDER.index(Stands(locked.stands)):
        stand(locked, to, now, by, because, *first)
    elif first:
        save(locked, *first)
    return locked


def first_time(referral: Referral, to: str, now: dt.datetime, on: dt.date | None) -> list[str]:
    """The column that says when this stage was first reached, filled if it is empty."""
    name = FIRST.get(to, "")
    if not name or referral.stands == Stands.IN_ERROR or getattr(referral, name) is not None:
        return []
    setattr(referral, name, (on or day_of(now)) if name == "attended_on" else now)
    return [name]


def stand(
    referral: Referral, to: str, now: dt.datetime, by: Actor | None, because: str = "", *more: str
) -> None:
    """It stands so from now on, with its step; whoever asks has looked whether it may."""
    referral.stands, referral.stands_since = Stands(to), now
    save(referral, "stands", "stands_since", *more)
    note_step(referral, now, by, because)


def note_step(referral: Referral, now: dt.datetime, by: Actor | None, because: str = "") -> ReferralStep:
    """One more row of its way. Nobody is named where an answer, a list or a death did it."""
    return ReferralStep.objects.create(
        practice_id=referral.practice_id,
        referral=referral,
        patient_id=referral.patient_id,
        kind=referral.stands,
        happened_at=now,
        member=by if isinstance(by, Membership) else None,
        worker_id=referral.worker_id,
        because=because[:300],
    )


def lock(referral: Referral, version: int | None = None) -> Referral:
    """The row as it stands now, held until the end; Stale if it is not the one that was shown.

    Read once it is held: what is joined while one waits is joined as it stood before, and a link worker who took it
    in that moment would be nobody.
    """
    Referral.objects.select_for_update().values_list("pk").get(pk=referral.pk)
    locked = Referral.objects.select_related("patient", "worker__user").get(pk=referral.pk)
    if version is not None and locked.version != version:
        raise Stale(locked)
    return locked


def save(referral: Referral, *names: str) -> None:
    referral.version += 1
    referral.save(update_fields=[*dict.fromkeys(names), "version"])


def record(verb: str, referral: Referral, *, by: Actor, now: dt.datetime, **details: object) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=referral.practice_id,
        subject=referral,
        patient=referral.patient_id,
        details=details,
    )
