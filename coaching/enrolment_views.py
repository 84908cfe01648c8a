"""A person is referred or enrolled, and goes their way through a programme."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coaching import enrolment_queries as lookup
from coaching import queries
from coaching.actions import enrolling
from coaching.enrolment_forms import EnrolForm, ReferForm, StepForm, route_of
from coaching.models import Enrolment
from coaching.way import NEXT, Stands, may_follow, press
from patients.models import Patient
from patients.reading import open_record
from patients.strip import about
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.models import Membership
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

CHANGED = "Somebody else has changed this since you opened it. Look at how it stands now."
shown_and_sent = require_http_methods(["GET", "POST"])


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def refer(request: Request, patient_id: int) -> HttpResponse:
    """To a coach or to anybody, with the reason; the press says whether the person knows of it."""
    patient = open_record(request, patient_id)
    form = ReferForm(sent(request), initial=first_choices(request), **choices(request))
    if form.is_valid():
        knows = request.POST.get("knows") == "yes"
        if begun(request, patient, form, kind=Stands.REFERRED, knows_of_it=knows):
            messages.success(request, f"{patient.called} is referred")
            return to_record(request, patient)
    context = {"form": form, "any_programme": lookup.programmes(request).exists(), **about(request, patient)}
    return page(request, "coaching/enrolment_refer.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def enrol(request: Request, patient_id: int) -> HttpResponse:
    """Somebody who was asked, or said yes, without a referral before."""
    patient = open_record(request, patient_id)
    first = first_choices(request) | {"coach": me_if_coaching(request)}
    form = EnrolForm(sent(request), initial=first, **choices(request))
    if form.is_valid() and begun(request, patient, form, kind=form.cleaned_data["kind"], knows_of_it=True):
        messages.success(request, f"{patient.called} is in the programme")
        return to_record(request, patient)
    context = {"form": form, "any_programme": lookup.programmes(request).exists(), **about(request, patient)}
    return page(request, "coaching/enrolment_enrol.html", context, status=status_of(form))


def begun(
    request: Request, patient: Patient, form: ReferForm, *, kind: str, knows_of_it: bool
) -> Enrolment | None:
    said = {name: form.cleaned_data[name] for name in ("programme", "coach", "route", "reason")}
    facts: dict[str, Any] = {"patient": patient, "kind": kind, "knows_of_it": knows_of_it, **said}
    return tried(form, lambda: enrolling.begin(**facts, by=request.member, now=request.now))


def choices(request: Request) -> dict[str, Any]:
    return {"programmes": lookup.programmes(request), "coaches": queries.coaches(request)}


def first_choices(request: Request) -> dict[str, Any]:
    return {"route": route_of(request.member)}


def me_if_coaching(request: Request) -> int | None:
    return request.member.pk if Permission.WRITE_NOTES in request.permissions else None


@require_GET
@requires(Permission.EDIT_PATIENT)
def enrolment(request: Request, enrolment_id: int) -> HttpResponse:
    """One way through one programme, every step of it."""
    found = lookup.enrolment_opened(request, enrolment_id)
    return page(request, "coaching/enrolment.html", story(request, found))


def story(request: Request, found: Enrolment) -> dict[str, Any]:
    return {
        "shown": lookup.shown_of(request.practice.enrolments.filter(pk=found.pk))[0],
        "steps": lookup.steps_of(found),
        "to_come": lookup.sessions_to_come(request, found),
        "weights": Enrolment.Weight.choices,
        "reads": Permission.READ_NOTES in request.permissions,
        **about(request, found.patient),
    }


@shown_and_sent
@requires(Permission.EDIT_PATIENT)
def step(request: Request, enrolment_id: int, step: str) -> HttpResponse:
    """The next step: when, and what else that step needs."""
    if step not in NEXT:
        raise Http404
    found = lookup.enrolment_opened(request, enrolment_id)
    if not may_follow(found.stands, step):
        return changed_meanwhile(request, found)
    form = step_form(request, found, step)
    if form.is_valid():
        try:
            if tried(form, lambda: take(request, found, step, form)):
                return done(request, found)
        except Stale:
            return changed_meanwhile(request, found)
    context = {"form": form, "press": press(found.stands, step), "kind": step, **story(request, found)}
    return page(request, "coaching/enrolment_step.html", context, status=status_of(form))


def step_form(request: Request, found: Enrolment, kind: str) -> StepForm:
    """Who comes back is offered the coach they had, as long as that one works here."""
    coaches = queries.coaches(request)
    had: Membership | None = next((one for one in coaches if one.pk == found.coach_id), None)
    first = {
        "version": found.version,
        "happened_on": request.today,
        "coach": had.pk if had else me_if_coaching(request),
    }
    needs: dict[str, Any] = {"enrolment": found, "kind": kind, "coaches": coaches, "today": request.today}
    return StepForm(sent(request), initial=first, **needs)


def take(request: Request, found: Enrolment, kind: str, form: StepForm) -> Enrolment:
    return enrolling.step(
        enrolment=found,
        version=form.cleaned_data["version"],
        kind=kind,
        by=request.member,
        now=request.now,
        **form.values,
    )


def done(request: Request, found: Enrolment) -> HttpResponse:
    """Said in the words of the step; what is still booked does not end by itself."""
    stands = lookup.enrolment_here(request, found.pk)
    messages.success(request, f"{stands.patient.called}: {stands.get_stands_display().lower()}")
    booked = lookup.sessions_to_come(request, stands).count()
    if booked and stands.stands not in (Stands.ENROLLED, Stands.INVITED, Stands.REFERRED):
        what = "1 session is" if booked == 1 else f"{booked} sessions are"
        messages.warning(request, f"{what} still booked. Cancel what is not wanted.")
    return to_enrolment(request, found)


@require_POST
@requires(Permission.EDIT_PATIENT)
def undo_step(request: Request, enrolment_id: int) -> HttpResponse:
    """The last step was a mistake."""
    found = lookup.enrolment_here(request, enrolment_id)
    try:
        version = number_sent(request, found.version)
        stands = enrolling.undo(enrolment=found, version=version, by=request.member, now=request.now)
        messages.success(request, f"Taken back. They stand now: {stands.get_stands_display().lower()}")
    except Stale:
        messages.warning(request, CHANGED)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_enrolment(request, found)


@require_POST
@requires(Permission.EDIT_PATIENT)
def tell(request: Request, enrolment_id: int) -> HttpResponse:
    """The person knows of the referral now."""
    found = lookup.enrolment_here(request, enrolment_id)
    enrolling.tell(enrolment=found, by=request.member, now=request.now)
    messages.success(request, f"Noted: {found.patient.called} knows of it")
    return to_enrolment(request, found)


@require_POST
@requires(Permission.WRITE_NOTES)
def weigh(request: Request, enrolment_id: int) -> HttpResponse:
    """Light, usual or heavy, in one press."""
    found = lookup.enrolment_here(request, enrolment_id)
    weight = request.POST.get("weight", "")
    if weight not in Enrolment.Weight.values:
        raise Http404
    enrolling.weigh(enrolment=found, weight=weight, by=request.member, now=request.now)
    if request.POST.get("back") == "caseload":
        return redirect("coaching:caseload")
    return to_enrolment(request, found)


def number_sent(request: Request, standing: int) -> int:
    """The version that the page showed; a page without one means what stands."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else standing


def changed_meanwhile(request: Request, found: Enrolment) -> HttpResponse:
    messages.warning(request, CHANGED)
    return to_enrolment(request, found)


def to_enrolment(request: Request, found: Enrolment) -> HttpResponse:
    return redirect("coaching:enrolment", request.practice.ods_code, found.pk)


def to_record(request: Request, patient: Patient) -> HttpResponse:
    return redirect("patients:record", request.practice.ods_code, patient.pk)
