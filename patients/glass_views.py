"""Opening a blocked record in an emergency, and the list of those who did."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions import glass as actions
from patients.forms.glass import GlassForm
from patients.glass import Concerned, breaks_of, broken, concerned, identify
from patients.models import GlassBreak
from patients.pages import to_record
from patients.reading import is_shut
from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BREAK_GLASS)
def break_glass(request: Request, patient_id: int) -> HttpResponse:
    """Whose record it is, why it has to be opened, and who will be told."""
    patient = identify(request, patient_id)
    if not is_shut(request, patient):
        return to_record(request, patient.pk)
    form = GlassForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.break_glass(patient=patient, reason=reason, by=request.member, now=request.now)
        messages.info(request, "Open to you for thirty minutes. The safeguarding lead has been told.")
        return to_record(request, patient.pk)
    context = {"form": form, "person": patient, "today": request.today}
    return page(request, "patients/break_glass.html", context, status=status_of(form))


@require_GET
@requires(Permission.WORK_HERE)
def glass(request: Request) -> HttpResponse:
    """Who opened a blocked record, for those who look into it."""
    found = broken(request)
    here = those_concerned(request, found)
    lines = [{"glass": one, "mine": here.waits_for(request.user, one)} for one in found]
    return page(request, "patients/break_glass_list.html", {"lines": lines})


@require_POST
@requires(Permission.WORK_HERE)
def glass_seen(request: Request, glass_id: int) -> HttpResponse:
    """Somebody who was told has looked into it."""
    found = breaks_of(request.practice).filter(pk=glass_id).first()
    here = those_concerned(request, [found] if found else [])
    if found is None:
        raise Http404
    if request.user.pk not in {member.user_id for member in here.responders(found)}:
        raise Refused("not theirs to look into")
    try:
        actions.see(glass=found, by=request.member, now=request.now)
    except NotPossible as why:
        messages.info(request, str(why))
    return redirect("patients:glass", request.practice.ods_code)


def those_concerned(request: Request, found: list[GlassBreak]) -> Concerned:
    here = concerned(request.practice, request.today, found)
    if not here.includes(request.user):
        raise Refused("broken glass")
    return here
