"""Times that people of a wave may choose when they say yes: offered, and taken away again."""

import datetime as dt
from collections.abc import Sequence

from outreach.actions.waves import lock
from outreach.models import OfferedTime, Wave
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

NOT_HERE = "Times are offered where a wave invites to a coaching programme, and has not been stopped."


@action
def offer_times(
    *,
    wave: Wave,
    coach: Membership,
    starts: Sequence[dt.datetime],
    minutes: int,
    mode: str,
    by: Membership,
    now: dt.datetime,
) -> list[OfferedTime]:
    """Several in one press; one that is offered already is not offered twice."""
    locked = lock(wave)
    if locked.aim != Wave.Aim.COACHING or locked.stopped_at:
        raise NotPossible(NOT_HERE)
    if min(starts) <= now:
        raise NotPossible("That time has passed. Choose a later one.")
    standing = set(
        locked.times.filter(ended_at=None, coach=coach, starts_at__in=starts).values_list(
            "starts_at", flat=True
        )
    )
    rows = [
        OfferedTime(
            practice_id=locked.practice_id,
            wave=locked,
            coach=coach,
            starts_at=at,
            minutes=minutes,
            mode=mode,
            offered_at=now,
            offered_by=by,
        )
        for at in starts
        if at not in standing
    ]
    if not rows:
        raise NotPossible("They are offered already.")
    OfferedTime.objects.bulk_create(rows)
    details = {"times": len(rows), "coach": coach.pk}
    trail.record(
        "wave.times_offered", by=by, now=now, practice=wave.practice_id, subject=wave, details=details
    )
    return rows


@action
def end_time(*, time: OfferedTime, by: Membership, now: dt.datetime) -> OfferedTime:
    """Nobody can choose it any more. Who has chosen it keeps their session."""
    lock(time.wave)
    locked = OfferedTime.objects.select_for_update(of=("self",)).get(pk=time.pk)
    if locked.ended_at:
        raise NotPossible("This time is not offered any more.")
    if locked.invitations.filter(closed="came").exists():
        raise NotPossible("Somebody has chosen this time. Move or cancel their session instead.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("wave.time_ended", by=by, now=now, practice=locked.practice_id, subject=time.wave)
    return locked
