"""Staff send the link to a questionnaire in a message: they see the words and the number first."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from activation.models import Measurement
from activation.pages import to_measurement
from activation.queries import measurement_here, measurement_opened
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from reminders import links
from reminders.actions import sending_links


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MEASURE)
def send_link(request: Request, measurement_id: int) -> HttpResponse:
    """This will be sent; and after the press, how it stands."""
    measurement = measurement_opened(request, measurement_id)
    if not measurement.is_open:
        notices.warning(request, f"This questionnaire is closed: {measurement.state.lower()}.")
        return to_measurement(request, measurement)
    if request.method == "POST":
        return press(request, measurement)
    context = {**links.preview(request, measurement), **about(request, measurement.patient)}
    return page(request, "reminders/send_link.html", context)


def press(request: Request, measurement: Measurement) -> HttpResponse:
    try:
        sending_links.send_link(measurement=measurement, by=request.member, now=request.now)
    except NotPossible as why:
        notices.warning(request, str(why))
    else:
        planned = links.preview(request, measurement_here(request, measurement.pk))
        notices.success(request, planned_words(planned))
    return back(request, measurement)


def planned_words(planned: dict[str, Any]) -> str:
    """A link that cannot go out is not planned: somebody rings, or writes a letter."""
    if planned["by_hand"]:
        return str(planned["state"])
    return "Planned. How it stands is here, on the record and under Messages."


@require_POST
@requires(Permission.MEASURE)
def keep_link(request: Request, measurement_id: int) -> HttpResponse:
    """Do not send it after all."""
    measurement = measurement_here(request, measurement_id)
    try:
        sending_links.keep_link(measurement=measurement, by=request.member, now=request.now)
    except NotPossible as why:
        notices.warning(request, str(why))
    else:
        notices.success(request, "It is not sent.")
    return back(request, measurement)


def back(request: Request, measurement: Measurement) -> HttpResponse:
    return redirect("reminders:send-link", request.practice.ods_code, measurement.pk)
