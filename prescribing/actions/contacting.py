"""A try to reach the person, or time spent with them; the plan they agree; what comes next and when."""

import datetime as dt

from practice.acting import action
from practice.actions import NotPossible
from practice.clock import day_of
from practice.models import Membership
from prescribing.actions.moving import Stands, lock, move, record, save
from prescribing.actions.referring import refuse_over
from prescribing.models import Referral, ReferralContact

SAME_PRESS = dt.timedelta(minutes=1)


@action
def note_contact(
    *,
    referral: Referral,
    mode: str,
    result: str,
    by: Membership,
    now: dt.datetime,
    minutes: int | None = None,
    words: str = "",
    happened_at: dt.datetime | None = None,
    next_on: dt.date | None = None,
    next_words: str = "",
) -> ReferralContact:
    """What came of it. Who was spoken with is in touch. The same press within a minute is the same contact."""
    locked = lock(referral)
    refuse_over(locked)
    said = {"mode": mode, "result": result, "minutes": minutes, "words": words, "noted_by": by}
    contact = locked.contacts.filter(
        **said, noted_at__gt=now - SAME_PRESS, entered_in_error_at=None
    ).first() or ReferralContact.objects.create(
        practice_id=locked.practice_id,
        referral=locked,
        patient_id=locked.patient_id,
        happened_at=happened_at or now,
        noted_at=now,
        **said,
    )
    if result == ReferralContact.Result.SPOKE:
        locked = move(locked, to=Stands.IN_TOUCH, now=contact.happened_at, by=by)
        locked.knows_of_it = True
    locked.next_on, locked.next_words = next_on, next_words if next_on else ""
    save(locked, "next_on", "next_words", "knows_of_it")
    record("referral.reached", locked, by=by, now=now, contact=contact.pk)
    return contact


@action
def strike_contact(
    *, contact: ReferralContact, because: str, by: Membership, now: dt.datetime
) -> ReferralContact:
    """Noted by mistake: it stays, struck through."""
    locked = ReferralContact.objects.select_for_update().get(pk=contact.pk)
    if locked.entered_in_error_at:
        raise NotPossible("This contact is marked as entered in error already.")
    locked.entered_in_error_at, locked.entered_in_error_by = now, by
    locked.entered_in_error_because = because
    locked.save(update_fields=["entered_in_error_at", "entered_in_error_by", "entered_in_error_because"])
    record("referral.contact_struck", locked.referral, by=by, now=now, contact=locked.pk)
    return locked


@action
def agree_plan(
    *,
    referral: Referral,
    version: int,
    plan: str,
    by: Membership,
    now: dt.datetime,
    next_on: dt.date | None = None,
    next_words: str = "",
) -> Referral:
    """What matters to them and what they will try, in their words; and when somebody is in touch again."""
    locked = lock(referral, version)
    refuse_over(locked)
    if plan.strip():
        locked = move(locked, to=Stands.PLANNED, now=now, by=by)
    locked.plan, locked.next_on, locked.next_words = plan, next_on, next_words if next_on else ""
    save(locked, "plan", "next_on", "next_words")
    record("referral.planned", locked, by=by, now=now)
    return locked


@action
def come_back(
    *, referral: Referral, next_on: dt.date | None, next_words: str, by: Membership, now: dt.datetime
) -> Referral:
    """On which day it is somebody's work again, and for what."""
    locked = lock(referral)
    refuse_over(locked)
    if next_on and next_on < day_of(now):
        raise NotPossible("The day must be today or later.")
    locked.next_on, locked.next_words = next_on, next_words if next_on else ""
    save(locked, "next_on", "next_words")
    record("referral.next", locked, by=by, now=now)
    return locked
