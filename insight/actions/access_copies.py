"""The answer is approved by somebody who has read none of its texts, and taken to be handed over."""

import datetime as dt

from insight.actions.access_requests import APPROVED, as_shown, record, running, save
from insight.models import AccessCopy, AccessRequest, AccessText
from insight.whole import closing, copying
from insight.whole.copying import key_of
from insight.whole.gathering import gathered
from insight.whole.parts import texts
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership
from practice.permissions import Permission

NOT_CHECKED = "Who asks has not been checked yet."
NOT_READ = "{} must be read first. They came in, or were edited, since the texts were gathered."
SOMEBODY_ELSE = "You have read texts of it. Somebody who has not must approve it: {}."


@action
def approve(*, request: AccessRequest, version: int, by: Membership, now: dt.datetime) -> AccessCopy:
    """It may go, as it stands at this moment: exactly these words are kept, and no others go out.

    By another person than read it, where the practice has one. The rule of care asks for a clinician who reads, for
    identity and authority, and for more than one press, not for two people as disposal does; and the right to a copy
    has a day by which it must be met, so that a practice of one must be able to answer too. It is kept that it was so.
    """
    locked = as_shown(request, version)
    if locked.approved_at:
        raise NotPossible(APPROVED)
    if not locked.is_checked:
        raise NotPossible(NOT_CHECKED)
    locked.approved_alone = refuse_reader(locked, by, now)
    copy = copied(locked, by, now)
    locked.approved_at, locked.approved_by = now, by
    save(locked, "approved_at", "approved_by", "approved_alone")
    record("access_request.approved", locked, by=by, now=now, alone=locked.approved_alone)
    return copy


def copied(request: AccessRequest, by: Membership, now: dt.datetime) -> AccessCopy:
    """Of the record as it stands now, each text in the words that were read."""
    sections = gathered(request.patient)
    said = {key_of(row): row for row in standing(request)}
    unread = sum(not copying.is_read(text, said) for text in texts(sections).values())
    if unread:
        raise NotPossible(NOT_READ.format("One text" if unread == 1 else f"{unread} texts"))
    made = {"content": copying.content(sections, said), "left_out": copying.left_out(said)}
    return AccessCopy.objects.create(
        practice_id=request.practice_id, request=request, **made, made_at=now, made_by=by
    )


def standing(request: AccessRequest) -> list[AccessText]:
    rows = AccessText.objects.filter(practice_id=request.practice_id, request=request, gone_at=None)
    return list(rows)


def refuse_reader(request: AccessRequest, by: Membership, now: dt.datetime) -> bool:
    """Whether somebody approves what they have read themselves, because nobody else here may."""
    readers = readers_of(request)
    if by.user_id not in readers:
        return False
    others = [name for user, name in who_may(request.practice_id, now.date()).items() if user not in readers]
    if others:
        raise NotPossible(SOMEBODY_ELSE.format(", ".join(others[:5])))
    return True


def readers_of(request: AccessRequest) -> set[int]:
    read = AccessText.objects.filter(
        practice_id=request.practice_id, request=request, reviewed_at__isnull=False
    )
    return set(read.values_list("reviewed_by__user_id", flat=True).distinct())


def who_may(practice_id: int, today: dt.date) -> dict[int, str]:
    """Everybody here who answers such requests, by their user number."""
    current = Membership.objects.current(today).filter(practice_id=practice_id).select_related("user")
    names = {member.user_id: member.name for member in current}
    may = closing.permissions_here(practice_id, names.keys(), today)
    return {user: name for user, name in names.items() if Permission.ANSWER_ACCESS in may[user]}


@action
def take_back(*, request: AccessRequest, by: Membership, now: dt.datetime) -> AccessRequest:
    """It was not ready. The copy stays as it was; the next approval makes another."""
    locked = running(request)
    if not locked.approved_at:
        raise NotPossible("It is not approved.")
    locked.approved_at, locked.approved_by, locked.approved_alone = None, None, False
    save(locked, "approved_at", "approved_by", "approved_alone")
    record("access_request.approval_taken_back", locked, by=by, now=now)
    return locked


@action
def take(*, request: AccessRequest, what: str, by: Membership, now: dt.datetime) -> AccessCopy:
    """A file of the copy that was approved, to be handed over."""
    if not request.approved_at:
        raise NotPossible("Nothing goes out before it is approved.")
    copies = AccessCopy.objects.filter(practice_id=request.practice_id, request=request)
    record("access_request.taken", request, by=by, now=now, what=what)
    return copies.order_by("-made_at", "-pk")[0]
