"""What answering, choosing a time and calling do alike: hold an invitation, close it, keep it, write it down."""

import datetime as dt

from outreach.models import Invitation
from practice import trail
from practice.actors import Actor
from practice.models import Membership

Answer, Closed = Invitation.Answer, Invitation.Closed
ACTED = "A colleague has gone on from this answer, so it is changed together with them."


def lock(invitation: Invitation) -> Invitation:
    """As it stands now, held until the end; what it leads to is read once it is held."""
    here = Invitation.objects.filter(practice_id=invitation.practice_id, pk=invitation.pk)
    here.select_for_update().values_list("pk").get()
    return here.select_related(
        "patient__practice", "wave__programme", "wave__started_by", "enrolment", "referral", "time", "caller"
    ).get()


def close(invitation: Invitation, how: str, by: Actor, now: dt.datetime) -> None:
    invitation.closed, invitation.closed_at = how, now
    invitation.closed_by = by if isinstance(by, Membership) else None
    invitation.caller, invitation.call_on = None, None


def save(invitation: Invitation) -> None:
    invitation.version += 1
    invitation.save()


def record(verb: str, invitation: Invitation, *, by: Actor, now: dt.datetime, **details: object) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=invitation.practice_id,
        subject=invitation,
        patient=invitation.patient_id,
        details=details,
    )
