"""Where a link worker begins the day: what somebody needs from them today, then their caseload by stage."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from prescribing import board_queries as lookup
from prescribing.referral_queries import workers_of


@require_GET
@requires(Permission.PRESCRIBE)
def referrals(request: Request) -> HttpResponse:
    """Over all my practices; with ?of= a colleague's caseload, for who covers."""
    mine = lookup.my_ids(request)
    colleagues = workers_of(request)
    cover = next((m for m in colleagues if str(m.pk) == request.GET.get("of", "")), None)
    rows = lookup.caseload(request, [cover.pk] if cover else mine)
    waiting = lookup.nobodys(request)
    context = {
        "cover": cover,
        "colleagues": [m for m in colleagues if m.pk not in mine],
        **needed(request, [cover.pk] if cover else mine),
        "due": lookup.due(rows, request.today),
        "late": lookup.late(waiting, request.today),
        "waiting": waiting[: lookup.SHOWN],
        "more_waiting": len(waiting) > lookup.SHOWN,
        "bands": lookup.bands(request, request.practices),
        "stages": lookup.stages(rows),
        "count": len(rows),
        "today": request.today,
        "now": request.now,
    }
    return page(request, "prescribing/board.html", context)


def needed(request: Request, worker_ids: list[int]) -> dict[str, Any]:
    """What somebody outside waits for."""
    return {
        "arrivals": lookup.arrivals_held(request),
        "needed": lookup.placements_to_do(request, worker_ids),
        "hanging": lookup.hanging(request, worker_ids),
    }
