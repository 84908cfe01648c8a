"""What somebody answers to an invitation, by the link or to a caller; it can be changed until a colleague went on.

Yes leads to a way through the programme or a referral at once, so that nothing hangs on a second press.
"""

import datetime as dt

from coaching.actions import enrolling
from coaching.models import Enrolment
from coaching.way import Stands
from outreach import begun
from outreach.actions import times_taken
from outreach.actions.invitation import ACTED, Answer, Closed, close, lock, record, save
from outreach.messages import KINDS
from outreach.models import Invitation, Wave
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership
from practice.wording import long_date
from prescribing.actions import referring
from prescribing.models import Referral
from reminders.models import Refusal

OVER = (Closed.STOPPED, Closed.TAKEN_OUT, Closed.GONE)  # nobody asks this any more
NOT_ASKED = "Nobody asks this any more."
CHANGED_MIND = "They changed their answer"
REASON = "Said yes to the invitation of {day}"
CLOSES = {Answer.YES: Closed.CAME, Answer.NOT_NOW: Closed.NOT_NOW, Answer.STOP: Closed.SAID_NO}


@action
def answer(*, invitation: Invitation, said: str, by: Actor, now: dt.datetime) -> Invitation:
    """Another answer takes the place of the one before, with all that it led to. The same one changes nothing."""
    locked = lock(invitation)
    if locked.closed in OVER or locked.wave.started_at is None:
        raise NotPossible(NOT_ASKED)
    if locked.answer != said:
        take_back(locked, by, now)
        locked.answer, locked.answered_at = said, now
        locked.answered_by = by if isinstance(by, Membership) else None
        locked.asked_at = locked.asked_at or now
        follow(locked, by, now)
        save(locked)
    record("invite.answered", locked, by=by, now=now, answer=said)
    return locked


def follow(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    """What the answer leads to. A yes that cannot begin by itself, and a wish to be rung, are a call."""
    if invitation.answer == Answer.STOP:
        refuse(invitation, by, now)
    could = invitation.answer != Answer.YES or begin(invitation, by, now)
    closes = CLOSES.get(Answer(invitation.answer))
    if closes and could:
        close(invitation, closes, by, now)
    else:
        invitation.to_call_since, invitation.call_on = now, None


def begin(invitation: Invitation, by: Actor, now: dt.datetime) -> bool:
    """With what is open already, where they were on the way by themselves."""
    try:
        if invitation.wave.aim == Wave.Aim.COACHING:
            invitation.enrolment = way_of(invitation) or enrolled(invitation, by, now)
        else:
            invitation.referral = referral_of(invitation) or referred(invitation, by, now)
    except (
        NotPossible
    ):  # the programme has ended, or is not for them: a colleague says so, and what else there is
        return False
    return True


def way_of(invitation: Invitation) -> Enrolment | None:
    mine = invitation.patient.enrolments.open().filter(practice=invitation.practice_id, beside_since=None)
    return mine.filter(programme=invitation.wave.programme_id).first()


def enrolled(invitation: Invitation, by: Actor, now: dt.datetime) -> Enrolment:
    return enrolling.begin(
        patient=invitation.patient,
        programme=invitation.wave.programme,
        kind=Stands.REFERRED,
        coach=None,
        route=Enrolment.Route.INVITED,
        reason=reason_of(invitation),
        knows_of_it=True,
        by=by,
        in_the_name_of=in_whose_name(invitation, by),
        now=now,
    )


def referral_of(invitation: Invitation) -> Referral | None:
    return invitation.patient.referrals.open().filter(practice=invitation.practice_id).first()


def referred(invitation: Invitation, by: Actor, now: dt.datetime) -> Referral:
    return referring.refer(
        patient=invitation.patient,
        route=Referral.Route.INVITED,
        reason=reason_of(invitation),
        from_type=invitation._meta.label_lower,
        from_id=invitation.pk,
        by=by,
        now=now,
    )


def reason_of(invitation: Invitation) -> str:
    """The day they were asked, as their record says it; never the wave or the search, which may say why they were."""
    return REASON.format(day=long_date(invitation.asked_at or invitation.ask_on))


def in_whose_name(invitation: Invitation, by: Actor) -> Membership | None:
    return by if isinstance(by, Membership) else invitation.wave.started_by


def take_back(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    """As if nothing had been answered: only what this answer made is ended, nothing that others went on with."""
    if invitation.answer == Answer.YES:
        take_back_yes(invitation, by, now)
    if invitation.answer == Answer.STOP:
        want_again(invitation, by, now)
    if invitation.answer == Answer.CALL:
        invitation.to_call_since = None
    invitation.answer, invitation.answered_at, invitation.answered_by = "", None, None
    invitation.closed, invitation.closed_at, invitation.closed_by = "", None, None


def take_back_yes(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    if begun.has_gone_on(invitation):
        raise NotPossible(ACTED)
    if invitation.time_id:
        times_taken.leave(invitation, by, now)
    enrolment, referral = invitation.enrolment, invitation.referral
    if enrolment and begun.made_here(invitation):
        enrolling.end_begun_by_mistake(enrolling.lock(enrolment), by=by, now=now)
    if referral and begun.made_here(invitation):
        referral.refresh_from_db()
        referring.strike(referral=referral, version=referral.version, because=CHANGED_MIND, by=by, now=now)
    invitation.enrolment = invitation.referral = None


def refuse(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    """Neither this nor another wave writes to them again, until they or a colleague say otherwise."""
    member = by if isinstance(by, Membership) else None
    for kind in KINDS:
        mine = {"practice_id": invitation.practice_id, "patient_id": invitation.patient_id, "kind": kind}
        said = {"said_at": now, "noted_by": member}
        Refusal.objects.get_or_create(**mine, ended_at=None, defaults=said)


def want_again(invitation: Invitation, by: Actor, now: dt.datetime) -> None:
    """Only what this answer stopped."""
    mine = Refusal.objects.filter(practice_id=invitation.practice_id, patient_id=invitation.patient_id)
    standing = mine.filter(kind__in=KINDS, ended_at=None, said_at=invitation.answered_at or now)
    standing.update(ended_at=now, ended_by=by if isinstance(by, Membership) else None)
