"""Records opened in bulk: the administrators of the practice are told until one of them has looked."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from practice.models import Practice, TrailEvent
from practice.notices import Notice
from practice.permissions import Permission, permissions_of
from practice.requests import Request
from practice.verbs import Kind

TOLD_FOR = dt.timedelta(days=28)


def notices(request: Request) -> list[Notice]:
    """For those who may read the trail, where somebody was stopped and nobody else has looked since."""
    theirs = {m.practice_id for m in request.memberships if Permission.READ_TRAIL in permissions_of({m.role})}
    practices = [practice for practice in request.practices if practice.pk in theirs]
    if not practices:
        return []
    stopped = set(unseen(practices, request.now).values_list("practice_id", flat=True))
    return [notice_of(practice) for practice in practices if practice.pk in stopped]


def unseen(practices: list[Practice], now: dt.datetime) -> QuerySet[TrailEvent]:
    """Nobody clears it by reading about themselves."""
    looked = TrailEvent.objects.filter(
        practice=OuterRef("practice"), verb="trail.read", at__gte=OuterRef("at"), actor_kind="member"
    ).exclude(actor_id=OuterRef("actor_id"))
    stopped = TrailEvent.objects.filter(practice__in=practices, verb="records.pulled", at__gte=now - TOLD_FOR)
    return stopped.filter(~Exists(looked))


def notice_of(practice: Practice) -> Notice:
    trail = reverse("practice:trail", args=[practice.ods_code])
    words = f"Somebody opened unusually many records at {practice.name}"
    return Notice(words, f"{trail}?kind={Kind.READING}")
