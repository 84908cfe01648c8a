"""What was referred from a note that was entered in error: it comes back from services, and does not stand."""

import datetime as dt

from coaching.models import Session
from practice.models import Membership
from prescribing.actions.choosing import withdraw
from prescribing.actions.referring import strike
from prescribing.models import Referral

BECAUSE = "The note it came from was entered in error"


def referred_from(session: Session) -> list[Referral]:
    """Referrals that came out of this note and stand."""
    whence = {"from_type": session._meta.label_lower, "from_id": session.pk}
    found = Referral.objects.filter(practice_id=session.practice_id, **whence)
    return list(found.exclude(stands=Referral.Stands.IN_ERROR).order_by("pk"))


def told_of(session: Session) -> list[str]:
    """For each of them, the services to which this person's words went."""
    return [
        ", ".join(
            sent.service.name for sent in one.placements.exclude(sent_at=None).select_related("service")
        )
        for one in referred_from(session)
    ]


def take_back_with(session: Session, by: Membership, now: dt.datetime) -> None:
    """A service that was told hears, by the next mail to it, that it need not wait for this person."""
    for referral in referred_from(session):
        for placement in referral.placements.open().order_by("pk"):
            withdraw(placement=placement, version=placement.version, because=BECAUSE, by=by, now=now)
        referral.refresh_from_db(fields=["version"])
        strike(referral=referral, version=referral.version, because=BECAUSE, by=by, now=now)
