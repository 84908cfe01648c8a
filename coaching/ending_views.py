"""What a session leaves behind: follow-ups done or not, and notes that were entered in error."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching import queries
from coaching.actions import following, striking
from coaching.actions.referred_on import told_of
from coaching.forms import RightPersonForm, StrikeForm
from coaching.models import FollowUp, Session
from coaching.output_queries import given_of
from coaching.pages import reading_page, to_session
from patients.models import Patient
from patients.reading import find, refuse_blocked
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request

NOBODY_HERE = "Nobody on this practice’s list has this NHS number"


@require_POST
@requires(Permission.WRITE_NOTES)
def follow_up_done(request: Request, follow_up_id: int) -> HttpResponse:
    """They were in touch; it can be undone."""
    follow_up = queries.follow_up_here(request, follow_up_id)
    try:
        following.done(follow_up=follow_up, by=request.member, now=request.now)
        messages.success(request, "Follow-up done. To undo it, see “Done today” in Today.")
    except NotPossible as reason:
        messages.warning(request, str(reason))
    return back(request, follow_up)


@require_POST
@requires(Permission.WRITE_NOTES)
def follow_up_undo(request: Request, follow_up_id: int) -> HttpResponse:
    """Pressed by mistake."""
    follow_up = queries.follow_up_here(request, follow_up_id)
    try:
        following.undo_done(follow_up=follow_up, by=request.member, now=request.now)
        messages.success(request, "The follow-up is due again")
    except NotPossible as reason:
        messages.warning(request, str(reason))
    return back(request, follow_up)


def back(request: Request, follow_up: FollowUp) -> HttpResponse:
    """Where the button stood: the record says so, otherwise it was Today."""
    if request.POST.get("back") == "record":
        return redirect("patients:record", request.practice.ods_code, follow_up.patient_id)
    return redirect("coaching:today")


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def strike(request: Request, session_id: int) -> HttpResponse:
    """Entered in error: struck, kept, marked; its follow-ups go with it."""
    session = queries.session_here(request, session_id)
    form = StrikeForm(sent(request))
    if not form.is_valid():
        return strike_page(request, session, form)
    try:
        because = form.cleaned_data["because"]
        striking.strike(session=session, because=because, by=request.member, now=request.now)
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return strike_page(request, session, form)
    messages.success(request, "Marked as entered in error")
    return to_session(request, session)


def strike_page(request: Request, session: Session, form: StrikeForm) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "follow_ups": session.follow_ups.open().count(),
        "given": given_of(session),
        "alerts": session.risk_alerts.open().count(),
        "referred": told_of(session),
        **about(request, session.patient),
    }
    return page(request, "coaching/strike.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.WRITE_NOTES)
def right_person(request: Request, session_id: int) -> HttpResponse:
    """Whom it was about: shown with name, birth date and NHS number before anything is written there."""
    session = queries.session_here(request, session_id)
    form = RightPersonForm(request.POST)
    patient = person_meant(request, form)
    if patient is None or not session.entered_in_error_at:
        return reading_page(request, session, right_person=form, status=422)
    return page(request, "coaching/right_person.html", {"session": session, **about(request, patient)})


def person_meant(request: Request, form: RightPersonForm) -> Patient | None:
    if not form.is_valid():
        return None
    number = form.cleaned_data["nhs_number"]
    patient = request.practice.patients.on_list().filter(nhs_number=number).first()
    if patient is None:
        form.add_error("nhs_number", NOBODY_HERE)
        return None
    refuse_blocked(request, patient)
    return patient


@require_POST
@requires(Permission.WRITE_NOTES)
def write_again(request: Request, session_id: int, patient_id: int) -> HttpResponse:
    """The struck words, as a draft on the right person."""
    session = queries.session_here(request, session_id)
    patient = find(request, patient_id)
    refuse_blocked(request, patient)
    try:
        again = striking.write_again_for(session=session, patient=patient, by=request.member, now=request.now)
    except NotPossible as reason:
        messages.error(request, str(reason))
        return to_session(request, session)
    messages.success(request, "The words are here as a draft. Check them, then finish.")
    return to_session(request, again)
