"""Somebody is added to the list by hand; people who might be the same are shown first."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from patients.actions.adding import NumberTaken, add_patient
from patients.duplicates import already_here, same_number
from patients.forms.details import AddForm
from patients.pages import to_record
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def add(request: Request) -> HttpResponse:
    """A form; then, where somebody much like it is here already, a question; then the record."""
    if request.method != "POST" or "typed" in request.POST:
        form = AddForm.from_search(request.POST.get("typed", "")[:200], request.today)
        return page(request, "patients/add.html", {"form": form})
    form = AddForm(request.POST, today=request.today)
    if not form.is_valid():
        return page(request, "patients/add.html", {"form": form}, status=422)
    alike = already_here(request, form.cleaned_data)
    if alike:
        return page(request, "patients/add.html", {"form": form, "alike": alike}, status=422)
    try:
        patient = add_patient(
            practice=request.practice, values=form.cleaned_data, by=request.member, now=request.now
        )
    except NumberTaken as taken:
        context = {"form": form, "alike": same_number(request, taken.patient)}
        return page(request, "patients/add.html", context, status=422)
    messages.success(request, "Added to the list")
    return to_record(request, patient.pk)
