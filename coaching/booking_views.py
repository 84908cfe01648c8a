"""A session is booked, started, moved, cancelled, missed, opened again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching import enrolment_queries, queries, today_queries
from coaching.actions import booking
from coaching.actions.arranging import arranged, book_several
from coaching.booking_forms import AbsenceForm, BookForm, CancelForm, MoveForm
from coaching.models import Session
from coaching.pages import to_session
from patients.models import Patient
from patients.reading import find, open_record, refuse_blocked
from patients.strip import about
from practice import wording
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request

NO_INTERPRETER = "No interpreter is booked yet. Today says so until one is."
ARRANGED = {"gp_book": "in_gp_book", "interpreter": "interpreter_booked"}


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def book(request: Request, patient_id: int) -> HttpResponse:
    """Agree a time with somebody."""
    patient = open_record(request, patient_id)
    form = BookForm(
        sent(request), patient=patient, initial={"coach": request.member.pk}, **form_needs(request, patient)
    )
    context = {"form": form, **about(request, patient)}
    if not form.is_valid():
        return page(request, "coaching/book.html", context, status=422 if form.is_bound else 200)
    try:
        made = booked(request, patient, form)
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return page(request, "coaching/book.html", context, status=422)
    say_booked(request, form, made)
    return redirect("patients:record", request.practice.ods_code, patient.pk)


def booked(request: Request, patient: Patient, form: BookForm) -> list[Session]:
    details = form.values
    when = {"booked_for": details.pop("booked_for"), **form.series}
    return book_several(patient=patient, **when, details=details, by=request.member, now=request.now)


def form_needs(request: Request, patient: Patient) -> dict[str, Any]:
    coaches, enrolments = queries.coaches(request), enrolment_queries.open_ones(request, patient)
    return {"coaches": coaches, "enrolments": enrolments, "today": request.today}


def say_booked(request: Request, form: BookForm, made: list[Session]) -> None:
    """What stands now, and what is still to do for it."""
    if len(made) == 1:
        messages.success(request, f"Session booked for {said(made[0])}")
    else:
        messages.success(request, f"{len(made)} sessions booked, the first for {said(made[0])}")
    if form.lacks_interpreter:
        messages.warning(request, NO_INTERPRETER)


@require_POST
@requires(Permission.WRITE_NOTES)
def start_now(request: Request, patient_id: int) -> HttpResponse:
    """Somebody is here: straight to the note."""
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    try:
        session = booking.start_now(patient=patient, by=request.member, now=request.now)
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("patients:record", request.practice.ods_code, patient.pk)
    if session.booked_at != session.started_at:
        messages.success(request, f"This is the session booked for {said(session)}. It has begun.")
    return to_session(request, session)


@require_POST
@requires(Permission.WRITE_NOTES)
def start(request: Request, session_id: int) -> HttpResponse:
    """A booked session begins; one that has ended meanwhile is shown as it is."""
    session = queries.session_here(request, session_id)
    try:
        booking.start(session=session, by=request.member, now=request.now)
    except Stale:
        stands = queries.session_here(request, session.pk).state
        messages.warning(request, f"This session has changed. It is now: {stands}.")
    return to_session(request, session)


@require_POST
@requires(Permission.WRITE_NOTES)
def reopen(request: Request, session_id: int) -> HttpResponse:
    """Cancelled or missed by mistake."""
    session = queries.session_here(request, session_id)
    try:
        booking.reopen(session=session, by=request.member, now=request.now)
    except NotPossible as reason:
        messages.error(request, str(reason))
    return to_session(request, session)


@require_POST
@requires(Permission.WRITE_NOTES)
def arrange(request: Request, session_id: int) -> HttpResponse:
    """It stands in the GP appointment book, or an interpreter is booked: one press, also back."""
    session = queries.session_here(request, session_id)
    what = {ARRANGED[name]: request.POST[name] == "yes" for name in ARRANGED if name in request.POST}
    try:
        arranged(session=session, by=request.member, now=request.now, **what)
    except Stale:
        messages.warning(request, "This session has ended, so nothing is arranged for it any more.")
    if request.POST.get("back") == "today":
        return redirect("coaching:today")
    return to_session(request, session)


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def move(request: Request, session_id: int) -> HttpResponse:
    """Another time, way or coach."""
    session = queries.session_here(request, session_id)
    form = MoveForm(sent(request), session=session, **form_needs(request, session.patient))
    if not form.is_valid():
        return changing(request, session, form, "move")
    if form.lacks_interpreter:
        messages.warning(request, NO_INTERPRETER)
    return change(request, session, form, "move", **form.values)


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def cancel(request: Request, session_id: int) -> HttpResponse:
    """It will not take place."""
    session = queries.session_here(request, session_id)
    form = CancelForm(sent(request), initial={"version": session.version})
    if not form.is_valid():
        return changing(request, session, form, "cancel")
    return change(request, session, form, "cancel", because=form.cleaned_data["because"])


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def did_not_attend(request: Request, session_id: int) -> HttpResponse:
    """Nobody came, and what is next."""
    session = queries.session_here(request, session_id)
    at_risk = today_queries.at_risk(request, session.patient)
    first = {"version": session.version}
    form = AbsenceForm(
        sent(request), patient=session.patient, today=request.today, at_risk=at_risk, initial=first
    )
    if not form.is_valid():
        return changing(request, session, form, "did_not_attend", at_risk=at_risk)
    said_so = {"absence": form.cleaned_data["absence"], "next_contact": form.next_contact}
    return change(request, session, form, "did_not_attend", **said_so)


ACTIONS: dict[str, Callable[..., Session]] = {
    "move": booking.move,
    "cancel": booking.cancel,
    "did_not_attend": booking.did_not_attend,
}
DONE = {
    "move": "Session moved",
    "cancel": "Session cancelled",
    "did_not_attend": "Noted. What comes next is planned",
}


def change(request: Request, session: Session, form: Any, what: str, **values: Any) -> HttpResponse:
    """Do it, unless somebody else changed the session since the form was shown."""
    try:
        ACTIONS[what](
            session=session,
            version=form.cleaned_data["version"],
            by=request.member,
            now=request.now,
            **values,
        )
    except Stale:
        return changed_meanwhile(request, session, form, what)
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return changing(request, session, form, what)
    messages.success(request, DONE[what])
    return to_session(request, session)


def changing(request: Request, session: Session, form: Any, what: str, **more: Any) -> HttpResponse:
    """The form, with how the session stands above it."""
    if request.method == "GET" and not session.is_open:
        return to_session(request, session)
    context = {"session": session, "form": form, **about(request, session.patient), **more}
    status = more.get("status") or (422 if form.is_bound else 200)
    return page(request, f"coaching/{what}.html", context, status=status)


def changed_meanwhile(request: Request, session: Session, form: Any, what: str) -> HttpResponse:
    """409: how it stands now, and what was typed, ready to be sent again on purpose."""
    current = queries.session_here(request, session.pk)
    form.data = form.data.copy()
    form.data["version"] = current.version
    return changing(request, current, form, what, meanwhile=True, status=409)


def said(session: Session) -> str:
    return f"{wording.day_of_week(session.booked_for)} at {wording.clock_time(session.booked_for)}"
