"""Contact without a session: two presses, for everybody who works with people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching.actions import contacting
from coaching.contact_forms import ContactForm
from coaching.contact_pages import contact_here, contact_page
from coaching.models import Contact
from patients.reading import find, open_record, refuse_blocked
from practice.actions import NotPossible
from practice.gate import requires
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_CONTACT)
def contact(request: Request, patient_id: int) -> HttpResponse:
    """A press notes it; the page behind it has room for words, and all calls so far."""
    if request.method != "POST":
        return contact_page(request, open_record(request, patient_id))
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return contact_page(request, patient, form=form, status=422)
    made = contacting.note_contact(patient=patient, **form.cleaned_data, by=request.member, now=request.now)
    messages.success(
        request, f"Call noted: {made.get_kind_display().lower()}. To undo it, see Calls on the record."
    )
    return back(request, made)


@require_POST
@requires(Permission.NOTE_CONTACT)
def contact_error(request: Request, contact_id: int) -> HttpResponse:
    """Pressed by mistake."""
    made = contact_here(request, contact_id)
    try:
        contacting.strike_contact(contact=made, by=request.member, now=request.now)
        messages.success(request, "Marked as entered in error")
    except NotPossible as why:
        messages.warning(request, str(why))
    return back(request, made)


def back(request: Request, made: Contact) -> HttpResponse:
    """Where the button stood."""
    if request.POST.get("back") == "today":
        return redirect("coaching:today")
    return redirect("patients:record", request.practice.ods_code, made.patient_id)
