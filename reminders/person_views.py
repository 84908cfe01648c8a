"""One person's messages, past and coming; and what they do not want to be sent."""

from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.models import Patient
from patients.reading import find, open_record, refuse_blocked
from patients.strip import about
from practice.gate import requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from reminders import person_page
from reminders.actions import refusing
from reminders.person_forms import RefuseForm
from reminders.views import may_act


@require_GET
@requires(Permission.SEE_MESSAGES)
def of_person(request: Request, patient_id: int) -> HttpResponse:
    """What is asked of somebody, what is coming, what has been."""
    patient = open_record(request, patient_id)
    context = person_page.person_page(request, patient, page_number(request))
    return page(request, "reminders/person.html", context | about(request, patient))


@require_POST
@requires(Permission.SEE_MESSAGES)
def refuse(request: Request, patient_id: int) -> HttpResponse:
    """Not this kind for this person."""
    patient = theirs(request, patient_id)
    form = RefuseForm(request.POST)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        refusal = refusing.refuse(patient=patient, kind=kind, by=request.member, now=request.now)
        notices.success(request, f"They get no more of these: {refusal.get_kind_display()}.")
    else:
        notices.warning(request, "Choose what they do not want.")
    return back(request, patient)


@require_POST
@requires(Permission.SEE_MESSAGES)
def want_again(request: Request, patient_id: int, refusal_id: int) -> HttpResponse:
    """They want it after all."""
    patient = theirs(request, patient_id)
    refusal = person_page.all_refused(request, patient).filter(pk=refusal_id).first()
    if refusal is None:
        raise Http404
    refusing.want_again(refusal=refusal, by=request.member, now=request.now)
    notices.success(request, f"They get these again: {refusal.get_kind_display()}.")
    return back(request, patient)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MESSAGES)
def stop_everything(request: Request, patient_id: int) -> HttpResponse:
    """What happens then is said first."""
    if request.method == "POST":
        patient = theirs(request, patient_id)
        refusing.stop_everything(patient=patient, by=request.member, now=request.now)
        notices.success(
            request, "Nothing is sent to them any more. To take it back, press “Write to them again”."
        )
        return back(request, patient)
    patient = open_record(request, may_act(request, patient_id))
    context = person_page.what_would_stop(request, patient)
    return page(request, "reminders/stop.html", context | about(request, patient))


@require_POST
@requires(Permission.SEE_MESSAGES)
def go_on(request: Request, patient_id: int) -> HttpResponse:
    """It was a slip, or they have changed their mind."""
    patient = theirs(request, patient_id)
    refusing.go_on(patient=patient, by=request.member, now=request.now)
    notices.success(request, "They may be written to again, as before.")
    return back(request, patient)


def theirs(request: Request, patient_id: int) -> Patient:
    """The person, for somebody who may change what is sent to them."""
    patient = find(request, may_act(request, patient_id))
    refuse_blocked(request, patient)
    return patient


def back(request: Request, patient: Patient) -> HttpResponse:
    return redirect("reminders:of-person", request.practice.ods_code, patient.pk)
