"""Links and tablets: how somebody answers without an account. Opening consumes nothing, sending does."""

import datetime as dt

from activation.actions.looking import make_task, unlock_tasks
from activation.actions.measurement import lock, record, refuse_ended
from activation.kinds import Mode
from activation.models import Measurement
from patients.models import HelpAsked
from practice import links
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor, System
from practice.models import Membership, SignedLink

PURPOSE = "measure"
LASTS = {Mode.LINK: dt.timedelta(days=14), Mode.TABLET: dt.timedelta(hours=2)}
TRIES = 5


@action
def issue(*, measurement: Measurement, by: Membership, now: dt.datetime) -> tuple[SignedLink, str]:
    """A new link, and its token, which can never be read again. Earlier links to it end; a lock is opened."""
    locked = lock(measurement)
    refuse_ended(locked)
    end_links(locked, by=by, now=now)
    if locked.tries:
        locked.tries, locked.locked_at = 0, None
        locked.save(update_fields=["tries", "locked_at"])
        unlock_tasks(locked, by=by, now=now)
    return make(locked, by=by, now=now)


@action
def issue_for_message(*, measurement: Measurement, by: System, now: dt.datetime) -> tuple[SignedLink, str]:
    """The same for a message that goes now, as long as somebody wants it sent. It never opens a lock."""
    locked = lock(measurement)
    refuse_ended(locked)
    if locked.text_asked_by is None or locked.locked_at:
        raise NotPossible("Nobody wants this link to be sent any more.")
    end_links(locked, by=locked.text_asked_by, now=now)
    return make(locked, by=by, now=now)


def make(measurement: Measurement, *, by: Actor, now: dt.datetime) -> tuple[SignedLink, str]:
    link, token = links.issue(
        practice=measurement.practice,
        purpose=PURPOSE,
        subject=measurement,
        patient=measurement.patient,
        expires_at=now + LASTS.get(Mode(measurement.mode), LASTS[Mode.LINK]),
    )
    record("link_issued", measurement, by=by, now=now, link=link.pk)
    return link, token


def end_links(measurement: Measurement, *, by: Membership, now: dt.datetime) -> None:
    """Whoever holds an earlier link finds nothing there."""
    SignedLink.objects.filter(
        subject_type=measurement._meta.label_lower, subject_id=measurement.pk, revoked_at=None
    ).update(revoked_at=now, revoked_by=by)


@action
def try_birth_date(
    *, measurement: Measurement, birth_date: dt.date, by: SignedLink, now: dt.datetime
) -> bool:
    """Whether the date is right. After five wrong ones the link is shut and staff see it."""
    locked = lock(measurement)
    refuse_ended(locked)
    right = locked.locked_at is None and locked.patient.birth_date == birth_date
    if not right and locked.locked_at is None:
        locked.tries += 1
        locked.locked_at = now if locked.tries >= TRIES else None
        locked.save(update_fields=["tries", "locked_at"])
        if locked.locked_at:
            make_task(locked, HelpAsked.Kind.LOCKED, by=by, now=now)
    record("link_opened" if right else "link_refused", locked, by=by, now=now, tries=locked.tries)
    return right
