"""What a yes has begun: whether it was made by that yes, and whether a colleague has gone on from there."""

from coaching.models import Session
from coaching.way import Stands
from outreach.models import Invitation
from prescribing.models import Referral


def made_here(invitation: Invitation) -> bool:
    """Not something that they had before."""
    if invitation.enrolment:
        return bool(invitation.enrolment.opened_at == invitation.answered_at)
    referral = invitation.referral
    return bool(referral and (referral.from_type, referral.from_id) == source_of(invitation))


def source_of(invitation: Invitation) -> tuple[str, int]:
    return invitation._meta.label_lower, invitation.pk


def session_of(invitation: Invitation) -> Session | None:
    """That of the time which they chose; none once it was moved or has ended."""
    if invitation.time is None:
        return None
    mine = invitation.patient.sessions.open().filter(practice=invitation.practice_id, started_at=None)
    return mine.filter(coach=invitation.time.coach_id, booked_for=invitation.time.starts_at).first()


def has_gone_on(invitation: Invitation) -> bool:
    """A colleague did something with it, so nobody ends it by a press on a page."""
    session = session_of(invitation)
    if invitation.time and session is None:
        return True
    if not made_here(invitation):
        return False
    if invitation.referral:
        return was_taken_up(invitation.referral)
    way = invitation.enrolment
    if way is None:
        return False
    way.refresh_from_db(fields=["stands", "coach"])
    others = way.sessions.filter(practice=invitation.practice_id, cancelled_at=None)
    stands = Stands.ENROLLED if invitation.time else Stands.REFERRED
    return way.stands != stands or others.exclude(pk=session.pk if session else 0).exists()


def was_taken_up(referral: Referral) -> bool:
    referral.refresh_from_db(fields=["stands", "worker"])
    touched = referral.worker_id is not None or referral.stands != Referral.Stands.ASKED
    return touched or referral.contacts.filter(practice=referral.practice_id).exists()
