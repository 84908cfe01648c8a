"""From a signed note to a link worker: the step called connect."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coaching import queries
from coaching.models import Session
from practice.gate import requires
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, tried
from prescribing.actions.referring import refer
from prescribing.models import Referral
from prescribing.referral_forms import AboutForm
from prescribing.referral_pages import refer_page
from prescribing.referral_queries import needs_list


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_NOTES)
def refer_on(request: Request, session_id: int) -> HttpResponse:
    """With the words of the note's own step to begin with; the referral remembers where it came from."""
    session = queries.session_opened(request, session_id)
    if session.finished_at is None or session.entered_in_error_at:
        messages.warning(request, "Finish the note first. Then refer from it.")
        return redirect("coaching:session", request.practice.ods_code, session.pk)
    form = AboutForm(sent(request), initial=as_noted(session), needs=needs_list())
    if form.is_valid():
        knows = request.POST.get("knows") == "yes"
        whence: dict[str, Any] = {"from_type": session._meta.label_lower, "from_id": session.pk}
        said = {**form.said, **whence, "route": Referral.Route.COACHING, "knows_of_it": knows}
        if tried(form, lambda: refer(patient=session.patient, **said, by=request.member, now=request.now)):
            messages.success(request, f"{session.patient.called} is referred to social prescribing")
            return redirect("coaching:session", request.practice.ods_code, session.pk)
    return refer_page(request, session.patient, form)


def as_noted(session: Session) -> dict[str, Any]:
    return {"reason": session.connect_words, "sensitive": session.sensitive}
