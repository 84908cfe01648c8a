"""Somebody is asked to answer a questionnaire, or is not; and where an open one stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from activation import queries, texts
from activation.actions import asking
from activation.actions.answering import sheet_of
from activation.definition import definition_of
from activation.forms import BecauseForm, MeasureForm, NotDoneForm
from activation.kinds import BY_STAFF, Mode, NotDone
from activation.models import Instrument, Measurement
from activation.pages import to_measurement, to_record
from activation.sheet import answered
from patients.models import Patient
from patients.reading import open_record
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request

FAMILY = "Family or a friend interpreted: this is marked on the result. Offer a professional interpreter next time."


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def measure(request: Request, patient_id: int) -> HttpResponse:
    """Choose what, how, in which words and with whom."""
    patient = open_record(request, patient_id)
    choices = [one for one in queries.choices(request, patient) if one.can_be_asked]
    form = MeasureForm(sent(request), choices=choices, patient=patient)
    if "not_today" in request.POST and not form.has_error("instrument"):
        return not_today(request, patient, form.chosen)
    if not form.is_valid():
        return measure_page(request, patient, form)
    try:
        begun = begun_with(request, patient, form)
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return measure_page(request, patient, form)
    return begun_page(request, begun)


def begun_with(request: Request, patient: Patient, form: MeasureForm) -> Measurement:
    return asking.begin(
        patient=patient,
        instrument=form.chosen,
        mode=Mode(form.cleaned_data["mode"]),
        how=form.how,
        by=request.member,
        now=request.now,
    )


def measure_page(request: Request, patient: Patient, form: MeasureForm) -> HttpResponse:
    context = {
        "form": form,
        "asked_lately": queries.asked_lately(request, patient),
        **about(request, patient),
    }
    return page(request, "activation/measure.html", context, status=422 if form.is_bound else 200)


def not_today(request: Request, patient: Patient, instrument: Instrument) -> HttpResponse:
    """One press, no questions."""
    because = NotDone.NOT_TODAY
    asking.not_done(
        patient=patient, instrument=instrument, because=because, by=request.member, now=request.now
    )
    messages.success(request, f"Noted: not today. {instrument.name} was not asked.")
    return to_record(request, patient.pk)


def begun_page(request: Request, measurement: Measurement) -> HttpResponse:
    """Straight to the statements where staff fill them in; else to where it is handed over or sent."""
    if measurement.interpreter in ("family", "friend"):
        messages.warning(request, FAMILY)
    name = "answer" if measurement.mode in BY_STAFF else "asked"
    return redirect(f"activation:{name}", request.practice.ods_code, measurement.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def not_done(request: Request, patient_id: int) -> HttpResponse:
    """It was not answered, and why."""
    patient = open_record(request, patient_id)
    choices = [one for one in queries.choices(request, patient) if one.can_be_asked]
    form = NotDoneForm(sent(request), choices=choices)
    if not form.is_valid():
        context = {"form": form, **about(request, patient)}
        return page(request, "activation/not_done.html", context, status=422 if form.is_bound else 200)
    said = {name: form.cleaned_data[name] for name in ("because", "words")}
    asking.not_done(patient=patient, instrument=form.chosen, by=request.member, now=request.now, **said)
    messages.success(request, "Noted that it was not done, and why")
    return to_record(request, patient.pk)


@require_GET
@requires(Permission.MEASURE)
def asked(request: Request, measurement_id: int) -> HttpResponse:
    """An open questionnaire: how far it is, its link, and what can be done with it."""
    measurement = queries.measurement_opened(request, measurement_id)
    if not measurement.is_open:
        return to_measurement(request, measurement)
    return page(request, "activation/asked.html", asked_context(request, measurement))


def asked_context(request: Request, measurement: Measurement) -> dict[str, Any]:
    definition = definition_of(measurement.instrument)
    sheet = sheet_of(measurement)
    return {
        "measurement": measurement,
        "answered": answered(sheet.answers, definition) if sheet else 0,
        "statements": len(definition.items),
        "by_staff": measurement.mode in BY_STAFF,
        "text": texts.said_of([measurement]).get(measurement.pk, ""),
        **about(request, measurement.patient),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def give_up(request: Request, measurement_id: int) -> HttpResponse:
    """It stays as far as it was answered, with the reason."""
    measurement = queries.measurement_here(request, measurement_id)
    if not measurement.is_open:
        messages.warning(request, f"This questionnaire is closed: {measurement.state.lower()}.")
        return to_measurement(request, measurement)
    form = BecauseForm(sent(request))
    if not form.is_valid():
        context = {"form": form, **asked_context(request, measurement)}
        return page(request, "activation/give_up.html", context, status=422 if form.is_bound else 200)
    asking.give_up(measurement=measurement, by=request.member, now=request.now, **form.cleaned_data)
    messages.success(request, "Kept as far as it was answered, with the reason")
    return to_record(request, measurement.patient_id)
