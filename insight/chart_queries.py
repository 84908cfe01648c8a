"""What pages of charts ask: those that are kept, one of them, and what was noted and set on it."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from insight.models import Chart, ChartLimits, ChartNote
from practice.models import Practice
from practice.requests import Request

RECENT = 20


def charts(practice: Practice) -> QuerySet[Chart]:
    kept = Chart.objects.filter(practice=practice, ended_at=None)
    return kept.select_related("made_by__user").order_by("name", "pk")


def put_away(practice: Practice) -> QuerySet[Chart]:
    """Not watched any more, the latest first."""
    kept = Chart.objects.filter(practice=practice, ended_at__isnull=False)
    return kept.select_related("ended_by__user").order_by("-ended_at", "-pk")[:RECENT]


def chart_here(request: Request, chart_id: int) -> Chart:
    rows = Chart.objects.filter(practice=request.practice)
    return one(rows.select_related("made_by__user", "ended_by__user"), chart_id)


def note_here(request: Request, chart_note_id: int) -> ChartNote:
    return one(ChartNote.objects.filter(practice=request.practice).select_related("chart"), chart_note_id)


def limits_here(request: Request, limits_id: int) -> ChartLimits:
    return one(ChartLimits.objects.filter(practice=request.practice).select_related("chart"), limits_id)


def notes(chart: Chart) -> QuerySet[ChartNote]:
    """All of them, those that were taken off too."""
    kept = chart.notes.select_related("noted_by__user", "ended_by__user")
    return kept.order_by("happened_on", "pk")


def limits(chart: Chart) -> QuerySet[ChartLimits]:
    return chart.limits.select_related("set_by__user", "ended_by__user").order_by("from_on", "pk")


def one(rows: QuerySet[Any], pk: int) -> Any:
    found: Model | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
