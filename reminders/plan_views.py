"""Staff tell a person in a message that their plan is ready: they see the words and the number first."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coaching.actions import giving
from coaching.models import Given, Session
from coaching.pages import to_session
from coaching.queries import session_opened
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from reminders import plans


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_NOTES)
def send_plan(request: Request, session_id: int) -> HttpResponse:
    """This will be sent; where no message may go, that is said and nothing is kept."""
    session = session_opened(request, session_id)
    try:
        giving.refuse(session)
    except NotPossible as reason:
        notices.warning(request, str(reason))
        return to_session(request, session)
    planned = plans.preview(request, session)
    if request.method == "POST" and not (planned["refused"] or planned["by_hand"]):
        return press(request, session, planned)
    status = 422 if request.method == "POST" else 200
    return page(
        request, "reminders/send_plan.html", {**planned, **about(request, session.patient)}, status=status
    )


def press(request: Request, session: Session, planned: dict[str, Any]) -> HttpResponse:
    given = {"output": Given.Output.PLAN, "way": Given.Way.TEXT}
    whom = {"to_whom": session.patient.name, "address": planned["to"]}
    giving.give(session=session, **given, **whom, by=request.member, now=request.now)
    notices.success(request, "Planned. How it stands is here, on the record and under Messages.")
    return redirect("reminders:send-plan", request.practice.ods_code, session.pk)
