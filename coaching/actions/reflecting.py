"""A coach's own: a reflection on one's own session, and the supervision log. Nobody else ever sees a word of it.

The trail keeps that something was written, and neither what nor about whom; there is no history of it.
"""

import datetime as dt

from coaching.models import Reflection, Session, Supervision
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

TICKS = ("listened", "their_words", "asked_before_telling", "their_choice", "checked_understanding")


@action
def reflect(
    *, session: Session, ticks: dict[str, bool], words: str, by: Membership, now: dt.datetime
) -> Reflection:
    """Five ticks and words on one's own finished session; written again, the new ones stand."""
    if session.finished_at is None or session.finished_by.user_id != by.user_id:
        raise NotPossible("A reflection is on a session of your own that is finished.")
    values = {name: bool(ticks.get(name)) for name in TICKS} | {"words": words, "written_at": now}
    reflection, _made = Reflection.objects.update_or_create(
        practice_id=session.practice_id, session=session, user_id=by.user_id, defaults=values
    )
    kept("own.reflected", by, now)
    return reflection


@action
def throw_reflection_away(*, reflection: Reflection, by: Membership, now: dt.datetime) -> None:
    reflection.delete()
    kept("own.reflection_thrown_away", by, now)


@action
def log_supervision(*, values: dict[str, object], by: Membership, now: dt.datetime) -> Supervision:
    """One meeting, in one's own log."""
    entry = Supervision.objects.create(
        practice_id=by.practice_id, user_id=by.user_id, written_at=now, **values
    )
    kept("own.supervision_logged", by, now)
    return entry


@action
def change_supervision(
    *, entry: Supervision, values: dict[str, object], by: Membership, now: dt.datetime
) -> Supervision:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.written_at = now
    entry.save(update_fields=[*values, "written_at"])
    kept("own.supervision_logged", by, now)
    return entry


@action
def throw_supervision_away(*, entry: Supervision, by: Membership, now: dt.datetime) -> None:
    entry.delete()
    kept("own.supervision_thrown_away", by, now)


def kept(verb: str, by: Membership, now: dt.datetime) -> None:
    """No subject: it would lead from a session to somebody's private words."""
    trail.record(verb, by=by, now=now, practice=by.practice_id)
