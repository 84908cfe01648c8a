"""Staff hand a questionnaire over: a link that is shown once, or the tablet itself, signed out first."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from activation.actions import handing
from activation.kinds import Mode
from activation.link_address import address_of
from activation.queries import measurement_here, measurement_opened
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MEASURE)
def make_link(request: Request, measurement_id: int) -> HttpResponse:
    """A link for their own phone. It is shown on this page and never again: only its mark is kept."""
    measurement = measurement_opened(request, measurement_id)
    context = {"measurement": measurement, **about(request, measurement.patient)}
    if request.method == "POST":
        try:
            link, token = handing.hand_over(
                measurement=measurement, mode=Mode.LINK, by=request.member, now=request.now
            )
        except NotPossible as why:
            messages.warning(request, str(why))
            return redirect("activation:make-link", request.practice.ods_code, measurement.pk)
        context |= {"link": link, "link_url": address_of(token)}
    return page(request, "activation/make_link.html", context)


@require_POST
@requires(Permission.MEASURE)
def hand_over(request: Request, measurement_id: int) -> HttpResponse:
    """Into the patient's hands: nothing of staff is left in this browser when they take it."""
    measurement = measurement_here(request, measurement_id)
    try:
        _link, token = handing.hand_over(
            measurement=measurement, mode=Mode.TABLET, by=request.member, now=request.now
        )
    except NotPossible as why:
        messages.warning(request, str(why))
        return redirect("activation:make-link", request.practice.ods_code, measurement.pk)
    logout(request)
    return redirect(reverse("activation:link", args=[token]))
