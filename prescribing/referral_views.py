"""A referral is made, read on one page, put right, or marked as entered in error."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.models import Patient
from patients.reading import open_record
from practice.acting import Stale
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import referral_queries as lookup
from prescribing.actions import referring, triaging
from prescribing.models import Referral
from prescribing.referral_forms import AboutForm, AnswerForm, BecauseForm, ChangeForm
from prescribing.referral_pages import (
    CHANGED,
    keep_words,
    refer_page,
    referral_page,
    story,
    to_record,
    to_referral,
)

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.REFER)
def refer(request: Request, patient_id: int) -> HttpResponse:
    """Two presses from the record; the second says whether the person knows of it."""
    patient = open_record(request, patient_id)
    form = AboutForm(sent(request), needs=lookup.needs_list())
    if form.is_valid():
        made = tried(form, lambda: refer_or_take(request, patient, form))
        if made and made.worker:
            messages.success(request, f"{patient.called} is referred, and you have taken the referral on")
            return to_referral(request, made)
        if made:
            messages.success(request, f"{patient.called} is referred to social prescribing")
            return to_record(request, patient)
    return refer_page(request, patient, form)


def refer_or_take(request: Request, patient: Patient, form: AboutForm) -> Referral:
    """A link worker who means to see to it has it at once, and nobody else is asked to take it."""
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    knows = request.POST.get("knows") == "yes"
    said: dict[str, Any] = {"route": Referral.Route.COLLEAGUE, "knows_of_it": knows}
    made = referring.refer(patient=patient, **form.said, **said, **who)
    if request.POST.get("mine") == "yes" and Permission.PRESCRIBE in request.permissions:
        made = triaging.take(referral=made, worker=request.member, **who)
    return made


@require_GET
@requires(Permission.REFER)
def referral(request: Request, referral_id: int) -> HttpResponse:
    """The whole referral on one page."""
    return referral_page(request, lookup.referral_opened(request, referral_id))


@shown_and_sent
@requires(Permission.REFER)
def change_referral(request: Request, referral_id: int) -> HttpResponse:
    """As somebody knows it better now."""
    found = lookup.referral_opened(request, referral_id)
    if not lookup.may_read(request, found):
        raise Refused("the words of this referral are not theirs to read")
    form = ChangeForm(sent(request), initial=as_it_stands(found), needs=lookup.needs_list())
    if form.is_valid():
        said: dict[str, Any] = {**form.said, "version": form.cleaned_data["version"]}
        try:
            if tried(
                form, lambda: referring.change(referral=found, **said, by=request.member, now=request.now)
            ):
                messages.success(request, "Saved")
                return to_referral(request, found)
        except Stale as stale:
            return both_shown(request, found, form, stale)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_change.html", context, status=status_of(form))


def both_shown(request: Request, found: Referral, form: ChangeForm, stale: Stale) -> HttpResponse:
    """Their words stay in the form, what stands now is beside it; the next press overwrites it knowingly."""
    keep_words(form, stale)
    context = {"form": form, "theirs": stale.current, **story(request, found)}
    return page(request, "prescribing/referral_change.html", context, status=422)


def as_it_stands(found: Referral) -> dict[str, object]:
    names = ("reason", "urgency", "best_times", "third_party", "sensitive", "version")
    return {name: getattr(found, name) for name in names} | {"needs": lookup.codes_of(found)}


@require_POST
@requires(Permission.REFER)
def told_referral(request: Request, referral_id: int) -> HttpResponse:
    """The person knows of the referral now."""
    found = lookup.referral_here(request, referral_id)
    referring.tell(referral=found, by=request.member, now=request.now)
    messages.success(request, f"Noted: {found.patient.called} knows of it")
    return to_referral(request, found)


@require_POST
@requires(Permission.REFER)
def answer_referral(request: Request, referral_id: int) -> HttpResponse:
    """What was asked back has an answer."""
    found = lookup.referral_here(request, referral_id)
    form = AnswerForm(request.POST)
    who: dict[str, Any] = {"by": request.member, "now": request.now}
    if form.is_valid() and tried(
        form, lambda: triaging.answer_back(referral=found, **form.cleaned_data, **who)
    ):
        messages.success(request, "Your answer stands on the referral")
    else:
        messages.warning(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
    return to_referral(request, found)


@shown_and_sent
@requires(Permission.REFER)
def strike_referral(request: Request, referral_id: int) -> HttpResponse:
    """Entered in error: it stays, marked, and nothing of it goes on."""
    found = lookup.referral_opened(request, referral_id)
    form = BecauseForm(sent(request), initial={"version": found.version})
    if form.is_valid():
        said: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: referring.strike(referral=found, **said)):
                messages.success(
                    request, "Marked as entered in error. If it was meant for somebody else, refer them."
                )
                return to_referral(request, found)
        except Stale:
            messages.warning(request, CHANGED)
            return to_referral(request, found)
    context = {"form": form, "sent_on": found.placements.exclude(sent_at=None), **story(request, found)}
    return page(request, "prescribing/referral_strike.html", context, status=status_of(form))
