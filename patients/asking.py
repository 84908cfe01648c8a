"""Who asked for help: the list for those who look after it, and the line on every page until somebody does."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse

from patients.models import HelpAsked
from patients.models.asking import HelpAskedQuerySet
from patients.shut import shut_to
from patients.waiting import anything, midnight
from practice.models import Practice
from practice.notices import Notice
from practice.permissions import Permission, Role, permissions_of
from practice.requests import Request, roles_at

AT_ONCE = 100
MANAGES = (Role.MANAGER, Role.ADMINISTRATOR)


def may_look_after(request: Request) -> bool:
    """They cover for the owner."""
    return Permission.LOOK_AFTER in request.permissions


def may_deal_with(request: Request, asked: HelpAsked) -> bool:
    """A call for help may be answered by everybody who looks after them; answers only by who may read them."""
    return asked.kind not in HelpAsked.ABOUT_ANSWERS or Permission.READ_MEASURES in request.permissions


def overdue_by_owner(request: Request) -> list[dict[str, object]]:
    """For those who manage: with whom it lies, how much, and since when; nothing of any patient."""
    late = HelpAsked.objects.overdue(request.now).filter(practice=request.practice)
    rows = late.values("owner__user__name").annotate(count=Count("pk"), oldest=Min("due_at"))
    return [
        {"owner": row["owner__user__name"], "count": row["count"], "oldest": row["oldest"]}
        for row in rows.order_by("oldest", "owner__user__name")
    ]


def waiting(request: Request, practices: Iterable[Practice]) -> list[HelpAsked]:
    """What nobody has dealt with, the soonest due first; nothing of records that are shut to the reader."""
    if not anything(request).asked:
        return []
    open_ones = asked_in(request, practices).open()
    return list(open_ones.order_by("due_at", "pk")[:AT_ONCE])


def dealt_today(request: Request, practices: Iterable[Practice]) -> list[HelpAsked]:
    """What can still be undone from the list."""
    if not anything(request).dealt:
        return []
    done = asked_in(request, practices).filter(dealt_at__gte=midnight(request.now))
    return list(done.select_related("dealt_by__user").order_by("-dealt_at", "-pk")[:AT_ONCE])


def asked_in(request: Request, practices: Iterable[Practice]) -> HelpAskedQuerySet:
    here = HelpAsked.objects.filter(~shut_to(request.user), practice__in=list(practices))
    return here.select_related("patient", "practice", "owner__user")


def notices(request: Request) -> list[Notice]:
    """For those who look after it; once it is overdue, for those who manage the practice too.

    No query of its own where nobody asked.
    """
    roles = roles_at(request)
    concerned = [practice for practice in request.practices if concerned_as(roles.get(practice.pk, set()))]
    if not concerned or not anything(request).asked:
        return []
    found = []
    for practice in concerned:
        count, late = counts(practice, request.now)
        if late or (count and looks_after_here(request, practice)):
            found.append(notice_of(practice, count, late))
    return found


def counts(practice: Practice, now: dt.datetime) -> tuple[int, int]:
    """How many wait, and how many of them too long."""
    due = HelpAsked.objects.open().filter(practice=practice).values_list("due_at", flat=True)
    moments = list(due)
    return len(moments), sum(moment < now for moment in moments)


def notice_of(practice: Practice, count: int, late: int) -> Notice:
    number = late or count
    what = "Something a patient sent" if number == 1 else f"{number} things patients sent"
    says = "overdue" if late else "waiting"
    verb = "is" if number == 1 else "are"
    return Notice(
        f"{what} {verb} {says} at {practice.name}", reverse("patients:asked", args=[practice.ods_code])
    )


def roles_here(request: Request, practice: Practice) -> set[str]:
    """The roles of this member that have to do with it."""
    return concerned_as({m.role for m in request.memberships if m.practice_id == practice.pk})


def concerned_as(roles: set[str]) -> set[str]:
    """Those of the roles that have to do with it."""
    return {
        role for role in roles if role in MANAGES or Permission.LOOK_AFTER in permissions_of({Role(role)})
    }


def looks_after_here(request: Request, practice: Practice) -> bool:
    return bool(roles_here(request, practice) - {str(role) for role in MANAGES})
