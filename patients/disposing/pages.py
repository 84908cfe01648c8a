"""What the pages of disposal show: the rule, the lists, each line with how it stands now."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from patients.actions.disposing import MOST, why_off
from patients.disposing.due import beyond, may_begin_on, stale_on, standing_of, the_rule
from patients.models import DisposalLine, DisposalList, LegalHold
from patients.models.disposal import NEVER_MIND, STANDS
from patients.shut import shut_among
from practice import trail
from practice.models import Practice
from practice.requests import Request

A_PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One line as the page shows it. `falls` says why they would not go, should anybody approve now."""

    line: DisposalLine
    falls: str
    is_shut: bool


def rule_words() -> dict[str, int]:
    rule = the_rule()
    return {
        "years": rule.years,
        "child_until": rule.child_until,
        "child_later": rule.child_until + 1,
        "list_days": settings.DISPOSAL_LIST_DAYS,
        "wait_days": settings.DISPOSAL_WAIT_DAYS,
        "most": MOST,
    }


def overview(request: Request) -> dict[str, Any]:
    """How many are beyond their time today, the open list, and what was done before."""
    lists = lists_of(request.practice)
    return {
        **rule_words(),
        "beyond": len(beyond(request.practice, request.today)),
        "open_list": lists.filter(NEVER_MIND).first(),
        "lists": lists.exclude(withdrawn_at=None, done_at=None)[:A_PAGE],
        "holds": holds_of(request.practice).count(),
    }


def lists_of(practice: Practice) -> QuerySet[DisposalList, DisposalList]:
    """The newest first, each with how many stand on it and how many have gone."""
    standing = Count(
        "lines", filter=Q(**{f"lines__{name}": None for name in ("removed_at", "fell_at")}), distinct=True
    )
    counted = practice.disposal_lists.annotate(standing=standing, gone=Count("stubs", distinct=True))
    named = counted.select_related("made_by__user", "first_by__user", "second_by__user", "withdrawn_by__user")
    return named.order_by("-made_at", "-pk")


def holds_of(practice: Practice) -> QuerySet[LegalHold, LegalHold]:
    """Those that hold, the first to be reviewed first."""
    held = LegalHold.objects.filter(practice=practice, ended_at=None)
    return held.select_related("patient", "set_by__user").order_by("review_on", "pk")


def lines_of(practice: Practice) -> QuerySet[DisposalLine, DisposalLine]:
    mine = DisposalLine.objects.filter(practice=practice)
    return mine.select_related("patient", "disposal_list__practice", "removed_by__user")


def list_page(request: Request, made: DisposalList, number: int) -> dict[str, Any]:
    """Everybody on it, those who stand first; that names were shown is kept in the trail."""
    found = lines_of(request.practice).filter(disposal_list=made)
    ordered = found.annotate(off=~STANDS).order_by("off", "keep_until", "pk")
    first = (number - 1) * A_PAGE
    lines = list(ordered[first : first + A_PAGE + 1])
    keep_read(request, made, len(lines[:A_PAGE]))
    return {
        **rule_words(),
        "made": made,
        "shown": shown(request, lines[:A_PAGE]),
        "page_number": number,
        "first": first + 1,
        "last": first + len(lines[:A_PAGE]),
        "has_more": len(lines) > A_PAGE,
        "stubs": made.stubs.order_by("pk")[:MOST],
        **state_of(request, made),
    }


def state_of(request: Request, made: DisposalList) -> dict[str, Any]:
    """What may be done with it now, by whoever looks at it."""
    is_open = made.withdrawn_at is None and made.done_at is None
    stale = is_open and made.is_stale(request.now, settings.DISPOSAL_LIST_DAYS)
    return {
        "is_open": is_open,
        "is_stale": stale,
        "stale_on": stale_on(made.made_at),
        "begins_on": may_begin_on(made.second_at) if made.second_at else None,
        "mine_already": made.first_user_id == request.user.pk,
        "may_approve": is_open and not stale and not made.second_at and made.first_user_id != request.user.pk,
    }


def shown(request: Request, lines: Sequence[DisposalLine]) -> list[Shown]:
    standing = [line.patient_id for line in lines if line.stands]
    standings = standing_of(request.practice, standing, request.today) if standing else {}
    shut = shut_among(request.user, request.practice, [line.patient_id for line in lines])
    return [
        Shown(
            line,
            why_off(standings.get(line.patient_id))
            if line.stands and line.disposal_list.done_at is None
            else "",
            line.patient_id in shut,
        )
        for line in lines
    ]


def keep_read(request: Request, made: DisposalList, people: int) -> None:
    about: dict[str, Any] = {"practice": request.practice, "subject": made, "details": {"people": people}}
    trail.record("disposal.opened", by=request.member, now=request.now, **about)


def keep_listed(request: Request, people: int) -> None:
    """The list of holds names people."""
    about: dict[str, Any] = {"practice": request.practice, "details": {"people": people}}
    trail.record("hold.listed", by=request.member, now=request.now, **about)


def later(today: dt.date) -> dt.date:
    """A year from now: when a hold is looked at again, unless somebody says another day."""
    return today + dt.timedelta(days=365)
