"""A private link to one's own sessions, for a calendar; made anew or ended in one press."""

import datetime as dt

from practice import links, trail
from practice.acting import action
from practice.models import Membership, SignedLink

PURPOSE = "calendar"
LASTS = dt.timedelta(days=2 * 365)


@action
def make_link(*, member: Membership, by: Membership, now: dt.datetime) -> tuple[SignedLink, str]:
    """A new link, and its token, which can never be read again. An earlier one finds nothing from now on."""
    revoke(member, by, now)
    link, token = links.issue(
        practice=member.practice, purpose=PURPOSE, subject=member, expires_at=now + LASTS
    )
    trail.record("calendar.link_made", by=by, now=now, practice=member.practice_id, subject=link)
    return link, token


@action
def end_link(*, member: Membership, by: Membership, now: dt.datetime) -> int:
    """No calendar gets these sessions any more. How many links ended."""
    ended = revoke(member, by, now)
    trail.record("calendar.link_ended", by=by, now=now, practice=member.practice_id, subject=member)
    return ended


def revoke(member: Membership, by: Membership, now: dt.datetime) -> int:
    mine = SignedLink.objects.filter(practice_id=member.practice_id, purpose=PURPOSE, subject_id=member.pk)
    return mine.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
