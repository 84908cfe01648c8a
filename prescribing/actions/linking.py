"""Links about one placement: the service's and the person's. Opening one consumes nothing.

Whether a link still leads somewhere is asked of the placement each time: withdrawn, ended, agreed no longer or
gone shuts every link at once, and a death that was marked by mistake opens them again.
"""

import datetime as dt

from practice import links
from practice.acting import action
from practice.actors import Actor
from practice.clock import LONDON
from practice.models import Membership, SignedLink
from prescribing.actions.placing import tell
from prescribing.models import Placement

SERVICE, PERSON = "provider", "got_there"
LASTS = {SERVICE: dt.timedelta(days=90), PERSON: dt.timedelta(days=21)}


@action
def issue(
    *, placement: Placement, purpose: str, by: Actor, now: dt.datetime, links_last: dt.timedelta | None = None
) -> tuple[SignedLink, str]:
    """A new link, and its token, which can never be read again. Earlier ones go on: they may stand in a mail."""
    link, token = links.issue(
        practice=placement.practice,
        purpose=purpose,
        subject=placement,
        patient=placement.patient,
        expires_at=min(now + (links_last or LASTS[purpose]), agreed_to(placement)),
    )
    tell("placement.link_issued", placement, by=by, now=now)
    return link, token


def agreed_to(placement: Placement) -> dt.datetime:
    """The end of the last day for which they agreed."""
    last = placement.agreed_until or dt.date(9000, 1, 1)
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), LONDON)


@action
def revoke(*, placement: Placement, by: Membership, now: dt.datetime) -> int:
    """Whoever holds a link about this finds nothing there, whatever becomes of the placement."""
    mine = SignedLink.objects.filter(
        practice_id=placement.practice_id,
        subject_type=placement._meta.label_lower,
        subject_id=placement.pk,
        revoked_at=None,
    )
    tell("placement.link_ended", placement, by=by, now=now)
    return mine.update(revoked_at=now, revoked_by=by)


def is_shut(placement: Placement, now: dt.datetime) -> bool:
    """Nothing of the person is shown any more, and nothing goes to the service about them."""
    return is_closed(placement) or is_over(placement, now) or now >= agreed_to(placement)


def is_over(placement: Placement, now: dt.datetime) -> bool:
    """Nobody asks the person any more: gone, withdrawn, or agreed no longer."""
    return is_gone(placement) or placement.agreement_ended_at is not None


def is_closed(placement: Placement) -> bool:
    """Nothing more is noted of it either. An agreement that ended does not close it: sharing stops, care goes on."""
    return placement.ended_at is not None or placement.sent_at is None or is_gone(placement)


def is_gone(placement: Placement) -> bool:
    person = placement.patient
    left = person.died_on or person.left_on or person.merged_at
    return bool(left or placement.stands == Placement.Stands.WITHDRAWN)
