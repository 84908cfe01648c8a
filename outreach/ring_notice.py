"""The line on every page while somebody whom we invited waits for our call."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from outreach.models import Invitation
from patients.shut import shut_to
from patients.waiting import anything
from practice.notices import Notice
from practice.permissions import Permission, permissions_of
from practice.requests import Request, roles_at


def waits_for_us(request: Request) -> QuerySet[Invitation]:
    """They asked to be rung, or said yes and could not begin by themselves; not those of a later day."""
    answered = Invitation.objects.to_call().exclude(answer="")
    due = Q(call_on=None) | Q(call_on__lte=request.today)
    return answered.filter(due, ~shut_to(request.user))


def notices(request: Request) -> list[Notice]:
    """For those who may ring; no query of its own where nobody waits."""
    roles = roles_at(request)
    here = [practice for practice in request.practices if may_ring(roles.get(practice.pk, set()))]
    if not here or not anything(request).ring:
        return []
    rows = waits_for_us(request).filter(practice__in=here)
    counts = dict(rows.values_list("practice").annotate(count=Count("pk")))
    found = [(practice, counts[practice.pk]) for practice in here if practice.pk in counts]
    return [Notice(said(count, practice.name), reverse("outreach:calls")) for practice, count in found]


def may_ring(roles: set[str]) -> bool:
    return Permission.RING_INVITED in permissions_of(roles)


def said(count: int, practice: str) -> str:
    """Never a name: whoever looks over a shoulder reads it."""
    if count == 1:
        return f"Somebody whom we invited waits for a call from {practice}"
    return f"{count} people whom we invited wait for a call from {practice}"
