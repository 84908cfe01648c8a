"""A risk is ticked, in a session or from the record; the page of an alert, where somebody answers for it."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from coaching import contact_pages, queries, risk_mail, risk_queries
from coaching.actions import alerting
from coaching.held import keep_if_signed, keeps_words
from coaching.models import Session
from coaching.risk_forms import AnswerForm, TakeBackForm, TickForm
from coaching.risk_queries import Shown, Ticks
from coaching.writing_views import keep_draft
from patients.models import Patient
from patients.reading import find, refuse_blocked
from patients.strip import about
from practice.actions import NotPossible
from practice.afterwards import after_answer
from practice.gate import Refused, View, is_background, requires
from practice.models import Practice
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request

NOT_GONE = "The alert has NOT gone out. Press it again, or call somebody now."


def says_when_not_gone(view: View) -> View:
    """Outside the gate: words may be kept through a sign-out, but an alert is not raised, and that is said."""

    @functools.wraps(view)
    def said(request: Request, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            messages.error(request, NOT_GONE)
        return view(request, **kwargs)

    def when_forged(request: Request, **kwargs: Any) -> HttpResponse | None:
        messages.error(request, NOT_GONE)
        return keep_if_signed(request, **kwargs) if "session_id" in kwargs else None

    said.when_forged = when_forged  # type: ignore[attr-defined]
    return said


@require_POST
@says_when_not_gone
@keeps_words
@requires(Permission.WRITE_NOTES)
def session_risk(request: Request, session_id: int) -> HttpResponse:
    """Told at that moment. Without scripts the note comes along, is kept, and is shown again with every word."""
    session = queries.session_here(request, session_id)
    tick(request, session.patient, session)
    if is_background(request):
        return pressed(request, risk_queries.of_session(request, session))
    return keep_draft(request, session)


@require_POST
@says_when_not_gone
@requires(Permission.NOTE_CONTACT)
def patient_risk(request: Request, patient_id: int) -> HttpResponse:
    """From the record or a contact; words that were typed beside it are shown again."""
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    tick(request, patient)
    if is_background(request):
        return pressed(request, risk_queries.of_patient(request, patient))
    if "words" in request.POST:
        return contact_pages.contact_page(request, patient)
    return redirect("patients:record", request.practice.ods_code, patient.pk)


def pressed(request: Request, risk: Ticks) -> HttpResponse:
    """The part of the page alone: what is out now has the focus."""
    return page(request, "coaching/risk_ticks.html", {"risk": risk, "pressed": True})


def send(practice: Practice) -> None:
    """Once the page is out: nobody who writes waits for a mail server. The next tick sends what is left."""
    risk_mail.deliver(practice)


def tick(request: Request, patient: Patient, session: Session | None = None) -> None:
    form = TickForm(request.POST)
    if not form.is_valid():
        messages.error(request, NOT_GONE)
        return
    kind = form.cleaned_data["risk"]
    alerting.raise_alert(patient=patient, kind=kind, session=session, by=request.member, now=request.now)
    practice = request.practice
    after_answer(request, lambda: send(practice))
    if not is_background(request):
        messages.warning(request, "The alert is out. Who knows of it, and whom to call, stands on this page.")


@require_GET
@requires(Permission.WORK_HERE)
def risks(request: Request) -> HttpResponse:
    """Those that concern the reader."""
    return page(request, "coaching/risks.html", {"rows": risk_queries.all_alerts(request)})


@require_GET
@requires(Permission.WORK_HERE)
def risk(request: Request, alert_id: int) -> HttpResponse:
    """What it is, who knows, and what to do."""
    return alert_page(request, risk_queries.alert_here(request, alert_id))


def alert_page(
    request: Request, one: Shown, *, answer: Form | None = None, back: Form | None = None, status: int = 200
) -> HttpResponse:
    answer = (answer or AnswerForm()) if risk_queries.may_answer(request, one) else None
    back = (back or TakeBackForm()) if risk_queries.may_take_back(one) else None
    context = {
        "one": one,
        "answer": answer,
        "back": back,
        "forms": [form for form in (answer, back) if form],
        "crisis": risk_queries.crisis(),
        **about(request, one.alert.patient),
    }
    return page(request, "coaching/risk.html", context, status=status)


@require_POST
@requires(Permission.WORK_HERE)
def acknowledge(request: Request, alert_id: int) -> HttpResponse:
    """I look after it, and this is what I did."""
    one = risk_queries.alert_here(request, alert_id)
    if one.is_open and not risk_queries.may_answer(request, one):
        raise Refused("an alert is answered by those who were told")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return alert_page(request, one, answer=form, status=422)
    words = form.cleaned_data["words"]
    act = functools.partial(alerting.acknowledge, words=words)
    return done(request, one, act, "Answered. Everybody who was told sees that.")


@require_POST
@requires(Permission.WORK_HERE)
def take_back(request: Request, alert_id: int) -> HttpResponse:
    """Pressed by mistake."""
    one = risk_queries.alert_here(request, alert_id)
    if not one.by_me:
        raise Refused("an alert is taken back by whoever raised it")
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return alert_page(request, one, back=form, status=422)
    act = functools.partial(alerting.take_back, because=form.cleaned_data["because"])
    practice = request.practice
    after_answer(request, lambda: send(practice))
    return done(request, one, act, "Taken back. Those who were told are told so too, and see why.")


def done(request: Request, one: Shown, act: Callable[..., Any], words: str) -> HttpResponse:
    try:
        act(alert=one.alert, by=request.member, now=request.now)
        messages.success(request, words)
    except NotPossible as why:
        messages.warning(request, str(why))
    return redirect("coaching:risk", request.practice.ods_code, one.alert.pk)
