"""A group meets: who came gets a session of their own, whose note is theirs alone; the summary is shared."""

import datetime as dt

from coaching.actions.booking import record, refuse_ended
from coaching.actions.grouping import kept
from coaching.actions.writing import finish
from coaching.models import GroupMeeting, GroupMember, Session
from coaching.note import NextContact, Note
from practice import wording
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership


@action
def hold(
    *,
    meeting: GroupMeeting,
    version: int,
    came: list[GroupMember],
    summary: str,
    by: Membership,
    now: dt.datetime,
) -> GroupMeeting:
    """The register and the shared words. Kept again, those who were forgotten are added; nobody is taken away."""
    found = GroupMeeting.objects.select_for_update(of=("self",)).select_related("series")
    locked = found.get(pk=meeting.pk)
    if locked.version != version:
        raise Stale(locked)
    if locked.cancelled_at:
        raise NotPossible("This meeting was cancelled.")
    if locked.booked_for > now:
        raise NotPossible("This meeting has not begun yet.")
    if locked.held_at is None:
        locked.held_at, locked.held_by = now, by
    locked.summary = summary
    locked.version += 1
    locked.save(update_fields=["held_at", "held_by", "summary", "version"])
    known = set(locked.sessions.values_list("patient_id", flat=True))
    for member in came:
        if member.patient_id not in known:
            a_session(locked, member, by, now)
    return kept("group.meeting_held", locked, by=by, now=now)


def a_session(meeting: GroupMeeting, member: GroupMember, by: Membership, now: dt.datetime) -> Session:
    """Begun, and not finished until its own note is written or nothing is to be added."""
    session = Session.objects.create(
        practice_id=meeting.practice_id,
        patient_id=member.patient_id,
        coach_id=meeting.series.facilitator_id,
        meeting=meeting,
        mode=Session.Mode.GROUP,
        booked_for=meeting.booked_for,
        minutes=meeting.minutes,
        booked_at=now,
        booked_by=by,
        started_at=now,
        started_by=by,
    )
    record("session.started", session, by=by, now=now, meeting=meeting.pk)
    return session


@action
def nothing_to_add(*, session: Session, by: Membership, now: dt.datetime) -> Session:
    """They took part, and there is no more to say about them: the note is the day of the meeting."""
    if session.meeting_id is None:
        raise NotPossible("This is no session of a group.")
    refuse_ended(session)
    if session.drafts.exists():
        raise NotPossible("Somebody has begun to write this note. Finish it there.")
    words = f"Took part in the group meeting of {wording.long_date(session.booked_for)}. Nothing to add."
    return finish(
        session=session,
        note=Note(mode=Session.Mode.GROUP, notes=words),
        next_contact=NextContact(none_because="The group goes on"),
        typed={},
        draft_version=0,
        by=by,
        now=now,
    )
