"""Something leaves on purpose: a plan is handed over, a summary is taken to the GP record. What and to whom is kept."""

import datetime as dt

from coaching.actions.booking import lock
from coaching.models import Given, Session
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

NOT_SIGNED = "This note is not signed yet. Finish it first."
STRUCK = "This note was entered in error: nothing of it is given to anybody."
GONE = "This was noted as not given already, or it is a message: what became of that stands under Messages."
NOT_TO_GP = "This note is marked: do not send to the GP."


@action
def give(
    *,
    session: Session,
    output: str,
    way: str,
    to_whom: str,
    address: str = "",
    by: Membership,
    now: dt.datetime,
) -> Given:
    """Keep that this output went to this person in this way. The words are those of the signed note."""
    locked = lock(session)
    refuse(locked, output)
    given = Given.objects.create(
        practice_id=locked.practice_id,
        patient_id=locked.patient_id,
        session=locked,
        output=output,
        way=way,
        to_whom=to_whom,
        address=address,
        given_at=now,
        given_by=by,
    )
    trail.record(
        "output.given",
        by=by,
        now=now,
        practice=locked.practice_id,
        subject=given,
        patient=locked.patient_id,
        details={"session": locked.pk, "output": output, "way": way},
    )
    return given


@action
def take_back(*, given: Given, because: str, by: Membership, now: dt.datetime) -> Given:
    """It did not go after all: pressed by mistake, or the paper was never handed over. Both facts stay."""
    if not because.strip():
        raise NotPossible("Say why it was not given after all.")
    locked = Given.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if not locked.may_be_taken_back:
        raise NotPossible(GONE)
    locked.taken_back_at, locked.taken_back_by, locked.taken_back_because = now, by, because
    locked.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    trail.record(
        "output.taken_back",
        by=by,
        now=now,
        practice=locked.practice_id,
        subject=locked,
        patient=locked.patient_id,
        details={"session": locked.session_id, "output": locked.output, "way": locked.way},
    )
    return locked


def refuse(session: Session, output: str = "") -> None:
    """Why nothing, or not this, may leave."""
    if session.entered_in_error_at:
        raise NotPossible(STRUCK)
    if session.finished_at is None:
        raise NotPossible(NOT_SIGNED)
    if output == Given.Output.GP_SUMMARY and session.not_to_gp:
        raise NotPossible(NOT_TO_GP)
