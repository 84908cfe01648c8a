"""The month's figures by mail: what it looks like, asking for it, stopping it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from insight import months, summary
from insight.actions import summaries
from insight.summary_round import first_working_day
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.SEE_FIGURES)
def show(request: Request) -> HttpResponse:
    """The last whole month as it would go out now."""
    return page(request, "insight/summary.html", shown(request))


def shown(request: Request) -> dict[str, Any]:
    this_month = months.first_of(request.today)
    month, first = months.earlier(this_month, 1), first_working_day(this_month)
    reads = summaries.readings(request.member).exists()
    ahead = request.today < first
    return {
        "month": months.name(month),
        "subject": summary.subject(request.practice, month),
        "words": summary.words(request.practice, month, request.now),
        "reads": reads,
        "next_on": first if ahead else first_working_day(months.earlier(this_month, -1)),
        "address": request.member.user.email,
    }


@require_POST
@requires(Permission.SEE_FIGURES)
def ask(request: Request) -> HttpResponse:
    summaries.ask(by=request.member, now=request.now)
    messages.success(request, "The month’s figures will come to you by mail.")
    return redirect("insight:summary", request.practice.ods_code)


@require_POST
@requires(Permission.SEE_FIGURES)
def stop(request: Request) -> HttpResponse:
    summaries.stop(by=request.member, now=request.now)
    messages.success(request, "No more mails with the month’s figures will come to you.")
    return redirect("insight:summary", request.practice.ods_code)
