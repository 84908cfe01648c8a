"""The line on a manager's pages while a search that chooses by a protected characteristic waits for a reason."""

from django.db.models import Prefetch

from outreach.allowing import waits_for_reason
from outreach.models import Cohort, ProtectedReason
from practice.addresses import address
from practice.notices import Notice
from practice.permissions import Permission, permissions_of
from practice.requests import Request, roles_at


def notices(request: Request) -> list[Notice]:
    """One query, and only for those who may give the reason."""
    roles = roles_at(request)
    mine = [one for one in request.practices if may_give(roles.get(one.pk, set()))]
    waiting = waiting_at([one.pk for one in mine]) if mine else []
    found = [(practice, [one for one in waiting if one.practice_id == practice.pk]) for practice in mine]
    return [
        Notice(said(len(kept), practice.name), where(practice.ods_code, kept))
        for practice, kept in found
        if kept
    ]


def may_give(roles: set[str]) -> bool:
    return Permission.ALLOW_PROTECTED in permissions_of(roles)


def waiting_at(practices: list[int]) -> list[Cohort]:
    """Searches in use whose people may not be invited before a manager has said why."""
    given = ProtectedReason.objects.filter(practice__in=practices)
    kept = Cohort.objects.open().filter(practice__in=practices).order_by("pk")
    return [
        one for one in kept.prefetch_related(Prefetch("protected_reasons", given)) if waits_for_reason(one)
    ]


def where(ods_code: str, kept: list[Cohort]) -> str:
    """The page of the reason where there is one to give; else the list that marks them."""
    if len(kept) == 1:
        return address("outreach:search-reason", ods_code, kept[0].pk)
    return address("outreach:searches", ods_code)


def said(count: int, practice: str) -> str:
    """Never for whom it looks: whoever looks over a shoulder reads it."""
    if count == 1:
        return f"A search at {practice} waits for your reason before anybody is invited"
    return f"{count} searches at {practice} wait for your reason before anybody is invited"
