"""How well a questionnaire measures at this practice, and whether it is fair: figures without names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from activation import shelf
from activation.fairness_page import fairness
from activation.measures_page import NotMeasured, measures, scale_here
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_GET
@requires(Permission.MANAGE_INSTRUMENTS)
def how_well(request: Request, instrument_id: int) -> HttpResponse:
    """Statements, steps, fit, reliability, and people beside statements."""
    instrument = shelf.find(request, instrument_id)
    return page(request, "activation/measures.html", measures(request, instrument))


@require_GET
@requires(Permission.MANAGE_INSTRUMENTS)
def how_fair(request: Request, instrument_id: int) -> HttpResponse:
    """Whether statements say the same about people of different groups, one grouping at a time."""
    instrument = shelf.find(request, instrument_id)
    return page(request, "activation/fairness.html", fairness(request, instrument))


@require_GET
@requires(Permission.MANAGE_INSTRUMENTS)
def calibration_file(request: Request, instrument_id: int) -> HttpResponse:
    """The calibration from the practice's own answers, in the form of calibrate_instrument; no answers."""
    instrument = shelf.find(request, instrument_id)
    try:
        scale = scale_here(request, instrument)
    except NotMeasured as reason:
        messages.error(request, f"There is no file: {reason}")
        return redirect("activation:measures", request.practice.ods_code, instrument.pk)
    name = f"calibration-{instrument.key}-{request.practice.ods_code}.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(scale.to_json(), content_type="application/json", headers=disposition)
