"""Today, a person's sessions, and the page of one session."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from coaching import goal_queries, queries, risk_queries, today_queries
from coaching.contact_forms import PRESSES
from coaching.pages import session_page
from patients import asking
from patients.reading import open_record
from patients.strip import about
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from prescribing.referral_queries import asked_of

PEOPLE_SHOWN = 5  # of a list that is not for this very day


@require_GET
@requires(Permission.WRITE_NOTES)
def today(request: Request) -> HttpResponse:
    """What to do next first; then all that is mine to do, in all my practices."""
    follow_ups = queries.my_follow_ups(request)
    shown = None if request.GET.get("coming") == "all" else queries.COMING_SHOWN
    near = queries.near_sessions(request)
    day: dict[str, Any] = {
        "sessions": today_queries.of_today(near, request.today),
        "unfinished": queries.unfinished_sessions(request),
        "waiting": today_queries.waiting(request),
    }
    context = {
        **day,
        "freed": today_queries.freed(near, request.now),
        "next": today_queries.next_thing(
            **day, due=follow_ups["overdue"] + follow_ups["today"], now=request.now
        ),
        "follow_ups": follow_ups,
        "coming": follow_ups["coming"][:shown],
        **besides(request),
    }
    return page(request, "coaching/today.html", context)


def besides(request: Request) -> dict[str, Any]:
    """Who is in danger, who asked for help, whom nobody has heard of, and what is still to be arranged."""
    shown = None if request.GET.get("people") == "all" else PEOPLE_SHOWN
    unsure, quiet = goal_queries.low_confidence(request), today_queries.gone_quiet(request)
    return {
        "alerts": risk_queries.open_alerts(request),
        "alerts_over": risk_queries.over_today(request),
        "asked": asking.waiting(request, request.practices),
        "asked_done": asking.dealt_today(request, request.practices),
        "asked_back": asked_of(request),
        "unsure": unsure[:shown],
        "unsure_all": len(unsure),
        "quiet": quiet[:shown],
        "quiet_all": len(quiet),
        "to_arrange": today_queries.to_arrange(request),
        "presses": PRESSES,
        "today": request.today,
        "now": request.now,
    }


@require_GET
@requires(Permission.READ_NOTES)
def sessions(request: Request, patient_id: int) -> HttpResponse:
    """All sessions of a person, newest first, a page at a time."""
    patient = open_record(request, patient_id)
    number = page_number(request)
    first = (number - 1) * queries.LIST
    found = queries.sessions_of(request, patient, first, queries.LIST + 1)
    context = {
        "sessions": found[: queries.LIST],
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(found) > queries.LIST else "",
        **about(request, patient),
    }
    return page(request, "coaching/sessions.html", context)


@require_GET
@requires(Permission.READ_NOTES)
def session(request: Request, session_id: int) -> HttpResponse:
    """One session: to begin, to write up, or to read."""
    return session_page(request, queries.session_opened(request, session_id))
