"""Which of the times that a wave offers can still be chosen: not taken, not over, and the coach is free."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from coaching.models import Session
from outreach.models import Invitation, OfferedTime, Wave

NOTICE = dt.timedelta(hours=3)  # so that nobody is booked for a moment at which their coach has not looked
A_DAY = dt.timedelta(days=1)
SHOWN = 30


def free(wave: Wave, now: dt.datetime) -> list[OfferedTime]:
    """The soonest first; two questions, however many there are."""
    taken = Invitation.objects.filter(
        practice=OuterRef("practice"), time=OuterRef("pk"), closed=Invitation.Closed.CAME
    )
    here = OfferedTime.objects.filter(practice=wave.practice_id, wave=wave, ended_at=None)
    times = list(
        here.filter(~Exists(taken), starts_at__gt=now + NOTICE, coach__ended_at=None).order_by(
            "starts_at", "pk"
        )[:SHOWN]
    )
    sessions = booked_near(times)
    return [time for time in times if not any(overlaps(time, session) for session in sessions)]


def booked_near(times: Sequence[OfferedTime]) -> list[Session]:
    """What their coaches have in those days."""
    if not times:
        return []
    first, last = min(t.starts_at for t in times), max(t.starts_at for t in times)
    practices, coaches = {t.practice_id for t in times}, {t.coach_id for t in times}
    here = Session.objects.open().filter(practice__in=practices, coach__in=coaches)
    return list(here.between(first - A_DAY, last + A_DAY))


def overlaps(time: OfferedTime, session: Session) -> bool:
    ends_at = time.starts_at + dt.timedelta(minutes=time.minutes)
    return (
        session.coach_id == time.coach_id
        and session.booked_for < ends_at
        and session.ends_at > time.starts_at
    )
