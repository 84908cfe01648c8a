"""What is put on a chart: notes of what happened, and limits that are locked or set anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from insight import chart_queries as lookup
from insight.actions import charts as actions
from insight.chart_forms import LimitsForm, NoteForm
from insight.chart_page import drawn_here
from insight.chart_views import shown_and_sent, to_chart, who
from insight.models import Chart
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried


@shown_and_sent
@requires(Permission.IMPROVE)
def note_on_chart(request: Request, chart_id: int) -> HttpResponse:
    """What happened on a day."""
    found = lookup.chart_here(request, chart_id)
    form = NoteForm(sent(request), chart=found, today=request.today)
    if form.is_valid() and tried(
        form, lambda: actions.note(chart=found, **form.cleaned_data, **who(request))
    ):
        messages.success(request, "Noted on the chart")
        return to_chart(request, found)
    return page(request, "insight/chart_note.html", {"form": form, "chart": found}, status=status_of(form))


@require_POST
@requires(Permission.IMPROVE)
def end_chart_note(request: Request, chart_note_id: int) -> HttpResponse:
    """Taken off the chart."""
    found = lookup.note_here(request, chart_note_id)
    return ended(
        request, found.chart, lambda: actions.end_note(note=found, **who(request)), "Taken off the chart"
    )


@shown_and_sent
@requires(Permission.IMPROVE)
def set_chart_limits(request: Request, chart_id: int) -> HttpResponse:
    """From a time on, with the chart before one’s eyes."""
    found = lookup.chart_here(request, chart_id)
    form = LimitsForm(sent(request), chart=found, today=request.today)
    if form.is_valid() and tried(
        form, lambda: actions.set_limits(chart=found, **form.cleaned_data, **who(request))
    ):
        messages.success(request, "The limits are set")
        return to_chart(request, found)
    context = {"form": form, "chart": found, "drawn": drawn_here(request, found)}
    return page(request, "insight/chart_limits.html", context, status=status_of(form))


@require_POST
@requires(Permission.IMPROVE)
def end_chart_limits(request: Request, limits_id: int) -> HttpResponse:
    """Taken away: what stood before counts on."""
    found = lookup.limits_here(request, limits_id)
    return ended(
        request,
        found.chart,
        lambda: actions.end_limits(limits=found, **who(request)),
        "The limits are taken away",
    )


def ended(request: Request, chart: Chart, act: Any, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_chart(request, chart)
