"""Charts: those that are kept, one of them, a new one, a quick look at any measure."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from insight import chart_queries as lookup
from insight.actions import charts as actions
from insight.catalogue import MEASURES
from insight.chart_forms import ChartForm
from insight.chart_page import asked_for, chart_page, charts_page, look_page, their_choice
from insight.models import Chart
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def who(request: Request) -> dict[str, Any]:
    return {"by": request.member, "now": request.now}


def to_chart(request: Request, chart: Chart) -> HttpResponse:
    return redirect("insight:chart", request.practice.ods_code, chart.pk)


@require_GET
@requires(Permission.IMPROVE)
def charts(request: Request) -> HttpResponse:
    """Those that are watched, those that were put away, and every measure for a quick look."""
    return page(request, "insight/charts.html", charts_page(request))


@shown_and_sent
@requires(Permission.IMPROVE)
def add_chart(request: Request) -> HttpResponse:
    """A measure of the catalogue, by week or month, with advice on the kind."""
    form = ChartForm(sent(request), today=request.today, asked=asked_for(request))
    if form.is_valid():
        said = {"measure": form.cleaned_data["measure"], "values": form.values}
        chart = tried(form, lambda: actions.keep(practice=request.practice, **said, **who(request)))
        if chart:
            messages.success(request, f"“{chart.name}” is kept")
            return to_chart(request, chart)
    return page(request, "insight/chart_edit.html", {"form": form}, status=status_of(form))


@require_GET
@requires(Permission.IMPROVE)
def chart(request: Request, chart_id: int) -> HttpResponse:
    """What it says, what happened when, where its limits come from."""
    found = lookup.chart_here(request, chart_id)
    return page(request, "insight/chart.html", chart_page(request, found))


@require_GET
@requires(Permission.IMPROVE)
def print_chart(request: Request, chart_id: int) -> HttpResponse:
    """For paper: with everything open."""
    found = lookup.chart_here(request, chart_id)
    return page(request, "insight/chart_paper.html", chart_page(request, found))


@shown_and_sent
@requires(Permission.IMPROVE)
def change_chart(request: Request, chart_id: int) -> HttpResponse:
    """Drawn otherwise. Who was slower sees what the other chose."""
    found = lookup.chart_here(request, chart_id)
    form = ChartForm(sent(request), today=request.today, chart=found)
    context: dict[str, Any] = {"form": form, "chart": found, "measure": MEASURES.get(found.measure)}
    try:
        if form.is_valid() and tried(form, lambda: change(request, found, form)):
            messages.success(request, "The chart is changed")
            return to_chart(request, found)
    except Stale as stale:
        context["theirs"] = their_choice(form, stale.current)
    return page(request, "insight/chart_edit.html", context, status=status_of(form))


def change(request: Request, found: Chart, form: ChartForm) -> Chart:
    version = form.cleaned_data["version"] or 0
    return actions.change(chart=found, version=version, values=form.values, **who(request))


@shown_and_sent
@requires(Permission.IMPROVE)
def put_chart_away(request: Request, chart_id: int) -> HttpResponse:
    """Not watched any more."""
    found = lookup.chart_here(request, chart_id)
    if request.method != "POST":
        return page(request, "insight/chart_end.html", {"chart": found})
    return pressed(request, found, actions.put_away, f"“{found.name}” is put away. Nothing of it is lost")


@require_POST
@requires(Permission.IMPROVE)
def take_chart_up(request: Request, chart_id: int) -> HttpResponse:
    """Watched again."""
    return pressed(
        request, lookup.chart_here(request, chart_id), actions.take_up, "The chart is in use again"
    )


def pressed(request: Request, found: Chart, act: Any, done: str) -> HttpResponse:
    try:
        act(chart=found, **who(request))
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_chart(request, found)


@require_GET
@requires(Permission.SEE_FIGURES)
def measure(request: Request, measure: str) -> HttpResponse:
    """Any measure of the catalogue over time; nothing is kept."""
    return page(request, "insight/measure.html", look_page(request, MEASURES[measure]))
