"""A score from another tool, and a coach's own judgement of the level."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activation import queries
from activation.actions import entering
from activation.forms import LevelForm, ScoreForm
from activation.pages import to_measurement, to_record
from patients.models import Patient
from patients.reading import open_record
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def enter_score(request: Request, patient_id: int) -> HttpResponse:
    """What a licensed tool returned: score, level, day."""
    patient = open_record(request, patient_id)
    choices = [one for one in queries.choices(request, patient) if one.gives_score]
    form = ScoreForm(sent(request), choices=choices, today=request.today)
    if not form.is_valid():
        return form_page(request, patient, form, "enter_score")
    try:
        entered = entering.enter_score(
            patient=patient, instrument=form.chosen, by=request.member, now=request.now, **form.values
        )
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return form_page(request, patient, form, "enter_score")
    messages.success(request, "The score was noted")
    return to_measurement(request, entered)


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_MEASURES)
def judge(request: Request, patient_id: int) -> HttpResponse:
    """A coach's own judgement, marked as that wherever it is shown."""
    patient = open_record(request, patient_id)
    choices = [one for one in queries.choices(request, patient) if one.definition.bands]
    form = LevelForm(sent(request), choices=choices)
    if not form.is_valid():
        return form_page(request, patient, form, "judge")
    level = form.cleaned_data["level"]
    try:
        entering.judge_level(
            patient=patient, instrument=form.chosen, level=level, by=request.member, now=request.now
        )
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return form_page(request, patient, form, "judge")
    messages.success(request, "Your judgement of the level was noted, marked as yours")
    return to_record(request, patient.pk)


def form_page(request: Request, patient: Patient, form: ScoreForm | LevelForm, name: str) -> HttpResponse:
    context = {"form": form, **about(request, patient)}
    return page(request, f"activation/{name}.html", context, status=422 if form.is_bound else 200)
