"""Needs, supporters, circumstances, consents and staff notes: noted, written anew, ended."""

import functools
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from patients.actions import noting
from patients.kinds import KINDS, Kind, initial_of, values_of
from patients.models import Patient
from patients.models.care import Noted
from patients.pages import to_record
from patients.reading import open_record
from patients.strip import strip_for
from practice.acting import Stale
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def note(request: Request, patient_id: int, kind: str) -> HttpResponse:
    """Something new."""
    what = kind_of(kind)
    patient = open_record(request, patient_id)
    form = form_of(request, what, patient, {"kind": request.GET.get("of"), "from_on": request.today})
    return write(request, patient, what, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def note_again(request: Request, patient_id: int, kind: str, note_id: int) -> HttpResponse:
    """A note takes the place of an older one, which stays in the history."""
    what = kind_of(kind)
    patient = open_record(request, patient_id)
    item = item_of(request, patient, what, note_id)
    initial = initial_of(what, item)
    if kind == "consent":
        initial |= {"from_on": request.today, "until_on": None, "words": ""}
    return write(request, patient, what, form_of(request, what, patient, initial), item)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def end_note(request: Request, patient_id: int, kind: str, note_id: int) -> HttpResponse:
    """It does not hold any more, or never did."""
    what = kind_of(kind)
    patient = open_record(request, patient_id)
    item = item_of(request, patient, what, note_id)
    if request.method == "POST":
        noting.end_note(item=item, by=request.member, now=request.now)
        messages.success(request, "Ended")
        return to_record(request, patient.pk, what.panel)
    words = {"subject": what.title(item), "consequence": what.consequence, "label": what.end_label}
    return end_page(request, patient, what.end, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PATIENT)
def withdraw(request: Request, patient_id: int, note_id: int) -> HttpResponse:
    """They agreed, and do so no longer."""
    patient = open_record(request, patient_id)
    consent = item_of(request, patient, KINDS["consent"], note_id)
    if request.method == "POST":
        noting.withdraw_consent(consent=consent, by=request.member, now=request.now)
        messages.success(request, "Withdrawn from today")
        return to_record(request, patient.pk, "consents")
    words = {
        "subject": KINDS["consent"].title(consent),
        "consequence": "From today nothing new is sent or shared on the strength of it. Care goes on as before.",
        "label": "Withdraw",
    }
    return end_page(request, patient, "Do they take back their agreement?", **words)


def kind_of(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def item_of(request: Request, patient: Patient, kind: Kind, note_id: int) -> Any:
    """A note that this member may see, whether it still stands or was just ended by somebody else."""
    related = getattr(patient, f"{kind.model._meta.model_name}s")
    item = related.filter(practice=patient.practice_id, pk=note_id).first()
    if item is None:
        raise Http404
    if (
        kind.slug == "alert"
        and item.kind == "safeguarding"
        and Permission.READ_NOTES not in request.permissions
    ):
        raise Refused("a safeguarding note")
    return item


def form_of(request: Request, kind: Kind, patient: Patient, initial: dict[str, Any]) -> forms.Form:
    """A supporter's telephone tells where a restricted person can be found."""
    form = kind.form(request.POST or None, today=request.today, initial=initial)
    if patient.restricted:
        form.fields.pop("telephone", None)
        form.fields.pop("gets_messages", None)
    return form


def write(
    request: Request, patient: Patient, kind: Kind, form: forms.Form, item: Noted | None
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return note_page(request, patient, kind, form, item)
    values = values_of(kind, item, form.cleaned_data)
    act = functools.partial(noting.note, by=request.member, now=request.now)
    try:
        act(patient=patient, model=kind.model, values=values, instead_of=item.pk if item else None)
    except Stale:
        return note_page(request, patient, kind, form, None, meanwhile=True)
    messages.success(request, "Saved")
    return to_record(request, patient.pk, kind.panel)


def note_page(
    request: Request,
    patient: Patient,
    kind: Kind,
    form: forms.Form,
    item: Noted | None,
    *,
    meanwhile: bool = False,
) -> HttpResponse:
    """`meanwhile`: somebody else changed it while this form was open; what was typed stands here still."""
    now = standing(patient, kind) if meanwhile else []
    context = {
        "patient": patient,
        "form": form,
        "heading": kind.change if item else kind.add,
        "panel": kind.panel,
        "standing": [f"{kind.title(one)} {getattr(one, 'words', '')}".strip() for one in now],
        "meanwhile": meanwhile,
        "action_url": next_url(request, patient, kind, form, now) if meanwhile else "",
        "end_url": address("patients:end-note", request, patient, kind.slug, item.pk) if item else "",
        "end_label": kind.end_label,
        **strip_for(patient, today=request.today),
    }
    status = 409 if meanwhile else 422 if form.is_bound else 200
    return page(request, "patients/edit.html", context, status=status)


def standing(patient: Patient, kind: Kind) -> list[Any]:
    """How it stands now."""
    related = getattr(patient, f"{kind.model._meta.model_name}s")
    return list(related.filter(practice=patient.practice_id, ended_at=None).order_by("pk"))


def next_url(request: Request, patient: Patient, kind: Kind, form: forms.Form, now: list[Any]) -> str:
    """Where the same words go when they are sent again: beside what stands, or in the place of the one answer."""
    for one in now:
        if kind.model in noting.ONE_OF_EACH and one.kind == form.cleaned_data["kind"]:
            return address("patients:note-again", request, patient, kind.slug, one.pk)
    return address("patients:note", request, patient, kind.slug)


def address(name: str, request: Request, patient: Patient, *rest: Any) -> str:
    return reverse(name, args=[request.practice.ods_code, patient.pk, *rest])


def end_page(
    request: Request, patient: Patient, question: str, *, subject: str, consequence: str, label: str
) -> HttpResponse:
    context = {
        "patient": patient,
        "question": question,
        "subject": subject,
        "consequences": [consequence],
        "confirm_label": label,
        "cancel_url": address("patients:record", request, patient),
        **strip_for(patient, today=request.today),
    }
    return page(request, "patients/end.html", context)
