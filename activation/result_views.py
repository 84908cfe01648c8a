"""What was answered, what it is worth, and how it changed."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activation import queries
from activation.actions import correcting
from activation.answers_shown import flags_of, stages
from activation.definition import definition_of
from activation.forms import StrikeForm
from activation.kinds import Mode
from activation.models import Measurement
from activation.pages import to_measurement, to_record
from activation.readings import compared, rule_of, trend_of
from activation.record_panel import prompts, result
from activation.trend import Trend
from activation.working import facts
from patients.reading import open_record
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.READ_MEASURES)
def measurement(request: Request, measurement_id: int) -> HttpResponse:
    """One measurement: its result, and how that was calculated."""
    found = queries.measurement_opened(request, measurement_id)
    if found.is_open:
        return redirect("activation:asked", request.practice.ods_code, found.pk)
    return page(request, "activation/measurement.html", result_context(request, found))


def result_context(request: Request, found: Measurement) -> dict[str, Any]:
    definition = definition_of(found.instrument)
    before = queries.earlier(request, found)
    return {
        "measurement": found,
        "definition": definition,
        "judged": found.mode == Mode.JUDGED,
        "flags": flags_of(found),
        "stages": stages(found, definition) if found.answers else [],
        "facts": facts(found, definition),
        "before": before,
        "change": compared(before, found) if before else None,
        "rule": rule_of(definition),
        **result(found),
        **prompts(found),
        **about(request, found.patient),
    }


@require_GET
@requires(Permission.READ_MEASURES)
def measurements(request: Request, patient_id: int) -> HttpResponse:
    """Everything that was measured, asked, not done or struck, with a drawing for each questionnaire."""
    patient = open_record(request, patient_id)
    rows = queries.everything(request, patient)
    context = {
        "rows": [row_of(row) for row in rows],
        "trends": trends_of(rows),
        "may_ask": Permission.MEASURE in request.permissions,
        **about(request, patient),
    }
    return page(request, "activation/measurements.html", context)


def row_of(row: Measurement) -> dict[str, Any]:
    return {"measurement": row, **result(row)}


def trends_of(rows: list[Measurement]) -> list[dict[str, Any]]:
    """A drawing and the latest change for each questionnaire that has scores."""
    scored = [row for row in rows if row.score is not None and not row.entered_in_error_at]
    found = []
    for _key, group in groupby(sorted(scored, key=by_questionnaire), key=lambda row: row.instrument.key):
        newest_first = list(group)[::-1]
        drawn: Trend | None = trend_of(newest_first)
        two = newest_first[:2]
        change = compared(two[1], two[0]) if len(two) == 2 else None
        found.append({"trend": drawn, "change": change, "name": two[0].instrument.name})
    return found


def by_questionnaire(row: Measurement) -> tuple[Any, ...]:
    return (row.instrument.key, row.measured_on, row.pk)


@require_POST
@requires(Permission.READ_MEASURES)
def check(request: Request, measurement_id: int) -> HttpResponse:
    """The answers were gone through with the person, and they stand."""
    found = queries.measurement_here(request, measurement_id)
    try:
        correcting.check(measurement=found, by=request.member, now=request.now)
        messages.success(request, "Marked as checked with the person")
    except NotPossible as reason:
        messages.warning(request, str(reason))
    return to_measurement(request, found)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def strike(request: Request, measurement_id: int) -> HttpResponse:
    """Entered in error: kept, marked, counted nowhere."""
    found = queries.measurement_opened(request, measurement_id)
    form = StrikeForm(sent(request))
    if not form.is_valid():
        context = {"measurement": found, "form": form, **about(request, found.patient)}
        return page(request, "activation/strike.html", context, status=422 if form.is_bound else 200)
    because = form.cleaned_data["because"]
    correcting.strike(measurement=found, because=because, by=request.member, now=request.now)
    messages.success(request, "Marked as entered in error")
    return to_record(request, found.patient_id)
