"""Groups of a practice, who is in them, and one meeting with its register."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from coaching.models import GroupMeeting, GroupMember, GroupSeries, Session
from patients.shut import shut_to
from practice.requests import Request


def groups(request: Request) -> list[GroupSeries]:
    """Those that meet, then those that ended; with how many are in each."""
    inside = Count("members", filter=Q(members__left_at=None))
    found = request.practice.group_series.annotate(inside=inside).select_related("facilitator__user")
    return list(found.order_by("-ended_at", "name", "pk"))


def group_here(request: Request, group_id: int) -> GroupSeries:
    found = request.practice.group_series.filter(pk=group_id).select_related("facilitator__user").first()
    return there(found)


def members_of(request: Request, series: GroupSeries) -> QuerySet[GroupMember]:
    """Those in it now; somebody whose record is shut to the reader is marked."""
    inside = series.members.filter(left_at=None).select_related("patient")
    found = inside.annotate(shut=shut_to(request.user))
    return found.order_by("patient__family_name", "patient__given_name", "pk")


def meetings_of(series: GroupSeries) -> list[GroupMeeting]:
    """The newest first, with how many came."""
    found = series.meetings.annotate(came=Count("sessions", filter=Q(sessions__entered_in_error_at=None)))
    return list(found.order_by("-booked_for", "-pk")[:100])


def before_the_end(series: GroupSeries) -> dict[str, Any]:
    """Whom it concerns that a group ends, and whether it may."""
    return {
        "group": series,
        "members": series.members.filter(left_at=None).count(),
        "booked": series.meetings.filter(held_at=None, cancelled_at=None).exists(),
    }


def meeting_here(request: Request, meeting_id: int) -> GroupMeeting:
    names = ("series__facilitator__user", "held_by__user", "cancelled_by__user")
    return there(request.practice.group_meetings.filter(pk=meeting_id).select_related(*names).first())


def came(request: Request, meeting: GroupMeeting) -> list[Session]:
    """Each person's own session of this meeting."""
    found = meeting.sessions.filter(entered_in_error_at=None).select_related("patient", "coach__user")
    return list(found.order_by("patient__family_name", "patient__given_name", "pk"))


def not_there(request: Request, meeting: GroupMeeting) -> QuerySet[GroupMember]:
    """Members without a session of this meeting: who may still be put on the register."""
    known = meeting.sessions.values("patient_id")
    return members_of(request, meeting.series).exclude(shut_to(request.user)).exclude(patient_id__in=known)


def people_of(meeting: GroupMeeting) -> list[tuple[str, ...]]:
    """The names of everybody who is or was in the group: none of them belongs into the shared words."""
    names = ("patient__given_name", "patient__family_name", "patient__known_as")
    return list(meeting.series.members.values_list(*names).distinct())


def member_here(request: Request, part_id: int) -> GroupMember:
    members = GroupMember.objects.filter(practice=request.practice, pk=part_id)
    return there(members.select_related("patient", "series").first())


def there(row: Any) -> Any:
    if row is None:
        raise Http404
    return row
