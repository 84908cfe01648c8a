"""Follow-ups: planned with a note, done, undone, or cancelled with it."""

import datetime as dt

from django.db import models

from coaching.models import FollowUp, Session
from coaching.note import NextContact
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership


@action
def done(*, follow_up: FollowUp, by: Membership, now: dt.datetime) -> FollowUp:
    """They were in touch."""
    locked = lock(follow_up)
    if locked.cancelled_at:
        raise NotPossible("This follow-up was cancelled.")
    if locked.done_at:
        raise NotPossible("This follow-up is done already.")
    locked.done_at, locked.done_by = now, by
    locked.save(update_fields=["done_at", "done_by"])
    record("follow_up.done", locked, by=by, now=now)
    return locked


@action
def undo_done(*, follow_up: FollowUp, by: Membership, now: dt.datetime) -> FollowUp:
    """Pressed by mistake: it is due again."""
    locked = lock(follow_up)
    if not locked.done_at:
        raise NotPossible("This follow-up is not marked as done.")
    locked.done_at = locked.done_by = None
    locked.save(update_fields=["done_at", "done_by"])
    record("follow_up.undone", locked, by=by, now=now)
    return locked


def plan_from(
    session: Session, next_contact: NextContact, *, by: Membership, now: dt.datetime
) -> FollowUp | None:
    """The follow-up that a note or a missed session asks for; its owner is the session's coach."""
    if next_contact.due_on is None:
        return None
    follow_up = FollowUp.objects.create(
        practice_id=session.practice_id,
        patient_id=session.patient_id,
        session=session,
        owner_id=session.coach_id,
        due_on=next_contact.due_on,
        channel=next_contact.channel,
        words=next_contact.words,
        they_contact_us=next_contact.they_contact_us,
        if_it_goes_wrong=next_contact.if_it_goes_wrong,
    )
    record("follow_up.planned", follow_up, by=by, now=now)
    return follow_up


def cancel_open(session: Session, because: str, *, by: Actor, now: dt.datetime) -> list[int]:
    """What was still to come from this session does not come."""
    return cancel_all(session.follow_ups.open(), because, by=by, now=now)


def cancel_all(
    follow_ups: models.QuerySet[FollowUp], because: str, *, by: Actor, now: dt.datetime
) -> list[int]:
    cancelled = list(follow_ups.select_for_update().order_by("pk"))
    for follow_up in cancelled:
        follow_up.cancelled_at, follow_up.cancelled_because = now, because
        follow_up.cancelled_by = by if isinstance(by, Membership) else None
        follow_up.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        record("follow_up.cancelled", follow_up, by=by, now=now)
    return [follow_up.pk for follow_up in cancelled]


def lock(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.select_for_update().get(pk=follow_up.pk)


def record(verb: str, follow_up: FollowUp, *, by: Actor, now: dt.datetime) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=follow_up.practice_id,
        subject=follow_up,
        patient=follow_up.patient_id,
        details={"session": follow_up.session_id},
    )
